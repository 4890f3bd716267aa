"""What is closed and checked certification by certification is what all together give, whatever they say."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest
from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import ID, PREFIXES, RG, certification_iri, regulation_iri
from refgraph.graph.closure import is_kept
from refgraph.graph.ntriples import digest, lines_of
from refgraph.graph.ownership import Holding
from refgraph.graph.validation.report import Result
from refgraph.graph.validation.report_file import decoded
from refgraph.model.records import Certification, DocumentInfo, Fact, Reading
from refgraph.pipeline import Build
from refgraph.pipeline.background import Background
from refgraph.pipeline.closing import close_group, counted
from refgraph.pipeline.grouping import UnitGroup, groups
from refgraph.pipeline.inputs import background_of
from refgraph.pipeline.surroundings import Surroundings
from refgraph.pipeline.unit import Unit, UnitStatements
from refgraph.workspace import Workspace
from tests.bakers import passage

NAMES = ("boulanger", "patissier", "glacier")
NO_ONES = [NamedNode(f"{ID}organization/moulin"), NamedNode(f"{ID}organization/four"), NamedNode(f"{ID}rome/D1102")]
LAW = NamedNode(regulation_iri("rgpd"))
TYPE = NamedNode(PREFIXES["rdf"] + "type")


@pytest.fixture(scope="module")
def background(workspace: Workspace, built: Build) -> Background:
    assert built.units
    return background_of(workspace, workspace.checksums())


def rg(name: str) -> NamedNode:
    return NamedNode(RG + name)


def own(certification: str, item: str) -> NamedNode:
    return NamedNode(f"{certification_iri(certification)}/{item}")


def unit(name: str, said: Iterable[Triple], background: Background) -> tuple[Unit, UnitStatements]:
    """The certification called ``name`` that says this."""
    holding = Holding(name, name)
    mine, common = holding.split(lines_of(said))
    lines = [*mine, *common]
    graph = f"certification/{name}"
    made = Unit(
        certification=name,
        document=f"{name}.md",
        sha256="0" * 64,
        title=name,
        blocs=0,
        competences=0,
        steps=0,
        issues=(),
        outcomes=(),
        versions={},
        bloc_versions={},
        digests={graph: digest(mine)},
        sizes={graph: len(mine)},
        common=tuple(common),
        joints=background.program.joins.joints(lines, holding),
        crossing=background.rules.crossing(lines, holding),
    )
    record = Reading(
        document=DocumentInfo(name=f"{name}.md", sha256="0" * 64, family="tableaux"),
        certification=Certification(id=name, title=Fact(text=name, source=passage("TITRE Boulanger"))),
    )
    return made, UnitStatements(record, {graph: tuple(mine)})


def grouped(
    said: Mapping[str, Sequence[Triple]], background: Background
) -> Iterator[tuple[UnitGroup, list[bytes], set[str]]]:
    """Each group of those that say this, with what follows for it and what its check finds."""
    made = {name: unit(name, triples, background) for name, triples in said.items()}
    units = [each for each, _ in made.values()]
    surroundings = Surroundings(units, background)
    for group in groups(units, surroundings, background):
        around = surroundings.of(node for each in group.units for node in each.crossing.named)
        statements = [made[each.certification][1] for each in group.units]
        closed, followed = close_group(group, statements, around, background)
        lines = [*closed.common, *(line for graph in followed.graphs.values() for line in graph)]
        yield group, lines, keys(decoded(closed.findings))


def keys(results: Iterable[Result]) -> set[str]:
    return {str(result.key()) for result in results}


def together(said: Mapping[str, Sequence[Triple]], background: Background) -> list[tuple[str, ...]]:
    return [tuple(each.certification for each in group.units) for group, _, _ in grouped(said, background)]


def test_certifications_that_share_an_organisation_stay_apart(background: Background) -> None:
    """A certifier that awards two thousand titles joins none of them."""
    said = {
        name: [
            Triple(own(name, "bloc/1"), TYPE, rg("Bloc")),
            Triple(NamedNode(certification_iri(name)), rg("certifier"), NO_ONES[0]),
            Triple(NO_ONES[0], TYPE, rg("Organisation")),
            Triple(own(name, "mention/1"), rg("mentionTarget"), LAW),
        ]
        for name in NAMES
    }
    assert together(said, background) == [("boulanger",), ("patissier",), ("glacier",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One names a node of the other.
        (Triple(own("boulanger", "bloc/1"), rg("hasCompetence"), own("glacier", "bloc/1/competence/C1")), None),
        # One leads a chain to the organisation, and the other leads it on.
        (
            Triple(NamedNode(certification_iri("boulanger")), rg("hasBloc"), NO_ONES[0]),
            Triple(NO_ONES[0], rg("hasCompetence"), own("glacier", "bloc/1/competence/C1")),
        ),
        # A rule comes back to the other from what both say something to.
        (
            Triple(own("boulanger", "bloc/1"), rg("certifier"), NO_ONES[0]),
            Triple(own("glacier", "bloc/1/criteria/g1"), rg("evaluates"), NO_ONES[0]),
        ),
    ],
)
def test_certifications_that_meet_are_taken_together(one: Triple, other: Triple | None, background: Background) -> None:
    """What follows, or is found, may need both."""
    plain = {name: Triple(own(name, "bloc/1"), TYPE, rg("Bloc")) for name in NAMES}
    said: dict[str, Sequence[Triple]] = {name: [triple] for name, triple in plain.items()}
    said["boulanger"] = [plain["boulanger"], one]
    said["glacier"] = [plain["glacier"], *([other] if other else [])]
    assert together(said, background) == [("boulanger", "glacier"), ("patissier",)]


def test_a_certification_that_says_something_to_the_law_is_taken_with_it(background: Background) -> None:
    """Texts of law are checked anew where a rule may come from them to a certification."""
    said = {"boulanger": [Triple(own("boulanger", "bloc/1/criteria/g1"), rg("evaluates"), LAW)]}
    ((group, _, _),) = grouped(said, background)
    assert group.with_background


def scattered(chance: random.Random, background: Background) -> dict[str, Sequence[Triple]]:
    """Statements between nodes of three certifications, of no one and of the law, by the properties that join them."""
    links = [
        NamedNode(name[1:-1].decode()) for name in sorted(background.program.joins.links | background.rules.backward)
    ]
    classes = [rg(name) for name in ("Bloc", "Competence", "Criterion", "CriteriaGroup", "Modality", "Activity")]
    said: dict[str, Sequence[Triple]] = {}
    for name in NAMES:
        mine = [own(name, f"item/{number}") for number in range(4)]
        others = [*NO_ONES, *NO_ONES, LAW, own(chance.choice(NAMES), "item/1")]
        nodes = [*mine, *mine, *mine, *chance.sample(others, chance.choice((0, 1, 2)))]
        typed = [Triple(node, TYPE, chance.choice(classes)) for node in mine]
        linked = [Triple(chance.choice(nodes), chance.choice(links), chance.choice(nodes)) for _ in range(12)]
        said[name] = [*typed, *linked]
    return said


@pytest.mark.parametrize("seed", range(12))
def test_groups_give_what_all_together_give(seed: int, background: Background) -> None:
    """The same statements follow, and the same findings are told, whoever names what."""
    said = scattered(random.Random(seed), background)
    told = list(grouped(said, background))
    everything = [*background.said, *(line for triples in said.values() for line in lines_of(triples))]
    _, expected = background.program.close(dict.fromkeys(everything))
    follows = {line for line in set(expected) - background.known if is_kept(line)}
    assert {line for _, lines, _ in told for line in lines if is_kept(line)} == follows
    found = set[str]().union(*(findings for _, _, findings in told))
    whole = keys(background.rules.check(dict.fromkeys(everything)))
    assert found | keys(decoded(background.findings)) == whole


def test_the_random_statements_join_some_and_not_all(background: Background) -> None:
    """Sequences that always joined everything, or nothing, would prove little."""
    counts = [len(list(grouped(scattered(random.Random(seed), background), background))) for seed in range(12)]
    assert {1, 2, 3} == set(counts)


def test_only_what_things_are_is_counted() -> None:
    """Said twice it is one thing; a class as object of another property, and a foreign class, count nothing."""
    thing, kind = own("boulanger", "bloc/1"), rg("Bloc")
    said = [
        Triple(thing, TYPE, kind),
        Triple(thing, NamedNode(PREFIXES["dcterms"] + "subject"), rg("Competence")),
        Triple(thing, TYPE, NamedNode(PREFIXES["skos"] + "Concept")),
    ]
    assert dict(counted([*lines_of(said), *lines_of(said)])) == {f"<{RG}Bloc>".encode(): 1}

"""Large data are cut where no rule looks across: what is found must not depend on where they are cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from refgraph.core.namespaces import ID, PREFIXES, RG, SHAPES, certification_iri
from refgraph.graph import validation
from refgraph.graph.validation import Result, check, large, read_shapes
from refgraph.graph.validation.locality import reach_of
from refgraph.graph.validation.parts import Parts
from refgraph.pipeline import Build
from tests.knowledge.quality import joiners
from tests.knowledge.quality.test_planted import faults, planted

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.trig"))
ACROSS = '''@prefix rg: <https://w3id.org/refgraph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix mine: <https://example.org/rules#> .
mine:same-title a sh:NodeShape ; sh:targetClass rg:Certification ; sh:sparql [
    sh:prefixes <https://w3id.org/refgraph/shapes> ; sh:message "Même intitulé."@fr ;
    sh:select """SELECT $this WHERE {
        $this dcterms:title ?a . ?b a rg:Certification ; dcterms:title ?c . FILTER (?a = ?c && ?b != $this) }""" ] .
'''


def keys(results: tuple[Result, ...]) -> list[tuple[str, ...]]:
    return [result.key() for result in results]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data are cut whatever their size, and as finely as they can be."""
    monkeypatch.setattr(validation, "LARGE", 0)
    monkeypatch.setattr(large, "BATCH", 1)


def asserted(built: Build) -> list[Triple]:
    return built.triples("vocabularies", "regulations", "certification", "mentions")


def faulty() -> list[Triple]:
    """Every fault at once: the invalid examples, each under its name, beside the intact référentiel."""
    sets = [joiners.graph()]
    for path in EXAMPLES:
        quads = list(parse(path=path, format=RdfFormat.TRIG))
        sets.append([quad.triple for quad in quads if quad.graph_name == NamedNode(f"{ID}example/invalid")])
    named = [[renamed(triple, number) for triple in triples] for number, triples in enumerate(sets)]
    return list(dict.fromkeys(triple for triples in named for triple in triples))


def renamed(triple: Triple, number: int) -> Triple:
    """``triple`` with certifications and documents of another name."""

    def other(term: object) -> object:
        if isinstance(term, NamedNode) and term.value.startswith((f"{ID}certification/", f"{ID}document/")):
            return NamedNode(re.sub(rf"^({re.escape(ID)}[a-z]+/[^/]+)", rf"\g<1>-{number}", term.value))
        return term

    return Triple(other(triple.subject), triple.predicate, other(triple.object))  # type: ignore[arg-type]


def test_the_five_are_checked_the_same_in_parts(built: Build, request: pytest.FixtureRequest) -> None:
    """Each certification alone, with what it needs, gives the findings of all together."""
    data, shapes = asserted(built), read_shapes()
    whole = check(data, shapes).results
    assert len(whole) == 187
    request.getfixturevalue("cut")
    assert keys(check(data, shapes).results) == keys(whole)


def test_faults_of_every_rule_are_found_the_same_in_parts(request: pytest.FixtureRequest) -> None:
    """No rule of ours, whatever it finds, sees less in a part than in the whole."""
    data, shapes = faulty(), read_shapes()
    whole = check(data, shapes).results
    silent = set(shapes.rules) - {result.shape for result in whole}
    assert silent == {NamedNode(f"{SHAPES}certification-type-list")}  # the vocabularies have the type that it misses
    request.getfixturevalue("cut")
    assert keys(check(data, shapes).results) == keys(whole)


def test_the_five_are_really_cut(built: Build) -> None:
    """A cut that leaves all in one part would keep neither time nor memory in proportion."""
    shapes = read_shapes()
    backward = set[str]().union(*(reach.backward for reach in reach_of(shapes.rules, shapes).values()))
    batches = list(Parts(asserted(built), backward).batches(1))
    certifications = [sum(f"certification/{name}> ".encode() in batch for batch in batches) for name in names(built)]
    assert certifications == [1, 1, 1, 1, 1]
    assert all(sum(f"/{name}> ".encode() in batch for name in names(built)) <= 1 for batch in batches)


def names(built: Build) -> list[str]:
    return [name.removeprefix("certification/") for name in built.graphs if name.startswith("certification/")]


@pytest.mark.usefixtures("cut")
def test_two_certifications_of_one_number_are_found_in_two_parts() -> None:
    """A rule that compares certifications by a value sees them all, wherever they are cut."""
    twin = certification_iri("RNCP40002")
    kind, title, number = (PREFIXES["rdf"] + "type", PREFIXES["dcterms"] + "title", f"{RG}rncpNumber")
    said: list[tuple[str, NamedNode | Literal]] = [
        (kind, NamedNode(f"{RG}Certification")),
        (title, Literal("Menuisier")),
        (number, Literal("RNCP40001")),
    ]
    data = [*joiners.graph(), *(Triple(NamedNode(twin), NamedNode(p), o) for p, o in said)]
    rule = NamedNode(f"{SHAPES}certification-number-unique")
    found = [result for result in check(data, read_shapes()).results if result.shape == rule]
    assert [result.focus for result in found] == [NamedNode(twin)]


@pytest.mark.usefixtures("cut")
def test_a_rule_of_the_user_that_looks_across_sees_all(tmp_path: Path) -> None:
    """Nothing is assumed of a user's rule: one that joins certifications by nothing but a filter finds its pair."""
    (tmp_path / "miennes.ttl").write_text(ACROSS, "utf-8")
    kind, title = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["dcterms"] + "title")
    pair = [NamedNode(certification_iri(name)) for name in ("un", "deux")]
    data = [Triple(one, kind, NamedNode(f"{RG}Certification")) for one in pair]
    data += [Triple(one, title, Literal("Menuisier", language="fr")) for one in pair]
    found = [r for r in check(data, read_shapes([tmp_path])).results if r.shape.value.endswith("#same-title")]
    assert {result.focus for result in found} == set(pair)


def test_a_date_that_does_not_exist_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """A value that is not of its datatype is a finding, not a traceback of the library that reads the report."""
    (fault,) = [fault for fault in faults() if fault.rule == "registration-date"]
    assert len(check(planted(fault), read_shapes())) == 1
    assert capfd.readouterr().err == ""

"""Coverage in one direction is not coverage in the other; nothing is said to be common without a correspondence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from refgraph.core.errors import QueryError
from refgraph.core.table import Cell, Lines, Resource
from refgraph.knowledge.certifications import ComparedCertification, Coverage, Link, Links
from refgraph.knowledge.compare import (
    CoverageState,
    basis,
    between,
    bloc_matrix,
    bridge,
    choose,
    common_core,
    competence_matrix,
    core_table,
    gap,
    members,
    names,
    near,
    short,
)  # fmt: skip
from refgraph.knowledge.compare.tables import assessment_table, bridge_table, gap_aspects, gap_table, pairs, to_confirm
from refgraph.knowledge.compare.whole import whole
from refgraph.knowledge.excerpts import Excerpt

BASE = "https://w3id.org/refgraph/id/certification/"
TOTAL, PARTIAL, NONE = Coverage.TOTAL, Coverage.PARTIAL, Coverage.NONE


def local(iris: Iterable[str]) -> list[str]:
    return [iri.removeprefix(BASE) for iri in iris]


def lines(cell: Cell) -> tuple[str | Resource, ...]:
    assert isinstance(cell, Lines)
    return cell.lines


def test_the_gap_has_a_direction(certifications: list[ComparedCertification], links: Links) -> None:
    """A takes in two of B's four competences wholly and one in part; B two of A's three wholly and one in part."""
    one, other = choose(certifications, ["A", "B"])
    states = [
        [covered.standing.state for covered in gap(*ends, links).competences] for ends in ((one, other), (other, one))
    ]
    assert states[0] == [CoverageState.COVERED, CoverageState.PARTIAL, CoverageState.COVERED, CoverageState.UNREVIEWED]
    assert states[1] == [CoverageState.COVERED, CoverageState.COVERED, CoverageState.PARTIAL]


def test_what_else_only_the_target_asks(certifications: list[ComparedCertification], links: Links) -> None:
    """Kinds of assessment, thresholds and criteria that the other side doesn't have."""
    one, other = choose(certifications, ["A", "B"])
    found = gap(one, other, links)
    assert [(method, one.iri) for method, one in found.methods] == [("Quiz", "m/quiz")]
    assert [(str(ratio), one.iri) for ratio, one in found.thresholds] == [("0.60", "B/1/k0")]
    assert [criterion.text for _, criterion in found.criteria] == ["60 % de bonnes réponses"]
    assert [method for method, _ in gap(other, one, links).methods] == ["Oral"]
    assert [(row[0], str(row[1]), row[2]) for row in gap_aspects(found).rows] == [
        ("Modalité d’évaluation", "Quiz", "doc.txt, ligne\u00a07"),
        ("Seuil de réussite", "60\u202f%", "doc.txt, ligne\u00a08"),
        ("Critère", "60 % de bonnes réponses", "doc.txt, ligne\u00a08"),
    ]


def test_a_criterion_of_two_competences_is_one_gap(certifications: list[ComparedCertification], links: Links) -> None:
    """A criterion printed once for a whole bloc is asked once; one that the other side prints alike is no gap."""
    one, other = choose(certifications, ["A", "B"])
    first = other.blocs[0].competences[0]
    blocs = [replace(bloc, competences=tuple(replace(c, criteria=first.criteria) for c in bloc.competences))
             for bloc in certifications[1].blocs]  # fmt: skip
    _, shared = choose([certifications[0], replace(certifications[1], blocs=tuple(blocs))], ["A", "B"])
    assert [(c.code, criterion.iri) for c, criterion in gap(one, shared, links).criteria] == [("C1", "B/1/k0")]
    assert gap(other, shared, links).criteria == ()


def test_what_is_listed_in_a_cell_leads_to_its_page(certifications: list[ComparedCertification], links: Links) -> None:
    """The competences of the common core, of a gap and of a bridge are resources, not only words."""
    one, other = choose(certifications, ["A", "B"])
    core = core_table(common_core([one, other], links), [one, other], links)
    assert lines(core.rows[0][1]) == (Resource(f"{BASE}A/1", "C1 – Vendre"),)
    covered = gap_table(gap(one, other, links)).rows[0][3]
    assert lines(covered) == (Resource(f"{BASE}A/1", "C1 – Vendre (même compétence)"),)
    left = bridge_table(bridge(one, [], other, links)).rows[1]
    assert [getattr(line, "iri", None) for cell in left[3:5] for line in lines(cell)] == [f"{BASE}B/4", "m/quiz"]


def test_a_text_that_only_the_target_names(certifications: list[ComparedCertification], links: Links) -> None:
    """A text leads to the passage that names it; a text that both name is no gap."""
    amf, rgpd = Resource("reg/amf", "AMF"), Resource("reg/rgpd", "RGPD")
    passage = Excerpt("doc.txt", 12, "directives AMF")
    first, second = replace(certifications[0], regulations=(rgpd,)), replace(certifications[1], regulations=(amf, rgpd))
    sides = choose([first, replace(second, citations=(("reg/amf", passage),))], ["A", "B"])
    assert gap(sides[0], sides[1], links).regulations == ((amf, passage),)


def test_the_common_core(certifications: list[ComparedCertification], links: Links) -> None:
    """« Vendre » is in all three, tied through B; what only shares a theme or nothing is alone."""
    sides = choose(certifications, ["A", "B", "C"])
    core = common_core(sides, links)
    assert [[(name, local(c.iri for c in members)) for name, members in one.members] for one in core.everywhere] == [
        [("A", ["A/1"]), ("B", ["B/1"]), ("C", ["C/1"])]
    ]
    assert [one.sides for one in core.partly] == [("A", "B"), ("A", "B")]
    assert {name: local(c.iri for c in alone) for name, alone in core.specific} == {"A": [], "B": ["B/4"], "C": []}
    assert len(core_table(core, sides, links)) == 4


def test_two_competences_of_one_side_are_not_common(certifications: list[ComparedCertification]) -> None:
    """What corresponds inside one certification ties nothing: « Négocier » of A stays with A alone."""
    link = Link(f"{BASE}A/1", "skos:exactMatch", f"{BASE}B/1")
    inside = Link(f"{BASE}A/1", "skos:exactMatch", f"{BASE}A/2")
    core = common_core(choose(certifications, ["A", "B"]), Links((link, inside)))
    assert [[(name, local(c.iri for c in members)) for name, members in one.members] for one in core.everywhere] == [
        [("A", ["A/1"]), ("B", ["B/1"])]
    ]
    assert local(one.iri for one in dict(core.specific)["A"]) == ["A/2", "A/3"]


def test_without_links_nothing_is_common(certifications: list[ComparedCertification]) -> None:
    """No correspondence means that nothing is known, not that two statements are alike."""
    from refgraph.knowledge.certifications import Links

    sides = choose(certifications, ["A", "B"])
    core = common_core(sides, Links())
    assert (core.everywhere, core.partly) == ((), ())
    assert "rien n’est affirmé" in basis(between(sides, Links()))


def test_matrices(certifications: list[ComparedCertification], links: Links) -> None:
    """A cell tells both directions; blocs count competences covered wholly and in part."""
    one, other = choose(certifications, ["A", "B"])
    cells = competence_matrix(one, other, links)
    assert {tuple(local(pair)): (cell.covers, cell.covered) for pair, cell in cells.items()} == {
        ("A/1", "B/1"): (TOTAL, TOTAL),
        ("A/2", "B/2"): (PARTIAL, TOTAL),
        ("A/3", "B/3"): (TOTAL, PARTIAL),
        ("A/3", "B/4"): (NONE, NONE),
    }
    cell = bloc_matrix(one, other, links)[f"{BASE}A/bloc/1", f"{BASE}B/bloc/1"]
    assert [one.state for one in cell.of_column] == [CoverageState.COVERED, CoverageState.PARTIAL]
    assert [one.state for one in cell.of_row] == [CoverageState.COVERED, CoverageState.COVERED]


def test_a_bloc_is_never_validated_in_part(certifications: list[ComparedCertification], links: Links) -> None:
    """One competence of a bloc left means the whole bloc and all of its épreuves."""
    one, other = choose(certifications, ["A", "B"])
    found = bridge(other, ["1"], one, links)
    assert [step.is_presumed for step in found.steps] == [True, False]
    assert found.rule_is_documented is False
    back = bridge(one, [], other, links)
    assert back.rule_is_documented is True
    assert [(step.is_presumed, local(c.iri for c, _ in step.left)) for step in back.steps] == [
        (False, ["B/2"]),
        (False, ["B/4"]),
    ]
    assert [modality.text for modality in back.steps[1].modalities] == ["Quiz"]
    assert [row[1] for row in bridge_table(back).rows] == ["à valider en entier", "non relu (aucune proposition)"]


def test_how_the_same_competence_is_assessed_elsewhere(
    certifications: list[ComparedCertification], links: Links
) -> None:
    """Modality, duration, weight and threshold side by side; what a document doesn't say is None."""
    table = assessment_table(f"{BASE}A/1", certifications, links)
    assert [tuple(str(cell) if cell is not None else None for cell in row[2:6]) for row in table.rows] == [
        ("Oral", None, None, None),
        ("Quiz", "1\u00a0h", "0.20", "60\u202f%"),
    ]
    alone = assessment_table(f"{BASE}C/1", certifications, links)
    assert [str(row[0]) for row in alone.rows] == ["B", "C"]
    assert alone.rows[1][2] is None


def test_proposals_are_said(certifications: list[ComparedCertification], links: Links) -> None:
    """An answer that rests on a pair that nobody has reviewed says so, and marks the pair."""
    sides = choose(certifications, ["A", "C"])
    more = links.with_proposals([Link(f"{BASE}A/2", "skos:closeMatch", f"{BASE}C/1", reviewed=False, confidence=0.7)])
    assert "sur 1\u00a0paire, 1 n’est que proposée" in basis(between(sides, more))
    assert [row[3] for row in pairs(sides, more).rows] == ["proposée, non relue"]
    table = gap_table(gap(sides[0], sides[1], more))
    assert [row[4] for row in table.rows] == ["proposée, non relue"]


def test_a_proposal_is_no_decision(certifications: list[ComparedCertification], links: Links) -> None:
    """A line of each: the tool's confidence stands beside a proposal, and beside no decision."""
    sides = choose(certifications, ["A", "C"])
    more = links.with_proposals([Link(f"{BASE}A/2", "skos:closeMatch", f"{BASE}C/1", reviewed=False, confidence=0.7)])
    (proposed,) = pairs(sides, more).rows
    assert tuple(str(cell) for cell in proposed) == (
        "C2 – Négocier", "compétence proche", "C1 – Vendre des services", "proposée, non relue", "0.70",
        "doc.txt, ligne\u00a02", "doc.txt, ligne\u00a01",
    )  # fmt: skip
    decided = pairs(choose(certifications, ["A", "B"]), links).rows[0]
    assert tuple(str(cell) for cell in decided) == (
        "C1 – Vendre", "même compétence", "C1 – Vendre", "relue", "–",
        "doc.txt, ligne\u00a01", "doc.txt, ligne\u00a01",
    )  # fmt: skip


def test_a_decided_pair_is_not_proposed_again(certifications: list[ComparedCertification], links: Links) -> None:
    """What people have said of a pair counts before what the tool says of it."""
    more = links.with_proposals([Link(f"{BASE}B/1", "skos:closeMatch", f"{BASE}A/1", reviewed=False)])
    assert more == links


def test_a_group_rests_on_each_of_its_pairs_once(certifications: list[ComparedCertification], links: Links) -> None:
    """Read from either end a pair is one; one that nobody has reviewed keeps the whole group from being « relue »."""
    sides = choose(certifications, ["A", "B"])
    more = links.with_proposals([Link(f"{BASE}A/2", "skos:exactMatch", f"{BASE}B/1", reviewed=False)])
    group = common_core(sides, more).everywhere[0]
    ends = sorted(
        (sorted(iri.removeprefix(BASE) for iri in (one.subject, one.object)), one.reviewed) for one in group.links
    )
    assert ends == [(["A/1", "B/1"], True), (["A/2", "B/1"], False), (["A/2", "B/2"], True)]
    assert core_table(common_core(sides, more), sides, more).rows[0][-1] == "proposée, non relue"


def test_members_are_named_in_every_way(certifications: list[ComparedCertification]) -> None:
    """A certification by its IRI or the end of it, a clientèle by its word, whatever its accents and capitals."""
    assert members(certifications, ["A"]) == members(certifications, [f"{BASE}A"]) == [f"{BASE}A"]
    assert members(certifications, ["Professionnels"]) == [f"{BASE}B", f"{BASE}C"]
    assert members(certifications, ["A", "professionnels"]) == [f"{BASE}A", f"{BASE}B", f"{BASE}C"]
    assert members(certifications, ["Z"]) == []
    assert choose(certifications[:2], ["A", "B"], certifications) == choose(certifications, ["A", "B"])
    assert names(certifications)["professionnels"] == "Clientèle\u00a0: Professionnels"
    assert near(certifications) == ["B", "C"]
    assert near(certifications[:2]) == ["A", "B"]


def test_clienteles_are_compared_like_certifications(certifications: list[ComparedCertification], links: Links) -> None:
    """A segment is all certifications of it together."""
    one, other = choose(certifications, ["particuliers", "professionnels"])
    assert [short(certification) for certification in other.certifications] == ["B", "C"]
    assert gap(one, other, links).count(CoverageState.COVERED) == 2
    assert list(names(certifications)) == ["A", "B", "C", "particuliers", "professionnels"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["A"], "au moins deux"),
        (["A", "A"], "deux fois"),
        (["A", "Z"], "«\u00a0Z\u00a0» n’est ni une certification ni une clientèle"),
    ],
)
def test_a_wrong_choice_is_told(certifications: list[ComparedCertification], asked: list[str], sentence: str) -> None:
    """The sentence lists what there is to choose from."""
    with pytest.raises(QueryError, match=sentence):
        choose(certifications, asked)


def test_an_unknown_bloc_is_told(certifications: list[ComparedCertification], links: Links) -> None:
    """The blocs that there are stand in the sentence."""
    one, other = choose(certifications, ["A", "B"])
    with pytest.raises(QueryError, match="«\u00a09\u00a0» n’est pas un bloc de «\u00a0A\u00a0»"):
        bridge(one, ["9"], other, links)


def test_what_is_in_both_sides_covers_itself(certifications: list[ComparedCertification], links: Links) -> None:
    """A certification against a clientèle to which it belongs: its own competences are covered by themselves."""
    one, other = choose(certifications, ["B", "professionnels"])
    answers = {local([found.competence.iri])[0]: found.standing.state for found in gap(one, other, links).competences}
    assert answers == dict.fromkeys(("B/1", "B/2", "B/3", "B/4"), CoverageState.COVERED) | {
        "C/1": CoverageState.PARTIAL
    }


def test_decisions_to_confirm_are_told(certifications: list[ComparedCertification]) -> None:
    """How many decisions are left out because a statement changed; of other sides nothing is said."""
    sides = choose(certifications, ["A", "B"])
    stale = [frozenset((f"{BASE}A/1", f"{BASE}B/1")), frozenset((f"{BASE}A/1", f"{BASE}C/1"))]
    (sentence,) = to_confirm(sides, stale)
    assert sentence == "1\u00a0décision «\u00a0à revalider\u00a0» ne compte pas\u00a0: un énoncé a changé."
    assert to_confirm(sides, stale[1:]) == []
    assert "ne compte pas" in str(whole(sides, Links(), remarks=[sentence])[0].rows)

"""How each link between items is known: every link of two shipped documents as a person reads it there."""

from __future__ import annotations

import pytest

from refgraph.model.records import Basis, Reading

ENTERPRISES = """
1 C1: a01 m01 g01
1 C2: a01? m02 g02
1 C3: a01 m03 g03
1 C4: a02 m04 g04
1 C14: a03 m05 g05
2 C5: a01 m01 g01?
2 C6: a01? m02 g01?
2 C7: a02 m03 g02
2 C8: a03 m04 g03
2 C9: a03? m05 g04
2 C13: a04 m06 g05
3 C10: a01 m01 g01?
3 C11: a01? m02 g01?
3 C12: a01? m03? g01?
3 C20: a01? m03? g01?
4 C15: a01 m01 g01?
4 C16: a01? m02 g01?
4 C17: a02 m03 g02
4 C18: a02 m04 g03
4 C19: a03 m05 g04
"""
"""000: bloc and competence, then activity, modality and group of criteria; « ? » where a merged cell gives the link.

The activity « Préparation et suivi » stands beside C1 and, after the page break, beside C3: C2 has the cell of C1.
C12 and C20 have one cell of modality, C10 to C20 one of criteria.
"""

PROFESSIONALS = """
1 k01: 1a m01 g01 g02 g03
1 k02: 1a m01 g01 g02 g03
1 k03: 1a m01 g01 g02 g03
1 k04: 1b m02 g04 g05
1 k05: 1b m02 g04 g05
1 k06: 1b m02 g04 g05
1 k07: 1b m02 g04 g05
2 k01: 2a 2b m01 g01 g02
2 k02: 2a 2b m01 g01 g02
2 k03: 2a 2b m01 g01 g02
2 k04: 2a 2b m01 g01 g02
2 k05: 2c m02 g03
2 k06: 2c m02 g03
2 k07: 2c m02 g03
2 k08: 2d m03 g04
2 k09: 2e m04 g05
2 k10: 2e m04 g05
2 k11: 2e m04 g05
3 k01: 3a 3b m01 g01 g02
3 k02: 3a 3b m01 g01 g02
3 k03: 3c m02 g03
3 k04: 3d m03 g04
3 k05: 3d m03 g04
"""
"""003: each of its nine rows prints its four cells, so that no link is deduced."""


def name(item: str) -> str:
    return item.rpartition("/")[2]


def told(reading: Reading) -> str:
    """A line for each competence, as above."""
    deduced = {(link.relation, link.subject, link.object) for link in reading.links}
    lines = []
    for competence in reading.competences:
        me = competence.id
        links = [("mobilises", activity, me) for activity in competence.activities]
        links += [("isAssessedBy", me, each.id) for each in reading.modalities if me in each.competences]
        links += [("evaluates", each.id, me) for each in reading.criteria_groups if me in each.competences]
        ends = [name(b if a == me else a) + ("?" if (kind, a, b) in deduced else "") for kind, a, b in links]
        lines.append(f"{competence.bloc[-1]} {name(me)}: {' '.join(ends)}")
    return "\n".join(["", *lines, ""])


@pytest.mark.parametrize(("document", "links"), [("000", ENTERPRISES), ("003", PROFESSIONALS)])
def test_each_link_is_known_as_a_person_reads_it(document: str, links: str, readings: dict[str, Reading]) -> None:
    """Whoever builds on a link must know whether the document prints it or a merged cell gives it."""
    assert told(readings[document]) == links


def test_only_the_layout_is_a_ground(readings: dict[str, Reading]) -> None:
    """A reader deduces; only people type: the links of the five say so, each with its ground."""
    links = [link for reading in readings.values() for link in reading.links]
    assert {(link.basis, link.author, link.date) for link in links} == {(Basis.DEDUIT, None, None)}
    grounds = {"cellule commune à plusieurs lignes", "questionnaire de la même compétence, le plus proche"}
    assert {link.ground for link in links} == grounds
    assert {each: len(reading.links) for each, reading in readings.items()} == {
        "000": 23,
        "001": 0,
        "002": 31,
        "003": 0,
        "004": 62,
    }


@pytest.mark.parametrize(
    ("document", "relation", "subject", "target"),
    [
        ("002", "isAssessedBy", "bloc/1/competence/C2", "bloc/1/modality/m01"),
        ("002", "mobilises", "bloc/2/activity/A6", "bloc/2/competence/C15"),
        ("002", "thresholdOn", "bloc/3/criteria/g05/04", "bloc/3/modality/m03-1"),
        ("004", "isAssessedBy", "bloc/1/competence/k05", "bloc/1/modality/m01"),
        ("004", "evaluates", "bloc/3/criteria/g01", "bloc/3/competence/k04"),
    ],
)
def test_merged_cells_of_the_others(
    document: str, relation: str, subject: str, target: str, readings: dict[str, Reading]
) -> None:
    """Links that the empty cells of two further documents give."""
    assert (relation, subject, target) in {
        (each.relation, each.subject, each.object) for each in readings[document].links
    }

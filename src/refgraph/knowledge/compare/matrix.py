"""Blocs against blocs and competences against competences: who covers whom, and how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.knowledge.certifications import ComparedBloc, ComparedCompetence, Coverage, Link, Links, coverage, covers
from refgraph.knowledge.compare.sides import Side


@dataclass(frozen=True)
class CompetenceCell:
    """A row against a column: how far the row covers the column, and the reverse, with the links that say so."""

    covers: Coverage
    covered: Coverage
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class BlocCell:
    """A bloc against a bloc: of the competences of each, how many the other covers wholly and in part."""

    row_total: int
    row_partial: int
    row_size: int
    column_total: int
    column_partial: int
    column_size: int
    links: tuple[Link, ...] = ()


def competence_cell(row: ComparedCompetence, column: ComparedCompetence, links: Links) -> CompetenceCell | None:
    """How two competences stand to each other, or None when nothing relates them."""
    found = links.of(row.iri, [column.iri])
    if not found:
        return None
    there = max(covers(link) for link in found)
    back = max(covers(link.inverted()) for link in found)
    return CompetenceCell(there, back, tuple(found))


def competence_matrix(rows: Side, columns: Side, links: Links) -> dict[tuple[str, str], CompetenceCell]:
    """The cells of competences (IRIs) that something relates; absent ones are empty."""
    by_iri = {competence.iri: competence for competence in columns.competences}
    return {
        (row.iri, link.object): cell
        for row in rows.competences
        for link in links.of(row.iri, by_iri)
        if (cell := competence_cell(row, by_iri[link.object], links)) is not None
    }


def bloc_matrix(rows: Side, columns: Side, links: Links) -> dict[tuple[str, str], BlocCell]:
    """The cells of all pairs of blocs (IRIs)."""
    return {(row.iri, column.iri): bloc_cell(row, column, links) for row in rows.blocs for column in columns.blocs}


def bloc_cell(row: ComparedBloc, column: ComparedBloc, links: Links) -> BlocCell:
    """How far two blocs cover each other."""
    of_row, used = _covered(row.competences, column.competences, links)
    of_column, _ = _covered(column.competences, row.competences, links)
    return BlocCell(
        row_total=of_row.count(Coverage.TOTAL),
        row_partial=of_row.count(Coverage.PARTIAL),
        row_size=len(row.competences),
        column_total=of_column.count(Coverage.TOTAL),
        column_partial=of_column.count(Coverage.PARTIAL),
        column_size=len(column.competences),
        links=tuple(used),
    )


def _covered(
    targets: Sequence[ComparedCompetence], by: Sequence[ComparedCompetence], links: Links
) -> tuple[list[Coverage], list[Link]]:
    iris = {competence.iri for competence in by}
    answers = [coverage(target.iri, iris, links) for target in targets]
    return [answer for answer, _ in answers], [link for _, used in answers for link in used]

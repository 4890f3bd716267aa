"""Blocs against blocs and competences against competences: who covers whom, and how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.knowledge.certifications import ComparedBloc, ComparedCompetence, Coverage, Link, Links, covers
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import CoverageState, Standing, standing, worst


@dataclass(frozen=True)
class CompetenceCell:
    """A row against a column: how far the row covers the column, and the reverse, with the links that say so."""

    covers: Coverage
    covered: Coverage
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class BlocCell:
    """A bloc against a bloc: how each competence of one stands to the other."""

    of_row: tuple[Standing, ...]
    of_column: tuple[Standing, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """The links that cover competences of the row."""
        return tuple(link for one in self.of_row for link in one.links)


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
    ours, theirs = ({competence.iri for competence in bloc.competences} for bloc in (row, column))
    return BlocCell(
        of_row=tuple(standing(one.iri, theirs, links) for one in row.competences),
        of_column=tuple(standing(one.iri, ours, links) for one in column.competences),
    )


def count(standings: Sequence[Standing], state: CoverageState) -> int:
    """How many competences are in ``state``."""
    return sum(one.state is state for one in standings)


def together(standings: Sequence[Standing]) -> CoverageState:
    """A bloc is covered when all of its competences are, in part when any is covered at all."""
    covered = count(standings, CoverageState.COVERED)
    if standings and covered == len(standings):
        return CoverageState.COVERED
    if covered or count(standings, CoverageState.PARTIAL):
        return CoverageState.PARTIAL
    return worst(one.state for one in standings)

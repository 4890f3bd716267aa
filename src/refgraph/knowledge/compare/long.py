"""Comparisons in long form, for programs and pivot tables: one line a cell, one table for all directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations

from refgraph.core.table import Cell, Lines, Resource, Table
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.certifications import Link, Links
from refgraph.knowledge.compare.gap import gap
from refgraph.knowledge.compare.matrix import bloc_matrix, competence_matrix, count, together
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import STATES, CoverageState, Standing
from refgraph.knowledge.compare.tables import PROPOSED, REVIEWED, gap_aspects, gap_table, passage, resource

_CELLS = (
    ("level", "Niveau"), ("row_side", "Côté de la ligne"), ("row", "Ligne"), ("column_side", "Côté de la colonne"),
    ("column", "Colonne"), ("covers", "La ligne couvre la colonne"), ("covered", "La colonne couvre la ligne"),
    ("column_total", "Couvertes dans la colonne"), ("column_partial", "En partie dans la colonne"),
    ("column_absent", "Sans correspondance dans la colonne"), ("column_unreviewed", "Non relues dans la colonne"),
    ("column_size", "Compétences de la colonne"), ("row_total", "Couvertes dans la ligne"),
    ("row_partial", "En partie dans la ligne"), ("row_absent", "Sans correspondance dans la ligne"),
    ("row_unreviewed", "Non relues dans la ligne"), ("row_size", "Compétences de la ligne"), ("relation", "Relation"),
    ("review", "Relecture"), ("row_passage", "Passage de la ligne"), ("column_passage", "Passage de la colonne"),
)  # fmt: skip
_GAPS = (
    ("source", "De"), ("target", "À"), ("aspect", "Aspect"), ("bloc", "Bloc visé"), ("asked", "Demandé"),
    ("coverage", "Couverture"), ("by", "Couverte par"), ("review", "Relecture"), ("passage", "Passage"),
)  # fmt: skip
ONLY_THERE = "lue dans la seconde, pas en ces mots dans la première"


def cells_table(sides: Sequence[Side], links: Links) -> Table:
    """The matrix of each two sides: every pair of blocs, and every pair of competences that something relates."""
    rows = [row for two in combinations(sides, 2) for row in (*_blocs(*two, links), *_competences(*two, links))]
    return _table(_CELLS, rows, "Matrice, une ligne par case")


def gaps_table(sides: Sequence[Side], links: Links) -> Table:
    """The gaps between all sides in both directions: competences, then what only the target asks."""
    rows: list[tuple[Cell, ...]] = []
    for source, target in permutations(sides, 2):
        found = gap(source, target, links)
        ends = (source.label, target.label)
        rows += [(*ends, "Compétence", *row) for row in gap_table(found).rows]
        rows += [
            (*ends, aspect, "–", asked, ONLY_THERE, "–", "–", where) for aspect, asked, where in gap_aspects(found).rows
        ]
    return _table(_GAPS, rows, "Écarts dans chaque sens")


def _blocs(left: Side, right: Side, links: Links) -> Iterable[tuple[Cell, ...]]:
    cells = bloc_matrix(left, right, links)
    for row in left.blocs:
        for column in right.blocs:
            cell = cells[row.iri, column.iri]
            yield (
                "bloc", left.label, Resource(row.iri, row.name), right.label, Resource(column.iri, column.name),
                together(cell.of_column).value, together(cell.of_row).value, *_counts(cell.of_column),
                *_counts(cell.of_row), "–", _review(cell.links), _said(row.passage), _said(column.passage),
            )  # fmt: skip


def _competences(left: Side, right: Side, links: Links) -> Iterable[tuple[Cell, ...]]:
    cells = competence_matrix(left, right, links)
    ours, theirs = ({one.iri: one for one in side.competences} for side in (left, right))
    for (row, column), cell in cells.items():
        yield (
            "compétence", left.label, resource(ours[row]), right.label, resource(theirs[column]),
            STATES[cell.covers].value, STATES[cell.covered].value, *("–",) * 10,
            Lines.of(LABELS[link.predicate] for link in cell.links), _review(cell.links),
            passage(ours[row]), passage(theirs[column]),
        )  # fmt: skip


def _counts(standings: Sequence[Standing]) -> tuple[int, ...]:
    return *(count(standings, state) for state in CoverageState), len(standings)


def _review(links: Sequence[Link]) -> str:
    if not links:
        return "–"
    return REVIEWED if all(link.reviewed for link in links) else PROPOSED


def _said(where: object) -> str | None:
    return str(where) if where else None


def _table(columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Cell, ...]], title: str) -> Table:
    names, labels = zip(*columns, strict=True)
    return Table(labels, tuple(rows), title=title, names=names, empty="Aucune case.")

"""A whole comparison in one file: every view of it as a table, its sides numbered so that titles stay short."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from refgraph.core.table import Cell, Resource, Table
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare.aligned import aligned, aligned_table
from refgraph.knowledge.compare.bridge import bridge
from refgraph.knowledge.compare.core import common_core
from refgraph.knowledge.compare.gap import gap
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import grounds, standing
from refgraph.knowledge.compare.tables import (
    PROPOSED,
    REVIEWED,
    assessed,
    basis,
    between,
    bloc_table,
    bridge_state,
    bridge_table,
    core_table,
    gap_aspects,
    gap_table,
    pairs,
    share,
)  # fmt: skip


def whole(sides: Sequence[Side], links: Links, held: Collection[str] = (), remarks: Sequence[str] = ()) -> list[Table]:
    """What is compared, then every view: matrix, common core, correspondences, gaps, assessment, passerelles.

    Sides are called 1, 2… as the first table lists them. ``held`` are the blocs of the first side that somebody holds
    (numbers, codes or IRIs; none: all of them); of the others all are held. ``remarks`` are told in the first table.

    Raises:
        QueryError: a bloc that the first side doesn't have.
    """
    numbered = list(enumerate(sides, 1))
    tables = [
        _contents(sides, links, remarks),
        core_table(common_core(sides, links), sides, links),
        pairs(sides, links),
    ]
    for (one, rows), (two, columns) in combinations(numbered, 2):
        tables.append(_called(f"Blocs {one} × {two}", bloc_table(rows, columns, links)))
    for (one, source), (two, target) in permutations(numbered, 2):
        found = gap(source, target, links)
        tables.append(_called(f"Écart {one} → {two}", gap_table(found)))
        tables.append(_called(f"Exigences {one} → {two}", gap_aspects(found)))
    tables.append(assessments(sides, links))
    for (one, source), (two, target) in permutations(numbered, 2):
        found_bridge = bridge(source, held if one == 1 else (), target, links)
        tables.append(_called(f"Passerelle {one} → {two}", bridge_table(found_bridge)))
    return tables


def report(sides: Sequence[Side], links: Links, held: Collection[str] = ()) -> tuple[list[Table], list[Table]]:
    """What is read of a comparison, and its annexes: of each side the coverage of its blocs by the others and the
    passerelles to it, then the correspondences; behind them all competences side by side, and how those that correspond
    are assessed. `basis` and `grounds` say what it rests on, `whole` has every view.

    Raises:
        QueryError: as `whole` does.
    """
    numbered = list(enumerate(sides, 1))
    read = [_compared(sides)]
    read += [_covered(number, side, sides, links) for number, side in numbered]
    read += [_bridges(number, side, sides, links, held) for number, side in numbered]
    read.append(_without_empty(pairs(sides, links)))
    rows = aligned(sides, links)
    tied = [row for row in rows if any(cell.members for cell in row.cells if not cell.is_lead)]
    detail = replace(aligned_table(tied, sides), title="Évaluation des compétences qui se correspondent")
    return read, [aligned_table(rows, sides, is_detailed=False), detail]


def _without_empty(table: Table) -> Table:
    """``table`` without the columns in which no row has anything."""
    kept = [at for at, name in enumerate(table.names) if not table.rows or any(row[at] != "–" for row in table.rows)]
    return table.only(kept)


def _covered(number: int, target: Side, sides: Sequence[Side], links: Links) -> Table:
    """The blocs of ``target``: how many of their competences each other side covers."""
    others = [side for side in sides if side is not target]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Resource(bloc.iri, bloc.name),
            *(share([standing(one.iri, other.iris, links) for one in bloc.competences]) for other in others),
        )
        for bloc in target.blocs
    )
    columns = ("Bloc", *(f"Compétences couvertes par {other.label}" for other in others))
    return Table(columns, rows, title=f"Couverture de {number}, {target.label}")


def _bridges(number: int, target: Side, sides: Sequence[Side], links: Links, held: Collection[str]) -> Table:
    """The blocs of ``target``: what is left of them to whoever holds each other side."""
    others = [side for side in sides if side is not target]
    steps = [bridge(other, held if other is sides[0] else (), target, links).steps for other in others]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Resource(each[0].bloc.iri, each[0].bloc.name), *(bridge_state(step) for step in each))
        for each in zip(*steps, strict=True)
    )
    columns = ("Bloc visé", *(f"Depuis {other.label}" for other in others))
    return Table(columns, rows, title=f"Passerelles vers {number}, {target.label}")


def assessments(sides: Sequence[Side], links: Links) -> Table:
    """How every competence that several sides share is assessed on each of them, one group after the other."""
    core = common_core(sides, links)
    rows: list[tuple[Cell, ...]] = []
    for number, group in enumerate((*core.everywhere, *core.partly), 1):
        reviewed = REVIEWED if all(link.reviewed for link in group.links) else PROPOSED
        shared = {one.iri for _, members in group.members for one in members}
        for certification in dict.fromkeys(certification for side in sides for certification in side.certifications):
            for one in certification.competences:
                if one.iri in shared:
                    rows += [(number, *line) for line in assessed(certification, one, reviewed)]
    columns = (
        "Groupe", "Certification", "Compétence", "Modalité", "Durée", "Poids", "Seuil", "Critères", "Relecture",
        "Passage",
    )  # fmt: skip
    empty = "Aucune compétence commune n’est connue."
    return Table(columns, tuple(rows), title="Évaluation des compétences communes", empty=empty)


def _contents(sides: Sequence[Side], links: Links, remarks: Sequence[str]) -> Table:
    told = [basis(between(sides, links)), *grounds(sides, links), *remarks]
    table = _compared(sides)
    return replace(table, rows=(*table.rows, *(("", one, "", "") for one in told)))


def _compared(sides: Sequence[Side]) -> Table:
    rows: Iterable[tuple[Cell, ...]] = (
        (number, _named(side), len(side.blocs), len(side.competences)) for number, side in enumerate(sides, 1)
    )
    return Table(("N°", "Certification ou clientèle", "Blocs", "Compétences"), tuple(rows), title="Ce qui est comparé")


def _named(side: Side) -> Cell:
    return Resource(side.certifications[0].iri, side.label) if len(side.certifications) == 1 else side.label


def _called(name: str, table: Table) -> Table:
    return replace(table, title=f"{name} – {table.title}")

"""A whole comparison in one file: every view of it as a table, its sides numbered so that titles stay short."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from refgraph.core.table import Cell, Resource, Table
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare.bridge import bridge
from refgraph.knowledge.compare.core import common_core
from refgraph.knowledge.compare.gap import gap
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import grounds
from refgraph.knowledge.compare.tables import (
    PROPOSED,
    REVIEWED,
    assessed,
    basis,
    between,
    bloc_table,
    bridge_table,
    core_table,
    gap_aspects,
    gap_table,
    pairs,
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
    rows: Iterable[tuple[Cell, ...]] = (
        (number, _named(side), len(side.blocs), len(side.competences)) for number, side in enumerate(sides, 1)
    )
    told = [basis(between(sides, links)), *grounds(sides, links), *remarks]
    columns = ("N°", "Certification ou clientèle", "Blocs", "Compétences")
    return Table(columns, (*rows, *(("", one, "", "") for one in told)), title="Ce qui est comparé")


def _named(side: Side) -> Cell:
    return Resource(side.certifications[0].iri, side.label) if len(side.certifications) == 1 else side.label


def _called(name: str, table: Table) -> Table:
    return replace(table, title=f"{name} – {table.title}")

"""Comparisons and regulations as pages: what the explorer computes on demand, computed once for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from refgraph.core.french import count
from refgraph.core.namespaces import graph_iri
from refgraph.faces.html import Axis, MatrixCell, MatrixView
from refgraph.faces.site.page import SitePage
from refgraph.graph.store import Store
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import Side, between, bloc_table, gap, gap_table, grounds, involved, names
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.regulations import Level, coverage_of, evidence_of, matrix, watch, watch_table

_MOST_COMPARED = 40
"""More certifications than this give more pairs than anyone reads: only pairs that correspond have a page anyway."""

_ACCEPTED = "Seules les correspondances qu’une personne a relues et acceptées comptent."
_REVIEWED = f"{_ACCEPTED} « ? » veut dire que personne n’en a accepté, pas que rien ne correspond."


def comparisons(found: Correspondences) -> Iterator[SitePage]:
    """Each pair of certifications with at least one accepted correspondence, and the table that leads to them."""
    links = found.links()
    offered = names(found.certifications.titles)
    compared = [name for name, label in offered.items() if not label.startswith("Clientèle")][:_MOST_COMPARED]
    if len(compared) < 2:
        return
    sides = found.sides(compared)
    shared = {(a.name, b.name): len(between([a, b], links)) for a, b in combinations(sides, 2)}
    overview = _overview(sides, {pair: amount for pair, amount in shared.items() if amount})
    values = {"tables": [], "matrices": [overview], "intro": _REVIEWED}
    yield SitePage("comparaison.html", "Comparer", "site_tables.html.j2", values)
    for first, second in combinations(sides, 2):
        if shared[first.name, second.name]:
            yield _pair(first, second, found.links(involved([first, second])))


def regulations(store: Store, day: date) -> Iterator[SitePage]:
    """Which texts each certification cites, and which of them have changed, on a day."""
    if graph_iri("regulations") not in store.graphs():
        return
    evidence = evidence_of(store, day)
    tables = [matrix(coverage_of(evidence, Level.CERTIFICATION)), watch_table(watch(evidence), evidence)]
    intro = f"Au {day:%d/%m/%Y}, d’après le registre livré avec les données."
    values = {"tables": tables, "intro": intro}
    yield SitePage("reglementation.html", "Réglementation", "site_tables.html.j2", values, table=tables[0])


def _pair(first: Side, second: Side, links: Links) -> SitePage:
    tables = [
        bloc_table(first, second, links),
        gap_table(gap(first, second, links)),
        gap_table(gap(second, first, links)),
    ]
    title = f"{first.label} et {second.label}"
    values = {"tables": tables, "intro": " ".join((_ACCEPTED, *grounds([first, second], links)))}
    return SitePage(_path(first.name, second.name), title, "site_tables.html.j2", values, table=tables[1])


def _overview(sides: list[Side], shared: dict[tuple[str, str], int]) -> MatrixView:
    return MatrixView(
        "Compétences qui correspondent, par paire de certifications",
        tuple(Axis(side.label) for side in sides),
        tuple((Axis(row.label), tuple(_cell(row, column, shared) for column in sides)) for row in sides),
        "Certification",
    )


def _cell(row: Side, column: Side, shared: dict[tuple[str, str], int]) -> MatrixCell:
    if row is column:
        return MatrixCell("", "elle-même")
    pair = next((one for one in ((row.name, column.name), (column.name, row.name)) if one in shared), None)
    if pair is None:
        return MatrixCell("?", "aucune acceptée, rien n’est affirmé", "none")
    return MatrixCell(str(shared[pair]), count(shared[pair], "correspondance"), "full", _path(*pair))


def _path(first: str, second: str) -> str:
    return f"comparaison/{first}--{second}.html"

"""« Vue d’ensemble »: every certification against every other at once, and the way from there to two of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from refgraph.core.french import NBSP
from refgraph.faces.html import MatrixView
from refgraph.faces.html.matrix import Axis, MatrixCell
from refgraph.faces.html.picture import matrix_svg
from refgraph.faces.pages import compare_states, components, pairs, state
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import (
    SYMBOLS,
    CoverageState,
    Side,
    SideCoverage,
    involved,
    overview,
    overview_table,
    review_table,
    reviewed_pairs,
    short,
)  # fmt: skip
from refgraph.knowledge.correspondences import Correspondences

TITLE = "Vue d’ensemble"
URL = "vue-d-ensemble"

_VIEWS = {"couverture": "Couverture", "relecture": "Relecture"}
_PROPOSALS = "propositions"
_LEGEND = (
    ("6/20", "compétences de la ligne couvertes par la colonne, sur toutes celles de la ligne"),
    (SYMBOLS[CoverageState.PARTIAL], "couvertes en partie"),
    (SYMBOLS[CoverageState.ABSENT], "relues, sans correspondance"),
    (SYMBOLS[CoverageState.UNREVIEWED], "non relues"),
)


def render() -> None:
    """Draw the view that the address names."""
    components.heading(TITLE, "Ce que chaque certification a de commun avec chaque autre, et ce qui reste à relire.")
    found = pairs.reviewed()
    titles = found.certifications.titles
    chosen = [short(one) for one in titles]
    if len(chosen) < 2:
        components.empty("Il faut au moins deux certifications.", "Ajoutez un référentiel.")
        return
    sides = sorted(found.sides(chosen), key=_clientele)
    _DRAW[components.tabs("Vues de l’ensemble", _VIEWS)](found, sides)


def _clientele(side: Side) -> tuple[str, str]:
    """Certifications of one clientèle stand together."""
    segments = [segment.label for one in side.certifications for segment in one.segments]
    return min(segments, default=""), side.label


def _searched(found: Correspondences, sides: Sequence[Side]) -> Links:
    """The correspondences with what there is to decide, searched where no one has looked yet."""
    certifications = involved(sides)
    return pairs.looked_at(certifications).links(certifications)


def _coverage(found: Correspondences, sides: Sequence[Side]) -> None:
    state.switch("Chercher aussi ce que l’outil propose de décider", _PROPOSALS)
    is_searched = state.value(_PROPOSALS) == "oui"
    cells = overview(sides, _searched(found, sides) if is_searched else found.links())
    view = _matrix("Compétences de la ligne que la colonne couvre", sides, partial(_covered, cells), _LEGEND)
    components.matrix(view)
    table = overview_table(sides, cells, is_searched=is_searched)
    components.section(table.title, "Une ligne par sens\u00a0: les mêmes nombres que la carte.")
    components.table(table, table.title)
    components.downloads("vue-d-ensemble", table, what="la couverture", word=True)
    _picture("vue-d-ensemble", view)


def _review(found: Correspondences, sides: Sequence[Side]) -> None:
    links = _searched(found, sides)
    view = _matrix("Paires relues sur les paires candidates", sides, partial(_looked_at, links), ())
    components.matrix(view)
    table = review_table(sides, links)
    components.section(table.title)
    components.table(table, table.title)
    components.downloads("relecture", table, what="l’avancement", word=True)
    _picture("relecture", view)


_DRAW: Mapping[str, Callable[[Correspondences, Sequence[Side]], None]] = {"couverture": _coverage, "relecture": _review}


def _picture(stem: str, view: MatrixView) -> None:
    write = partial(matrix_svg, view, components.renderer())
    components.files(f"{stem}-image", [("svg", "SVG", ".svg", "image/svg+xml", write)], "l’image")


def _matrix(
    caption: str,
    sides: Sequence[Side],
    drawn: Callable[[Side, Side], MatrixCell],
    legend: tuple[tuple[str, str], ...],
) -> MatrixView:
    heads = tuple(_axis(side) for side in sides)
    body = tuple(
        (head, tuple(MatrixCell("", "la même") if one is other else drawn(one, other) for other in sides))
        for head, one in zip(heads, sides, strict=True)
    )
    return MatrixView(caption, heads, body, "Ligne par colonne", legend)


def _axis(side: Side) -> Axis:
    (certification,) = side.certifications
    segments = ", ".join(segment.label for segment in certification.segments)
    return Axis(side.label, components.renderer().links.entity(certification.iri), note=segments)


def _covered(cells: Mapping[tuple[str, str], SideCoverage], one: Side, other: Side) -> MatrixCell:
    cell = cells[one.name, other.name]
    rest = [
        f"{number}{NBSP}{SYMBOLS[state_]}"
        for state_ in (CoverageState.PARTIAL, CoverageState.ABSENT, CoverageState.UNREVIEWED)
        if (number := cell.count(state_))
    ]
    text = " · ".join((f"{cell.count(CoverageState.COVERED)}/{cell.total}", *rest))
    href = state.link("comparer", {"cote": [other.name, one.name]})
    return MatrixCell(text, f"{one.label} dans {other.label}{NBSP}: {cell.words}", _heat(cell.found, cell.total), href)


def _looked_at(links: Links, one: Side, other: Side) -> MatrixCell:
    done, known = reviewed_pairs(one, other, links)
    spoken = f"{one.label} et {other.label}{NBSP}: {done} sur {known}"
    return MatrixCell(f"{done}/{known}", spoken, _heat(done, known), compare_states.address([one, other]))


def _heat(part: int, whole: int) -> str:
    """The tint of a share: none at all, then by quarters."""
    return f"heat{-(-4 * part // whole)}" if whole else "heat0"

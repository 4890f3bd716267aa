"""The view « Matrice »: blocs against blocs, then the competences of two blocs, then two statements side by side."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from refgraph.core.french import NBSP
from refgraph.faces.html import MatrixView
from refgraph.faces.html.matrix import Axis, MatrixCell
from refgraph.faces.pages import components, pairs, state
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.certifications import ComparedBloc, ComparedCompetence, Coverage, Links
from refgraph.knowledge.compare import (
    SYMBOLS,
    BlocCell,
    CompetenceCell,
    CoverageState,
    Side,
    bloc_matrix,
    bloc_table,
    competence_matrix,
    count,
    is_settled,
    share,
    together,
)  # fmt: skip
from refgraph.knowledge.compare import (
    pairs as pairs_table,
)
from refgraph.knowledge.correspondences import Correspondences
from refgraph.model import ids

_LEVELS = {Coverage.TOTAL: "full", Coverage.PARTIAL: "part", Coverage.NONE: "near"}
_SYMBOLS = {Coverage.TOTAL: "●", Coverage.PARTIAL: "◐", Coverage.NONE: "○"}
_SPOKEN = {Coverage.TOTAL: "couverte", Coverage.PARTIAL: "couverte en partie", Coverage.NONE: "même thème seulement"}
_LEGEND = (
    (_SYMBOLS[Coverage.TOTAL], "la ligne couvre la colonne"),
    (_SYMBOLS[Coverage.PARTIAL], "en partie"),
    (_SYMBOLS[Coverage.NONE], "même thème seulement"),
    (SYMBOLS[CoverageState.ABSENT], "relue, sans correspondance"),
    (SYMBOLS[CoverageState.UNREVIEWED], "proposée, à décider"),
    ("·", "non relue, non proposée"),
)


def render(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    """Draw the matrix of the first side against another, and what the address opens in it."""
    rows, columns = sides[0], _column(sides)
    components.matrix(_blocs(rows, columns, links))
    components.downloads("blocs", bloc_table(rows, columns, links), what="la matrice", word=True)
    first, second = _opened(rows, columns)
    if first is None or second is None:
        components.empty("Aucune case n’est ouverte.", "Choisissez une case pour voir les compétences des deux blocs.")
    else:
        components.section(f"{first.name} × {second.name}")
        components.matrix(_competences(first, second, links))
        _pair(found, first, second, links)
    table = pairs_table([rows, columns], links)
    components.section("Toutes les correspondances")
    components.table(table, table.title)
    components.downloads("correspondances", table, what="les correspondances", word=True)


def _column(sides: Sequence[Side]) -> Side:
    others = {side.name: side for side in sides[1:]}
    if len(others) == 1:
        return sides[1]
    name = state.choice("Avec", {key: side.label for key, side in others.items()}, "avec", sides[1].name)
    return others[name or sides[1].name]


def _blocs(rows: Side, columns: Side, links: Links) -> MatrixView:
    cells = bloc_matrix(rows, columns, links)
    body = tuple(
        (
            _axis(row.name, row.iri),
            tuple(_bloc_cell(row, column, cells[row.iri, column.iri]) for column in columns.blocs),
        )
        for row in rows.blocs
    )
    caption = f"Compétences de {columns.label} couvertes par {rows.label}, bloc par bloc"
    legend = (
        ("2/6", "compétences couvertes, sur toutes celles du bloc"),
        ("◐", "couvertes en partie"),
        (SYMBOLS[CoverageState.ABSENT], "relues, sans correspondance"),
        (SYMBOLS[CoverageState.UNREVIEWED], "non relues"),
    )
    return MatrixView(caption, tuple(_axis(bloc.name, bloc.iri) for bloc in columns.blocs), body, rows.label, legend)


def _bloc_cell(row: ComparedBloc, column: ComparedBloc, cell: BlocCell) -> MatrixCell:
    address = f"{_short(row.iri)}~{_short(column.iri)}"
    href, current = state.here(blocs=address, case=None), state.value("blocs") == address
    state_ = together(cell.of_column)
    if state_ in (CoverageState.ABSENT, CoverageState.UNREVIEWED):
        return MatrixCell(SYMBOLS[state_], f"{state_}{NBSP}: {share(cell.of_column)}", "none", href, current)
    rest = [
        f"{number} {SYMBOLS[one]}"
        for one in (CoverageState.PARTIAL, CoverageState.ABSENT, CoverageState.UNREVIEWED)
        if (number := count(cell.of_column, one))
    ]
    text = " ".join((f"{count(cell.of_column, CoverageState.COVERED)}/{len(cell.of_column)}", *rest))
    return MatrixCell(text, share(cell.of_column), "full" if state_ is CoverageState.COVERED else "part", href, current)


def _opened(rows: Side, columns: Side) -> tuple[ComparedBloc | None, ComparedBloc | None]:
    left, _, right = state.value("blocs").partition("~")
    first = next((bloc for bloc in rows.blocs if _short(bloc.iri) == left), None)
    return first, next((bloc for bloc in columns.blocs if _short(bloc.iri) == right), None)


def _competences(first: ComparedBloc, second: ComparedBloc, links: Links) -> MatrixView:
    cells = competence_matrix(_alone(first), _alone(second), links)
    body = tuple(
        (
            Axis(row.code or str(row.order), title=row.statement, note=shorten(row.statement, 80, placeholder="…")),
            tuple(_cell(row, column, cells.get((row.iri, column.iri)), links) for column in second.competences),
        )
        for row in first.competences
    )
    heads = tuple(Axis(one.code or str(one.order), title=one.statement) for one in second.competences)
    return MatrixView("Compétences des deux blocs", heads, body, "Compétence", _LEGEND)


def _alone(bloc: ComparedBloc) -> Side:
    from refgraph.knowledge.certifications import ComparedCertification

    return Side(bloc.iri, bloc.name, (ComparedCertification(bloc.iri, bloc.title, (bloc,)),))


def _cell(row: ComparedCompetence, column: ComparedCompetence, cell: CompetenceCell | None, links: Links) -> MatrixCell:
    address = f"{_short(row.iri)}~{_short(column.iri)}"
    href, current = state.here(case=address), state.value("case") == address
    if cell is None:
        return MatrixCell(*_unrelated(row.iri, column.iri, links), "none", href, current)
    proposed = "" if all(link.reviewed for link in cell.links) else "?"
    spoken = _SPOKEN[cell.covers] + (", proposée, non relue" if proposed else "")
    return MatrixCell(_SYMBOLS[cell.covers] + proposed, spoken, _LEVELS[cell.covers], href, current)


def _unrelated(row: str, column: str, links: Links) -> tuple[str, str]:
    """What is known of two competences (IRIs) that nothing relates: a symbol, and the words for it."""
    if is_settled(row, column, links):
        return SYMBOLS[CoverageState.ABSENT], CoverageState.ABSENT.value
    if column in links.review.proposed(row):
        return SYMBOLS[CoverageState.UNREVIEWED], "proposée, à décider"
    return "·", "non relue, non proposée"


def _pair(found: Correspondences, first: ComparedBloc, second: ComparedBloc, links: Links) -> None:
    left, _, right = state.value("case").partition("~")
    one = next((one for one in first.competences if _short(one.iri) == left), None)
    other = next((one for one in second.competences if _short(one.iri) == right), None)
    if one is None or other is None:
        return
    known = links.of(one.iri, [other.iri])
    components.section("Les deux énoncés")
    components.facts(
        [
            ("Relation", LABELS[known[0].predicate] if known else "–"),
            (
                "Relecture",
                ("relue" if known[0].reviewed else "proposée, non relue")
                if known
                else _unrelated(one.iri, other.iri, links)[1],
            ),
            *pairs.reasons(found, one.iri, other.iri),
        ]
    )
    pairs.side_by_side(found, one.iri, other.iri)


def _axis(text: str, iri: str) -> Axis:
    return Axis(text, components.renderer().links.entity(iri))


def _short(iri: str) -> str:
    return ids.short(iri)

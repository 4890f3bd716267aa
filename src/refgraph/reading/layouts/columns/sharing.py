"""Cells that span several rows: a row without a modality or criteria of its own is served by a merged cell."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.reading.layouts.columns.drafts import BlocDraft, RowDraft, TableDraft


def share(table: TableDraft) -> None:
    """Gives each row the merged cells that stand beside it, and notes a doubt where the layout does not tell."""
    for bloc in table.blocs:
        bloc.rows = [row for row in bloc.rows if row.competences or not row.is_bare]
        for index, row in enumerate(bloc.rows):
            _share_row(table, bloc, index, row)


def _share_row(table: TableDraft, bloc: BlocDraft, index: int, row: RowDraft) -> None:
    is_bare = row.is_bare
    if not row.modalities:
        donor = _beside(bloc, index, lambda other: bool(other.modalities), crosses_activities=True)
        row.modalities.extend(donor.modalities if donor else ())
        _doubt(table, row, donor, "modalité d’évaluation")
    if not row.groups:
        donor = _beside(bloc, index, lambda other: bool(other.groups), crosses_activities=is_bare)
        row.groups.extend(donor.groups if donor else ())
        _doubt(table, row, donor, "liste de critères")


def _beside(
    bloc: BlocDraft, index: int, has_cell: Callable[[RowDraft], bool], *, crosses_activities: bool
) -> RowDraft | None:
    """The row whose cell spans row ``index``: the nearest above in its activity, else below, else above in the bloc."""
    row = bloc.rows[index]
    above, below = bloc.rows[:index][::-1], bloc.rows[index + 1 :]
    near = [other for other in (*above, *below) if other.activity is row.activity and has_cell(other)]
    far = [other for other in above if has_cell(other)] if crosses_activities else []
    return next(iter([*near, *far]), None)


def _doubt(table: TableDraft, row: RowDraft, donor: RowDraft | None, what: str) -> None:
    """Notes what the layout leaves open: no cell at all, or one that was printed beside another activity."""
    if not row.competences or (donor is not None and donor.activity is row.activity):
        return
    names = ", ".join(draft.pieces[0].marker.code or f"« {draft.text} »" for draft in row.competences)
    if donor is None:
        message = f"Aucune {what} n’est imprimée à côté de {names}."
    else:
        message = f"La cellule à côté de {names} est vide : la {what} imprimée plus haut y est rattachée, à vérifier."
    table.doubts.append((row.competences[0].line, message))

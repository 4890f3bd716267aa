"""From labelled pieces to rows: what belongs to which competence, what continues what."""

from __future__ import annotations

import re
from collections.abc import Callable

from refgraph.core.errors import RecordError
from refgraph.core.text import fold
from refgraph.reading.layouts.columns.drafts import (
    ActivityDraft,
    BlocDraft,
    CompetenceDraft,
    Draft,
    GroupDraft,
    ModalityDraft,
    RowDraft,
    TableDraft,
)
from refgraph.reading.layouts.columns.labels import Label
from refgraph.reading.layouts.columns.pieces import Piece, entries
from refgraph.reading.shared.sentences import is_open
from refgraph.reading.shared.titles import same_title

_CARRIED_ON = re.compile(r"\s*[–-]?\s*\(?\s*\bsuites?(?:\s+et\s+fin)?\s*\)?\s*\.?$", re.IGNORECASE)


def stem(text: str) -> str:
    """``text`` without « (suite) » or « (suite et fin) » behind it."""
    return _CARRIED_ON.sub("", text)


class Assembly:
    """Takes in pieces one by one, in the order of the document, and builds a `TableDraft`."""

    def __init__(self, name: str, *, is_headed: bool) -> None:
        self.table = TableDraft()
        self._name = name
        self._is_headed = is_headed
        self._activity: ActivityDraft | None = None
        self._row: RowDraft | None = None
        self._group: GroupDraft | None = None
        self._brought: GroupDraft | None = None
        self._previous: Label | None = None
        self._turned = False
        self._prints_activity = False
        self._open: list[Draft] = []
        self._take: dict[Label, Callable[[Piece], None]] = {
            Label.BLOC: self._bloc,
            Label.PAGE: self._page,
            Label.ACTIVITY: self._take_activity,
            Label.SUBACTIVITY: self._subactivity,
            Label.COMPETENCE: self._competence,
            Label.MODALITY: self._modality,
            Label.HEADING: self._heading,
            Label.ITEM: self._item,
            Label.CONTINUATION: self._continuation,
        }

    def add(self, piece: Piece, label: Label) -> None:
        """Puts ``piece`` in its place.

        Raises:
            RecordError: a second bloc of one number, or a second competence of one code in a bloc.
        """
        self._turned = self._turned or piece.opens_page
        self._take[label](piece)
        if label is not Label.CONTINUATION:
            self._previous = label

    @property
    def _current(self) -> BlocDraft:
        return self.table.blocs[-1]

    def _bloc(self, piece: Piece) -> None:
        number = piece.bloc.number if piece.bloc else len(self.table.blocs) + 1
        self.table.blocs.append(BlocDraft([piece], number=number, title=piece.text))
        self._activity, self._row, self._group = None, None, None

    def _page(self, piece: Piece) -> None:
        if piece.bloc and not self._current.title:
            self._current.title = piece.text
            self._current.repeats.append(piece)
        elif piece.bloc and piece.text and not same_title(stem(piece.text), self._current.title):
            self._current.renamings.append(piece)
        else:
            self.table.stray.append(("rappel du bloc", piece))

    def _take_activity(self, piece: Piece) -> None:
        self._row, self._prints_activity = None, True
        for known in self._current.activities:
            if _is_same(known.pieces[0], piece):
                known.repeats.append(piece)
                self._activity = known
                return
        self._activity = ActivityDraft([piece])
        self._current.activities.append(self._activity)
        self._open.append(self._activity)

    def _subactivity(self, piece: Piece) -> None:
        if not piece.text:
            self.table.stray.append(("puce vide", piece))
        elif self._activity is None:
            self._take_activity(piece)
        else:
            self._activity.children += [Draft([entry]) for entry in entries(piece, "")]
            self._open.append(self._activity.children[-1])

    def _competence(self, piece: Piece) -> None:
        repeated = self._printed_before(piece)
        if repeated is not None:
            repeated.repeats.append(piece)
            repeated.is_beside = repeated.is_beside or (self._prints_activity and repeated.activity is self._activity)
            self._prints_activity = False
            self._row = next(row for row in self._current.rows if repeated in row.competences)
            return
        competence = CompetenceDraft([piece], activity=self._activity)
        if self._row is None or not (self._row.is_bare or not self._row.competences):
            self._open_row()
            self._turned = piece.opens_page
        assert self._row is not None
        competence.is_beside = self._row.prints_activity
        self._row.competences.append(competence)
        self._open.append(competence)

    def _open_row(self) -> RowDraft:
        self._row, self._brought, self._turned = RowDraft(self._activity, self._prints_activity), None, False
        self._prints_activity = False
        self._current.rows.append(self._row)
        self._group = None
        return self._row

    def _printed_before(self, piece: Piece) -> CompetenceDraft | None:
        """The competence that ``piece`` prints again; a second one under its code is refused."""
        if piece.marker.code is None:
            return None
        for known in self._current.competences:
            if known.pieces[0].marker.code == piece.marker.code:
                if _is_reprint(piece.text, known.text):
                    return known
                raise RecordError(
                    f"le code {piece.marker.code} désigne deux compétences du bloc {self._current.number} "
                    f"(la première est à la ligne {known.line}).",
                    place=f"{self._name}, ligne {piece.lines[0].number}",
                    remedy="Corrigez l’un des deux codes dans le document.",
                )
        return None

    def _modality(self, piece: Piece) -> None:
        if not piece.text:
            self.table.stray.append(("puce vide", piece))
            return
        row = self._row or self._open_row()
        part = Draft([piece])
        self._open.append(part)
        if row.modalities and (self._previous is Label.MODALITY or self._turned):
            row.modalities[-1].pieces.append(piece)
            row.modalities[-1].parts.append(part)
        else:
            self._group = None if row.modalities else self._group
            row.modalities.append(ModalityDraft([piece], parts=[part]))

    def _heading(self, piece: Piece) -> None:
        row = self._row or self._open_row()
        if self._brought is not None:
            row.groups.remove(self._brought)
            self._brought = None
        carried_on = self._carried_on(piece)
        if carried_on is not None and carried_on in row.groups:
            carried_on.repeats.append(piece)
            self._group = carried_on
            return
        self._group = GroupDraft([piece], carries_on=carried_on)
        row.groups.append(self._group)
        self._open.append(self._group)

    def _carried_on(self, piece: Piece) -> GroupDraft | None:
        """The group whose heading ``piece`` repeats, with « (suite) » or, at the top of a page, as it was."""
        wanted = stem(piece.text)
        is_repeat = wanted == piece.text
        cells = self._row.groups if is_repeat and self._row else [g for b in self.table.blocs for g in b.groups]
        groups = [group for group in cells if group.pieces]
        return next((group for group in reversed(groups) if same_title(stem(group.text), wanted)), None)

    def _item(self, piece: Piece) -> None:
        if not piece.text:
            self.table.stray.append(("puce vide", piece))
            return
        self._brought = None
        items = [Draft([entry]) for entry in entries(piece, ".;")]
        self._criteria_cell(piece.lines[0].number).items.extend(items)
        self._open.extend(items)

    def _cut_by_page(self, line: int) -> GroupDraft | None:
        """The last group with a heading in the bloc, which the entries from ``line`` on most likely carry on."""
        groups = [group for group in self._current.groups if group.pieces]
        if not groups:
            return None
        message = f"Ces critères n’ont pas de titre : ils sont rattachés à « {groups[-1].text} », à vérifier."
        self.table.doubts.append((line, message))
        return groups[-1]

    def _criteria_cell(self, line: int) -> GroupDraft:
        """The group that takes in the next item: the open one, or one that a page break cut before the row.

        In a document whose cells have headings, entries without one carry on a cell; elsewhere they open their own.
        """
        row = self._row or self._open_row()
        if self._group is None and self._is_headed and self._turned:
            self._group = self._cut_by_page(line)
        if self._group is None:
            self._group = GroupDraft([])
        if self._group not in row.groups:
            row.groups.append(self._group)
        return self._group

    def _continuation(self, piece: Piece) -> None:
        """Gives ``piece`` to the item that was interrupted: one that breaks off, else the last without a full stop."""
        recent = self._open[-12:]
        broken = [draft for draft in recent if is_open(draft.text)]
        unfinished = [draft for draft in recent if not draft.text.endswith((".", "!", "?"))]
        target = next(iter([*broken, *reversed(unfinished), *reversed(recent)]), None)
        if target is None:
            self.table.doubts.append(
                (piece.lines[0].number, f"« {piece.text} » ne se rattache à aucun élément du tableau.")
            )
            return
        target.pieces.append(piece)
        self._reopen(target)

    def _reopen(self, target: Draft) -> None:
        """Where a criterion goes on, its cell spans the row at hand too; a modality gets its paragraph back whole."""
        for row in self._current.rows:
            for group in row.groups:
                if self._row is not None and target in group.items:
                    self._group = group
                    if group not in self._row.groups:
                        self._row.groups.append(group)
                        self._brought = group
                    return
            for modality in row.modalities:
                if target in modality.parts:
                    modality.pieces.append(target.pieces[-1])
                    return


def _is_same(known: Piece, piece: Piece) -> bool:
    """Whether ``piece`` prints the activity of ``known`` again (« (suite) », or at the top of a page)."""
    return known.marker.code == piece.marker.code and same_title(stem(known.text), stem(piece.text))


def _is_reprint(text: str, known: str) -> bool:
    short = fold(stem(text)).rstrip(" .…")
    return same_title(text, known) or not short or (stem(text) != text and fold(known).startswith(short))

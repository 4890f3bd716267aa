"""Pieces of cells: runs of lines that were printed together, each with its marker, in the order of the document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from refgraph.core.text import fold, mend
from refgraph.model.statement import opening_infinitive
from refgraph.reading.layouts.columns.layout import FURNITURE, LineRole, PageLayout
from refgraph.reading.layouts.columns.lines import Gap, Line
from refgraph.reading.layouts.columns.markers import BlocMarker, Mark, Marker, find
from refgraph.reading.layouts.columns.wrapping import Widths, measure
from refgraph.reading.shared.assessment import threshold
from refgraph.reading.shared.sentences import is_open
from refgraph.reading.shared.wordings import ASSESSMENT, OPENING

_FEW_BORDERS = 0.05
"""Fewer borders than this share of the lines: the file lost its runs of blank lines."""

_FULL_LINE = 20
"""A shorter line was not wrapped: what follows an entry of that length is no part of it."""


_DASHES = frozenset("-–—")


@dataclass
class Piece:
    """Lines of one cell.

    ``opens_page``: page furniture or indentation stands before it. ``heads_list``: entries of another kind follow it
    in its cell. ``opens_list``: it is the first entry with a bullet. ``is_under_activity``: it is an entry behind an
    activity. ``is_beside``: it is the first of several cells that stand beside a competence.
    """

    lines: list[Line]
    marker: Marker
    gap: Gap
    opens_page: bool = False
    heads_list: bool = False
    opens_list: bool = False
    is_under_activity: bool = False
    is_beside: bool = False
    bloc: BlocMarker | None = None

    @property
    def start(self) -> int:
        """Offset of the first character, marker included."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.lines[-1].end

    @property
    def raw(self) -> str:
        """The text behind the marker, with its line breaks."""
        behind = self.bloc.length if self.bloc else self.marker.length
        return "\n".join([self.lines[0].text[behind:], *(line.text for line in self.lines[1:])])

    @property
    def text(self) -> str:
        """The text behind the marker, on one line."""
        return mend(self.raw)

    @property
    def folded(self) -> str:
        """The text as words are looked up in it."""
        return fold(self.text)


def cut(layout: PageLayout) -> list[Piece]:
    """The pieces of the table and the headings of blocs (with their titles); furniture is left out."""
    habits = _habits(layout)
    pieces: list[Piece] = []
    is_interrupted = True
    for index, (line, role) in enumerate(zip(layout.lines, layout.roles, strict=True)):
        if role is LineRole.BLOC:
            pieces.append(Piece([line], Marker(), Gap.BORDER, bloc=layout.blocs[index]))
            is_interrupted = True
        elif role is LineRole.BLOC_TITLE:
            pieces[-1].lines.append(line)
        elif role is LineRole.BODY:
            marker = find(line.text, is_indented=line.is_indented)
            heads_list = not is_interrupted and _stands_over_list(
                line, layout.lines[index + 1 :][:1], pieces[-1], habits
            )
            if not is_interrupted and not heads_list and _belongs(line, marker, pieces[-1], habits):
                pieces[-1].lines.append(line)
            else:
                gap = Gap.BORDER if is_interrupted else line.gap
                pieces.append(Piece([line], marker, gap, opens_page=is_interrupted or line.is_indented))
            is_interrupted = False
        elif role in FURNITURE or role is LineRole.ENDING:
            is_interrupted = True
    _find_list_heads(pieces)
    _find_first_cells(pieces)
    return pieces


@dataclass(frozen=True)
class _Habits:
    """How a document separates cells: with visible borders; with codes in front of competences; how wide they are;
    whether a blank line stands between the lines of one entry too.
    """

    has_borders: bool
    has_codes: bool
    widths: Widths
    is_loose: bool


def _habits(layout: PageLayout) -> _Habits:
    lines = layout.lines
    borders = sum(line.gap is Gap.BORDER for line in lines)
    codes = sum(find(line.text).mark is Mark.COMPETENCE for line in lines)
    body = layout.of(LineRole.BODY)
    wrapped = [line.gap for line in body if line.text[:1].islower() and line.gap <= Gap.LIST]
    is_loose = wrapped.count(Gap.LIST) > _FEW_BORDERS * len(wrapped)
    return _Habits(borders > _FEW_BORDERS * len(lines), codes > 1, measure(body), is_loose)


def _find_list_heads(pieces: list[Piece]) -> None:
    """Marks the bulleted pieces that are followed, before the next border, by an entry with another bullet or none,
    those that follow a piece without bullet, and those behind an activity."""
    opening = [piece for piece in pieces if piece.marker.mark is not Mark.NONE or not piece.text[:1].islower()]
    for piece, follower in pairwise(opening):
        is_entry = follower.marker.mark in (Mark.BULLET, Mark.NONE, Mark.CRITERION) and follower.bloc is None
        is_other = follower.marker.bullet.strip() != piece.marker.bullet.strip()
        is_bulleted = piece.marker.mark is Mark.BULLET
        piece.heads_list = is_bulleted and follower.gap < Gap.BORDER and is_entry and is_other
        follower.opens_list = follower.marker.mark is Mark.BULLET and not is_bulleted
        is_activity = piece.marker.mark in (Mark.ACTIVITY, Mark.SUBACTIVITY)
        follower.is_under_activity = follower.marker.mark is Mark.BULLET and (is_activity or piece.is_under_activity)


def _find_first_cells(pieces: list[Piece]) -> None:
    """Marks the pieces without marker behind a competence that another such cell follows."""
    for competence, piece, follower in zip(pieces, pieces[1:], pieces[2:], strict=False):
        cells = (piece, follower)
        is_apart = all(cell.gap >= Gap.PARAGRAPH and cell.marker.mark is Mark.NONE and not cell.bloc for cell in cells)
        piece.is_beside = competence.marker.mark is Mark.COMPETENCE and is_apart


def entries(piece: Piece, ends: str) -> list[Piece]:
    """``piece`` cut before each line that opens with a capital, or is a pass mark: entries that lost their bullets.

    Where ``ends`` is not empty, an entry ends with one of these characters only.
    """
    if piece.marker.mark is not Mark.NONE:
        return [piece]
    found: list[Piece] = []
    for line in piece.lines:
        is_mark = line.text[:1].isdigit() and threshold(line.text) is not None
        opens = (line.text[:1].isupper() or is_mark) and not (found and is_open(found[-1].text))
        if found and not (opens and (not ends or found[-1].text[-1:] in ends)):
            found[-1].lines.append(line)
        else:
            found.append(Piece([line], piece.marker if not found else Marker(), piece.gap, piece.opens_page))
    return found


def _belongs(line: Line, marker: Marker, piece: Piece, habits: _Habits) -> bool:
    """Whether ``line`` carries on ``piece``: no gap, or one that the export writes inside a list entry.

    Where no border of a cell is visible, such a gap may be one: a capital then opens another piece. Where competences
    have no code, an infinitive with a capital opens one.
    """
    is_dash_or_number = marker.bullet in _DASHES or marker.mark is Mark.NUMBERED
    if line.gap is Gap.NONE and is_dash_or_number and piece.text.count("(") > piece.text.count(")"):
        return True
    if marker.mark is not Mark.NONE:
        return False
    if line.gap is Gap.NONE:
        if (not habits.has_borders and _opens_modality(line, piece)) or _opens_paragraph(line, piece, habits.widths):
            return False
        return habits.has_codes or not _opens_competence(line, piece)
    is_empty = len(piece.lines) == 1 and piece.marker.length >= len(piece.lines[0].text)
    if is_empty:
        return piece.marker.mark is not Mark.BULLET or line.gap is Gap.LIST
    if line.gap is not Gap.LIST:
        return False
    last = piece.lines[-1].text
    if line.text[:1].islower():
        return not last.endswith(".")
    is_wrapped = piece.lines[-1].width >= _FULL_LINE and not last.endswith((".", "!", "?", ";", ":"))
    return habits.has_borders and habits.is_loose and piece.marker.mark is Mark.BULLET and is_wrapped


def _stands_over_list(line: Line, below: list[Line], piece: Piece, habits: _Habits) -> bool:
    """Whether ``line`` opens with a capital between a cell that is complete and the entries of a list below it.

    Complete is a modality, a competence with its full stop, an entry of a list none of whose lines is ever wrapped.
    """
    is_above = bool(below) and below[0].gap is Gap.NONE and find(below[0].text).mark is Mark.BULLET
    if not is_above or not line.text[:1].isupper():
        return False
    mark, text = piece.marker.mark, piece.folded
    is_modality = mark in (Mark.NONE, Mark.MODALITY) and bool(ASSESSMENT.match(text) or OPENING.match(text))
    is_competence = mark is Mark.COMPETENCE and text.endswith(".")
    is_entry = mark is Mark.BULLET and not habits.widths.is_known(piece.marker)
    is_complete = is_modality or is_competence or is_entry
    return is_complete and not is_open(piece.text)


def _opens_modality(line: Line, piece: Piece) -> bool:
    """Whether ``line`` opens with the words of an assessment, behind a competence that is complete or another one."""
    words = fold(line.text)
    is_assessment = ASSESSMENT.match(words) is not None
    if not line.text[:1].isupper() or not (is_assessment or OPENING.match(words)):
        return False
    is_competence = piece.marker.mark is Mark.COMPETENCE or opening_infinitive(piece.text) is not None
    if is_competence and piece.lines[-1].text.endswith("."):
        return True
    is_another = piece.marker.mark is Mark.NONE and ASSESSMENT.match(piece.folded) is not None
    return is_assessment and is_another and not is_open(piece.text)


def _opens_paragraph(line: Line, piece: Piece, widths: Widths) -> bool:
    """Whether ``line`` opens with a capital behind an item whose last line had room for its first word."""
    is_item = piece.marker.mark not in (Mark.ACTIVITY, Mark.SUBACTIVITY) and piece.bloc is None
    has_room = line.text[:1].isupper() and widths.had_room(piece.lines[-1], line, piece.marker)
    return is_item and has_room and bool(piece.text) and not is_open(piece.text)


def _opens_competence(line: Line, piece: Piece) -> bool:
    is_verb = line.text[:1].isupper() and opening_infinitive(line.text) is not None
    return piece.bloc is None and is_verb and not is_open(piece.text)

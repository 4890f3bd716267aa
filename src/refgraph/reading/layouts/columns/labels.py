"""Which column a piece stands in, decided for the whole document at once.

The text lost its columns, so no single sign is enough: « Évaluation des résultats » may be an activity or a modality.
Each piece gets points for each label from the signs it shows (`SIGNS`), each pair of neighbours from the order in which
the columns of a row are printed (`ORDER`), and the best sequence wins (Viterbi's algorithm).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from refgraph.model.statement import opening_infinitive
from refgraph.reading.layouts.columns.lines import Gap
from refgraph.reading.layouts.columns.markers import Mark
from refgraph.reading.layouts.columns.pieces import Piece
from refgraph.reading.layouts.columns.style import Style, is_phrase, names_method
from refgraph.reading.shared.assessment import threshold
from refgraph.reading.shared.assessment.methods import EVALUATOR_TERMS, METHOD_TERMS, named
from refgraph.reading.shared.sentences import is_open
from refgraph.reading.shared.wordings import ASSESSMENT, DETERMINER, OPENING, QUALITY, TASK, is_sentence


class Label(StrEnum):
    """What a piece is. BLOC opens a bloc, PAGE repeats its heading; both are known before."""

    BLOC = "bloc"
    PAGE = "page"
    ACTIVITY = "activity"
    SUBACTIVITY = "sub-activity"
    COMPETENCE = "competence"
    MODALITY = "modality"
    HEADING = "heading"
    ITEM = "item"
    CONTINUATION = "continuation"
    NOTE = "note"


_A, _S, _C, _M, _H, _I = (
    Label.ACTIVITY,
    Label.SUBACTIVITY,
    Label.COMPETENCE,
    Label.MODALITY,
    Label.HEADING,
    Label.ITEM,
)
_OPEN = (_A, _S, _C, _M, _H, _I)
"""The labels between which a decision is to be taken; in an order, so that of two equal sequences the same one wins."""

_TRANSPARENT = frozenset({Label.CONTINUATION, Label.NOTE})
"""Labels that leave the row where it is."""

_LESS = -6.0

Sign = Callable[[Piece, Style], bool]


def _mark(mark: Mark) -> Sign:
    return lambda piece, style: piece.marker.mark is mark


def _names_assessment(piece: Piece, style: Style) -> bool:
    text = piece.folded
    return bool(OPENING.match(text)) and bool(named(text, METHOD_TERMS) or named(text, EVALUATOR_TERMS))


def _names_method(piece: Piece, style: Style) -> bool:
    text = piece.folded
    return piece.marker.mark is Mark.NONE and bool(named(text, METHOD_TERMS) or named(text, EVALUATOR_TERMS))


def _sets_task(piece: Piece, style: Style) -> bool:
    """Whether the first of several cells, where criteria have no bullets, says what candidates do."""
    return piece.is_beside and not style.item_bullets and TASK.match(piece.folded) is not None


def _is_no_verb(piece: Piece, style: Style) -> bool:
    return piece.marker.mark is not Mark.COMPETENCE and opening_infinitive(piece.text) is None


SIGNS: tuple[tuple[Sign, dict[Label, float]], ...] = (
    (_mark(Mark.COMPETENCE), {_C: 16}),
    (_mark(Mark.ACTIVITY), {_A: 16}),
    (_mark(Mark.SUBACTIVITY), {_S: 14, _A: 10}),
    (lambda piece, style: piece.marker.mark is Mark.SUBACTIVITY and not style.has_parent(piece), {_S: -10}),
    (_mark(Mark.MODALITY), {_M: 14}),
    (_mark(Mark.CRITERION), {_I: 14}),
    (_mark(Mark.NUMBERED), {_C: 3, _S: 4, _A: 1, _I: 1, _H: -4, _M: -6}),
    (_mark(Mark.BULLET), {_I: 3, _S: 3, _H: -1, _M: -3, _C: -4, _A: -4}),
    (_mark(Mark.NONE), {_I: -4, _S: -2.5, _M: -2.5}),
    (lambda piece, style: piece.marker.bullet == "1", {_A: 5, _I: -1, _S: -1, _H: 1, _C: 2}),
    (lambda piece, style: piece.marker.bullet == " ", {_I: -4, _S: 1, _A: 5, _M: 2, _H: 1, _C: 2}),
    (lambda piece, style: piece.marker.bullet in style.item_bullets, {_I: 2}),
    (lambda piece, style: piece.marker.bullet in style.subactivity_bullets, {_S: 2, _I: -3}),
    (lambda piece, style: piece.is_under_activity, {_S: 2}),
    (lambda piece, style: piece.heads_list and piece.marker.bullet not in style.item_bullets, {_H: 3}),
    (lambda piece, style: piece.text.endswith(":"), {_H: 4, _I: -3, _A: -3, _M: -1}),
    (lambda piece, style: bool(QUALITY.match(piece.folded)), {_H: 3, _I: 2, _M: -3, _A: -2, _S: -1}),
    (lambda piece, style: piece.marker.bullet in style.heading_bullets, {_I: -3}),
    (lambda piece, style: piece.marker.bullet in style.heading_bullets - style.subactivity_bullets, {_H: 4, _S: -3}),
    (lambda piece, style: bool(ASSESSMENT.match(piece.folded)), {_M: 8}),
    (_names_assessment, {_M: 6}),
    (_sets_task, {_M: 9}),
    (lambda piece, style: bool(OPENING.match(piece.folded)), {_M: 1}),
    (
        lambda piece, style: is_sentence(piece.text) and opening_infinitive(piece.text) is None,
        {_I: 2, _S: -2, _A: -2},
    ),
    (lambda piece, style: bool(DETERMINER.match(piece.folded)), {_I: 2, _H: -1, _A: -2, _S: -1, _M: -1}),
    (lambda piece, style: not style.item_bullets and piece.marker.mark is Mark.NONE, {_I: 2, _H: -1}),
    (lambda piece, style: bool(style.item_bullets) and piece.marker.mark is Mark.NONE, {_I: -3}),
    (lambda piece, style: threshold(piece.text) is not None, {_I: 8}),
    (lambda piece, style: style.has_borders and piece.gap is Gap.PARAGRAPH, {_M: 2.5, _H: -2, _A: -2}),
    (lambda piece, style: not style.heads_criteria, {_H: -3}),
    (lambda piece, style: style.shares_bullet and is_phrase(piece), {_H: 5}),
    (lambda piece, style: style.shares_bullet and is_phrase(piece) and piece.opens_list, {_H: 3}),
    (lambda piece, style: style.words_criteria and is_phrase(piece), {_H: 3}),
    (_names_method, {_M: 2}),
    (lambda piece, style: style.names_methods and not names_method(piece), {_M: -6}),
    (_is_no_verb, {_C: -5}),
    (lambda piece, style: piece.text.endswith(";"), {_I: 2, _H: -2, _S: -1, _A: -4}),
    (lambda piece, style: piece.text.endswith("."), {_I: 1, _H: -1, _S: -1, _A: -2}),
    (lambda piece, style: opening_infinitive(piece.text) is not None and not style.codes_competences, {_C: 5}),
    (lambda piece, style: style.codes_competences and piece.marker.mark is not Mark.COMPETENCE, {_C: -7}),
    (lambda piece, style: style.codes_activities and piece.marker.mark is not Mark.ACTIVITY, {_A: -5}),
)
"""Each sign with the points that it gives; what it does not name gets none."""

ORDER: dict[Label, dict[Label, float]] = {
    Label.BLOC: {_A: 0, _C: -2, _S: -7, _M: -9, _H: -9, _I: -9},
    Label.PAGE: {_A: 0, _C: 0, _S: -3, _M: -2, _H: -2, _I: -2},
    _A: {_S: 0, _C: 0, _A: -3},
    _S: {_S: 0, _C: 0, _A: -4},
    _C: {_M: 0, _C: -1, _I: -1.5, _H: -3, _A: -4},
    _M: {_M: 0, _H: 0, _I: 0, _C: -1, _A: -1.5},
    _H: {_I: 0},
    _I: {_I: 0, _H: -0.5, _C: 0, _A: 0, _M: -3},
}
"""Points for the label that follows a label; a pair that is not named is unlikely."""


def decide(pieces: Sequence[Piece], known: dict[int, Label], style: Style) -> list[Label]:
    """The label of each piece; ``known`` holds those that are certain before (headings of blocs, notes)."""
    best: dict[Label, float] = {Label.BLOC: 0.0}
    steps: list[dict[Label, tuple[Label, Label]]] = []
    for index, piece in enumerate(pieces):
        ahead: dict[Label, float] = {}
        step: dict[Label, tuple[Label, Label]] = {}
        for label, points in _candidates(pieces, index, known, style).items():
            for before, total in best.items():
                state = before if label in _TRANSPARENT else label
                score = total + points + _follows(before, label)
                if score > ahead.get(state, float("-inf")):
                    ahead[state], step[state] = score, (before, label)
        best = ahead
        steps.append(step)
        del piece
    return _trace(best, steps)


def _candidates(pieces: Sequence[Piece], index: int, known: dict[int, Label], style: Style) -> dict[Label, float]:
    if index in known:
        return {known[index]: 0.0}
    points = dict.fromkeys(_OPEN, 0.0)
    for sign, weights in SIGNS:
        if sign(pieces[index], style):
            for label, weight in weights.items():
                points[label] += weight
    if pieces[index].marker.mark is Mark.NONE:
        points[Label.CONTINUATION] = _continues(pieces, index)
    return points


def _continues(pieces: Sequence[Piece], index: int) -> float:
    """Points for an unmarked piece to carry on a cell that was interrupted."""
    is_lower = pieces[index].text[:1].islower()
    was_open = index > 0 and pieces[index].opens_page and is_open(pieces[index - 1].text)
    return (6.0 if is_lower else -7.0) + (4.0 if was_open else 0.0)


def _follows(before: Label, label: Label) -> float:
    if label in _TRANSPARENT or label in (Label.BLOC, Label.PAGE):
        return 0.0
    return ORDER[before].get(label, _LESS)


def _trace(best: dict[Label, float], steps: list[dict[Label, tuple[Label, Label]]]) -> list[Label]:
    state = max(best, key=lambda label: best[label])
    labels: list[Label] = []
    for step in reversed(steps):
        before, label = step[state]
        labels.append(label)
        state = before
    return labels[::-1]

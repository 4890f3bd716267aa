"""What one correction comes to: whether it counts, is no longer needed, or does not fit, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from refgraph.reading.corrections import cells
from refgraph.reading.corrections.correction import ITEM, Correction
from refgraph.reading.corrections.draft import CorrectionDraft, Unfit, same
from refgraph.reading.corrections.fields import Field, fields_of, value_of
from refgraph.reading.corrections.items import made, owner_of, parsed
from refgraph.reading.corrections.kinds import KINDS, ItemKind
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.outcome import Status
from refgraph.reading.corrections.words import typeset_alike

_CHANGED = "le document ou sa lecture a changé à cet endroit"


@dataclass(frozen=True)
class Judgement:
    """What a correction comes to, what is read now (a cell), and what to do if it counts."""

    status: Status
    now: str = ""
    act: Callable[[], None] = lambda: None


def judged(draft: CorrectionDraft, correction: Correction) -> Judgement:
    """What ``correction`` comes to on ``draft``; nothing is done yet.

    Raises:
        Unfit: what is read now is neither what was read then nor what is corrected, or what it needs is not there.
    """
    if correction.field != ITEM:
        return _changed(draft, correction)
    return _added(draft, correction) if correction.after else _removed(draft, correction)


def _changed(draft: CorrectionDraft, correction: Correction) -> Judgement:
    """A field corrected; `Unfit` where what is read now is neither what was read then nor what is corrected."""
    field = fields_of(KINDS[correction.kind])[correction.field]
    node = found_again(draft, correction, field)
    now = draft.read_now(node, field)
    try:
        before, after = draft.value(field, correction.before), draft.value(field, correction.after)
    except Unfit as unfit:
        raise Unfit(unfit.why, now) from unfit
    judge = _judge_one_of_many if field.has_many else _judge_value
    status = judge(field, value_of(node.read, field.name), before, after)
    if status is Status.UNFIT:
        raise Unfit(_CHANGED, now)
    if status is Status.NEEDLESS:
        return Judgement(status, now)
    return Judgement(status, now, lambda: draft.change(node, field, before, after, correction))


def _judge_value(field: Field, now: Any, before: Any, after: Any) -> Status:
    """As printed first: a person may have corrected the typography alone."""
    if now == before or (now != after and same(field, now, before)):
        return Status.APPLIED
    return Status.NEEDLESS if same(field, now, after) else Status.UNFIT


def _judge_one_of_many(field: Field, now: Sequence[Any], before: Any, after: Any) -> Status:
    has_before, has_after = (any(same(field, each, value) for each in now) for value in (before, after))
    if before is None:
        return Status.NEEDLESS if has_after else Status.APPLIED
    if has_before:
        return Status.APPLIED
    return Status.NEEDLESS if after is None or has_after else Status.UNFIT


def found_again(draft: CorrectionDraft, correction: Correction, field: Field) -> ItemNode:
    """The item that ``correction`` is about, by its words; by a part of them where it still says what was read then.

    Raises:
        Unfit: there is none, or there are several.
    """
    kind = (correction.kind,)
    found = draft.read.find(kind, correction.target)
    if len(found) == 1:
        return found[0]
    if found:
        raise Unfit("plusieurs éléments ont ces mots\u00a0: donnez dans « near » des mots qui sont près du bon")
    if draft.read.alike(kind, correction.quote):
        raise Unfit("ces mots ne sont plus près de ceux de « near »")
    wider = [
        node
        for node in draft.read.overlapping(correction.kind, correction.quote)
        if not field.has_many and typeset_alike(draft.read_now(node, field)) == typeset_alike(correction.before)
    ]
    if len(wider) == 1:
        return wider[0]
    nearest = draft.read.nearest(correction.kind, correction.quote)
    now = draft.read_now(nearest, field) if nearest else ""
    raise Unfit("le passage a changé" if nearest else "le passage n’est plus lu dans le document", now)


def _removed(draft: CorrectionDraft, correction: Correction) -> Judgement:
    """An item removed; none is needed where it is no longer read."""
    kind = KINDS[correction.kind]
    found = draft.read.find((kind.key,), correction.target)
    if not found and not draft.read.alike((kind.key,), correction.quote):
        return Judgement(Status.NEEDLESS)
    node = found_again(draft, correction, fields_of(kind)[kind.main])
    now = main_words(kind, node)
    if typeset_alike(now) != typeset_alike(cells.cell_text(correction.before)):
        raise Unfit(_CHANGED, cells.text_cell(now))
    if kind.key == "certification.title":
        raise Unfit("une certification a toujours un intitulé", cells.text_cell(now))
    return Judgement(Status.APPLIED, cells.text_cell(now), lambda: draft.remove(node))


def _added(draft: CorrectionDraft, correction: Correction) -> Judgement:
    """An item added; none is needed where it is read now, word for word."""
    kind = KINDS[correction.kind]
    told = parsed(kind, correction.after)
    owner = owner_of(draft, kind, told)
    alike = read_there(draft, kind, correction.quote, owner)
    now = words_cell(alike)
    if typeset_alike(now) != typeset_alike(correction.before):
        wanted = cells.cell_text(told.get(kind.main) or "")
        if any(typeset_alike(main_words(kind, node)) == typeset_alike(wanted) for node in alike):
            return Judgement(Status.NEEDLESS, now)
        raise Unfit(_CHANGED, now)
    node = made(draft, correction)
    return Judgement(Status.APPLIED, now, lambda: draft.add(node))


def read_there(draft: CorrectionDraft, kind: ItemKind, quote: str, owner: ItemNode | None) -> list[ItemNode]:
    """The items of ``kind`` that are read in ``owner`` on the words ``quote``; of a kind that has but one, this one."""
    if kind.is_single:
        return draft.read.of_kind(kind.key)
    return [node for node in draft.read.alike((kind.key,), quote) if node.owner is owner]


def words_cell(nodes: Sequence[ItemNode]) -> str:
    """The words of items that are read on one passage, as a cell; empty where there is none."""
    return cells.text_cell(" | ".join(main_words(node.kind, node) for node in nodes)) if nodes else ""


def main_words(kind: ItemKind, node: ItemNode) -> str:
    """The words of an item as read: its statement, its text."""
    return str(getattr(node.read or node.record, kind.main) or "")

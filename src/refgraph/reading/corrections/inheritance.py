"""What a person changed in a record of version 0.1, where what was read and what was corrected shared one file.

The record does not say which reader wrote it, nor truly what a person typed: a later reader marked « saisi » what it
read otherwise itself. So each difference with what is read today is judged by what the record shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any

import msgspec

from refgraph.model.records import Reading
from refgraph.reading.corrections.correction import ITEM, Correction
from refgraph.reading.corrections.diff import Difference, diff
from refgraph.reading.corrections.evidence import PRINTED, could_be_read, is_printed, is_whole
from refgraph.reading.corrections.fields import Field, ValueForm, fields_of
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.nodes import ItemNode, nodes_of
from refgraph.reading.corrections.words import words
from refgraph.reading.document import Document

AUTHOR = "reprise de la fiche"
"""Who corrected what was found in a record: it does not say."""

_TYPED_REASON = "écrit à la main dans la fiche de la version 0.1"
_UNKNOWN_REASON = "la fiche de la version 0.1 le dit\u00a0: corrigé à la main, ou lu par un lecteur plus ancien"
_READERS_OWN = frozenset({"furniture", "issue"})
_MOST_BY_HAND = 2
"""Who edits a record by hand changes the offsets of no more passages than these."""
_NUMBER = re.compile(r"\d+$")


class Origin(Enum):
    """How a record came to say otherwise than what is read today."""

    TYPED = "a person wrote it"
    READ = "an older reader, or one with fewer texts in its lexicon, read it so"
    UNKNOWN = "nobody can tell"


class Likeness(Enum):
    """How the layout reads today, beside how version 0.1 read with it."""

    SAME = "every document as then"
    SAME_VALUES = "a document that it takes apart as then, as then"
    OTHER = "otherwise"


def inherited(
    document: Document, reading: Reading, record: Reading, likeness: Likeness, today: date
) -> list[Correction]:
    """What people corrected in ``record``, written by version 0.1, as corrections of the ``reading`` of ``document``.

    What cannot be told from an older reading has no author: it waits for someone to decide. Where ``likeness`` says
    that the document is read as then, every difference but for the lexicon is a person's, or a loss.
    """
    differences = diff(document, reading, record)
    judge = _Judge(document, reading, record, likeness, differences)
    found: list[Correction] = []
    for each in differences:
        match judge.origin(each):
            case Origin.TYPED:
                signed = {"author": AUTHOR, "day": today, "reason": _TYPED_REASON}
                found.append(msgspec.structs.replace(each.correction, **signed))
            case Origin.UNKNOWN:
                found.append(msgspec.structs.replace(each.correction, reason=_UNKNOWN_REASON))
    return found


class _Judge:
    """Judges the differences between one record and one reading."""

    def __init__(
        self,
        document: Document,
        reading: Reading,
        record: Reading,
        likeness: Likeness,
        differences: Sequence[Difference],
    ) -> None:
        self._document = document
        self._is_same_document = reading.document.sha256 == record.document.sha256
        self._record = nodes_of(record)
        self._unread = [each.source.quote for each in reading.furniture]
        is_alike = likeness is Likeness.SAME or (likeness is Likeness.SAME_VALUES and self._is_cut_alike(differences))
        self._is_same = is_alike and self._is_same_document and reading.document.family == record.document.family

    def _is_cut_alike(self, differences: Sequence[Difference]) -> bool:
        """Whether the document was taken apart as it is today, but for what shows that a person did it."""
        passages = [each for each in differences if each.correction.field in ("source", "other_sources")]
        items = [each for each in differences if each.correction.field == ITEM]
        counted = [each for each in items if each.correction.kind not in (*_READERS_OWN, "mention")]
        return len(passages) <= _MOST_BY_HAND and all(
            self._shows_a_hand(each.edited) if each.edited else self._leaves_a_hole(each.read) for each in counted
        )

    def _shows_a_hand(self, node: ItemNode) -> bool:
        """Whether an item that the record has beside what is read was added by a person."""
        if not is_printed(getattr(node.record, node.kind.main) or "", node):
            return True
        return _number(node) > 0 and self._is_out_of_order(node)

    def origin(self, each: Difference) -> Origin:
        """How ``each`` came about."""
        if each.correction.field == ITEM:
            return self._added(each.edited) if each.edited else self._gone(each.read)
        kind = KINDS[each.correction.kind]
        field = fields_of(kind)[each.correction.field]
        assert each.edited is not None
        if kind.key not in _READERS_OWN and not could_be_read(field, each.after, each.edited):
            return Origin.TYPED
        is_text = field.name in PRINTED and isinstance(each.after, str)
        if is_text and not self._is_same and (not self._is_same_document or is_whole(each.after, each.edited)):
            return Origin.READ
        if _knows_less(field, each.after, each.before):
            return Origin.UNKNOWN if self._is_same else Origin.READ
        if self._is_same:
            return Origin.TYPED
        return Origin.READ if field.form is ValueForm.PASSAGE or kind.key in _READERS_OWN else Origin.UNKNOWN

    def _added(self, node: ItemNode) -> Origin:
        """An item that the record has and the reading has not."""
        if node.kind.key in _READERS_OWN:
            return Origin.TYPED if self._is_same else Origin.READ
        if node.kind.key == "mention":
            return Origin.TYPED if self._is_out_of_order(node) else Origin.UNKNOWN
        if self._is_same or self._shows_a_hand(node):
            return Origin.TYPED
        if self._is_followed(node) or any(words(node.quote) in words(quote) for quote in self._unread):
            return Origin.READ
        return Origin.UNKNOWN if words(node.quote) in words(self._document.text) else Origin.READ

    def _gone(self, node: ItemNode | None) -> Origin:
        """An item that is read and that the record has not: a person took it out if the reader had counted it."""
        if self._leaves_a_hole(node):
            return Origin.TYPED
        is_told = self._is_same and node is not None and node.kind.key != "mention"
        return Origin.UNKNOWN if is_told else Origin.READ

    def _leaves_a_hole(self, node: ItemNode | None) -> bool:
        """Whether the numbers of the like of ``node`` in the record jump where it is printed: they run without gaps."""
        if node is None or not self._is_same_document:
            return False
        numbers = [(each.start, _number(each)) for each in self._like(node)]
        before = max(((start, number) for start, number in numbers if start < node.start), default=(0, 0))
        behind = min(((start, number) for start, number in numbers if start > node.start), default=(0, 0))
        return behind[1] - before[1] >= 2

    def _is_out_of_order(self, node: ItemNode) -> bool:
        """Whether the number of ``node`` is not that of its place among its like: a reader counts as it goes."""
        mine = _number(node)
        pairs = [(each.start < node.start, _number(each)) for each in self._like(node) if each.start != node.start]
        return mine == 0 or any(number > mine if is_before else number < mine for is_before, number in pairs)

    def _is_followed(self, node: ItemNode) -> bool:
        """Whether the next of its like has the next number: its reader counted ``node``, and went on."""
        return _number(node) > 0 and any(_number(each) == _number(node) + 1 for each in self._like(node))

    def _like(self, node: ItemNode) -> list[ItemNode]:
        return [each for each in self._record if each.kind is node.kind and _scope(each) == _scope(node)]


def _scope(node: ItemNode) -> tuple[Any, ...]:
    """Inside what the like of an item are counted."""
    owner = node.owner.record.id if node.owner and hasattr(node.owner.record, "id") else ""
    return owner, getattr(node.record, "bloc", ""), getattr(node.record, "parent", None)


def _number(node: ItemNode) -> int:
    """The number that its reader gave an item; 0 where it has none."""
    record = node.record
    number = getattr(record, "order", None) or getattr(record, "number", None)
    if number is not None:
        return int(number)
    found = _NUMBER.search(getattr(record, "id", ""))
    return int(found[0]) if found else 0


def _knows_less(field: Field, kept: Any, read: Any) -> bool:
    """Whether what is ``read`` says all that was ``kept``, and more."""
    if kept in (None, "") or (kept is False and not field.is_optional):
        return read not in (None, "", False)
    if field.form is ValueForm.TEXT and isinstance(kept, str) and isinstance(read, str):
        return words(kept) in words(read) and words(kept) != words(read)
    return False

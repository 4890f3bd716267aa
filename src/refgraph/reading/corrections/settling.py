"""A correction that a person signs, and one that someone had to decide, held on what is read now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from refgraph.core.errors import RecordError
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.correction import ITEM, Correction, QuoteSelector
from refgraph.reading.corrections.draft import CorrectionDraft
from refgraph.reading.corrections.fields import fields_of
from refgraph.reading.corrections.judging import main_words
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.outcome import CorrectionOutcome


@dataclass(frozen=True)
class Signed:
    """Who corrects, when and why."""

    author: str
    day: date
    reason: str

    def fields(self) -> dict[str, object]:
        """The signature as fields of a `Correction`."""
        return {"author": self.author, "day": self.day, "reason": self.reason}

    def correction(
        self, certification: str, kind: str, target: QuoteSelector, field: str, before: str, after: str
    ) -> Correction:
        """A signed correction of one field of the item that ``target`` leads to."""
        return Correction(
            certification=certification,
            kind=kind,
            quote=target.quote,
            near=target.near,
            field=field,
            before=before,
            after=after,
            author=self.author,
            day=self.day,
            reason=self.reason,
        )


@dataclass(frozen=True)
class Edit:
    """A correction to write, instead of those with the keys ``instead_of``."""

    correction: Correction
    instead_of: tuple[str, ...] = ()


def settled(draft: CorrectionDraft, outcome: CorrectionOutcome, signed: Signed) -> Correction:
    """The correction of ``outcome``, signed, that counts on what is read now.

    Raises:
        RecordError: what it is about is not read any more.
    """
    told = outcome.correction
    if told.field == ITEM and told.after:
        return msgspec.structs.replace(told, before=outcome.now, **signed.fields())
    node = _about(draft, told)
    target = draft.read.reference(node)
    before = told.before
    if told.field == ITEM:
        before = cells.text_cell(main_words(node.kind, node))
    elif not fields_of(node.kind)[told.field].has_many:
        before = draft.read_now(node, fields_of(node.kind)[told.field])
    return msgspec.structs.replace(told, quote=target.quote, near=target.near, before=before, **signed.fields())


def _about(draft: CorrectionDraft, told: Correction) -> ItemNode:
    """The item that a correction was about, or the one that is most like it now."""
    found = draft.read.find((told.kind,), told.target)
    node = found[0] if len(found) == 1 else draft.read.nearest(told.kind, told.quote)
    if node is None or len(found) > 1:
        raise RecordError(
            "on ne sait plus à quel élément cette correction se rapporte.",
            remedy="Reprenez-la, puis corrigez l’élément voulu.",
        )
    return node

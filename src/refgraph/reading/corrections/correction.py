"""One correction: what a person changed in what was read of a document, as it stands on its line of the file."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

from msgspec import Struct

ITEM = "item"
"""The ``field`` of a correction that adds or removes the whole item."""


class QuoteSelector(NamedTuple):
    """Leads to an item: the words of its passage and, where several have the same, words that stand ``near`` it."""

    quote: str
    near: str = ""


class Correction(Struct, frozen=True, kw_only=True):
    """One thing that a person corrected in the reading of ``certification``.

    The item is one of ``kind`` whose passage has the words ``quote``; ``field`` is a name of its record, or `ITEM`.
    ``before`` is what was read and ``after`` what it should be, both as cells of the file (empty: non documenté, or
    absent). A correction without ``author`` is a question: nobody has decided it, and it changes nothing.
    """

    certification: str
    kind: str
    quote: str
    near: str = ""
    field: str
    before: str = ""
    after: str = ""
    author: str = ""
    day: date | None = None
    reason: str = ""

    @property
    def target(self) -> QuoteSelector:
        """What leads to the item."""
        return QuoteSelector(self.quote, self.near)

    @property
    def key(self) -> str:
        """A short name of the correction, from all that it says but by whom and why."""
        said = (self.certification, self.kind, self.quote, self.near, self.field, self.before, self.after)
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:8]

"""The words of items written otherwise than they are printed; passages and mentions stay as printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TypeVar

import msgspec

from refgraph.model.records import DocumentInfo, Furniture, Mention, Passage, Reading, Record

_AS_PRINTED = (Passage, Furniture, Mention, DocumentInfo)

_Kept = TypeVar("_Kept")


def rewritten(value: _Kept, rewrite: Callable[[str], str]) -> _Kept:
    """``value`` with all its texts, those of its parts and theirs, as ``rewrite`` gives them."""
    made: object = value
    if isinstance(value, str):
        made = rewrite(value)
    elif isinstance(value, tuple):
        made = tuple(rewritten(item, rewrite) for item in value)
    elif isinstance(value, Record) and not isinstance(value, _AS_PRINTED):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        made = msgspec.structs.replace(value, **{name: rewritten(item, rewrite) for name, item in fields.items()})
    return made  # type: ignore[return-value]  # a record is replaced by one of its kind


def composed(text: str, reading: Reading) -> Reading:
    """``reading`` of a document of this ``text`` with each accent in its letter: a Mac writes them apart (NFD)."""
    if unicodedata.is_normalized("NFC", text):
        return reading
    return rewritten(reading, lambda words: unicodedata.normalize("NFC", words))

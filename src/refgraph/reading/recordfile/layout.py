"""A reading as JSON text that a person can read and edit, always laid out the same way."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import msgspec

from refgraph.model.records import Reading

WIDTH = 120
"""What fits on one line of this width stays on one line: a passage, a list of ids."""

_INDENT = 2
_LAST = ("source", "other_sources")


def dump(reading: Reading) -> bytes:
    """``reading`` as UTF-8 JSON: fields in the order of the records, passages last, ``null`` written out.

    The same reading gives the same bytes. What no reader made has no generator, what prints all its links tells none.
    """
    fields = msgspec.to_builtins(reading, builtin_types=(Decimal,))
    if reading.generator is None:
        del fields["generator"]
    if not reading.links:
        del fields["links"]
    return (_layout(fields, 0, 0) + "\n").encode()


def _layout(value: Any, depth: int, used: int) -> str:
    """``value`` as JSON text; ``used`` is how much of its line stands before it."""
    short = _short(value)
    if used + len(short) <= WIDTH or not isinstance(value, dict | list | tuple) or not value:
        return short
    inner = " " * _INDENT * (depth + 1)
    if isinstance(value, dict):
        lines = [_entry(inner + json.dumps(key) + ": ", item, depth + 1) for key, item in _ordered(value)]
        return "{\n" + ",\n".join(lines) + "\n" + inner[_INDENT:] + "}"
    lines = [_entry(inner, item, depth + 1) for item in value]
    return "[\n" + ",\n".join(lines) + "\n" + inner[_INDENT:] + "]"


def _ordered(fields: dict[str, Any]) -> list[tuple[str, Any]]:
    """``fields`` with what is said first and the passages that say it last."""
    return sorted(fields.items(), key=lambda field: field[0] in _LAST)


def _entry(start: str, value: Any, depth: int) -> str:
    return start + _layout(value, depth, len(start) + 1)


def _short(value: Any) -> str:
    """``value`` on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)}: {_short(item)}" for key, item in _ordered(value)) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_short, value)) + "]"
        case Decimal():
            return f"{value:f}"
        case _:
            return json.dumps(value, ensure_ascii=False)

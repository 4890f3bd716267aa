"""What each of our rules may look at, worked out once for the shapes that ship: `reach_of` takes seconds for them.

``reaches.json`` is written by ``python -m docs.generate``, and a test holds that it is what `reach_of` says. It counts
for the very shapes that it was worked out from: of any others, `reach_of` is asked.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from refgraph.graph.validation.locality import reach_of
from refgraph.graph.validation.reach import Reach
from refgraph.graph.validation.shapes import Shapes

FILE = Path(__file__).with_name("reaches.json")


class _Table(Struct, frozen=True):
    shapes: str
    reaches: dict[str, Reach]


def reaches(shapes: Shapes) -> dict[str, Reach]:
    """What each of our rules among ``shapes`` may look at, by its IRI."""
    table = msgspec.json.decode(FILE.read_bytes(), type=_Table) if FILE.exists() else None
    if table is not None and table.shapes == _digest(shapes):
        return table.reaches
    return worked_out(shapes)


def worked_out(shapes: Shapes) -> dict[str, Reach]:
    """The same from the shapes themselves."""
    return {rule.value: reach for rule, reach in reach_of(shapes.shipped, shapes).items()}


def render(shapes: Shapes) -> str:
    """The text of the file for ``shapes``."""
    found = {name: _sorted(reach) for name, reach in sorted(worked_out(shapes).items())}
    raw = msgspec.json.encode({"shapes": _digest(shapes), "reaches": found})
    return msgspec.json.format(raw, indent=1).decode() + "\n"


def _sorted(reach: Reach) -> dict[str, object]:
    said = msgspec.to_builtins(reach)
    return {name: sorted(value) if isinstance(value, list | set) else value for name, value in said.items()}


def _digest(shapes: Shapes) -> str:
    total = hashlib.sha256()
    for file in shapes.files:
        total.update(f"{file.path.name}\0{file.shipped}\0{file.text}\0".encode())
    return total.hexdigest()

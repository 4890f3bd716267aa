"""A reading taken apart into its items, so that each can be found, changed, added, removed; and put together again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

import msgspec

from refgraph.model.records import Basis, Component, Issue, Jury, Passage, Reading
from refgraph.reading.corrections.correction import Correction
from refgraph.reading.corrections.fields import fields_of
from refgraph.reading.corrections.kinds import CERTIFICATION, NESTED, ItemKind


@dataclass(eq=False)
class ItemNode:
    """One item of a reading: ``record`` is what it says now, ``read`` what was read (None for an added one).

    ``owner`` is the item that it stands in. ``is_typed`` once a person has changed it; ``added_by`` is the correction
    that added it; ``linked_by`` are those that linked it, by field and id of the other end.
    """

    kind: ItemKind
    record: Any
    owner: ItemNode | None = None
    read: Any = None
    is_typed: bool = False
    added_by: Correction | None = None
    linked_by: dict[tuple[str, Any], Correction] = dataclass_field(default_factory=dict)

    @property
    def quote(self) -> str:
        """The words that it is found again by: those of its passage as read, or its own where it has no passage."""
        return quote_of(self.record if self.read is None else self.read)

    @property
    def start(self) -> int:
        """Where its passage begins; -1 where it has none."""
        source = getattr(self.record if self.read is None else self.read, "source", None)
        return source.start if isinstance(source, Passage) else -1

    @property
    def bloc(self) -> str:
        """The id of the bloc that it stands in, by itself or with its owner; empty where it stands in none."""
        return str(getattr(self.owner.record if self.owner else self.record, "bloc", ""))


def quote_of(record: Any) -> str:
    """The words of the passage of ``record``; of a part or a remark, which have none, its own words."""
    match record:
        case Component():
            return record.text
        case Issue():
            return record.message
    return str(record.source.quote)


def nodes_of(reading: Reading) -> list[ItemNode]:
    """Every item of ``reading``, each before those that stand in it."""
    return [*_below(CERTIFICATION, reading.certification, None), *_below("", reading, None)]


def _below(key: str, record: Any, owner: ItemNode | None) -> Iterator[ItemNode]:
    for kind in NESTED[key]:
        held = getattr(record, kind.place)
        for each in held if isinstance(held, tuple) else (held,) if held is not None else ():
            node = ItemNode(kind, each, owner, each)
            yield node
            yield from _below(kind.key, each, node)


def put_together(reading: Reading, nodes: Iterable[ItemNode]) -> Reading:
    """``reading`` with exactly these items, in their order; what a person changed is known as « saisi »."""
    held: dict[tuple[ItemNode | None, str], list[ItemNode]] = defaultdict(list)
    for node in nodes:
        held[node.owner, node.kind.key].append(node)
    certification = msgspec.structs.replace(reading.certification, **_held(CERTIFICATION, None, held))
    return msgspec.structs.replace(reading, certification=certification, **_held("", None, held))


def _held(key: str, owner: ItemNode | None, held: dict[tuple[ItemNode | None, str], list[ItemNode]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind in NESTED[key]:
        records = tuple(_whole(node, held) for node in held[owner, kind.key])
        found[kind.place] = records if not kind.is_single else records[0] if records else None
    return found


def _whole(node: ItemNode, held: dict[tuple[ItemNode | None, str], list[ItemNode]]) -> Any:
    record = msgspec.structs.replace(node.record, **_held(node.kind.key, node, held))
    jury = getattr(record, "jury", None)
    if isinstance(jury, Jury) and not jury.text:
        record = msgspec.structs.replace(record, jury=None)
    is_typed = node.is_typed or any(part.is_typed for part in held[node, "component"])
    if is_typed and "source" in fields_of(node.kind):
        record = msgspec.structs.replace(record, source=msgspec.structs.replace(record.source, basis=Basis.SAISI))
    return record


def place_for(nodes: list[ItemNode], added: ItemNode) -> int:
    """Where ``added`` belongs among ``nodes``: before the first of its like that the document prints after it."""
    like = (at for at, node in enumerate(nodes) if node.kind is added.kind and node.owner is added.owner)
    return next((at for at in like if nodes[at].start > added.start >= 0), len(nodes))

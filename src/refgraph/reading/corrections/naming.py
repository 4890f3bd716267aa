"""How people name an item: by its id, its code, its kind where it is the only one, or words of its passage."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.core.errors import RecordError
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.draft import CorrectionDraft
from refgraph.reading.corrections.kinds import CERTIFICATION
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.words import words

_SHOWN = 5
_NOT_BY_WORDS = ("furniture", "component")
"""Kinds whose words are also those of what people mean rather."""


def item_called(draft: CorrectionDraft, name: str) -> ItemNode:
    """The item of ``draft`` called ``name``.

    Raises:
        RecordError: there is none, or there are several.
    """
    for found in _called(draft, name):
        if len(found) == 1:
            return found[0]
        if found:
            some = " ; ".join(map(_name_of, found[:_SHOWN]))
            raise RecordError(
                f"« {name} » désigne {len(found)} éléments.", remedy=f"Nommez-le par son identifiant\u00a0: {some}."
            )
    raise RecordError(
        f"« {name} » ne désigne aucun élément de cette certification.",
        remedy="Donnez son identifiant (bloc/1/competence/C2), son code, ou des mots de son passage.",
    )


def _called(draft: CorrectionDraft, name: str) -> Iterator[list[ItemNode]]:
    """The items that ``name`` may mean, the surest way of naming first."""
    wanted = words(name)
    by_words = [node for node in draft.nodes if node.kind.key not in _NOT_BY_WORDS]
    coded = [node for node in draft.nodes if node.kind.owner != CERTIFICATION]
    yield [node for node in draft.nodes if getattr(node.record, "id", None) == name]
    yield [node for node in coded if getattr(node.record, "code", None) == name]
    yield [node for node in draft.nodes if node.kind.key == name]
    yield [node for node in by_words if words(node.quote) == wanted]
    yield [node for node in by_words if wanted in words(node.quote)]


def _name_of(node: ItemNode) -> str:
    id = getattr(node.record, "id", "")
    return id or f"{node.kind.key} « {cells.shortened(node.quote, 60)} »"

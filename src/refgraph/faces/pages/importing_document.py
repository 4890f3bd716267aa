"""What was read beside the document itself: an item leads to its passage, a passage to its item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from refgraph.core.text import mend
from refgraph.faces.pages import components, state
from refgraph.model.records import Passage
from refgraph.pipeline.intake import Preview
from refgraph.reading.corrections.nodes import ItemNode, nodes_of
from refgraph.reading.location import location

_PARAM = "element"
_WINDOW = 16_000
"""Characters of the document that are shown at once: a browser draws no more without waiting."""
_LEFT_OUT = ("furniture", "issue", "component", "mention", "criteria")
_LONGEST = 160


def render(preview: Preview) -> str:
    """Draw both sides; the name of the item that the address selects, empty where it selects none."""
    nodes = [node for node in nodes_of(preview.kept.record) if node.kind.key not in _LEFT_OUT]
    names = {name_of(node): node for node in nodes}
    selected = state.pick(_PARAM, names)
    text = preview.kept.document.text
    page, pages = _page(names.get(selected), len(text))
    start, end = _bounds(text, page)
    components.markup(
        components.renderer().page(
            "intake.html.j2",
            groups=list(_groups(nodes, selected)),
            pieces=list(_pieces(text, nodes, start, end, selected)),
            document=preview.told.target,
            place=_place(preview, names.get(selected)),
            pager=state.Pager(
                page, pages, _address(page - 1) if page > 1 else None, _address(page + 1) if page < pages else None
            ),
        )
    )
    return selected


def name_of(node: ItemNode) -> str:
    """What names an item in the address: its id, or its kind and where its passage begins."""
    return getattr(node.record, "id", None) or f"{node.kind.key}@{node.start}"


def _groups(nodes: Sequence[ItemNode], selected: str) -> Iterator[dict[str, Any]]:
    """The items as the lists that are shown: the certification, then each bloc."""
    blocs = [node for node in nodes if node.kind.key == "bloc"]
    facts = [node for node in nodes if node.kind.key.startswith("certification.")]
    yield {"title": "La certification", "items": [_item(node, selected) for node in facts]}
    for bloc in blocs:
        inside = [node for node in nodes if node.bloc == bloc.record.id]
        yield {"title": f"Bloc {bloc.record.code}", "items": [_item(node, selected) for node in (bloc, *inside)]}
    loose = [node for node in nodes if not node.kind.key.startswith(("certification.", "bloc")) and not node.bloc]
    if loose:
        yield {"title": "Hors bloc", "items": [_item(node, selected) for node in loose]}


def _item(node: ItemNode, selected: str) -> dict[str, Any]:
    name, record = name_of(node), node.record
    words = mend(str(getattr(record, node.kind.main) or ""))
    return {
        "kind": node.kind.noun.split("’", 1)[-1].removeprefix("le ").removeprefix("la "),
        "code": getattr(record, "code", None) if node.kind.key in ("competence", "activity") else "",
        "text": words if len(words) <= _LONGEST else words[:_LONGEST] + "…",
        "basis": record.source.basis.value,
        "href": state.here(element=name, page=None),
        "is_current": name == selected,
        "key": name,
    }


def _pieces(text: str, nodes: Sequence[ItemNode], start: int, end: int, selected: str) -> Iterator[dict[str, Any]]:
    """The text from ``start`` to ``end``, cut where passages begin and end; each piece leads to the shortest of its
    items."""
    spans = [
        (passage.start, passage.end, name_of(node))
        for node in nodes
        for passage in _passages(node)
        if passage.end > start and passage.start < end
    ]
    cuts = sorted({start, end, *(min(max(at, start), end) for one in spans for at in one[:2])})
    for left, right in pairwise(cuts):
        inside = [one for one in spans if one[0] <= left and one[1] >= right]
        shortest = min(inside, key=lambda one: one[1] - one[0], default=None)
        is_current = any(one[2] == selected for one in inside)
        name = shortest[2] if shortest else ""
        yield {
            "words": text[left:right],
            "href": state.here(element=name, page=None) if name else "",
            "is_current": is_current,
            "key": f"{name}/{left}",
        }


def _passages(node: ItemNode) -> list[Passage]:
    return [node.record.source, *getattr(node.record, "other_sources", ())]


def _page(node: ItemNode | None, length: int) -> tuple[int, int]:
    pages = max(1, -(-length // _WINDOW))
    wanted = state.page_of("page") if state.value("page") or node is None else node.record.source.start // _WINDOW + 1
    return min(wanted, pages), pages


def _bounds(text: str, page: int) -> tuple[int, int]:
    """The characters of a page, from line to line."""
    first, last = (page - 1) * _WINDOW, page * _WINDOW
    start = text.rfind("\n", 0, first) + 1 if first else 0
    end = text.rfind("\n", 0, last) + 1 if last < len(text) else len(text)
    return start, end if end > start else min(last, len(text))


def _address(page: int) -> str:
    return state.here(page=page, element=None)


def _place(preview: Preview, node: ItemNode | None) -> str:
    """Where the passage of an item stands in the file."""
    if node is None:
        return ""
    source = node.record.source
    return location(preview.kept.document, source.start, source.end)

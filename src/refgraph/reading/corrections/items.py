"""A whole item as a cell: the words of a new one, typed by a person, and the item that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import structs

from refgraph.model import ids
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.correction import Correction, QuoteSelector
from refgraph.reading.corrections.draft import CorrectionDraft
from refgraph.reading.corrections.fields import Field, ValueForm, fields_of, value_in, value_of, with_value
from refgraph.reading.corrections.kinds import KINDS, ItemKind
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.words import words

OWNER = "in"
"""Names, in the cell of a new item, the item that it stands in."""

_EMPTY = {(kind.record, each.name): each.default for kind in KINDS.values() for each in structs.fields(kind.record)}
"""What a record says of itself where nothing is told."""
_SAFE = re.compile(r"[A-Za-z0-9._-]+")
_CODED = frozenset({"activity", "competence", "certification.access_routes"})
"""Kinds whose ids are made from their code, where they have one."""
_NAMED = frozenset({"bloc", "certification.registration"})
"""Kinds whose ids say what there is one of."""


def parsed(kind: ItemKind, cell: str) -> dict[str, Any]:
    """What the cell of a new item of ``kind`` says, by field: cells, and lists of cells.

    Raises:
        ValueError: an unknown field, a value of the wrong form, or its words are missing; the message is French.
    """
    told = cells.json_of(cell)
    fields = fields_of(kind)
    for name, value in told.items():
        if name == "id" or (name == OWNER and kind.owner in KINDS):
            continue
        if name not in fields:
            raise ValueError(f"« {name} » n’est pas un champ de {kind.noun} ({', '.join(fields)})")
        told[name] = _parsed(fields[name], value)
    if not told.get(kind.main) and not fields[kind.main].is_optional:
        raise ValueError(f"il manque « {kind.main} », {fields[kind.main].label}")
    if kind.owner in KINDS and OWNER not in told:
        raise ValueError(f"il manque « {OWNER} », les mots de l’élément qui le contient ({KINDS[kind.owner].noun})")
    return told


def _parsed(field: Field, value: Any) -> Any:
    if field.has_many != isinstance(value, list):
        wanted = "une liste est attendue" if field.has_many else "une seule valeur est attendue"
        raise ValueError(f"« {field.name} »\u00a0: {wanted}")
    if isinstance(value, list):
        return [_cell(field, each) for each in value]
    return _cell(field, value)


def _cell(field: Field, value: Any) -> str:
    """A value of JSON as a cell of ``field``, checked."""
    if isinstance(value, dict):
        cell = cells.reference_cell(cells.reference_of(value))
    elif isinstance(value, bool):
        cell = cells.YES if value else cells.NO
    else:
        cell = "" if value is None else cells.text_cell(str(value))
    value_in(field, cell)
    return cell


def described(draft: CorrectionDraft, node: ItemNode) -> str:
    """The cell that says all of a new item that its passage does not: what differs from an empty record."""
    told: dict[str, Any] = {"id": node.record.id} if hasattr(node.record, "id") else {}
    if node.owner:
        told[OWNER] = _json(cells.reference_cell(draft.all.reference(node.owner)))
    for field in fields_of(node.kind).values():
        value = value_of(node.record, field.name)
        if field.name == "source" or value == _EMPTY.get((node.kind.record, field.name)) or value == "":
            continue
        plain = [_plain(draft, field, each) for each in (value if field.has_many else (value,))]
        told[field.name] = plain if field.has_many else plain[0]
    return cells.json_cell(told)


def _plain(draft: CorrectionDraft, field: Field, value: Any) -> Any:
    is_reference = field.form in (ValueForm.LINK, ValueForm.PASSAGE)
    return _json(draft.cell_of(field, value)) if is_reference else value


def _json(cell: str) -> Any:
    """A reference as it stands inside JSON."""
    return cells.json_of(cell) if cell.startswith("{") else cells.cell_text(cell)


def made(draft: CorrectionDraft, correction: Correction) -> ItemNode:
    """The new item that ``correction`` tells, with its passage and its links.

    Raises:
        Unfit: its passage, or what it is linked to, is not there.
    """
    kind = KINDS[correction.kind]
    told = parsed(kind, correction.after)
    owner = owner_of(draft, kind, told)
    fields = fields_of(kind)
    values = {name: _value(draft, fields[name], told[name]) for name in fields if name in told}
    if "source" in fields:
        values["source"] = draft.passage(QuoteSelector(correction.quote, correction.near))
    for name, default in _DEFAULTS.items():
        if name in fields and values.get(name) is None:
            values[name] = default(draft, kind, values)
    record: Any = kind.record(**_required(draft, kind, {k: v for k, v in values.items() if "." not in k}))
    for name in values:
        record = with_value(record, name, values[name]) if "." in name else record
    node = ItemNode(kind, record, owner, is_typed=True, added_by=correction)
    if "id" in kind.record.__struct_fields__:
        node.record = with_value(record, "id", told.get("id") or _named(draft, node, correction.quote))
    return node


def owner_of(draft: CorrectionDraft, kind: ItemKind, told: Mapping[str, Any]) -> ItemNode | None:
    """The item that a new one stands in; None where it stands in the reading or the certification.

    Raises:
        Unfit: there is none with these words, or there are several.
    """
    return draft.target((kind.owner,), cells.reference_of(told[OWNER])) if kind.owner in KINDS else None


def _value(draft: CorrectionDraft, field: Field, told: Any) -> Any:
    return tuple(draft.value(field, cell) for cell in told) if field.has_many else draft.value(field, told)


def _next(field: str) -> Callable[[CorrectionDraft, ItemKind, Mapping[str, Any]], int]:
    """The number behind the last of its like, in its bloc or parent."""

    def after(draft: CorrectionDraft, kind: ItemKind, values: Mapping[str, Any]) -> int:
        like = [
            value_of(node.record, field)
            for node in draft.nodes
            if node.kind is kind
            and all(getattr(node.record, name, None) == values.get(name) for name in ("bloc", "parent"))
        ]
        return max(like, default=0) + 1

    return after


_DEFAULTS: dict[str, Callable[[CorrectionDraft, ItemKind, Mapping[str, Any]], Any]] = {
    "order": _next("order"),
    "number": _next("number"),
    "line": lambda _draft, _kind, _values: 1,
}


def _required(draft: CorrectionDraft, kind: ItemKind, values: dict[str, Any]) -> dict[str, Any]:
    """``values``, with what no record of ``kind`` can be without."""
    names = kind.record.__struct_fields__
    empty: dict[str, Any] = {"id": "", "bloc": "", "owner": "", "path": draft.document.name}
    if kind.key == "bloc":
        empty["code"] = str(values["number"])
    return {name: each for name, each in empty.items() if name in names} | values


def _named(draft: CorrectionDraft, node: ItemNode, quote: str) -> str:
    """An id for a new item: by its code where it is free, else by its words."""
    record, key = node.record, node.kind.key
    bloc, owner = getattr(record, "bloc", ""), node.owner.record.id if node.owner else ""
    code = getattr(record, "code", None)
    coded = code if code and _SAFE.fullmatch(code) else None
    first = {
        "bloc": lambda: ids.bloc(record.number),
        "activity": lambda: ids.activity(bloc, coded, 1),
        "competence": lambda: ids.competence(bloc, coded, 1),
        "modality": lambda: ids.modality(bloc, 1),
        "component": lambda: ids.component(owner, 1),
        "criteria": lambda: ids.criteria_group(bloc, 1),
        "criterion": lambda: ids.criterion(owner, 1),
        "mention": lambda: ids.mention(1),
        "certification.access_routes": lambda: ids.access_route(code or ""),
        "certification.validation_rules": lambda: ids.rule(1),
        "certification.accommodations": lambda: ids.accommodation(1),
        "certification.registration": lambda: ids.registration(record.effect_date),
    }[key]()
    is_named = key in _NAMED or (coded is not None and key in _CODED)
    said = f"{words(quote)}\0{getattr(record, node.kind.main)}"
    return first if is_named and draft.all.by_id(first) is None else ids.added(first, said)

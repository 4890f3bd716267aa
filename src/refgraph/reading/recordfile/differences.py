"""What a person changed between the document as read and the record as kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from refgraph.model.records import Basis, Certification, CriteriaGroup, Passage, Reading, Record, Sourced

_Part = TypeVar("_Part", bound=Record)

_LISTS: dict[str, str] = {
    "blocs": "le bloc",
    "activities": "l’activité",
    "competences": "la compétence",
    "modalities": "la modalité",
    "criteria_groups": "le groupe de critères",
    "mentions": "la mention",
}

_FIELDS: dict[str, str] = {
    "statement": "l’énoncé",
    "text": "le texte",
    "code": "le code",
    "number": "le numéro",
    "title": "le titre",
    "bloc": "le bloc",
    "competences": "les compétences liées",
    "activities": "les activités liées",
    "parent": "l’élément parent",
    "order": "l’ordre",
    "components": "les composantes",
    "criteria": "les critères",
    "duration_minutes": "la durée",
    "weight": "le poids",
    "level": "le niveau",
    "segments": "la clientèle",
    "source": "le passage",
}
_LONGEST = 80


@dataclass(frozen=True)
class Difference:
    """One thing that the kept record says otherwise than the document as read; ``sentence`` is French."""

    item: str
    sentence: str


def differences(read: Reading, kept: Reading) -> list[Difference]:
    """What ``kept`` says otherwise than ``read``, in the order of the record; how a thing is known does not count."""
    found = list(_changed_fields("certification", "la certification", read.certification, kept.certification))
    for name, noun in _LISTS.items():
        before, after = _by_id(getattr(read, name)), _by_id(getattr(kept, name))
        found += [Difference(key, f"{noun} {key} a été ajouté(e)") for key in after if key not in before]
        found += [Difference(key, f"{noun} {key} a été retiré(e)") for key in before if key not in after]
        for key in after:
            if key in before:
                found += _changed_fields(key, f"{noun} {key}", before[key], after[key])
    if _said(read.issues) != _said(kept.issues):
        found.append(Difference("issues", "les remarques de lecture ont changé"))
    return found


def mark_typed(read: Reading, kept: Reading) -> Reading:
    """``kept``, with the basis « saisi » on each item and fact that says otherwise than ``read``."""
    certification = msgspec.structs.replace(
        kept.certification,
        **{
            field: _mark_value(getattr(read.certification, field), getattr(kept.certification, field))
            for field in Certification.__struct_fields__
        },
    )
    lists = {name: _mark_items(getattr(read, name), getattr(kept, name)) for name in _LISTS}
    return msgspec.structs.replace(kept, certification=certification, **lists)


def _mark_items(read: tuple[Any, ...], kept: tuple[Any, ...]) -> tuple[Any, ...]:
    before = _by_id(read)
    return tuple(_mark_item(before.get(item.id), item) for item in kept)


def _mark_item(read: Any, kept: Any) -> Any:
    if isinstance(kept, CriteriaGroup):
        # A criterion changed by hand does not make the rest of its group typed.
        before = read.criteria if isinstance(read, CriteriaGroup) else ()
        kept = msgspec.structs.replace(kept, criteria=_mark_items(before, kept.criteria))
        if isinstance(read, CriteriaGroup):
            read = msgspec.structs.replace(read, criteria=kept.criteria)
    return kept if read is not None and _said(read) == _said(kept) else _typed(kept)


def _mark_value(read: Any, kept: Any) -> Any:
    if isinstance(kept, tuple):
        known = [_said(item) for item in read]
        return tuple(item if _said(item) in known else _typed(item) for item in kept)
    return kept if _said(read) == _said(kept) else _typed(kept)


def _typed(item: Any) -> Any:
    if not isinstance(item, Sourced):
        return item
    return msgspec.structs.replace(item, source=msgspec.structs.replace(item.source, basis=Basis.SAISI))


def _by_id(items: tuple[Any, ...]) -> dict[str, Any]:
    return {item.id: item for item in items}


def _changed_fields(key: str, noun: str, read: _Part, kept: _Part) -> Iterator[Difference]:
    for field in kept.__struct_fields__:
        before, after = getattr(read, field), getattr(kept, field)
        if _said(before) != _said(after):
            label = _FIELDS.get(field, f"le champ « {field} »")
            yield Difference(key, f"{noun}\u00a0: {label} a changé ({_show(before)} → {_show(after)})")


def _said(value: Any) -> Any:
    """``value`` without how it is known, to compare what is said."""
    if isinstance(value, Passage):
        return (value.start, value.end, value.line, value.quote)
    if isinstance(value, Record):
        return tuple(_said(getattr(value, field)) for field in value.__struct_fields__)
    return tuple(map(_said, value)) if isinstance(value, tuple) else value


def _show(value: Any) -> str:
    if value is None:
        return "non documenté"
    text = getattr(value, "text", None) or getattr(value, "quote", None)
    if isinstance(value, tuple):
        text = (
            ", ".join(item if isinstance(item, str) else str(getattr(item, "text", item)) for item in value) or "rien"
        )
    text = " ".join((str(value) if text is None else text).split())
    return f"« {text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + '…'} »"

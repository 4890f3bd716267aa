"""The fields of a record that a person can correct: of what form each is, and how it is called in French."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

import msgspec

from refgraph.model.records import Issue, Jury, Passage, Record
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.cells import CellValue
from refgraph.reading.corrections.correction import ITEM, Correction
from refgraph.reading.corrections.kinds import KINDS, ItemKind
from refgraph.reading.corrections.words import words


class ValueForm(Enum):
    """Of what form the values of a field are."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    LINK = "link to an item"
    PASSAGE = "passage of the document"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: ``name`` as in the file, with a point inside a part (``jury.text``).

    A correction of a field with ``has_many`` values adds or removes one of them. ``targets`` are the kinds that a link
    leads to; ``is_optional`` fields may be non documenté, which their record says by the value ``nothing``.
    """

    name: str
    form: ValueForm
    label: str
    has_many: bool = False
    is_optional: bool = False
    targets: tuple[str, ...] = ()
    nothing: str | None = None


_LABELS = {
    "statement": "l’énoncé",
    "text": "le texte",
    "code": "le code",
    "local_code": "le code dans le bloc",
    "source_code": "le code imprimé",
    "number": "le numéro",
    "title": "le titre",
    "theme": "le thème",
    "bloc": "le bloc",
    "competences": "la compétence liée",
    "activities": "l’activité liée",
    "parent": "l’élément parent",
    "order": "l’ordre",
    "duration_minutes": "la durée en minutes",
    "weight": "le poids dans la note",
    "is_examination": "le fait d’être une épreuve",
    "is_individual": "le caractère individuel",
    "delivery_modes": "le mode de passation",
    "methods": "la méthode d’évaluation",
    "roles": "l’intervenant",
    "continues": "l’élément continué",
    "minimum_ratio": "le seuil",
    "threshold_on": "la composante du seuil",
    "certificate_delivered": "la délivrance d’un certificat",
    "owner": "l’élément qui contient la mention",
    "jury.text": "le jury",
    "jury.member_count": "le nombre de membres du jury",
    "jury.member_profile": "le profil des membres du jury",
    "is_open": "l’ouverture",
    "open_since": "l’année d’ouverture",
    "is_accessible": "l’accès",
    "decision_date": "la date de décision",
    "publication_date": "la date de publication",
    "effect_date": "la date d’effet",
    "end_date": "la date de fin",
    "duration_years": "la durée en années",
    "legal_basis": "le texte invoqué",
    "delivery_deadline": "la date limite de délivrance",
    "sheet_date": "la date de publication de la fiche",
    "last_journal_date": "la date du dernier Journal officiel",
    "is_active": "l’enregistrement actif",
    "journal_date": "la date du Journal officiel",
    "siret": "le SIRET",
    "state": "l’état de l’habilitation",
    "active_since": "la date d’habilitation",
    "changed_on": "la date du dernier changement",
    "target": "le numéro de la certification équivalente",
    "source_codes": "le bloc équivalent de cette certification",
    "target_codes": "le bloc équivalent de l’autre certification",
    "source": "le passage",
    "other_sources": "l’autre passage",
    "kind": "la sorte",
    "message": "le message",
    "line": "la ligne",
}
_OWNERS = ("bloc", "activity", "competence", "modality", "criterion", "criteria")
_TARGETS = {"bloc": ("bloc",), "activities": ("activity",), "competences": ("competence",), "owner": _OWNERS}
_TARGETS |= {"threshold_on": ("component",)}
_SAME_KIND = ("parent", "continues")
_UNCORRECTED = {"id"}
_FORMS: dict[Any, ValueForm] = {
    str: ValueForm.TEXT,
    int: ValueForm.WHOLE,
    Decimal: ValueForm.NUMBER,
    bool: ValueForm.YES_OR_NO,
    Passage: ValueForm.PASSAGE,
}


@cache
def fields_of(kind: ItemKind) -> dict[str, Field]:
    """The fields of ``kind`` that can be corrected, by name, in the order of its record."""
    inside = {each.place for each in KINDS.values() if each.owner == kind.key}
    skipped = _UNCORRECTED | inside | ({"path"} if kind.record is Issue else set())
    found: dict[str, Field] = {}
    for name, hint in get_type_hints(kind.record).items():
        if name not in skipped:
            found |= {field.name: field for field in _fields(kind, name, hint)}
    return found


def _fields(kind: ItemKind, name: str, hint: Any) -> list[Field]:
    options = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    [hint] = [option for option in options if option is not NoneType]
    if hint is Jury:
        return [_field(kind, f"{name}.{part}", inner, is_optional=True) for part, inner in get_type_hints(Jury).items()]
    return [_field(kind, name, hint, is_optional=NoneType in options)]


def _field(kind: ItemKind, name: str, hint: Any, *, is_optional: bool) -> Field:
    options = [option for option in get_args(hint) if option not in (NoneType, Ellipsis)]
    has_many, hint = hint not in _FORMS and not isinstance(hint, UnionType), options[0] if options else hint
    targets = (kind.key,) if name in _SAME_KIND else _TARGETS.get(name, ())
    form = ValueForm.LINK if targets else _FORMS[hint]
    label = _LABELS.get(name, f"le champ « {name} »")
    nothing = "" if form is ValueForm.LINK and not (is_optional or has_many) else None
    return Field(name, form, label, has_many, is_optional or nothing == "", targets, nothing)


def value_of(record: Record, name: str) -> Any:
    """What ``record`` says in the field ``name``; None inside a part that it has not."""
    value: Any = record
    for step in name.split("."):
        value = None if value is None else getattr(value, step)
    return value


def with_value(record: Any, name: str, value: Any) -> Any:
    """``record`` saying ``value`` in the field ``name``; a part that it has not begins without words."""
    first, _, inner = name.partition(".")
    if inner:
        part = getattr(record, first) or Jury(text="")
        value = "" if value is None and inner == "text" else value
        return with_value(record, first, msgspec.structs.replace(part, **{inner: value}))
    return msgspec.structs.replace(record, **{name: value})


def cell_of(value: CellValue) -> str:
    """A value that is no link and no passage as a cell; empty for None."""
    match value:
        case None:
            return ""
        case bool():
            return cells.YES if value else cells.NO
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
    return cells.text_cell(value)


def value_in(field: Field, cell: str) -> CellValue:
    """The value that ``cell`` writes for ``field``, of one value or for one of many; `Field.nothing` where it is empty.

    A link and a passage are the words of the cell.

    Raises:
        ValueError: it writes none of this form, or the field cannot be empty; the message is French.
    """
    if not cell:
        if field.is_optional or field.has_many:
            return field.nothing
        raise ValueError(f"{field.label} ne peut pas être vide")
    match field.form:
        case ValueForm.WHOLE:
            return cells.whole(cells.cell_text(cell))
        case ValueForm.NUMBER:
            return cells.number(cells.cell_text(cell))
        case ValueForm.YES_OR_NO:
            return cells.yes_or_no(cells.cell_text(cell))
        case ValueForm.LINK | ValueForm.PASSAGE:
            cells.cell_reference(cell)
            return cell
        case ValueForm.TEXT:
            return cells.cell_text(cell)


def takes_over(new: Correction, old: Correction) -> bool:
    """Whether ``new`` corrects the very thing that ``old`` did."""
    if new.key == old.key:
        return True
    is_one_value = new.field != ITEM and not fields_of(KINDS[new.kind])[new.field].has_many
    return is_one_value and _thing(new) == _thing(old)


def _thing(each: Correction) -> tuple[str, ...]:
    return each.certification, each.kind, words(each.quote), words(each.near), each.field

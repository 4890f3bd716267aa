"""Records as the rows of the lists of the model, and the fields that a row says: a cell a field, on one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from refgraph.model.records import (
    Activity,
    Basis,
    Certification,
    Competence,
    CriteriaGroup,
    Jury,
    Mention,
    Modality,
    Reading,
    Record,
    Sourced,
)
from refgraph.reading.shared.particulars import FACTS, Particulars

_YES, _NO = "oui", "non"
_BREAK, _SIGN = "¶", "¶¶"
_SEPARATOR = "\u00a0; "

ListRows = list[tuple[str, ...]]


def facts(certification: Certification) -> ListRows:
    """The facts of ``certification``: of which field, the words, the code, and whether they were deduced."""
    rows: ListRows = []
    for field, label in FACTS.items():
        found = getattr(certification, field)
        for fact in found if isinstance(found, tuple) else (found,) if found else ():
            rows.append((label, cell_of(fact.text), cell_of(fact.code), _deduced(fact)))
    return rows


def rows(told: Particulars, record: Reading) -> ListRows:
    """The rows of the list ``told`` of ``record``, one cell for each heading."""
    return [tuple(_cells(told, owner, each)) for owner, each in _records(told, record)]


def _records(told: Particulars, record: Reading) -> Iterator[tuple[str, Record]]:
    if told.is_part:
        owners: dict[str, Sequence[Any]] = {"alternative_titles": record.blocs, "components": record.modalities}
        for owner in owners.get(told.place, record.criteria_groups):
            yield from ((owner.id, each) for each in getattr(owner, told.place))
        return
    first, _, inner = told.place.rpartition(".")
    found = getattr(record.certification if first else record, inner)
    yield from (("", each) for each in (found if isinstance(found, tuple) else (found,) if found else ()))


def _cells(told: Particulars, owner: str, record: Record) -> Iterator[str]:
    if told.is_part:
        yield owner
    for field in told.fields:
        first, _, inner = field.partition(".")
        value = getattr(record, first)
        cell = cell_of(getattr(value, inner) if inner and value is not None else value)
        yield told.words.get(field, {}).get(cell, cell)
    if isinstance(record, Sourced):
        yield _deduced(record)


def _deduced(record: Sourced) -> str:
    return _YES if record.source.basis is Basis.DEDUIT else ""


def cell_of(value: object) -> str:
    """``value`` on one line; empty for what is not documented."""
    match value:
        case None:
            return ""
        case bool():
            return _YES if value else _NO
        case tuple():
            return _SEPARATOR.join(map(str, value))
    return str(value).replace(_BREAK, _SIGN).replace("\n", _BREAK)


def text_of_cell(cell: str) -> str:
    """The words of a cell, on their lines.

    >>> text_of_cell(cell_of("un\\ndeux ¶"))
    'un\\ndeux ¶'
    """
    return _BREAK.join(part.replace(_BREAK, "\n") for part in cell.split(_SIGN))


def values(told: Particulars, cells: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the record that a row says; ``cells`` are its cells by field. An empty one says nothing.

    Numbers stand as they are written, for `msgspec.convert` to take or refuse.
    """
    found: dict[str, Any] = {}
    jury: dict[str, Any] = {}
    for field, cell in cells.items():
        if not cell:
            continue
        first, _, inner = field.partition(".")
        cell = next((name for name, word in told.words.get(field, {}).items() if word == cell), cell)
        hint = _hints(Jury if inner else told.record)[inner or first]
        (jury if inner else found)[inner or first] = _value(hint, cell)
    if jury:
        found["jury"] = {"text": "", **jury}
    if told.record in (Activity, Competence, Modality, CriteriaGroup):
        found.setdefault("bloc", "")
    return found | ({"owner": ""} if told.record is Mention and "owner" not in found else {})


@cache
def _hints(record: type[Record]) -> dict[str, Any]:
    return get_type_hints(record)


def _value(hint: Any, cell: str) -> object:
    options = [each for each in get_args(hint) if each is not NoneType] if isinstance(hint, UnionType) else [hint]
    if options == [bool]:
        return {_YES: True, _NO: False}.get(cell.strip().lower(), cell)
    if options == [str]:
        return text_of_cell(cell)
    if not get_args(options[0]):
        return cell.strip().replace(",", ".")
    return [part.strip() for part in cell.replace("\u00a0", " ").split(" ; ") if part.strip()]


def is_deduced(cell: str) -> bool:
    """Whether the cell under `DEDUCED` says so."""
    return cell.strip().lower() == _YES

"""The text of the file of corrections: one a line, for a spreadsheet, an editor and git; every slip told with its line.

Columns ``certification``, ``kind``, ``quote``, ``near``, ``field``, ``from``, ``to``, ``corrected_by``,
``corrected_on``, ``reason``, separated by tabs; rows sorted, after remarks that begin with ``#``.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from refgraph.core import decoding
from refgraph.core.errors import RecordError
from refgraph.core.french import NBSP
from refgraph.core.text import mend
from refgraph.reading.corrections import items
from refgraph.reading.corrections.correction import ITEM, Correction
from refgraph.reading.corrections.fields import fields_of, value_in
from refgraph.reading.corrections.kinds import KINDS

COLUMNS = ("certification", "kind", "quote", "near", "field", "from", "to", "corrected_by", "corrected_on", "reason")

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|$)|([^\t]*)')
_FEWEST = COLUMNS.index("to")
"""A spreadsheet may leave out what is empty at the end of a line, an editor must not leave out more."""
_REMEDY = "Corrigez cette ligne, ou retirez-la."


def parse(raw: bytes, name: str) -> list[Correction]:
    """The corrections that the bytes of a file hold; ``name`` is its name, for errors.

    Raises:
        RecordError: it cannot be decoded, or a line is no correction; the place is file and line.
    """
    found: list[Correction] = []
    columns: Sequence[str] = COLUMNS
    for number, line in enumerate(decoded(raw, name).split("\n"), 1):
        cells = _cells(line.rstrip("\r"))
        if not "".join(cells).strip() or cells[0].startswith("#"):
            continue
        place = f"{name}, ligne{NBSP}{number}"
        names = [cell.strip() for cell in cells if cell.strip()]
        if names[0] in COLUMNS and len(set(COLUMNS).intersection(names)) > 1:
            columns = _columns(names, place)
        else:
            found.append(_correction(cells, columns, place))
    return found


def written(corrections: Iterable[Correction], remarks: Iterable[str] = ()) -> str:
    """The text of a file of exactly these corrections, sorted, each once."""
    rows = sorted({"\t".join(map(_raw, _row(each))) for each in corrections})
    return "\n".join([*remarks, "\t".join(COLUMNS), *rows, ""])


def _row(each: Correction) -> list[str]:
    day = each.day.isoformat() if each.day else ""
    signed = (mend(each.author), day, mend(each.reason))
    return [each.certification, each.kind, each.quote, each.near, each.field, each.before, each.after, *signed]


def _raw(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell


def _cells(line: str) -> list[str]:
    """The cells of a line; quotation marks around a cell, which spreadsheets write, are no part of it."""
    found, at = [], 0
    while at <= len(line):
        cell = _CELL.match(line, at)
        assert cell is not None  # the second form matches anything up to the next tab
        found.append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        at = cell.end() + 1
    return found


def decoded(raw: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 as spreadsheets save « Texte Unicode ».

    Raises:
        RecordError: it is in neither, or git has left a conflict in it; the place is file and line.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    return decoding.decoded(raw, name, RecordError)


def _columns(names: list[str], place: str) -> list[str]:
    """The heading of the file: our columns, in any order."""
    if sorted(names) != sorted(COLUMNS):
        missing = [name for name in COLUMNS if name not in names]
        wrong = f"il manque la colonne « {missing[0]} »" if missing else "une colonne est de trop"
        raise RecordError(f"{wrong}.", place=place, remedy=f"Les colonnes sont\u00a0: {', '.join(COLUMNS)}.")
    return names


def _correction(cells: list[str], columns: Sequence[str], place: str) -> Correction:
    if len(cells) <= _FEWEST or any(cells[len(columns) :]):
        raise RecordError(
            f"la ligne a {len(cells)} colonne(s) au lieu de {len(columns)}.",
            place=place,
            remedy="Séparez les colonnes par une tabulation, et n’allez pas à la ligne dans une cellule.",
        )
    told = {name: cell.strip() for name, cell in itertools.zip_longest(columns, cells[: len(columns)], fillvalue="")}
    try:
        return _checked(told)
    except ValueError as error:
        raise RecordError(f"{error}.", place=place, remedy=_REMEDY) from error


def _checked(told: dict[str, str]) -> Correction:
    """The correction of a line. Raises ValueError with a French message."""
    for name in ("certification", "kind", "quote", "field"):
        if not told[name]:
            raise ValueError(f"la colonne « {name} » est vide")
    if told["kind"] not in KINDS:
        raise ValueError(f"« {told['kind']} » n’est pas une sorte d’élément ({', '.join(KINDS)})")
    kind, field = KINDS[told["kind"]], told["field"]
    fields = fields_of(kind)
    if field != ITEM and field not in fields:
        raise ValueError(f"« {field} » n’est pas un champ de {kind.noun} ({', '.join((ITEM, *fields))})")
    if told["from"] == told["to"]:
        raise ValueError("les colonnes « from » et « to » disent la même chose")
    if field == ITEM and told["to"]:
        items.parsed(kind, told["to"])
    elif field != ITEM:
        value_in(fields[field], told["from"])
        value_in(fields[field], told["to"])
    return Correction(
        certification=told["certification"],
        kind=kind.key,
        quote=told["quote"],
        near=told["near"],
        field=field,
        before=told["from"],
        after=told["to"],
        author=told["corrected_by"],
        day=_day(told),
        reason=told["reason"],
    )


def _day(told: dict[str, str]) -> date | None:
    """The day of a correction, as AAAA-MM-JJ or JJ/MM/AAAA; a signed one has a day."""
    said = told["corrected_on"]
    if not said:
        if told["corrected_by"]:
            raise ValueError("il manque le jour de la correction (AAAA-MM-JJ)")
        return None
    try:
        return datetime.strptime(said, "%d/%m/%Y" if "/" in said else "%Y-%m-%d").date()
    except ValueError as error:
        raise ValueError(f"« {said} » n’est pas une date (AAAA-MM-JJ)") from error

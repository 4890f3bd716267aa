"""Values as cells of the file of corrections: plain text wherever a spreadsheet leaves it as it is, else JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from refgraph.core.text import mend
from refgraph.reading.corrections.correction import QuoteSelector

CellValue = str | int | Decimal | bool | None

YES, NO = "oui", "non"
_TRUE = frozenset({YES, "vrai", "true"})
_FALSE = frozenset({NO, "faux", "false"})
_ALTERED = re.compile(
    r"""["'=+\-@\[{#]          # a formula, a comment, what would be taken for JSON
    | [\s\S]*[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]  # no longer on one line
    | \s | [\s\S]*\s\Z | \Z    # white space that gets lost, and a text that is there but empty
    | 0\d+\Z | \d+[.,/:\-]\d.*\Z | \d+[eE]\d+\Z     # a number or a day
    """,
    re.VERBOSE,
)


def text_cell(text: str) -> str:
    """``text`` as a cell: as it is, or as a JSON string where a spreadsheet or a line would change it.

    >>> text_cell("Pétrir la pâte"), text_cell("01")
    ('Pétrir la pâte', '"01"')
    """
    return json.dumps(text, ensure_ascii=False) if _ALTERED.match(text) else text


def cell_text(cell: str) -> str:
    """The text of a cell.

    >>> cell_text('"01"'), cell_text('"Pétrir" la pâte')
    ('01', '"Pétrir" la pâte')
    """
    if cell.startswith('"'):
        try:
            value = json.loads(cell)
        except ValueError:
            return cell
        return value if isinstance(value, str) else cell
    return cell


def reference_cell(reference: QuoteSelector) -> str:
    """What leads to an item or a passage as a cell: its words, with the words near it where they are needed."""
    if not reference.near:
        return text_cell(reference.quote)
    return json.dumps({"quote": reference.quote, "near": reference.near}, ensure_ascii=False)


def cell_reference(cell: str) -> QuoteSelector:
    """What a cell leads to.

    Raises:
        ValueError: JSON that has no ``quote``; the message is French.
    """
    return reference_of(json_of(cell) if cell.startswith("{") else cell_text(cell))


def reference_of(value: object) -> QuoteSelector:
    """What a text or an object of JSON leads to.

    Raises:
        ValueError: it is neither; the message is French.
    """
    match value:
        case str():
            return QuoteSelector(value)
        case {"quote": str(quote), **rest} if set(rest) <= {"near"} and isinstance(rest.get("near", ""), str):
            return QuoteSelector(quote, str(rest.get("near", "")))
    raise ValueError('les mots d’un passage sont attendus, ou {"quote": …, "near": …}')


def json_of(cell: str) -> dict[str, Any]:
    """The object that a cell holds, numbers with a point as `Decimal`.

    Raises:
        ValueError: it holds none; the message is French.
    """
    try:
        value = json.loads(cell, parse_float=Decimal)
    except ValueError as error:
        raise ValueError("le JSON de la cellule est mal formé (guillemet, virgule ou accolade)") from error
    if not isinstance(value, dict):
        raise ValueError('un objet JSON est attendu ({"champ": valeur})')
    return value


def json_cell(values: Mapping[str, object]) -> str:
    """An object of JSON as a cell, on one line; a `Decimal` keeps its figures."""
    return json.dumps(values, ensure_ascii=False, default=_figures).replace('"\x00', "").replace('\x00"', "")


def _figures(value: object) -> str:
    if isinstance(value, Decimal):
        return f"\x00{value:f}\x00"
    raise TypeError(type(value).__name__)


def shown(cell: str) -> str:
    """A cell as people read it: of a reference, the words that it leads to."""
    return cell_reference(cell).quote if cell.startswith('{"quote"') else cell_text(cell)


def shortened(text: str, longest: int = 120) -> str:
    """``text`` on one line, cut where it is longer than people read in a sentence."""
    text = mend(text)
    return text if len(text) <= longest else text[:longest].rstrip() + "…"


def number(text: str) -> Decimal:
    """The number that ``text`` writes, with a point or a comma.

    Raises:
        ValueError: it writes none; the message is French.
    """
    try:
        return Decimal(text.replace(",", ".").replace("\u202f", "").strip())
    except InvalidOperation as error:
        raise ValueError(f"« {text} » n’est pas un nombre") from error


def whole(text: str) -> int:
    """The whole number that ``text`` writes.

    Raises:
        ValueError: it writes none; the message is French.
    """
    value = number(text)
    if not value.is_finite() or value != int(value):
        raise ValueError(f"« {text} » n’est pas un nombre entier")
    return int(value)


def yes_or_no(text: str) -> bool:
    """What ``text`` answers (oui, non, vrai, faux, true, false).

    Raises:
        ValueError: neither; the message is French.
    """
    answer = text.strip().casefold()
    if answer not in _TRUE | _FALSE:
        raise ValueError(f"« {text} » n’est ni oui ni non")
    return answer in _TRUE

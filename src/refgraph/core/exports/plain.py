"""Tables as text that opens right in French Excel (CSV), and as data that programs read: CSV of RFC 4180, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from refgraph.core.exports.spreadsheet import spreadsheet_text
from refgraph.core.table import Cell, Resource, Table


def to_csv(table: Table) -> bytes:
    """CSV in UTF-8 with a byte-order mark, ``;`` between cells and CRLF: double-clicking opens it in French Excel."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([spreadsheet_text(label) for label in table.columns])
    writer.writerows([[spreadsheet_text(cell) for cell in row] for row in table.rows])
    return buffer.getvalue().encode("utf-8-sig")


def to_csv_data(table: Table) -> bytes:
    """CSV for programs (RFC 4180): UTF-8 without mark, ``,`` and CRLF, the machine names of the columns at its head.

    A resource is its IRI, a decimal has a point, a date is ISO; what the source does not say is an empty cell.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows([[_datum(cell) for cell in row] for row in table.rows])
    return buffer.getvalue().encode()


def to_json(table: Table) -> bytes:
    """JSON: ``title``, ``columns`` (name and label), ``rows`` (one object each, keyed by name), ``source``, ``empty``.

    A resource is ``{"iri": …, "label": …}``; ``null`` means « non documenté »; decimals are numbers, dates ISO.
    """
    return _written(_content(table))


def several_to_json(tables: Sequence[Table]) -> bytes:
    """One table as `to_json` writes it, several as a list of such objects."""
    return to_json(tables[0]) if len(tables) == 1 else _written([_content(table) for table in tables])


def _content(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [{"name": name, "label": label} for name, label in zip(table.names, table.columns, strict=True)],
        "rows": [dict(zip(table.names, map(_plain, row), strict=True)) for row in table.rows],
        "source": dict(table.source),
        "empty": table.empty if not table.rows else "",
    }


def _written(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def _datum(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case Resource():
            return cell.iri
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _plain(cell: Cell) -> Any:
    match cell:
        case Resource():
            return {"iri": cell.iri, "label": cell.label}
        case Decimal():
            return float(cell)
        case date():
            return cell.isoformat()
        case _:
            return cell

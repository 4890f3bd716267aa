"""Templates to HTML, everything escaped unless it is already markup of ours."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from refgraph import french
from refgraph.html.links import Links
from refgraph.kinds import BY_KEY
from refgraph.table import Table, show

_FOLDER = Path(__file__).parent
_TAG = re.compile(r"(</?[A-Za-z][^<>]*>)")


@cache
def asset(name: str) -> str:
    """The text of a file of ``static/`` (``refgraph.css``, ``behaviour.js``)."""
    return (_FOLDER / "static" / name).read_text("utf-8")


def asset_path(name: str) -> Path:
    """Where a file of ``static/`` is."""
    return _FOLDER / "static" / name


def _shown(value: Any) -> str:
    """A cell as text, thousands apart."""
    if isinstance(value, int) and not isinstance(value, bool):
        return french.number(value)
    return show(value)


def _untagged(text: str) -> Markup:
    """Text of a document whose markup, where it has some, is set smaller than its words. All of it stays."""
    parts = _TAG.split(text)
    return Markup("").join(
        Markup('<span class="rg-tag">{}</span>').format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _numeric(table: Table) -> set[int]:
    """The positions of the columns that hold numbers only, which are set to the right."""
    return {
        index
        for index in range(len(table.columns))
        if any(isinstance(row[index], int | Decimal) for row in table.rows)
        and all(
            row[index] is None or (isinstance(row[index], int | Decimal) and not isinstance(row[index], bool))
            for row in table.rows
        )
    }


class Renderer:
    """Renders templates and components with the addresses of one face (explorer or site)."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self._environment = Environment(
            loader=FileSystemLoader(_FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"links": links, "kinds": BY_KEY}
        self._environment.filters |= {
            "shown": _shown,
            "numeric": _numeric,
            "counted": french.count,
            "untagged": _untagged,
        }

    def page(self, template: str, **values: Any) -> Markup:
        """A whole template (``fiche.html.j2``) with these values."""
        return Markup(self._environment.get_template(template).render(**values))

    def part(self, name: str, /, *values: Any, **named: Any) -> Markup:
        """One component of ``components.html.j2``, by the name of its macro."""
        module: Any = self._environment.get_template("components.html.j2").module
        return Markup(getattr(module, name)(*values, **named))

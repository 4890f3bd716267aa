"""Templates to HTML, everything escaped unless it is already markup of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup

from refgraph.core import french
from refgraph.core.table import Table, show
from refgraph.faces.html.links import TemplateLinks
from refgraph.model.kinds import BY_KEY

_FOLDER = Path(__file__).parent
_LINES = r"p|ul|ol|li|br|div|table|thead|tbody|tr|td|th|h[1-6]"
_LAYOUT = re.compile(rf"\s*(?:</?(?:{_LINES}|b|i|u|em|strong|span|su[bp])(?:\s[^<>]*)?/?>\s*)+", re.IGNORECASE)
_LINE = re.compile(rf"</?(?:{_LINES})\b", re.IGNORECASE)
_BULLETS = dict.fromkeys(map(ord, "\uf02d\uf06e\uf076\uf0a7\uf0b7\uf0d8\uf0e0\uf0e8"), "•")
"""The bullets of Word's Symbol and Wingdings fonts, as a PDF gives them away: no other font has these signs."""


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


def _read(text: str) -> str:
    """Words of a document as they are read: the tags that only lay text out become lines, or nothing inside a line.

    Any other markup stays, as the text that it is; the bullets of a font that browsers lack become « • ».
    """
    return _LAYOUT.sub(_gap, text).translate(_BULLETS)


def _gap(tags: re.Match[str]) -> str:
    if _LINE.search(tags[0]):
        return "\n"
    return " " if tags[0] != tags[0].strip() else ""


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


class Typeset(Extension):
    """The words of the templates get the unbreakable spaces of French; what is put into them stays as it is."""

    def filter_stream(self, stream: Iterable[Token]) -> Iterator[Token]:
        """The tokens of a template, its text typeset."""
        for token in stream:
            yield Token(token.lineno, "data", french.typeset(token.value)) if token.type == "data" else token


class Renderer:
    """Renders templates and components with the addresses of one face (explorer or site)."""

    def __init__(self, links: TemplateLinks) -> None:
        self.links = links
        self._environment = Environment(
            loader=FileSystemLoader(_FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[Typeset],
        )
        self._environment.globals |= {"links": links, "kinds": BY_KEY}
        self._environment.filters |= {
            "shown": _shown,
            "numeric": _numeric,
            "counted": french.count,
            "read": _read,
            "typeset": french.typeset,
        }

    def page(self, template: str, **values: Any) -> Markup:
        """A whole template (``fiche.html.j2``) with these values."""
        return Markup(self._environment.get_template(template).render(**values))

    def part(self, name: str, /, *values: Any, **named: Any) -> Markup:
        """One component of ``components.html.j2``, by the name of its macro."""
        module: Any = self._environment.get_template("components.html.j2").module
        return Markup(getattr(module, name)(*values, **named))

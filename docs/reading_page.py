"""The table of docs/reading.md that the tests give: how many documents of each layout and format they read."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

from refgraph.core import assets
from refgraph.reading import registry
from tests.reading.formats.shipped import TRIED

ROOT = Path(__file__).parent.parent
_PAGE = ROOT / "docs" / "reading.md"
_CASES = ROOT / "tests" / "reading" / "layouts"
_TABLE = re.compile(r"(<!-- documents lus par les tests -->\n).*?(\n<!-- fin -->)", re.DOTALL)
FORMATS = {
    "txt": "texte",
    "md": "Markdown",
    "html": "HTML",
    "docx": "Word",
    "odt": "ODT",
    "xlsx": "XLSX",
    "ods": "ODS",
    "pdf": "PDF",
    "xml": "XML",
}
"""The name of each format by the suffix of its files, in the order of the columns."""


def counts() -> dict[str, Counter[str]]:
    """How many documents of each format the tests read with each layout, by its name."""
    found = {known.name: Counter[str]() for known in registry.discovery().known.values()}
    for path in _CASES.glob("*/cases/*/source.*"):
        layout = import_module(f"refgraph.reading.layouts.{path.parts[-4]}")
        found[layout.NAME][path.suffix[1:]] += 1
    for path in (assets.data() / "sources").iterdir():
        found[registry.read(path).document.family][path.suffix[1:]] += 1
    for suffix, names in TRIED.items():
        for name in names:
            found[registry.read(assets.data() / "sources" / name).document.family][suffix] += 1
    return found


def render() -> str:
    """The page, with the table as the tests are now."""
    lines = [f"| mise en page | {' | '.join(FORMATS.values())} |", f"|---|{'---|' * len(FORMATS)}"]
    for layout, found in sorted(counts().items()):
        lines.append(f"| `{layout}` | {' | '.join(str(found[suffix] or '–') for suffix in FORMATS)} |")
    table = "\n".join(lines)
    return _TABLE.sub(lambda page: f"{page[1]}{table}{page[2]}", _PAGE.read_text("utf-8"))

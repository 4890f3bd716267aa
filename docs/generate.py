"""Write the generated files again, most of them pages of docs/: python -m docs.generate. With --check nothing is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs import cli_page, ontology_page, quality_page, queries_page, reading_page
from refgraph.graph.validation import reaches, read_shapes

PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page.render,
    "ontology.md": ontology_page.render,
    "quality.md": quality_page.render,
    "queries.md": queries_page.render,
    "reading.md": reading_page.render,
    str(reaches.FILE): lambda: reaches.render(read_shapes()),
}
"""File of each generated page (in docs/, or elsewhere) → the function that gives its text."""

FOLDER = Path(__file__).parent


def main() -> int:
    """Write every generated page; with ``--check`` only name those that are out of date, and return 1 if any is."""
    stale = [name for name, render in PAGES.items() if not _is_current(FOLDER / name, render())]
    if "--check" in sys.argv:
        print("\n".join(stale))
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main())

"""An SSSOM file line by line: which of its rows are new can be told before any of them is understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from refgraph.graph.sssom.mapping import MappingSet
from refgraph.graph.sssom.tsv import parse, texts_of, whole


@dataclass(frozen=True)
class MappingTable:
    """A mapping file as lines that are not understood yet: its ``head`` down to the names of the columns, and its
    ``rows``, none of which depends on another."""

    head: str
    rows: tuple[str, ...]
    place: str
    beside: str

    def read(self, rows: Iterable[str]) -> MappingSet:
        """What these of the ``rows`` say, in their order.

        Raises:
            MappingError: one of them, or the head, is not valid SSSOM; every fault of the file is told.
        """
        found = parse(self.head + "".join(rows), self.place, self.beside)
        if found.issues:
            whole(parse(self.head + "".join(self.rows), self.place, self.beside), self.place)
        return found.mappings


def open_table(path: Path) -> MappingTable:
    """The SSSOM file at ``path`` as lines.

    Raises:
        MappingError: the file cannot be opened, or is no UTF-8.
    """
    text, place, beside = texts_of(path)
    lines = text.splitlines(keepends=True)
    height = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    names = next((at for at in range(height, len(lines)) if lines[at].strip("\r\n")), len(lines) - 1)
    rows = tuple(line for line in lines[names + 1 :] if line.strip("\r\n"))
    return MappingTable("".join(lines[: names + 1]), rows, place, beside)

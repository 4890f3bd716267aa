"""What people have decided, as the mapping files say it: read again only when a file has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from refgraph.graph.sssom import MappingRow, compress, read
from refgraph.knowledge.decisions import by_pair, decision_of
from refgraph.knowledge.decisions.register import Pair

_State = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class Decided:
    """The reviewed rows by pair of CURIEs, in the order of the files; found by the certifications of their ends too."""

    by_pair: Mapping[Pair, MappingRow]
    _places: Mapping[str, list[int]] = field(init=False, repr=False, compare=False)
    _rows: tuple[MappingRow, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for place, pair in enumerate(self.by_pair):
            for certification in {curie.partition("/")[0] for curie in pair}:
                places[certification].append(place)
        object.__setattr__(self, "_places", dict(places))
        object.__setattr__(self, "_rows", tuple(self.by_pair.values()))

    def about(self, certifications: Iterable[str] | None = None) -> list[MappingRow]:
        """The rows with an end in ``certifications`` (IRIs; default: all), in the order of the files."""
        if certifications is None:
            return list(self._rows)
        places = {place for iri in certifications for place in self._places.get(compress(iri), ())}
        return [self._rows[place] for place in sorted(places)]


class MappingFiles:
    """The mapping files (``*.sssom.tsv``) of ``folder``, which need not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: tuple[_State, Decided] | None = None

    def decided(self) -> Decided:
        """The reviewed rows of all files as they stand now.

        Raises:
            MappingError: a file is no valid SSSOM, or a pair is decided twice.
        """
        paths = sorted(self._folder.glob("*.sssom.tsv")) if self._folder.is_dir() else []
        state = tuple(_state(path) for path in paths)
        last = self._last
        if last is None or last[0] != state:
            rows = [row for path in paths for row in read(path).rows if decision_of(row) is not None]
            last = self._last = state, Decided(by_pair(rows, str(self._folder)))
        return last[1]


def _state(path: Path) -> tuple[str, int, int, int]:
    """What changes when the file is written: each writing puts a new file in place of the old one."""
    found = path.stat()
    return path.name, found.st_ino, found.st_mtime_ns, found.st_size

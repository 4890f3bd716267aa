"""Mappings whose statements moved: when an id changes and the words do not, the rows follow the words.

A row says which version of each statement was decided on. An end that no longer stands under its CURIE is found again
by this version among the statements of its certification: the same words, in one place only. Never a guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from refgraph.graph.sssom.mapping import MappingRow
from refgraph.graph.sssom.tsv import parse

_ENDS = ("subject", "object")


@dataclass(frozen=True)
class Follow:
    """A mapping file after its statements moved: its ``text``, and each CURIE that moved with the one it has now."""

    text: str
    moves: tuple[tuple[str, str], ...] = ()


def follow(text: str, place: str, versions: Mapping[str, str], elsewhere: Collection[tuple[str, str]] = ()) -> Follow:
    """The mapping file ``text`` with the CURIEs of moved statements as they are now; every other byte as it was.

    ``versions`` are today's statement versions by CURIE. A row stays as it is where a statement of it stands at its
    CURIE or nowhere, or in two places, and where two rows would come to speak of one pair; ``elsewhere`` are the pairs
    of other files. A text with faults stays as it is: whoever reads it tells them.

    Raises:
        MappingError: no readable header.
    """
    scan = parse(text, place)
    if scan.issues:
        return Follow(text)
    places = _places(versions)
    moved = [_moved(row, versions, places) for row in scan.mappings.rows]
    taken = Counter([*(row.pair for row in moved), *elsewhere])
    lines = text.splitlines(keepends=True)
    found: dict[tuple[str, str], None] = {}
    for row, other, number in zip(scan.mappings.rows, moved, scan.lines, strict=True):
        changed = [(row[f"{end}_id"], other[f"{end}_id"]) for end in _ENDS if row[f"{end}_id"] != other[f"{end}_id"]]
        if changed and taken[other.pair] == 1:
            lines[number - 1] = _replaced(lines[number - 1], changed)
            found.update(dict.fromkeys(changed))
    return Follow("".join(lines), tuple(found))


def _places(versions: Mapping[str, str]) -> Mapping[tuple[str, str], list[str]]:
    """The CURIEs at which a certification says a statement, by its CURIE and the version of the statement."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for curie, version in versions.items():
        found[_certification(curie), version].append(curie)
    return found


def _certification(curie: str) -> str:
    return curie.partition("/")[0]


def _moved(row: MappingRow, versions: Mapping[str, str], places: Mapping[tuple[str, str], Sequence[str]]) -> MappingRow:
    """``row`` with each end where its statement stands now."""
    slots = {}
    for end in _ENDS:
        curie, version = row[f"{end}_id"], row[f"{end}_source_version"]
        if version and versions.get(curie) != version:
            now = places.get((_certification(curie), version), ())
            slots[f"{end}_id"] = now[0] if len(now) == 1 else curie
    return row.with_slots(**slots)


def _replaced(line: str, changed: Sequence[tuple[str, str]]) -> str:
    """``line`` with whole cells replaced, all at once: what moved to C4 does not move on with what C4 was."""
    body = line.rstrip("\r\n")
    new = dict(changed)
    return "\t".join(new.get(cell, cell) for cell in body.split("\t")) + line[len(body) :]

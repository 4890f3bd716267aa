"""What the mapping files of the workspace come to, row by row: what a row came to once is not worked out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from refgraph.core.errors import RefgraphError
from refgraph.core.namespaces import item_iri
from refgraph.graph import sssom
from refgraph.graph.ntriples import lines_each
from refgraph.model.records import Reading
from refgraph.workspace import Cache, key_of


class MappedRow(Struct, frozen=True):
    """What a row of a mapping file comes to: its lines of N-Triples where a person accepted it and its statements read
    as they did then, and the pair on which a decision waits where they do not."""

    lines: tuple[bytes, ...] = ()
    waiting: tuple[str, str] | None = None


@dataclass(frozen=True)
class Mapped:
    """What the mapping files come to: each row by its checksum, those that were ``known`` before, and the files that
    are no valid SSSOM, by name, and why, in French; such a file counts for nothing."""

    rows: Mapping[bytes, MappedRow]
    known: Mapping[bytes, MappedRow]
    unread: tuple[tuple[str, str], ...] = ()

    @cached_property
    def lines(self) -> list[bytes]:
        """The graph of reviewed correspondences, sorted."""
        return _lines(self.rows)

    @property
    def known_lines(self) -> list[bytes]:
        """The same as it was when rows were last kept."""
        return _lines(self.known)

    @property
    def waiting(self) -> frozenset[tuple[str, str]]:
        """The pairs of statements that a person decided on and that no longer read so."""
        return frozenset(row.waiting for row in self.rows.values() if row.waiting)


_decoder = msgspec.msgpack.Decoder(dict[bytes, MappedRow])


def read_mapped(folder: Path, versions: Mapping[str, str], code: str, cache: Cache) -> Mapped:
    """What the mapping files of ``folder`` come to where the statements have these ``versions`` by CURIE.

    Rows are kept in ``cache`` for the next time; ``code`` is the checksum of what works them out.

    Raises:
        OSError: the cache cannot be written.
    """
    key = key_of({"code": code, **versions})
    known, editions = _kept(cache, key), sssom.with_editions(versions)
    rows: dict[bytes, MappedRow] = {}
    unread: list[tuple[str, str]] = []
    for path in mapping_files(folder):
        try:
            rows |= _rows_of(path, editions, known)
        except RefgraphError as error:
            unread.append((path.name, str(error)))
    if rows.keys() != known.keys():
        cache.put(key, msgspec.msgpack.encode(rows))
        cache.clean({key})
    return Mapped(rows, known, tuple(unread))


def mapping_files(folder: Path) -> list[Path]:
    """The mapping files of ``folder``, by name."""
    return sorted(folder.glob("*.sssom.tsv")) if folder.is_dir() else []


def unread_mappings(folder: Path) -> Iterator[tuple[str, str]]:
    """The mapping files of ``folder`` that cannot be understood, by name, and why, in French."""
    for path in mapping_files(folder):
        try:
            sssom.read(path)
        except RefgraphError as error:
            yield path.name, str(error)


def statement_versions(readings: Iterable[Reading]) -> dict[str, str]:
    """The version of each statement of ``readings``, by the CURIE of its competence."""
    return {
        sssom.compress(item_iri(reading.certification.id, competence.id)): sssom.version(competence.statement)
        for reading in readings
        for competence in reading.competences
    }


def _rows_of(path: Path, versions: Mapping[str, str], known: Mapping[bytes, MappedRow]) -> dict[bytes, MappedRow]:
    """What each row of the file at ``path`` comes to, by its checksum.

    Raises:
        MappingError: the file is no valid SSSOM.
    """
    mappings = sssom.read(path)
    prefixes = repr(sorted(mappings.prefixes.items()))
    rows = {_checksum(prefixes, row): row for row in mappings.rows}
    fresh = [checksum for checksum in rows if checksum not in known]
    new = replace(mappings, rows=tuple(rows[checksum] for checksum in fresh))
    made = dict(zip(fresh, _worked_out(new, versions), strict=True))
    return {checksum: known.get(checksum) or made[checksum] for checksum in rows}


def _checksum(prefixes: str, row: sssom.MappingRow) -> bytes:
    """That of what ``row`` says, wherever its columns stand: one column more in the file changes no other row."""
    said = sorted((name, value) for name, value in row.slots.items() if value)
    return hashlib.blake2b(f"{prefixes}\0{said!r}".encode(), digest_size=16).digest()


def _worked_out(mappings: sssom.MappingSet, versions: Mapping[str, str]) -> Iterator[MappedRow]:
    """What each of ``mappings`` comes to; ``versions`` tell those of certifications too."""
    current = [sssom.is_current(row, versions) for row in mappings.rows]
    graphs = (
        sssom.to_graph([sssom.MappingSet(mappings.metadata, (row,))]) if stands else ()
        for row, stands in zip(mappings.rows, current, strict=True)
    )
    for row, stands, lines in zip(mappings.rows, current, lines_each(graphs), strict=True):
        yield MappedRow(lines, row.pair if row.reviewer and not stands else None)


def _lines(rows: Mapping[bytes, MappedRow]) -> list[bytes]:
    return sorted({line for row in rows.values() for line in row.lines})


def _kept(cache: Cache, key: str) -> Mapping[bytes, MappedRow]:
    try:
        return _decoder.decode(cache.get(key) or b"\x80")
    except msgspec.MsgspecError:
        return {}

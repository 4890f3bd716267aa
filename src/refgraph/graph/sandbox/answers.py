"""Answers of the engine as bytes, counted while they are made: a cap stops the work and not only the sending."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from typing import IO, Any, cast

import pyoxigraph as ox

from refgraph.graph.sandbox.wire import Answer, Request

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def answer(result: Any, request: Request, started: float) -> Answer:
    """``result`` of pyoxigraph in the format that ``request`` asks for, cut at its caps."""
    if isinstance(result, ox.QueryBoolean):
        content = result.serialize(format=RESULTS[_for_boolean(request.results_format)])
        return Answer("boolean", content or b"", 1, False, time.perf_counter() - started)
    if isinstance(result, ox.QuerySolutions):
        content, rows, truncated = _bindings(result, request)
        return Answer("bindings", content, rows, truncated, time.perf_counter() - started)
    content, rows, truncated = _graph(result, request)
    return Answer("graph", content, rows, truncated, time.perf_counter() - started)


def _for_boolean(name: str) -> str:
    # CSV and TSV have no boolean (SPARQL 1.1 Query Results CSV and TSV Formats, section 1).
    return name if name in {"json", "xml"} else "json"


class _FullError(Exception):
    """A cap was reached: the engine must stop."""


class _CappedLines(io.RawIOBase):
    """Takes the header and at most ``rows`` lines of a TSV, within ``size`` bytes; then stops who writes.

    TSV because the engine writes it itself and a line break there always ends a row (SPARQL 1.1 Query Results CSV and
    TSV Formats, section 4: line breaks of literals are escaped).
    """

    def __init__(self, rows: int, size: int) -> None:
        self._room = rows + 1
        self._size = size
        self._is_full = False
        self.content = bytearray()
        self.lines = 0

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, piece: Any) -> int:
        """Keep ``piece``, or what fits of it; nothing once it is full, for the engine flushes what it has left."""
        if self._is_full:
            raise _FullError
        raw = bytes(piece)
        self.content += raw
        self.lines += raw.count(b"\n")
        if self.lines > self._room or len(self.content) > self._size:
            self._is_full = True
            self._cut()
            raise _FullError
        return len(raw)

    def _cut(self) -> None:
        while self.lines > self._room or len(self.content) > self._size:
            end = self.content.rfind(b"\n", 0, len(self.content) - 1)
            self.lines -= self.content[end + 1 :].count(b"\n")
            del self.content[end + 1 :]
        del self.content[self.content.rfind(b"\n") + 1 :]


def _bindings(solutions: ox.QuerySolutions, request: Request) -> tuple[bytes, int, bool]:
    lines = _CappedLines(request.rows, request.answer_bytes)
    truncated = False
    try:
        solutions.serialize(cast("IO[bytes]", lines), format=ox.QueryResultsFormat.TSV)
    except _FullError:
        truncated = True
    content = bytes(lines.content)
    if request.results_format == "tsv":
        return content, max(0, lines.lines - 1), truncated
    written, kept = _rewritten(content, RESULTS[request.results_format], request.answer_bytes)
    return written, max(0, kept.count(b"\n") - 1), truncated or len(kept) < len(content)


def _rewritten(tsv: bytes, form: ox.QueryResultsFormat, size: int) -> tuple[bytes, bytes]:
    """The rows of ``tsv`` in another format, as many as fit into ``size`` bytes, and these rows as they were."""
    while True:
        source, target = io.BytesIO(tsv), _CappedBytes(size)
        try:
            parsed = ox.parse_query_results(source, format=ox.QueryResultsFormat.TSV)
            parsed.serialize(cast("IO[bytes]", target), format=form)
            return bytes(target.content), tsv
        except _FullError:
            head = tsv.index(b"\n") + 1
            read = source.tell() - _READ_AHEAD
            fitting = min(read if read > len(tsv) // 4 else len(tsv) // 2, len(tsv) * 19 // 20)
            if len(tsv) == head:  # a head that does not fit: there is nothing left to cut
                return b"", tsv
            tsv = tsv[: max(head, tsv.rfind(b"\n", head, fitting) + 1)]


_READ_AHEAD = 16 * 1024
"""Bytes that the parser may have read and not yet written."""


class _CappedBytes(io.RawIOBase):
    """Takes at most ``size`` bytes; then stops who writes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.content = bytearray()

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, piece: Any) -> int:
        """Keep ``piece``, if it fits."""
        raw = bytes(piece)
        if len(self.content) + len(raw) > self._size:
            raise _FullError
        self.content += raw
        return len(raw)


def _graph(triples: Iterable[ox.Triple], request: Request) -> tuple[bytes, int, bool]:
    kept: list[ox.Triple] = []
    truncated = False
    size = 0
    for triple in triples:
        size += len(str(triple).encode())
        if len(kept) >= request.rows or size > request.answer_bytes:
            truncated = True
            break
        kept.append(triple)
    form = GRAPHS[request.graph_format]
    while len(content := ox.serialize(kept, format=form) or b"") > request.answer_bytes:
        kept = kept[: min(len(kept) - 1, len(kept) * request.answer_bytes * 19 // (len(content) * 20))]
        truncated = True
    return content, len(kept), truncated

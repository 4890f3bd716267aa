"""Graphs as lines of N-Triples (bytes, each with its line end): what is kept in files, compared and counted.

Each line has the one form in which the store gives a statement back, so that equal statements are equal lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import DefaultGraph, RdfFormat, Store, Triple, parse, serialize

from refgraph.core.namespaces import PREFIXES

TYPE = f"<{PREFIXES['rdf']}type>".encode()
_END = b" .\n"


def lines_of(triples: Iterable[Triple]) -> list[bytes]:
    """``triples`` as lines, in their order, each once."""
    written = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return canonical(dict.fromkeys(written.splitlines(keepends=True)))


def lines_each(graphs: Iterable[Iterable[Triple]]) -> list[tuple[bytes, ...]]:
    """The lines of each of ``graphs``, as `lines_of` gives them."""
    held = [list(graph) for graph in graphs]
    written = [(serialize(graph, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True) for graph in held]
    together = list(dict.fromkeys(line for lines in written for line in lines))
    if canonical(together) == together:
        return [tuple(dict.fromkeys(lines)) for lines in written]
    return [tuple(lines_of(graph)) for graph in held]


def canonical(lines: Iterable[bytes]) -> list[bytes]:
    """``lines`` with each literal as the store gives it back (« 01 » as an integer is 1), in their order, each once."""
    given = dict.fromkeys(lines)
    store = loaded(given)
    kept = frozenset(dump(store))
    if len(kept) == len(given) and kept.issuperset(given):
        return list(given)
    return list(dict.fromkeys(line if line in kept else dump(loaded([line]))[0] for line in given))


def loaded(lines: Iterable[bytes]) -> Store:
    """A store in memory with these statements in its default graph; blank nodes keep their names."""
    store, raw = Store(), b"".join(lines)
    if b"_:" in raw:
        store.extend(parse(raw, RdfFormat.N_TRIPLES))
    else:
        store.bulk_load(raw, RdfFormat.N_TRIPLES)  # quicker, and would give blank nodes other names
    return store


def triples_of(lines: Iterable[bytes]) -> list[Triple]:
    """The statements of ``lines``, in their order."""
    return [quad.triple for quad in parse(b"".join(lines), RdfFormat.N_TRIPLES)]


def dump(store: Store) -> list[bytes]:
    """The statements of the default graph of ``store``."""
    return (store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"").splitlines(keepends=True)


def parts(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Subject, predicate and object of a line, as N-Triples writes them."""
    subject, predicate, value = line.split(b" ", 2)
    return subject, predicate, value[: -len(_END)]


def quads_of(graph: str, lines: Iterable[bytes]) -> bytes:
    """``lines`` as N-Quads of the graph of this IRI."""
    # A line break inside a literal is escaped: this end is the end of a statement wherever it stands.
    return b"".join(lines).replace(_END, f" <{graph}> .\n".encode())


def digest(lines: Iterable[bytes]) -> str:
    """The checksum of a graph, whatever the order of its lines."""
    return hashlib.sha256(b"".join(sorted(lines))).hexdigest()[:32]

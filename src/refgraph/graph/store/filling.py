"""The folder of a store, filled: from lines, or from the store of another build with what differs."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from refgraph.graph.ntriples import quads_of, triples_of

_CHUNK = 20_000_000
"""How many bytes of N-Quads are loaded at once: the engine sorts them in memory."""


class GraphChange(NamedTuple):
    """The lines of N-Triples that the graph of this IRI loses and gains."""

    graph: str
    gone: Collection[bytes]
    new: Collection[bytes]


def fill(folder: Path, graphs: Iterable[tuple[str, Sequence[bytes]]]) -> None:
    """Put ``graphs`` in a new store, a few at a time: what is held in memory does not grow with their number."""
    store = ox.Store(str(folder))
    waiting: list[bytes] = []
    loads = 1
    for graph, lines in graphs:
        if any(b"_:" in line for line in lines):
            name = ox.NamedNode(graph)  # loaded from a text, blank nodes would have other names each time
            store.bulk_extend(_quad(each, name) for each in triples_of(lines))
            continue
        waiting.append(quads_of(graph, lines))
        if sum(map(len, waiting)) > _CHUNK:
            store.bulk_load(b"".join(waiting), ox.RdfFormat.N_QUADS)
            waiting.clear()
            loads += 1
    store.bulk_load(b"".join(waiting), ox.RdfFormat.N_QUADS)
    store.flush()
    if loads > 1:
        store.optimize()  # each load leaves files of its own, and a look-up goes through all of them


def replace(base: Path, folder: Path, graphs: Iterable[tuple[str, Sequence[bytes]]]) -> None:
    """Fill ``folder`` with the store of ``base`` (which nobody writes any more), but for ``graphs``."""
    store = _shared(base, folder)
    for graph, lines in graphs:
        name = ox.NamedNode(graph)
        before = {quad.triple for quad in store.quads_for_pattern(None, None, None, name)}
        now = set(triples_of(lines))
        _change(store, name, before - now, now - before)
    store.flush()


def amend(base: Path, folder: Path, changes: Iterable[GraphChange]) -> None:
    """Fill ``folder`` with the store of ``base`` (which nobody writes any more), and ``changes``."""
    store = _shared(base, folder)
    for graph, gone, new in changes:
        _change(store, ox.NamedNode(graph), triples_of(gone), triples_of(new))
    store.flush()


def _change(store: ox.Store, graph: ox.NamedNode, gone: Iterable[ox.Triple], new: Iterable[ox.Triple]) -> None:
    for triple in gone:
        store.remove(_quad(triple, graph))
    store.extend([_quad(triple, graph) for triple in new])


def _shared(base: Path, folder: Path) -> ox.Store:
    for file in base.iterdir():
        if file.suffix == ".sst":  # written once by the engine, never changed
            (folder / file.name).hardlink_to(file)
        elif file.name != "LOCK":
            shutil.copy2(file, folder / file.name)
    return ox.Store(str(folder))


def _quad(triple: ox.Triple, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)

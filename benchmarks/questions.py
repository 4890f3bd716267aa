"""How saved questions grow: each is asked of the five documents, and of many renamed copies of them in one store.

A copy is the graphs of the five certifications with their IRIs renamed; ontology, vocabularies and register stand once.
A question that goes through rows one by one takes ``COPIES`` times as long; one that compares all with all, far more.
``COPIES=42 python -m benchmarks.questions`` gives some million quads.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from benchmarks.store import asked
from refgraph.core import assets
from refgraph.core.namespaces import ID
from refgraph.graph.ntriples import lines_of
from refgraph.graph.store import Builds, Store
from refgraph.knowledge import questions as saved
from refgraph.pipeline import build
from refgraph.workspace import Workspace

COPIES = int(os.environ.get("COPIES", "42"))
_RENAMED = (f"{ID}certification/", f"{ID}document/", "https://w3id.org/refgraph/graph/")


def renamed(line: bytes, number: int) -> bytes:
    """A ``line`` of N-Triples with certifications, documents and their graphs called otherwise."""
    for start in _RENAMED:
        line = line.replace(f"<{start}".encode(), f"<{start}copy{number}-".encode())
    return line


def graphs(store: ox.Store) -> Iterator[tuple[str, Sequence[bytes]]]:
    """Each graph of ``store`` as lines of N-Triples, then those that belong to a certification again, renamed."""
    own: list[tuple[str, list[bytes]]] = []
    for graph in store.named_graphs():
        assert isinstance(graph, ox.NamedNode)
        lines = lines_of(quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
        yield graph.value, lines
        if graph.value.partition("/graph/")[2].count("/") == 1:
            own.append((graph.value, lines))
    for number in range(1, COPIES):
        for name, lines in own:
            yield renamed(f"<{name}>".encode(), number).decode()[1:-1], [renamed(line, number) for line in lines]


def seconds(store: Store, question: saved.Question, values: dict[str, str]) -> tuple[int, float]:
    """The rows of an answer, and the processor time of the second of two askings."""
    bound = saved.values_of(store, question, values)
    saved.ask(store, question, bound)
    started = time.process_time()
    rows = len(saved.ask(store, question, bound).rows)
    return rows, time.process_time() - started


def main() -> None:
    """Ask every question of both stores; tell those over a second, and those that grow faster than the copies."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace(data=assets.data(), cache=Path(name) / "cache", endpoint=None)
        key = build(workspace).key
        small, copies = workspace.builds.open(key), Builds(Path(name) / "copies")
        copies.load("many", graphs(ox.Store.read_only(str(workspace.builds.folder / key))))
        large = copies.open("many")
        print(f"{len(large)} triples in {COPIES} copies", flush=True)
        for question, values in asked():
            rows, short = seconds(small, question, values)
            more, long = seconds(large, question, values)
            sign = ("  > 1 s" if long > 1 else "") + ("  superlinear" if long > 1.5 * COPIES * short + 0.05 else "")
            print(
                f"{question.name:45} {short * 1000:8.1f} ms {rows:6} rows {long:8.2f} s {more:7} rows"
                f" {long / short:7.0f} x{sign}",
                flush=True,
            )


if __name__ == "__main__":
    main()

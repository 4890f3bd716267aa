"""Two builds of the same data hold the same, whatever each was made from."""

from __future__ import annotations

from refgraph.graph.store import EmbeddedStore
from refgraph.knowledge.search import Index
from refgraph.pipeline.basis import read_basis
from refgraph.workspace import Workspace


def quads(store: EmbeddedStore) -> list[str]:
    found = sorted(f"{graph} {triple}" for graph in store.graphs() for triple in store.export(graph))
    assert len(found) == len(store)
    return found


def same(one: Workspace, other: Workspace, *words: str) -> tuple[EmbeddedStore, EmbeddedStore]:
    """Both stores, once the current builds agree: quad for quad, the report, what a search for ``words`` finds, and
    what each remembers of its graphs."""
    key = one.builds.current()
    assert key is not None
    assert key == other.builds.current()
    store, expected = one.builds.open(key), other.builds.open(key)
    assert quads(store) == quads(expected)
    assert one.report(key).read_bytes() == other.report(key).read_bytes()
    index, anew = Index.open(one.search_index(key)), Index.open(other.search_index(key))
    assert index.browse() == anew.browse()
    for word in words:
        assert index.find(word) == anew.find(word)
    assert read_basis(one, key) == read_basis(other, key)
    return store, expected

"""The embedded store: Oxigraph on disk (or in memory), read-only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from refgraph.core.errors import QueryError, StoreError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.store.bindings import bind
from refgraph.graph.store.forms import Forms
from refgraph.graph.store.protocol import Binding, Solutions
from refgraph.graph.store.syntax import explain
from refgraph.graph.store.tokens import calls_service, names_dataset


class EmbeddedStore(Forms):
    """A `Store` over a directory that `Builds` wrote, or in memory.

    Its default graph is the union of the named graphs, each triple once. The union that Oxigraph computes while it
    answers returns a triple once per graph, which makes a COUNT wrong: it is asked of a directory, in which no triple
    stands in two graphs; in memory the default graph holds the union itself. ``folder`` is where it lies, None in
    memory.
    """

    def __init__(self, store: ox.Store, folder: Path | None = None, use: object = None) -> None:
        self._store = store
        self.folder = folder
        self._use = use

    @classmethod
    def open(cls, folder: Path, use: object = None) -> EmbeddedStore:
        """The store in ``folder``, read-only: any number of processes may have it open.

        ``use`` is kept as long as the store: what holds the folder there.

        Raises:
            StoreError: ``folder`` holds no store.
        """
        try:
            return cls(ox.Store.read_only(str(folder)), folder, use)
        except OSError as error:
            raise StoreError(
                "le graphe enregistré ne peut pas être ouvert.",
                place=str(folder),
                remedy="Reconstruisez-le avec « refgraph build ».",
            ) from error

    @classmethod
    def of(cls, dataset: Mapping[str, list[ox.Triple]]) -> EmbeddedStore:
        """A store in memory of these graphs, keyed by IRI: for tests and for documents that are not kept."""
        store = ox.Store()
        store.extend(quads(dataset))
        union = {triple: None for triples in dataset.values() for triple in triples}
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in union)
        return cls(store)

    def run(self, query: str, bindings: Mapping[str, Binding] = {}) -> Solutions | bool | list[ox.Triple]:
        """The answer to a query of any of the four forms (see `Store`)."""
        bound = bind(query, bindings)
        if calls_service(bound):
            raise QueryError(
                "SERVICE n’est pas permis\u00a0: aucune requête ne quitte cette machine.",
                place="Requête",
                remedy="Retirez-le, les données chargées répondent sans lui.",
            )
        is_union = self.folder is not None and not names_dataset(bound)
        try:
            answer = self._store.query(bound, prefixes=PREFIXES, use_default_graph_as_union=is_union)
            return _collect(answer)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise explain(error, query) from error
        except OSError as error:
            raise StoreError(
                "la lecture du graphe a échoué.", remedy="Reconstruisez-le avec « refgraph build »."
            ) from error

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def export(self, graph: str | None = None) -> list[ox.Triple]:
        """The triples of one named graph, or of their union, each once.

        Raises:
            StoreError: there is no graph of that name.
        """
        if graph is None:
            union = None if self.folder else ox.DefaultGraph()
            return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, union)]
        name = ox.NamedNode(graph)
        if not self._store.contains_named_graph(name):
            raise StoreError(
                f"il n’y a pas de graphe « {graph} ».", remedy="Les graphes sont : " + ", ".join(self.graphs())
            )
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, name)]

    def __len__(self) -> int:
        """How many triples the union of the graphs holds."""
        return int(self.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0].value)  # type: ignore[union-attr]


def quads(dataset: Mapping[str, Iterable[ox.Triple]]) -> Iterator[ox.Quad]:
    """Each triple in its graph (keys are graph IRIs)."""
    for graph, triples in dataset.items():
        name = ox.NamedNode(graph)
        yield from (ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)


def _collect(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Solutions | bool | list[ox.Triple]:
    if isinstance(answer, ox.QuerySolutions):
        return Solutions(tuple(variable.value for variable in answer.variables), [tuple(row) for row in answer])
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    return list(dict.fromkeys(answer))

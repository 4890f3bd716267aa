"""What the compiled closure costs: against owlrl on the five référentiels, and as the data grow tenfold."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Store, Triple

from refgraph.core import assets
from refgraph.core.namespaces import ID
from refgraph.graph.closure import infer, refuse_inconsistent
from refgraph.graph.closure.oracle import infer_with_owlrl
from refgraph.graph.ontology import read_ontology, read_vocabularies
from refgraph.graph.triples import to_graph
from refgraph.model.records import Reading
from refgraph.reading import registry

Result = TypeVar("Result")


def clock(work: Callable[[], Result], times: int = 3) -> tuple[float, Result]:
    """The shortest of ``times`` runs, in seconds, and the result of the last."""
    durations = []
    for _ in range(times):
        started = time.perf_counter()
        result = work()
        durations.append(time.perf_counter() - started)
    return min(durations), result


def readings() -> list[Reading]:
    catalogue = tomllib.loads((assets.data() / "catalogue.toml").read_text("utf-8"))
    ids = {row["file"]: row["id"] for row in catalogue["document"]}
    return [registry.read(path, ids) for path in sorted(Path(assets.data() / "sources").glob("*.txt"))]


def copies(graph: list[Triple], times: int) -> list[Triple]:
    """``graph`` and renamed copies of it: as many times the certifications."""

    def renamed(term: object, number: int) -> object:
        if isinstance(term, NamedNode) and term.value.startswith(ID):
            return NamedNode(f"{ID}{number}/{term.value.removeprefix(ID)}")
        return term

    return graph + [
        Triple(renamed(each.subject, number), each.predicate, renamed(each.object, number))  # type: ignore[arg-type]
        for number in range(1, times)
        for each in graph
    ]


def main() -> None:
    """Print the ratios."""
    five, ontology, vocabularies = readings(), read_ontology(), read_vocabularies()
    writing, graph = clock(lambda: [triple for reading in five for triple in to_graph(reading)])
    compiled, inferred = clock(lambda: infer(ontology, [*graph, *vocabularies]))
    checking, _ = clock(lambda: refuse_inconsistent(ontology, [*graph, *vocabularies], inferred))
    slow, expected = clock(lambda: infer_with_owlrl(ontology, [*graph, *vocabularies]), times=1)
    print(f"five référentiels: {len(graph)} triples, {len(inferred)} inferred, equal to owlrl: {inferred == expected}")
    print(f"  records to RDF {writing:.3f} s, closure {compiled:.3f} s, contradictions {checking:.3f} s")
    print(f"  owlrl / compiled: {slow / compiled:.0f} x ({slow:.1f} s)")
    for times in (10, 50):
        many = copies(graph, times)
        longer, _ = clock(lambda many=many: infer(ontology, many), times=1)  # type: ignore[misc]
        loading, _ = clock(lambda many=many: store_of(many), times=1)  # type: ignore[misc]
        print(f"{times} x the data ({len(many)} triples): closure {longer / compiled:.1f} x the time,", end=" ")
        print(f"{longer / loading:.1f} x loading them into a store in memory")


def store_of(graph: list[Triple]) -> int:
    store = Store()
    store.bulk_extend(Quad(each.subject, each.predicate, each.object) for each in graph)
    return len(store)


if __name__ == "__main__":
    main()

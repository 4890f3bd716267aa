"""How the check grows with the data, and how it compares with pySHACL on the same rules.

usage: validation.py [--million] [--thousand]      10 and 100 times the five; a million triples; 1000 times (minutes)

The five documents are copied under other names and numbers, with their passages, so that the data grow and the rules
do not: as many times the findings must come out. Growth is told as the ratio of processor time to that of the five;
memory is the peak of the process, which is the only one. The copies are made while they are checked: what that takes
is told apart, and is not counted as the check's. What it takes to tell the report, with its passages and the
self-check, comes last: the store that it asks is held in memory too.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core import assets
from refgraph.core.namespaces import ID, graph_iri
from refgraph.graph.ontology import read_vocabularies
from refgraph.graph.store.embedded import EmbeddedStore
from refgraph.graph.triples import to_graph
from refgraph.graph.validation import Shapes, check, read_shapes, reference
from refgraph.knowledge.quality import told
from refgraph.reading import registry

MILLION = 63
"""How many times the five make a million triples: the budget for it is 30 s on two free cores, and 2 GB."""
Part = TypeVar("Part")
"""What a term of a triple may be."""
NUMBER = re.compile(r"RNCP\d+")


def documents() -> list[Triple]:
    """What the five documents say, as triples."""
    catalogue = registry.read_catalogue(assets.data() / "catalogue.toml")
    paths = sorted((assets.data() / "sources").glob("*.txt"))
    return [triple for path in paths for triple in to_graph(registry.read(path, catalogue))]


def copies(triples: list[Triple], number: int) -> Iterator[Triple]:
    """The documents ``number`` times, each time under another name, and the vocabularies once."""
    yield from read_vocabularies()
    for copy in range(number):
        yield from (moved(triple, copy) for triple in triples)


def moved(triple: Triple, copy: int) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and NUMBER.fullmatch(value.value):
        value = Literal(f"{value.value}{copy:04}")
    return Triple(renamed(triple.subject, copy), triple.predicate, renamed(value, copy))


def renamed(term: Part, copy: int) -> Part | NamedNode:
    if isinstance(term, NamedNode) and term.value.startswith((f"{ID}certification/", f"{ID}document/")):
        kind, _, rest = term.value.removeprefix(ID).partition("/")
        name, slash, path = rest.partition("/")
        return NamedNode(f"{ID}{kind}/{name}-{copy}{slash}{path}")
    return term


def counted(triples: list[Triple], size: int) -> int:
    return sum(1 for _ in copies(triples, size))


def results_of(triples: list[Triple], size: int, shapes: Shapes) -> int:
    return len(check(copies(triples, size), shapes))


def clock(work: Callable[[], int]) -> tuple[float, float, int]:
    """Seconds on the clock and of the processor, and what ``work`` counts."""
    begun, worked = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - begun, time.process_time() - worked, found


def telling(triples: list[Triple], shapes: Shapes) -> float:
    """Seconds of the processor that the report takes to be told, passages and self-check included."""
    report = check(triples, shapes)
    store = EmbeddedStore.of({graph_iri("certification/copies"): triples})
    return clock(lambda: len(told(report, shapes, store).proofs))[1]


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    shapes, five = read_shapes(), documents()
    once = list(copies(five, 1))
    clock(lambda: len(check(once, shapes)))
    seconds, base, found = min(clock(lambda: len(check(once, shapes))) for _ in range(5))
    print(f"the five: {len(once)} triples, {len(shapes.rules)} rules, {found} results, {seconds:.2f} s")
    _, slow, _ = clock(lambda: len(reference.run(once, shapes, shapes.rules)))
    print(f"pySHACL takes {slow / base:.0f} times as much of the processor")
    sizes = [10, *([MILLION] if "--million" in sys.argv else []), 100, *([1000] if "--thousand" in sys.argv else [])]
    for size in sizes:
        making, made, count = clock(partial(counted, five, size))
        seconds, work, results = clock(partial(results_of, five, size, shapes))
        growth = (work - made) / base / size
        print(
            f"{size} times: {count} triples, {results / found:g} times the results, {seconds - making:.1f} s "
            f"({work - made:.1f} s of the processor, {growth:.2f} of linear), peak {peak():.0f} MB",
            flush=True,
        )
    begun = min(telling(once, shapes) for _ in range(3))
    for size in (10, 100):
        spent = telling(list(copies(five, size)), shapes)
        print(f"{size} times: {spent:.1f} s of the processor to tell the report, {spent / begun / size:.2f} of linear")


if __name__ == "__main__":
    main()

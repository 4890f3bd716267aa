"""How the check grows with the data, and how it compares with pySHACL on the same rules.

usage: validation.py [--large] [--million]      10 times the five; also 100 and 1000 times; a million triples

The five documents are copied under other names, with their passages, so that the data grow and the rules do not.
Growth is told as the ratio of processor time to that of the five; memory is the peak of the process.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from refgraph import assets
from refgraph.namespaces import ID
from refgraph.ontology import read_vocabularies
from refgraph.sources import registry
from refgraph.triples import to_graph
from refgraph.validation import Shapes, fast, read_shapes, reference

MILLIONS = 63
"""How many times the five make a million triples: the budget for it is 30 s on two free cores, and 2 GB."""


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
    return Triple(renamed(triple.subject, copy), triple.predicate, renamed(triple.object, copy))


def renamed(term: object, copy: int) -> object:
    if isinstance(term, NamedNode) and term.value.startswith((f"{ID}certification/", f"{ID}document/")):
        kind, _, rest = term.value.removeprefix(ID).partition("/")
        name, slash, path = rest.partition("/")
        return NamedNode(f"{ID}{kind}/{name}-{copy}{slash}{path}")
    return term


def clock(data: Iterator[Triple] | list[Triple], shapes: Shapes) -> tuple[float, float, int]:
    """Seconds on the clock and of the processor, and the number of results."""
    begun, worked = time.perf_counter(), time.process_time()
    found = fast.run(data, shapes, shapes.rules)
    return time.perf_counter() - begun, time.process_time() - worked, len(found)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    shapes, five = read_shapes(), documents()
    clock(list(copies(five, 1)), shapes)
    seconds, base, found = clock(list(copies(five, 1)), shapes)
    print(f"the five: {len(five)} triples, {len(shapes.rules)} rules, {found} results, {seconds:.2f} s")
    begun = time.process_time()
    reference.run(list(copies(five, 1)), shapes, shapes.rules)
    print(f"pySHACL takes {(time.process_time() - begun) / base:.0f} times as much of the processor")
    sizes = [10, *((100, 1000) if "--large" in sys.argv else ()), *((MILLIONS,) if "--million" in sys.argv else ())]
    for size in sizes:
        seconds, work, found = clock(copies(five, size), shapes)
        print(
            f"{size} times: {size * len(five)} triples, {found} results, {seconds:.1f} s "
            f"({work:.1f} s of the processor, {work / base / size:.2f} of linear), peak {peak():.0f} MB"
        )


if __name__ == "__main__":
    main()

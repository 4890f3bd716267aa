"""A check of more statements than an engine should hold at once: in batches where rules allow it, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from threading import Event, Lock

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from refgraph.graph.validation import fast, reference
from refgraph.graph.validation.locality import reach_of
from refgraph.graph.validation.parts import Parts
from refgraph.graph.validation.reach import Reach
from refgraph.graph.validation.reaches import reaches as known_reaches
from refgraph.graph.validation.report import Result
from refgraph.graph.validation.shapes import Shapes

BATCH = 50_000
"""How many statements a batch holds: few enough for the caches of a processor, enough to tell the shapes rarely."""
_THREADS = min(cpu_count() or 1, 4)


def run(triples: Iterable[Triple], shapes: Shapes, *, with_theirs: bool = True) -> list[Result]:
    """The results of ``shapes`` on ``triples``, which are read once; those of the user only ``with_theirs``.

    Our rules that start from a node and go on from it are run on batches; the others, and the user's, on all the
    statements that they may read. Which are which is read from the shapes, for each check.
    """
    reaches = known_reaches(shapes)
    parts = Parts(triples, set().union(*(reach.backward for reach in reaches.values())))
    local = [rule for rule in shapes.shipped if _is_cut(reaches[rule.value], parts)]
    results = _side_by_side(parts.batches(BATCH), fast.engine(shapes, local))
    for rule in (rule for rule in shapes.shipped if rule not in set(local)):
        results += fast.engine(shapes, [rule])(parts.about([reaches[rule.value]]))
    results += _reference(parts, shapes, shapes.changed, ())
    return results + (_reference(parts, shapes, shapes.theirs, shapes.unnamed) if with_theirs else [])


def of_user(seen: Iterable[Triple], shapes: Shapes) -> list[Result]:
    """The results of the user's own rules on what they may read of ``seen``."""
    return _reference(Parts(seen, frozenset()), shapes, shapes.theirs, shapes.unnamed)


def _reference(parts: Parts, shapes: Shapes, rules: Sequence[NamedNode], unnamed: Sequence[BlankNode]) -> list[Result]:
    if not rules and not unnamed:
        return []
    read = parts.about(reach_of((*rules, *unnamed), shapes).values())
    statements = (quad.triple for quad in parse(read, format=RdfFormat.N_TRIPLES))
    return reference.run(statements, shapes, rules, unnamed)


def _is_cut(reach: Reach, parts: Parts) -> bool:
    """Whether a rule sees in a batch all that it may look at."""
    return reach.is_local and not reach.backward & parts.valued


def _side_by_side(batches: Iterator[bytes], check: Callable[[bytes], list[Result]]) -> list[Result]:
    """The results on all batches. Each thread takes the next, so that few are held; the engine frees Python's lock."""
    lock, stopped = Lock(), Event()

    def work() -> list[Result]:
        found: list[Result] = []
        while not stopped.is_set():
            with lock:
                batch = next(batches, None)
            if batch is None:
                break
            found += check(batch)
        return found

    with ThreadPoolExecutor(_THREADS) as pool:
        working = [pool.submit(work) for _ in range(_THREADS)]
        try:
            return [result for each in working for result in each.result()]
        finally:
            stopped.set()  # who interrupts the check does not wait for the batches that are left

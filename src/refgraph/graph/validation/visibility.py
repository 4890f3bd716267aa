"""The statements that rules may look at, told from their predicates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.graph.validation.reach import SUBCLASS, TYPE, Reach


def written(iri: str) -> bytes:
    """``iri`` as N-Triples writes it."""
    return f"<{iri}>".encode()


SUBCLASS_TERM = written(SUBCLASS)
_TYPE = written(TYPE)


def visible(lines: Iterable[bytes], reaches: Iterable[Reach], *, has_subclasses: bool) -> Iterator[bytes]:
    """The statements among ``lines`` (N-Triples) that rules of these reaches may look at.

    ``has_subclasses`` says that some statement, here or elsewhere, puts a class below another.
    """
    seen = list(reaches)
    if any(reach.reads_anything for reach in seen):
        yield from lines
        return
    read = {written(predicate) for reach in seen for predicate in reach.read}
    types = {written(one) + b" .\n" for reach in seen for one in reach.classes}
    for line in lines:
        _, predicate, value = line.split(b" ", 2)
        if predicate in read or (predicate == _TYPE and (has_subclasses or value in types)):
            yield line

"""Checks a graph against SHACL shapes: ours, and those that a user adds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice

from pyoxigraph import Triple

from refgraph.graph.validation.loading import read_shapes
from refgraph.graph.validation.report import Report, Result, Severity
from refgraph.graph.validation.report_file import read_report, write_report
from refgraph.graph.validation.shapes import Shapes

LARGE = 200_000
"""How many statements are checked as they are; more are cut, so that time and memory stay in proportion."""

__all__ = ["Report", "Result", "Severity", "Shapes", "check", "read_report", "read_shapes", "write_report"]


def check(data: Iterable[Triple], shapes: Shapes, seen: Iterable[Triple] | None = None) -> Report:
    """The results of ``shapes`` on ``data``, sorted; each shape by the engine that is proved right on it.

    The shapes that ship with refgraph run on the fast engine, because a differential test holds that it reports what
    the reference reports; shapes of a user run on the reference, pySHACL, on what a person has ``seen`` where that is
    given: ours judge what documents say, theirs may be about anything. Data are read once; large data are cut.
    Raises ShapeError where a shape of the user's is not valid SHACL.
    """
    from refgraph.graph.validation import fast, large, reference

    statements = iter(data)
    first = list(islice(statements, LARGE + 1))
    mixed = seen is None
    if len(first) > LARGE:
        found = large.run(chain(first, statements), shapes, with_theirs=mixed)
    else:
        found = [*fast.run(first, shapes, shapes.shipped), *reference.run(first, shapes, shapes.changed, ())]
        found += reference.run(first, shapes, shapes.theirs) if mixed else []
    return Report.of(found if seen is None else [*found, *large.of_user(seen, shapes)])

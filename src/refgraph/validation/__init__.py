"""Checks a graph against SHACL shapes: ours, and those that a user adds."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from refgraph.validation.report import Report, Result, Severity
from refgraph.validation.shapes import Shapes, read_shapes

__all__ = ["Report", "Result", "Severity", "Shapes", "check", "read_shapes"]


def check(data: Iterable[Triple], shapes: Shapes) -> Report:
    """The results of ``shapes`` on ``data``, sorted; each shape by the engine that is proved right on it.

    The shapes that ship with refgraph run on the fast engine, because a differential test holds that it reports what
    the reference reports; shapes of a user run on the reference, pySHACL.
    Raises ShapeError where a shape of the user's is not valid SHACL.
    """
    from refgraph.validation import fast, reference

    if not shapes.added:
        return Report.of(fast.run(data, shapes, shapes.shipped))
    kept = list(data)
    results = [*fast.run(kept, shapes, shapes.shipped), *reference.run(kept, shapes, shapes.added)]
    return Report.of(results)

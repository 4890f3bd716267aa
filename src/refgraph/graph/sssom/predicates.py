"""The mapping properties of SKOS that relate two competences, and how a reader is told of each."""

from __future__ import annotations

EXACT, CLOSE, BROAD, NARROW, RELATED = (
    f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related")
)

INVERSE = {EXACT: EXACT, CLOSE: CLOSE, BROAD: NARROW, NARROW: BROAD, RELATED: RELATED}
"""The predicate of the same mapping read from its object."""

LABELS = {
    EXACT: "même compétence",
    CLOSE: "compétence proche",
    BROAD: "comprise dans l’autre",
    NARROW: "comprend l’autre",
    RELATED: "même thème",
}
"""The predicates in words, seen from the subject."""

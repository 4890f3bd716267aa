"""What of the closure a store keeps: what somebody reads.

Statements in terms of other models (PROV, ELM, ELI, FOAF, DCMI, SKOS) follow from our own by the axioms of the
ontology, and so do the links of an inverse that is read from its other end; `refgraph export --profile interop` and
whoever reasons over the published ontology have them. A test holds that no question, rule of quality or module names
one.
"""

from __future__ import annotations

from refgraph.core.namespaces import RG, expand
from refgraph.graph.ntriples import TYPE, parts

READ_FOREIGN = frozenset({"dcterms:isReplacedBy"})
"""The terms of other models whose inferred statements are read."""

READ_BACKWARDS = frozenset(
    {
        "rg:inGroup",
        "rg:isActivityOf",
        "rg:isBlocOf",
        "rg:isCompetenceOf",
        "rg:isEvaluatedBy",
        "rg:isMobilisedIn",
        "rg:isSubActivityOf",
        "rg:referentialOf",
    }
)
"""Our inverses that nobody reads: a fiche finds the same links from the other end."""

_KEPT = frozenset(f"<{expand(name)}>".encode() for name in READ_FOREIGN)
_LEFT = frozenset(f"<{expand(name)}>".encode() for name in READ_BACKWARDS)
_OURS = f"<{RG}".encode()


def is_kept(line: bytes) -> bool:
    """Whether a store keeps the inferred statement ``line`` (N-Triples)."""
    _, predicate, value = parts(line)
    term = value if predicate == TYPE else predicate
    return term in _KEPT or (term.startswith(_OURS) and term not in _LEFT)

"""By what a link of an entity is known, where it is not simply printed: the layout, a person, a reviewed file."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import NBSP, day
from refgraph.core.namespaces import VOC
from refgraph.graph.store import Store
from refgraph.knowledge.things.properties import Properties

_ASSERTED = """SELECT ?property ?other ?basis ?ground ?person ?day ?reason {
  { ?assertion rg:linkSubject ?entity ; rg:linkObject ?other }
  UNION { ?assertion rg:linkObject ?entity ; rg:linkSubject ?other }
  ?assertion rg:linkProperty ?property ; rg:basis ?basis .
  OPTIONAL { ?assertion rg:ground ?ground } OPTIONAL { ?assertion rg:decidedBy ?person }
  OPTIONAL { ?assertion rg:decidedOn ?day } OPTIONAL { ?assertion rg:reason ?reason } }"""

_WORDS = {"deduit": "déduit", "saisi": "saisi", "externe": "autre source", "extrait": "imprimé"}

LinkEvidence = Mapping[tuple[str, str], str]
"""Property and other end of a link → by what it is known, in French."""


def evidence_of(store: Store, iri: str, known: Properties) -> LinkEvidence:
    """By what the links of ``iri`` are known, from its side and from the other; one that is not in it is printed."""
    found: dict[tuple[str, str], str] = {}
    for prop, other, *told in store.select(_ASSERTED, {"entity": NamedNode(iri)}).rows:
        if isinstance(prop, NamedNode) and isinstance(other, NamedNode):
            words = _words(*(term.value if isinstance(term, NamedNode | Literal) else "" for term in told))
            found[prop.value, other.value] = words
            if inverse := known.inverses.get(prop.value):
                found[inverse, other.value] = words
    return found


def _words(basis: str, ground: str, person: str, when: str, reason: str) -> str:
    """« déduit : cellule commune à plusieurs lignes », « saisi par A. Martin le 03/11/2026 : même action »."""
    words = _WORDS.get(basis.removeprefix(f"{VOC}basis/"), "")
    words += f" par {person}" if person else ""
    words += f" le {day(when)}" if when else ""
    why = ground or reason
    return f"{words}{NBSP}: {why}" if why else words

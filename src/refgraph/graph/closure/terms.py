"""Terms of our namespace that data use and the ontology does not declare: a misspelt name never passes for a fact."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from refgraph.core.errors import OntologyError
from refgraph.graph.closure.axioms import TYPE, compact, is_ours, read_axioms


class DeclaredTerms:
    """The terms that an ontology declares, to be held against any number of graphs."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        self._declared = read_axioms(ontology).terms()

    def undeclared(self, data: Iterable[Triple]) -> list[str]:
        """The compact names of classes and properties of our namespace that ``data`` use undeclared, sorted."""
        used: set[str] = set()
        for each in data:
            used.add(each.predicate.value)
            if each.predicate.value == TYPE and isinstance(each.object, NamedNode):
                used.add(each.object.value)
        return sorted(compact(term) for term in used if is_ours(term) and term not in self._declared)


def refuse_undeclared(undeclared: Iterable[str]) -> None:
    """Raises OntologyError that names the terms ``undeclared``, if there are any."""
    if unknown := sorted(set(undeclared)):
        raise OntologyError(
            f"les données emploient des termes que l’ontologie ne déclare pas\u00a0: {', '.join(unknown)}.",
            remedy="Corrigez leur nom, ou déclarez-les dans ontology/refgraph.ttl.",
        )

"""How an error names a thing: by its label in French and its identifier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import expand
from refgraph.graph.closure.axioms import compact
from refgraph.graph.terms import ObjectTerm

LABELS = (expand("rdfs:label"), expand("rg:statement"))
"""Where the name of a thing is: its label, or else the words that stand for one."""
_LONGEST = 80


class Names:
    """French labels of the subjects of some triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._labels: dict[ObjectTerm, str] = {
            each.subject: each.object.value
            for each in triples
            if each.predicate.value in LABELS and isinstance(each.object, Literal) and each.object.language == "fr"
        }

    def identifier(self, term: ObjectTerm) -> str:
        """The IRI with its prefix, where one is known."""
        return compact(term.value) if isinstance(term, NamedNode) else str(term)

    def thing(self, term: ObjectTerm) -> str:
        """« Label » (identifier), or the words of a literal."""
        if isinstance(term, Literal):
            return f"«\u00a0{_short(term.value)}\u00a0»"
        label = self._labels.get(term)
        identifier = self.identifier(term)
        return f"«\u00a0{_short(label)}\u00a0» ({identifier})" if label else identifier

    def term(self, term: ObjectTerm) -> str:
        """The label of a class, property or datatype, or its compact name."""
        return self._labels.get(term) or self.identifier(term)

    def of_all(self, row: Mapping[str, ObjectTerm]) -> dict[str, str]:
        """The names for one answer: ``p``, ``c`` and ``d`` are terms of the ontology, all else are things."""
        return {key: self.term(value) if key in "pcd" else self.thing(value) for key, value in row.items()}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

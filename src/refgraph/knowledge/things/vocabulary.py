"""The words that a query about the loaded data can use: prefixes, classes and properties that occur, by their names."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import PREFIXES
from refgraph.graph.store import Store
from refgraph.graph.store.serialisation import compact_iri

_CLASSES = "SELECT DISTINCT ?term { ?thing a ?term }"
_PROPERTIES = "SELECT DISTINCT ?term { ?subject ?term ?object }"
_LABELS = "SELECT ?term ?label { ?term rdfs:label ?label FILTER(LANG(?label) = 'fr') }"


@dataclass(frozen=True, slots=True)
class QueryName:
    """A name that a query may contain (``rg:hasBloc``, ``skos:``), its French label and what kind of name it is."""

    name: str
    label: str
    kind: str


def vocabulary(store: Store) -> list[QueryName]:
    """The prefixes of refgraph, then the classes and properties that occur in ``store``, by name."""
    labels = {
        term.value: label.value
        for term, label in store.select(_LABELS).rows
        if isinstance(term, NamedNode) and isinstance(label, Literal)
    }
    prefixes = [QueryName(f"{prefix}:", namespace, "préfixe") for prefix, namespace in sorted(PREFIXES.items())]
    classes = _words(store, _CLASSES, "classe", labels)
    return prefixes + classes + _words(store, _PROPERTIES, "propriété", labels)


def _words(store: Store, query: str, kind: str, labels: dict[str, str]) -> list[QueryName]:
    found = [term.value for (term,) in store.select(query).rows if isinstance(term, NamedNode)]
    named = {iri: _compact(iri) for iri in found}
    return sorted(
        (QueryName(name, labels.get(iri, name), kind) for iri, name in named.items() if name),
        key=lambda word: word.name,
    )


def _compact(iri: str) -> str | None:
    """``iri`` with the prefix of its namespace, None where it has none or the rest is no local name."""
    prefix, colon, rest = compact_iri(iri).partition(":")
    plain = rest.replace("_", "").replace("-", "").isalnum()
    return f"{prefix}:{rest}" if colon and prefix in PREFIXES and plain else None

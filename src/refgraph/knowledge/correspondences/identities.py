"""What certifications are and what they were read from, as a dossier hands it in: each fact as documents give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import day
from refgraph.core.table import Cell, Resource, Table
from refgraph.graph.store import Store

_SOURCES = """SELECT DISTINCT ?certification ?name ?checksum {
  ?certification rg:excerpt/oa:hasSource ?document . ?document dcterms:source ?name
  OPTIONAL { ?document rg:sha256 ?checksum }
} ORDER BY ?certification ?name"""
_FACTS = """SELECT DISTINCT ?certification ?fact ?value {
  { ?certification rg:rncpNumber ?value BIND ("number" AS ?fact) }
  UNION { ?certification rg:certifier ?one . ?one rdfs:label ?value BIND ("certifier" AS ?fact) }
  UNION { ?certification rg:level ?one . ?one rdfs:label ?value BIND ("level" AS ?fact) }
  UNION { ?certification rg:hasRegistration ?one . ?one rg:endDate ?value BIND ("end" AS ?fact) }
} ORDER BY ?certification ?fact ?value"""


def sources_table(store: Store, named: Mapping[str, str]) -> Table:
    """The documents of certifications (titles by IRI), each with the fingerprint of its bytes."""
    rows = [
        (Resource(iri, named[iri]), document, checksum or None)
        for iri, document, checksum in _asked(store, _SOURCES, named)
    ]
    return Table(("Certification", "Document", "Empreinte (SHA-256)"), tuple(rows), title="Sources")


def identities_table(store: Store, named: Mapping[str, str]) -> Table:
    """Number, certifiers, level and end of registration of certifications (titles by IRI); what none gives is None."""
    facts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for iri, fact, value in _asked(store, _FACTS, named):
        facts[iri, fact].append(value)

    def said(iri: str, fact: str) -> Cell:
        return ", ".join(facts[iri, fact]) or None

    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Resource(iri, title),
            *(said(iri, fact) for fact in ("number", "certifier", "level")),
            ", ".join(map(day, facts[iri, "end"])) or None,
        )
        for iri, title in named.items()
    )
    columns = ("Certification", "Numéro RNCP", "Certificateurs", "Niveau", "Fin d’enregistrement")
    return Table(columns, rows, title="Certifications")


def _asked(store: Store, query: str, named: Mapping[str, str]) -> list[list[str]]:
    rows = store.select(query, {"certification": [NamedNode(iri) for iri in named]}).rows
    return [[term.value if isinstance(term, NamedNode | Literal) else "" for term in row] for row in rows]

"""The status of a certification that is being written, in words of ADMS: said in its graph, and in its name."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import certification_iri
from refgraph.graph.triples.sheet import LABEL, RDF_TYPE
from refgraph.graph.triples.terms import named

UNDER_DEVELOPMENT = NamedNode("http://purl.org/adms/status/UnderDevelopment")
"""The status of what is being written (ADMS, controlled vocabulary of status)."""
DRAFT = "brouillon"


def as_draft(triples: Iterable[Triple], certification: str) -> list[Triple]:
    """``triples`` of a certification as those of a draft: its status is said, and the name under which it is shown.

    What its document prints as title stays as printed.
    """
    me = NamedNode(certification_iri(certification))
    told = [_named(triple) if (triple.subject, triple.predicate) == (me, LABEL) else triple for triple in triples]
    return [
        *told,
        Triple(me, named("adms:status"), UNDER_DEVELOPMENT),
        Triple(UNDER_DEVELOPMENT, RDF_TYPE, named("skos:Concept")),
        Triple(UNDER_DEVELOPMENT, named("skos:prefLabel"), Literal(DRAFT, language="fr")),
    ]


def _named(triple: Triple) -> Triple:
    assert isinstance(triple.object, Literal)
    return Triple(triple.subject, triple.predicate, Literal(f"{triple.object.value} ({DRAFT})", language="fr"))

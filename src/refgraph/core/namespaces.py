"""The prefixes that refgraph uses, in one table, and the IRIs of its own space.

IRIs are names, readable and hierarchical, made from codes and positions, never from free text.
"""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize
from urllib.parse import quote

BASE = "https://w3id.org/refgraph/"
RG = BASE + "ns#"
ID = BASE + "id/"
VOC = BASE + "voc/"
SHAPES = BASE + "shapes#"
GRAPH = BASE + "graph/"

PREFIXES: dict[str, str] = {
    "rg": RG,
    "id": ID,
    "voc": VOC,
    "rgsh": SHAPES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "adms": "http://www.w3.org/ns/adms#",
    "elm": "http://data.europa.eu/snb/model/elm/",
    "esco": "http://data.europa.eu/esco/model#",
    "eqf": "http://data.europa.eu/snb/eqf/",
    "easmt": "http://data.europa.eu/snb/assessment/",
    "ceterms": "https://purl.org/ctdl/terms/",
    "ceasn": "https://purl.org/ctdlasn/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "vann": "http://purl.org/vocab/vann/",
    "sh": "http://www.w3.org/ns/shacl#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "schema": "https://schema.org/",
}


def certification_iri(certification: str) -> str:
    """The IRI of a certification, from its RNCP number or the slug that the catalogue gives it."""
    return f"{ID}certification/{certification}"


def item_iri(certification: str, item: str) -> str:
    """The IRI of an item of a certification, from its record id (``bloc/1/competence/C14``)."""
    return f"{certification_iri(certification)}/{item}"


def certification_of(item: str) -> str:
    """The IRI of the certification to which an item (IRI) belongs.

    >>> certification_of("https://w3id.org/refgraph/id/certification/RNCP31919/bloc/1")
    'https://w3id.org/refgraph/id/certification/RNCP31919'
    """
    base = certification_iri("")
    return base + item.removeprefix(base).partition("/")[0]


def concept_iri(scheme: str, notation: str) -> str:
    """The IRI of a concept of one of our SKOS schemes; accents are dropped, what an IRI cannot hold is encoded.

    >>> concept_iri("basis", "déduit")
    'https://w3id.org/refgraph/voc/basis/deduit'
    """
    unaccented = "".join(char for char in normalize("NFD", notation) if not combining(char))
    return f"{VOC}{scheme}/{quote(unaccented, safe='')}"


def regulation_iri(key: str, article: str | None = None) -> str:
    """The IRI of a regulation of the register, or of one of its articles."""
    return f"{ID}regulation/{key}" + (f"/{article}" if article else "")


def organization_iri(key: str) -> str:
    """The IRI of an organisation, from its slug or ``siret/<14 digits>``."""
    return f"{ID}organization/{key}"


def document_iri(stem: str) -> str:
    """The IRI of a source document, from the stem of its file name; what an IRI cannot hold is percent-encoded."""
    return f"{ID}document/{quote(stem, safe='')}"


def graph_iri(name: str) -> str:
    """The IRI of a named graph: ``ontology``, ``vocabularies``, ``mappings``, ``certification/<id>``…"""
    return f"{GRAPH}{name}"


def is_inferred(graph: str) -> bool:
    """Whether a named graph (IRI) holds what follows, from one certification or from what belongs to none.

    >>> is_inferred(graph_iri("inferred/RNCP31919")), is_inferred(graph_iri("certification/inferred"))
    (True, False)
    """
    return graph.removeprefix(GRAPH).partition("/")[0] == "inferred"


@cache
def expand(curie: str) -> str:
    """The IRI that a compact name stands for.

    Raises KeyError for a prefix that `PREFIXES` does not hold.

    >>> expand("rg:Bloc")
    'https://w3id.org/refgraph/ns#Bloc'
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local

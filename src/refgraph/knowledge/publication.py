"""What is published at the IRIs of the ontology, of its vocabularies and shapes, and of the dataset.

Each of them is a document with a path below our namespace (``ns``, ``ns/1.0.0``, ``voc/niveau/6``, ``shapes``,
``dataset``), the statements that it makes, and the terms that a reader finds in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core import assets
from refgraph.core.namespaces import BASE, PREFIXES, VOC, expand, graph_iri
from refgraph.graph.closure.axioms import compact
from refgraph.graph.ontology import read_published, read_turtle
from refgraph.graph.store import Store
from refgraph.knowledge.labels import natural

ONTOLOGY, VOCABULARIES, SHAPES, DATASET = "ns", "voc", "shapes", "dataset"

_TITLES = {
    ONTOLOGY: "Ontologie des référentiels de certification",
    VOCABULARIES: "Vocabulaires",
    SHAPES: "Règles de qualité",
    DATASET: "Jeu de données",
}
_ABOUT = f"""CONSTRUCT {{ ?entity ?property ?value }} WHERE {{ GRAPH ?graph {{ ?entity ?property ?value }}
  FILTER(!STRSTARTS(STR(?graph), "{graph_iri("inferred")}")) }}"""
_CONCEPTS = f"""SELECT DISTINCT ?concept ?scheme {{
  ?concept skos:inScheme ?scheme FILTER(STRSTARTS(STR(?scheme), "{VOC}")) }}"""
_SCHEMES = f'SELECT DISTINCT ?scheme {{ ?scheme a skos:ConceptScheme FILTER(STRSTARTS(STR(?scheme), "{VOC}")) }}'
_NAMES = tuple(map(expand, ("skos:prefLabel", "sh:name", "rdfs:label", "dcterms:title")))
_DEFINITIONS = tuple(map(expand, ("skos:definition", "rdfs:comment", "rgsh:why", "dcterms:description")))
_TYPE = expand("rdf:type")


@dataclass(frozen=True)
class PublishedTerm:
    """A term as a reader finds it: its IRI and compact name, French words, and what else is said of it.

    ``anchor`` is its place in the page. ``facts`` are compact names of properties with texts or IRIs.
    """

    iri: str
    name: str
    anchor: str
    label: str
    definition: str
    facts: tuple[tuple[str, tuple[str | NamedNode, ...]], ...]


@dataclass(frozen=True)
class Publication:
    """A document at ``BASE + path``: its title, what it says, and its terms in the order of a reader."""

    path: str
    title: str
    triples: tuple[Triple, ...]
    terms: tuple[PublishedTerm, ...]

    def serialised(self, form: ox.RdfFormat) -> bytes:
        """What it says in the RDF format ``form``, with the prefixes that it needs."""
        text = " ".join(map(str, self.triples))
        prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in text}
        content = ox.serialize(self.triples, format=form, prefixes=prefixes)
        assert content is not None
        return content


def paths(store: Store) -> list[str]:
    """The path of every document that is published of ``store``, sorted as people count."""
    rows = [*store.select(_SCHEMES).rows, *store.select(_CONCEPTS).rows]
    named = {term.value.removeprefix(BASE) for row in rows for term in row if isinstance(term, NamedNode)}
    found = [ONTOLOGY, f"{ONTOLOGY}/{version()}", VOCABULARIES, SHAPES, DATASET, *named]
    return sorted(found, key=natural)


def version() -> str:
    """The version of the ontology, as its header says it."""
    said = (each.object for each in read_published() if each.predicate.value == expand("owl:versionInfo"))
    return next(info.value for info in said if isinstance(info, Literal))


def publication(store: Store, path: str) -> Publication | None:
    """What is published at ``path``; None where there is nothing."""
    head = path.partition("/")[0]
    triples = dict.fromkeys(_statements(store, path))
    if not triples:
        return None
    terms = tuple(_terms(triples))
    title = next((term.label for term in terms if term.iri == BASE + path and term.label), _TITLES[head])
    return Publication(path, title, tuple(triples), terms)


def _statements(store: Store, path: str) -> Iterable[Triple]:
    if path == ONTOLOGY or (path.startswith(f"{ONTOLOGY}/") and path == f"{ONTOLOGY}/{version()}"):
        return read_published()
    if path == SHAPES:
        return [each for file in sorted(assets.shapes().glob("*.ttl")) for each in read_turtle(file)]
    if path == DATASET:
        provenance = graph_iri("provenance")
        return store.export(provenance) if provenance in store.graphs() else []
    if path == VOCABULARIES:
        return _about(store, [row[0] for row in store.select(_SCHEMES).rows])
    if path.startswith(f"{VOCABULARIES}/"):
        return _vocabulary(store, path)
    return []


def _vocabulary(store: Store, path: str) -> Iterable[Triple]:
    """What is said of the scheme or concept at ``path``; a scheme comes with its concepts."""
    try:
        me = NamedNode(BASE + path)
    except ValueError:
        return []
    members = [row[0] for row in store.select(_CONCEPTS).rows if row[1] == me]
    tops = [Triple(me, NamedNode(expand("skos:hasTopConcept")), one) for one in members if isinstance(one, NamedNode)]
    return [*_about(store, [me]), *tops, *_about(store, members)]


def _about(store: Store, entities: Iterable[object]) -> Iterator[Triple]:
    for entity in entities:
        if isinstance(entity, NamedNode):
            yield from sorted(store.construct(_ABOUT, {"entity": entity}), key=str)


def _terms(triples: Iterable[Triple]) -> Iterator[PublishedTerm]:
    said: dict[str, list[Triple]] = {}
    for each in triples:
        if isinstance(each.subject, NamedNode) and each.subject.value.startswith(BASE):
            said.setdefault(each.subject.value, []).append(each)
    for iri in sorted(said, key=natural):
        yield _term(iri, said[iri])


def _term(iri: str, said: list[Triple]) -> PublishedTerm:
    facts: dict[str, list[str | NamedNode]] = {}
    for each in said:
        value = _value(each)
        if value is not None and each.predicate.value not in (*_NAMES, *_DEFINITIONS):
            facts.setdefault(compact(each.predicate.value), []).append(value)
    return PublishedTerm(
        iri=iri,
        name=compact(iri),
        anchor=iri.rpartition("#")[2] if "#" in iri else iri.removeprefix(BASE),
        label=_french(said, _NAMES),
        definition=_french(said, _DEFINITIONS),
        facts=tuple((name, tuple(values)) for name, values in facts.items()),
    )


def _value(triple: Triple) -> str | NamedNode | None:
    value = triple.object
    if isinstance(value, NamedNode):
        return value
    if isinstance(value, Literal):
        return f"{value.value} ({value.language})" if value.language else value.value
    return None


def _french(said: list[Triple], predicates: Iterable[str]) -> str:
    texts = [
        (each.predicate.value, each.object)
        for each in said
        if isinstance(each.object, Literal) and each.object.language in ("fr", None)
    ]
    return next((text.value for wanted in predicates for predicate, text in texts if predicate == wanted), "")

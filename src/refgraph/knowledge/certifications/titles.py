"""The certifications of a store as lists offer them: by title and clientèle, without what they say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from refgraph.core.table import Resource
from refgraph.graph.store import Store
from refgraph.graph.triples import UNDER_DEVELOPMENT

_TITLES = f"""SELECT ?certification ?title ?segment ?label ?status WHERE {{
  ?certification a rg:Certification ; rdfs:label ?title
  OPTIONAL {{ ?certification adms:status ?status FILTER (?status = {UNDER_DEVELOPMENT}) }}
  OPTIONAL {{ ?certification rg:targetsSegment ?segment
    OPTIONAL {{ ?segment skos:prefLabel ?label FILTER (lang(?label) IN ("fr", "")) }} }}
}} ORDER BY ?certification ?title ?segment"""


@dataclass(frozen=True)
class Titled:
    """A certification as it is offered to choose from."""

    iri: str
    title: str
    segments: tuple[Resource, ...] = ()
    is_draft: bool = False


def titles(store: Store) -> list[Titled]:
    """Every certification of ``store``, in the order of their IRIs."""
    found: dict[str, Titled] = {}
    for certification, title, segment, label, status in store.select(_TITLES).rows:
        assert isinstance(certification, NamedNode)
        assert isinstance(title, Literal)
        known = found.setdefault(certification.value, Titled(certification.value, title.value, (), status is not None))
        if isinstance(segment, NamedNode):
            name = label.value if isinstance(label, Literal) else segment.value.rpartition("/")[2]
            segments = dict.fromkeys((*known.segments, Resource(segment.value, name)))
            found[certification.value] = replace(known, segments=tuple(segments))
    return list(found.values())

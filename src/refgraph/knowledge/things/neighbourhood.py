"""What stands around an entity, step by step, never more than can be read at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import NamedNode

from refgraph.core.namespaces import expand, graph_iri
from refgraph.graph.store import Store
from refgraph.knowledge.labels import Ref, natural, refs
from refgraph.knowledge.things.properties import Properties, properties

MOST_NODES = 80
"""More than this is no picture that a person can read."""

_AWAY = " , ".join(f"<{graph_iri(name)}>" for name in ("ontology", "vocabularies", "provenance"))
_LINKS = f"""SELECT DISTINCT ?from ?property ?to {{
  {{ GRAPH ?graph {{ ?near ?property ?to }} BIND(?near AS ?from) }}
  UNION {{ GRAPH ?graph {{ ?from ?property ?near }} BIND(?near AS ?to) }}
  FILTER(?graph NOT IN ({_AWAY}) && !STRSTARTS(STR(?graph), "{graph_iri("inferred")}") && isIRI(?to)) }}"""
_PAPER = {
    expand(curie)
    for curie in ("rg:excerpt", "rg:mainExcerpt", "rg:describedIn", "rg:hasReferential", "skos:inScheme", "rdf:type")
}


@dataclass(frozen=True, slots=True)
class Node:
    """An entity and its distance from the centre."""

    ref: Ref
    distance: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A told link between two nodes (IRIs), by its readable name."""

    source: str
    target: str
    name: str


@dataclass(frozen=True)
class Neighbourhood:
    """The nodes nearest to the centre (the first) and the links among them; ``total`` counts those left out as well."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int


def neighbourhood(
    store: Store, iri: str, depth: int = 1, kinds: Collection[str] = (), limit: int = MOST_NODES
) -> Neighbourhood:
    """The entities within ``depth`` told links of ``iri``.

    ``kinds`` are the keys of the kinds to keep (all when empty): others are neither shown nor passed through.
    """
    known = properties(store)
    distances, found, frontier = {iri: 0}, dict[Edge, None](), [iri]
    named = refs(store, [iri])
    for distance in range(1, depth + 1):
        edges = _links(store, frontier, known)
        fresh = {end for edge in edges for end in (edge.source, edge.target)} - named.keys()
        named |= refs(store, sorted(fresh))
        allowed = {one for one in fresh if _is_shown(named[one], kinds)}
        found |= dict.fromkeys(edges)
        distances |= dict.fromkeys(allowed, distance)
        frontier = sorted(allowed)
        if not frontier:
            break
    nearest = sorted(distances, key=lambda one: (distances[one], named[one].kind.column, natural(one)))[:limit]
    shown = set(nearest)
    kept = [edge for edge in found if edge.source in shown and edge.target in shown]
    return Neighbourhood(
        nodes=tuple(Node(named[one], distances[one]) for one in nearest),
        edges=tuple(sorted(kept, key=lambda edge: (natural(edge.source), natural(edge.target), edge.name))),
        total=len(distances),
    )


def _is_shown(ref: Ref, kinds: Collection[str]) -> bool:
    """Things of our kinds only: concepts of schemes say what an entity is, not what it is next to."""
    return bool(ref.kind.classes) and (not kinds or ref.kind.key in kinds)


def _links(store: Store, frontier: list[str], known: Properties) -> list[Edge]:
    rows = store.select(_LINKS, {"near": [NamedNode(iri) for iri in frontier]}).rows
    edges = []
    for source, prop, target in rows:
        if not (isinstance(source, NamedNode) and isinstance(prop, NamedNode) and isinstance(target, NamedNode)):
            continue
        name = known.label(prop.value)
        if name and prop.value not in _PAPER and source != target:
            edges.append(Edge(source.value, target.value, name))
    return edges

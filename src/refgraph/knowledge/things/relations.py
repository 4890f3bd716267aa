"""What links an entity to others, each link once, read from the entity's side, told or inferred."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import is_inferred
from refgraph.graph.store import Store
from refgraph.knowledge.labels import Ref, natural, refs
from refgraph.knowledge.things.evidence import LinkEvidence
from refgraph.knowledge.things.properties import Properties

_OUTGOING = "SELECT ?property ?value ?graph { GRAPH ?graph { ?entity ?property ?value } }"
_INCOMING = "SELECT ?property ?value ?graph { GRAPH ?graph { ?value ?property ?entity } }"


@dataclass(frozen=True, slots=True)
class Related:
    """An entity at the other end of a link; ``inferred`` when no document or file says the link, only the closure.

    ``known_by`` says by what the link is known, in French; empty where the document prints it.
    """

    ref: Ref
    inferred: bool
    known_by: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """All links of one name, such as « comporte le bloc »."""

    name: str
    related: tuple[Related, ...]

    @property
    def is_inferred(self) -> bool:
        """Whether every link is inferred."""
        return all(one.inferred for one in self.related)


@dataclass(frozen=True, slots=True)
class PropertyStatement:
    """One statement about the entity: outgoing, or incoming when ``reverse``; literal or other entity."""

    prop: str
    value: NamedNode | Literal
    reverse: bool
    inferred: bool


def statements(store: Store, iri: str, known: Properties) -> list[PropertyStatement]:
    """Every statement about ``iri`` that a reader may see, each once, the narrowest property of each link only."""
    found: dict[tuple[str, NamedNode | Literal, bool], bool] = {}
    for query, reverse in ((_OUTGOING, False), (_INCOMING, True)):
        for prop, value, graph in store.select(query, {"entity": NamedNode(iri)}).rows:
            if not isinstance(prop, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            if known.label(prop.value) is None:
                continue
            key = _one_way(prop.value, value, reverse, known)
            inferred = isinstance(graph, NamedNode) and is_inferred(graph.value)
            found[key] = inferred and found.get(key, True)
    wider = {(broad, value, back) for prop, value, back in found for broad in _all_wider(prop, known)}
    return [PropertyStatement(*key, inferred) for key, inferred in found.items() if key not in wider]


def relations(
    store: Store, said: list[PropertyStatement], known: Properties, evidence: LinkEvidence
) -> tuple[Relation, ...]:
    """The links among ``said``, grouped under their readable names, each with its ``evidence``."""
    links = [one for one in said if isinstance(one.value, NamedNode)]
    named = refs(store, [one.value.value for one in links])
    groups: dict[str, dict[str, Related]] = {}
    for one in links:
        name = known.reverse(one.prop) if one.reverse else known.label(one.prop)
        related = Related(named[one.value.value], one.inferred, evidence.get((one.prop, one.value.value), ""))
        before = groups.setdefault(name or one.prop, {}).get(related.ref.iri)
        if before is None or before.inferred:
            groups[name or one.prop][related.ref.iri] = related
    made = [Relation(name, tuple(sorted(related.values(), key=_place))) for name, related in groups.items()]
    return tuple(sorted(made, key=lambda one: (one.is_inferred, _place(one.related[0]), one.name)))


def _place(related: Related) -> tuple[int, list[tuple[int, str]]]:
    return related.ref.kind.column, natural(related.ref.iri)


def _one_way(
    prop: str, value: NamedNode | Literal, reverse: bool, known: Properties
) -> tuple[str, NamedNode | Literal, bool]:
    """A link and its inverse are one link: the one that starts at the entity."""
    inverse = known.inverses.get(prop)
    return (inverse, value, False) if reverse and inverse and known.label(inverse) else (prop, value, reverse)


def _all_wider(prop: str, known: Properties) -> set[str]:
    found: set[str] = set()
    todo = set(known.wider.get(prop, ()))
    while todo:
        found |= todo
        todo = {broad for one in todo for broad in known.wider.get(one, ())} - found
    return found

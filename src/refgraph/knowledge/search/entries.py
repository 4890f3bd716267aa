"""What of the graph can be found: each entity with its words, where it stands, and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from refgraph.core.text import fold
from refgraph.graph.store import Store
from refgraph.knowledge.labels import Ref, all_refs, ancestors, natural
from refgraph.knowledge.search.words import stems
from refgraph.model.kinds import KINDS, UNSEARCHED

_RANK = {kind.key: rank for rank, kind in enumerate(KINDS)}
_ALIASES = """SELECT ?entity ?alias {
  VALUES ?property { skos:altLabel skos:hiddenLabel rg:sourceCode rg:blocLocalCode rg:rncpNumber }
  ?entity ?property ?alias }"""
_LEVELS = 'SELECT ?entity ?name { ?entity rg:level/skos:prefLabel ?name . FILTER(LANG(?name) = "fr") }'


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entity as the index keeps it.

    ``place`` are the entities above it in a few words, ``certification`` the IRI of the one that it belongs to and
    ``level`` the French name of its level (both empty where there is none); ``aliases`` are found but not shown.
    """

    ref: Ref
    place: str
    certification: str
    level: str
    aliases: str

    def row(self) -> tuple[str | int, ...]:
        """IRI, kind, rank of the kind, code, label, place, certification, level, and codes and other names folded."""
        ref = self.ref
        rank = _RANK[ref.kind.key]
        names = self.words()[0]
        return ref.iri, ref.kind.key, rank, ref.code, ref.label, self.place, self.certification, self.level, names

    @property
    def text(self) -> str:
        """All that can be found of it, as it is written."""
        return f"{self.ref.code} {self.aliases} {self.ref.label}"

    def words(self) -> tuple[str, str, str]:
        """Codes and other names, the folded label, and its stems."""
        folded = fold(self.ref.label)
        return fold(f"{self.ref.code} {self.aliases}"), folded, " ".join(stems(folded))


def entries(store: Store) -> Iterator[Indexed]:
    """Everything that can be found, by kind and then in the order of the documents."""
    named = all_refs(store)
    aliases, levels = _texts(store, _ALIASES), _texts(store, _LEVELS)
    searched = [ref for ref in named.values() if ref.kind.key not in UNSEARCHED]
    for ref in sorted(searched, key=lambda one: (_RANK[one.kind.key], natural(one.iri))):
        above = [named[iri] for iri in (*ancestors(ref.iri), ref.iri) if iri in named]
        owner = next((one.iri for one in above if one.kind.key == "certification"), "")
        level = next(iter(levels.get(owner, [])), "")
        yield Indexed(ref, _place(above[:-1]), owner, level, " ".join(sorted(aliases.get(ref.iri, []))))


def _place(above: list[Ref]) -> str:
    return " › ".join(
        f"Bloc {one.code}" if one.kind.key == "bloc" else f"{one.code} {one.label}".strip() for one in above
    )


def _texts(store: Store, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity, text in store.select(query).rows:
        if isinstance(entity, NamedNode) and isinstance(text, Literal):
            found.setdefault(entity.value, []).append(text.value)
    return found

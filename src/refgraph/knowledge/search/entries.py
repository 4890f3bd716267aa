"""What of the graph can be found: each entity with its words, where it stands, and what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
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


class IndexRow(Struct, frozen=True, array_like=True):
    """An entity as the index keeps it.

    ``rank`` is that of its kind and ``order`` a text that sorts it among those of its kind. ``place`` are the entities
    above it in a few words, ``certification`` the IRI of the one that it belongs to and ``level`` the French name of
    its level (both empty where there is none); ``aliases`` are found but not shown. ``names`` are codes and aliases as
    they are searched, ``folded`` and ``stems`` the words of the label.
    """

    iri: str
    kind: str
    rank: int
    order: str
    code: str
    label: str
    place: str
    certification: str
    level: str
    aliases: str
    names: str
    folded: str
    stems: str

    @property
    def text(self) -> str:
        """All that can be found of it, as it is written."""
        return f"{self.code} {self.aliases} {self.label}"


def entries(store: Store, is_wanted: Callable[[str], bool] = lambda iri: True) -> Iterator[IndexRow]:
    """Everything that can be found and has a wanted IRI, by kind and then in the order of the documents."""
    named = all_refs(store)
    aliases, levels = _texts(store, _ALIASES), _texts(store, _LEVELS)
    searched = [ref for ref in named.values() if ref.kind.key not in UNSEARCHED and is_wanted(ref.iri)]
    for ref in sorted(searched, key=lambda one: (_RANK[one.kind.key], natural(one.iri))):
        above = [named[iri] for iri in (*ancestors(ref.iri), ref.iri) if iri in named]
        owner = next((one.iri for one in above if one.kind.key == "certification"), "")
        level = next(iter(levels.get(owner, [])), "")
        yield _row(ref, _place(above[:-1]), owner, level, " ".join(sorted(aliases.get(ref.iri, []))))


def _row(ref: Ref, place: str, certification: str, level: str, aliases: str) -> IndexRow:
    folded = fold(ref.label)
    return IndexRow(
        iri=ref.iri,
        kind=ref.kind.key,
        rank=_RANK[ref.kind.key],
        order=_order(ref.iri),
        code=ref.code,
        label=ref.label,
        place=place,
        certification=certification,
        level=level,
        aliases=aliases,
        names=fold(f"{ref.code} {aliases}"),
        folded=folded,
        stems=" ".join(stems(folded)),
    )


def _order(iri: str) -> str:
    """A text that sorts as `natural` does."""
    return "".join(f"\x02{number:020}\0" if number else f"\x01{text}\0" for number, text in natural(iri))


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

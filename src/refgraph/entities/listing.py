"""Everything there is, counted by kind, certification and level, and listed page by page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import NamedNode

from refgraph.entities.relations import natural
from refgraph.kinds import BY_KEY, KINDS
from refgraph.labels import Ref, all_refs, ancestors
from refgraph.store import Store

LISTED = tuple(kind.key for kind in KINDS if kind.key not in ("document", "excerpt", "referential"))
"""The kinds that people browse."""

_LEVELS = "SELECT ?certification ?name { ?certification rg:level/skos:prefLabel ?name . FILTER(LANG(?name) = 'fr') }"


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, its name, and how many entities have it beside the other filters."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity, and the name of the certification that it belongs to (empty for what belongs to none)."""

    ref: Ref
    where: str


@dataclass(frozen=True)
class Listing:
    """The entities that pass the filters, and what may be filtered further. Facets with nothing behind are left out."""

    entries: tuple[Entry, ...]
    kinds: tuple[Facet, ...]
    certifications: tuple[Facet, ...]
    levels: tuple[Facet, ...]


class Catalogue:
    """All entities of a store by kind, certification and level. Read once; a store does not change."""

    def __init__(self, store: Store) -> None:
        named = all_refs(store)
        levels = {
            row[0].value: row[1].value for row in store.select(_LEVELS).rows if isinstance(row[0], NamedNode) and row[1]
        }
        listed = sorted((ref for ref in named.values() if ref.kind.key in LISTED), key=_order)
        self._names = {ref.iri: ref.label for ref in listed if ref.kind.key == "certification"}
        self._rows = [(ref, *_belonging(ref.iri, self._names, levels)) for ref in listed]

    def select(self, kind: str = "", certification: str = "", level: str = "") -> Listing:
        """The entities of a kind (key), of a certification (IRI), of a level (French name); empty: of any."""
        wanted = (kind, certification, level)
        passed = [row for row in self._rows if _passes(row, wanted)]
        counts = [
            Counter(_values(row)[place] for row in self._rows if _passes(row, wanted, but=place)) for place in range(3)
        ]
        return Listing(
            entries=tuple(
                Entry(row[0], self._names[row[1]] if row[1] and row[1] != row[0].iri else "") for row in passed
            ),
            kinds=tuple(Facet(key, BY_KEY[key].plural, counts[0][key]) for key in LISTED if counts[0][key]),
            certifications=tuple(
                Facet(iri, name, counts[1][iri]) for iri, name in self._names.items() if counts[1][iri]
            ),
            levels=tuple(Facet(name, name, count) for name, count in sorted(counts[2].items()) if name),
        )


_Row = tuple[Ref, str, str]


def _order(ref: Ref) -> tuple[int, list[tuple[int, str]]]:
    return LISTED.index(ref.kind.key), natural(ref.iri)


def _belonging(iri: str, certifications: dict[str, str], levels: dict[str, str]) -> tuple[str, str]:
    above = next((one for one in (*ancestors(iri), iri) if one in certifications), "")
    return above, levels.get(above, "")


def _values(row: _Row) -> tuple[str, str, str]:
    return row[0].kind.key, row[1], row[2]


def _passes(row: _Row, wanted: tuple[str, str, str], but: int = -1) -> bool:
    return all(
        not want or place == but or want == have
        for place, (want, have) in enumerate(zip(wanted, _values(row), strict=True))
    )

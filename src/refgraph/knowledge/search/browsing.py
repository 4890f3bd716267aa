"""Everything there is, counted by kind, certification and level, and listed page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from refgraph.knowledge.labels import Ref
from refgraph.knowledge.search.matching import Ask
from refgraph.model.kinds import BY_KEY, KINDS

MOST_CERTIFICATIONS = 40
"""A filter offers no more than that; the search finds the others."""

_FILTERS = {name: f"(:{name} = '' OR entry.{name} = :{name})" for name in ("kind", "certification", "level")}


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, its name, and how many entities have it beside the other filters."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """An entity, and the name of the certification that it belongs to (empty for what belongs to none)."""

    ref: Ref
    where: str


@dataclass(frozen=True)
class Listing:
    """Entities that pass the filters, from ``start`` (0) on, their ``total``, and what may be filtered further.

    Facets with nothing behind them are left out; of many certifications those with most entities are offered.
    """

    entries: tuple[ListedEntity, ...]
    start: int
    total: int
    kinds: tuple[Facet, ...]
    certifications: tuple[Facet, ...]
    levels: tuple[Facet, ...]


def browse(ask: Ask, kind: str, certification: str, level: str, start: int, size: int) -> Listing:
    """The entities that pass the filters, from ``start`` (0) on, at most ``size``; beyond the end, the last page."""
    values: dict[str, Any] = {"kind": kind, "certification": certification, "level": level, "size": size}
    passed = " AND ".join(_FILTERS.values())
    total = ask(f"SELECT count(*) FROM entry WHERE {passed}", values)[0][0]
    values["start"] = start if start < total else max(0, (total - 1) // size * size)
    rows = ask(
        "SELECT entry.iri, entry.kind, entry.code, entry.label, owner.label FROM entry "
        "LEFT JOIN certification AS owner ON owner.iri = entry.certification AND owner.iri <> entry.iri "
        f'WHERE {passed} ORDER BY entry.rank, entry."order" LIMIT :size OFFSET :start',
        values,
    )
    kinds = dict(_counts(ask, "kind", values))
    return Listing(
        entries=tuple(
            ListedEntity(Ref(iri, label, BY_KEY[key], code), owner or "") for iri, key, code, label, owner in rows
        ),
        start=values["start"],
        total=total,
        kinds=tuple(Facet(one.key, one.plural, kinds[one.key]) for one in KINDS if one.key in kinds),
        certifications=_certifications(ask, values),
        levels=tuple(Facet(name, name, count) for name, count in sorted(_counts(ask, "level", values)) if name),
    )


def _counts(ask: Ask, column: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """How many entities have each value of a column beside the filters on the others."""
    others = " AND ".join(condition for name, condition in _FILTERS.items() if name != column)
    return ask(f"SELECT {column}, count(*) FROM entry WHERE {others} GROUP BY {column}", values)


def _certifications(ask: Ask, values: dict[str, Any]) -> tuple[Facet, ...]:
    counts = dict(_counts(ask, "certification", values))
    largest = sorted((iri for iri in counts if iri), key=lambda iri: -counts[iri])[:MOST_CERTIFICATIONS]
    chosen = {*largest, values["certification"]}
    names = ask('SELECT iri, label FROM certification ORDER BY "order"', {})
    return tuple(Facet(iri, label, counts[iri]) for iri, label in names if iri in chosen and iri in counts)

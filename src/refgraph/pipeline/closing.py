"""What follows from the statements of certifications, what their check finds, and by what words they are searched."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from msgspec import Struct
from pyoxigraph import Quad, Store

from refgraph.core.namespaces import RG, expand
from refgraph.graph.closure import Contradiction, is_kept
from refgraph.graph.ntriples import TYPE, digest, parts, triples_of
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.validation.report_file import encoded
from refgraph.knowledge.search.entries import IndexRow, entries
from refgraph.pipeline.background import Background
from refgraph.pipeline.grouping import UnitGroup
from refgraph.pipeline.unit import UnitStatements

_CLASS = f"<{RG}".encode()
_DATE = f"^^<{expand('xsd:date')}>".encode()


class Closed(Struct, frozen=True):
    """What a build must know of a group that is closed and checked.

    ``digests`` and ``sizes`` are of the graphs ``inferred/<id>``, ``rows`` the checksums of the search rows of each
    certification. ``common`` is what follows and names nothing of them, ``shared`` what is said or follows of things
    of no one and could contradict others. ``findings`` are as `encoded`; ``members`` tells how many things there are
    of each class.
    """

    digests: dict[str, str]
    sizes: dict[str, int]
    rows: dict[str, str]
    common: tuple[bytes, ...]
    shared: tuple[bytes, ...]
    contradictions: tuple[Contradiction, ...]
    findings: bytes
    members: dict[bytes, int]


class Consequences(Struct, frozen=True):
    """The lines of the graphs ``inferred/<id>`` by name, and the search rows by certification."""

    graphs: dict[str, tuple[bytes, ...]]
    rows: dict[str, tuple[IndexRow, ...]]


def close_group(
    group: UnitGroup, statements: Sequence[UnitStatements], around: Sequence[bytes], background: Background
) -> tuple[Closed, Consequences]:
    """``group``, whose units say ``statements``; ``around`` is what is said of the things of no one that they name."""
    own = [line for each in statements for lines in each.graphs.values() for line in lines]
    common = [line for unit in group.units for line in unit.common]
    beside = background.said if group.with_background else ()
    known = (*beside, *(background.inferred if beside else background.links))
    store, follows = background.program.close(dict.fromkeys([*own, *common, *known]))
    new = [line for line in follows if line not in background.known]
    graphs: dict[str, tuple[bytes, ...]] = {}
    left = new
    for unit in group.units:
        mine, left = unit.holding.split(left)
        graphs[f"inferred/{unit.certification}"] = tuple(line for line in mine if is_kept(line))
    contradictions = contradicted(store, own, background)
    rows = _rows(group, store, around)
    closed = Closed(
        digests={name: digest(lines) for name, lines in graphs.items()},
        sizes={name: len(lines) for name, lines in graphs.items()},
        rows={name: checksum(found) for name, found in rows.items()},
        common=tuple(left),
        shared=tuple(_shared(group, [*own, *common, *new], background)),
        contradictions=tuple(contradictions),
        findings=encoded(background.rules.check(dict.fromkeys([*own, *common, *around, *beside]))),
        members=dict(counted(_owned(group, [*own, *new]))),
    )
    return closed, Consequences(graphs, rows)


def contradicted(store: Store, said: Iterable[bytes], background: Background) -> list[Contradiction]:
    """Where the closed graph in ``store``, made from ``said``, contradicts the ontology.

    A date that no calendar has is none: the document says it, and a rule of quality tells it.
    """
    for triple in triples_of(line for line in said if _is_no_day(line)):
        store.remove(Quad(triple.subject, triple.predicate, triple.object))
    return background.consistency.contradictions(store)


def counted(lines: Iterable[bytes]) -> Counter[bytes]:
    """How many things there are of each class of ours, by its IRI as N-Triples writes it."""
    found = (parts(line) for line in lines)
    return Counter(
        kind
        for kind, _ in {(value, subject) for subject, predicate, value in found if predicate == TYPE}
        if kind.startswith(_CLASS)
    )


def _is_no_day(line: bytes) -> bool:
    _, _, value = parts(line)
    if not value.endswith(_DATE):
        return False
    try:
        date.fromisoformat(value[1 : -len(_DATE) - 1].decode())
    except ValueError:
        return True
    return False


def _rows(group: UnitGroup, store: Store, around: Iterable[bytes]) -> dict[str, tuple[IndexRow, ...]]:
    """The search rows of each certification of ``group``, whose closed graph is in ``store``."""
    store.extend(Quad(each.subject, each.predicate, each.object) for each in triples_of(around))
    holdings = {unit.certification: unit.holding for unit in group.units}
    found: dict[str, list[IndexRow]] = {name: [] for name in holdings}

    def whose(iri: str) -> str | None:
        return next((name for name, holding in holdings.items() if holding.has(f"<{iri}>".encode())), None)

    for row in entries(EmbeddedStore(store), lambda iri: whose(iri) is not None):
        found[whose(row.iri) or ""].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def _shared(group: UnitGroup, lines: Sequence[bytes], background: Background) -> list[bytes]:
    left = list(lines)
    for unit in group.units:
        left = background.consistency.shared(left, unit.holding)
    return left


def _owned(group: UnitGroup, lines: Iterable[bytes]) -> list[bytes]:
    holdings = [unit.holding for unit in group.units]
    return [line for line in lines if any(holding.has(line) for holding in holdings)]


def checksum(rows: Sequence[IndexRow]) -> str:
    """The checksum of some rows of the search."""
    return hashlib.sha256(msgspec.msgpack.encode(rows)).hexdigest()[:32]

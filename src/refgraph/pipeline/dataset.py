"""The whole dataset, from its parts: which graph has which statements, each once, what is wrong, and what is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
from msgspec import Struct

from refgraph import __version__
from refgraph.graph.closure import Contradiction, is_kept, refuse, refuse_undeclared
from refgraph.graph.ntriples import digest, lines_of, loaded
from refgraph.graph.ownership import owner
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.triples import dataset_graph
from refgraph.graph.validation import Report
from refgraph.graph.validation.report_file import decoded
from refgraph.knowledge.search.entries import IndexRow, entries
from refgraph.pipeline.closing import Closed, checksum, counted
from refgraph.pipeline.grouping import UnitGroup
from refgraph.pipeline.surroundings import Surroundings
from refgraph.pipeline.unit import Unit
from refgraph.pipeline.workshop import Workshop
from refgraph.workspace import Cache

SearchRows = Mapping[str, tuple[str, Callable[[], Sequence[IndexRow]]]]
"""The checksum of the search rows of each certification, and what gives them; of no one's under an empty name."""


@dataclass(frozen=True)
class NamedGraph:
    """A named graph: the checksum of its lines, how many they are, and what gives them."""

    digest: str
    size: int
    lines: Callable[[], Sequence[bytes]]

    @classmethod
    def of(cls, lines: Sequence[bytes]) -> NamedGraph:
        """The graph of these lines."""
        return cls(digest(lines), len(lines), lambda: lines)


class _Across(Struct, frozen=True):
    """What is worked out from the statements on things of no certification."""

    contradictions: tuple[Contradiction, ...]
    rows: tuple[IndexRow, ...]


class WholeDataset:
    """The dataset that ``units`` and their closed ``groups`` make beside the background.

    Raises:
        OntologyError: a term is not declared.
        InconsistentGraphError: the graph contradicts the ontology.
    """

    def __init__(
        self,
        workshop: Workshop,
        units: Sequence[Unit],
        surroundings: Surroundings,
        groups: Sequence[UnitGroup],
        closed: Sequence[Closed],
        cache: Cache,
    ) -> None:
        self._workshop = workshop
        self._background = workshop.background
        self._units = units
        self._groups = groups
        self._closed = closed
        self._cache = cache
        self._used: set[str] = set()
        self._surroundings = surroundings
        refuse_undeclared([*self._background.undeclared, *(term for unit in units for term in unit.undeclared)])
        found = [*self._background.contradictions, *self._across.contradictions]
        refuse(sorted({*found, *(each for one in closed for each in one.contradictions)}))

    def graphs(self, mappings: Sequence[bytes], issued: str | None) -> dict[str, NamedGraph]:
        """Every graph by its name, without empty ones of certifications; ``mappings`` are the lines of that graph."""
        graphs = {name: NamedGraph.of(lines) for name, lines in self._background.graphs.items()}
        graphs |= dict(self._certifications())
        graphs["mappings"] = NamedGraph.of(mappings)
        graphs["inferred"] = NamedGraph.of([line for line in self._inferred if is_kept(line)])
        graphs |= dict(self._followed())
        graphs = {name: graph for name, graph in graphs.items() if graph.size or "/" not in name}
        sources = {f"certification/{unit.certification}": unit.document for unit in self._units}
        sizes = {name: graph.size for name, graph in graphs.items()}
        described = dataset_graph(sources, sizes, self._classes(), __version__, issued)
        return {**graphs, "provenance": NamedGraph.of(lines_of(described))}

    def report(self) -> Report:
        """What the check finds."""
        background = self._background
        found = [each for closed in self._closed for each in decoded(closed.findings)]
        if not any(group.with_background for group in self._groups):
            found += decoded(background.findings)
        extracts = [background.rules.extract(background.said), *(unit.crossing.extract for unit in self._units)]
        return Report.of([*found, *background.rules.check_across(extracts)])

    def rows(self) -> SearchRows:
        """What is found by words."""
        found: dict[str, tuple[str, Callable[[], Sequence[IndexRow]]]] = {
            "": (checksum(self._across.rows), lambda: self._across.rows)
        }
        sums = {name: one for closed in self._closed for name, one in closed.rows.items()}
        for unit in self._units:
            found[unit.certification] = (sums[unit.certification], self._rows_of(unit))
        return found

    def clean(self) -> None:
        """Remove what was worked out for other builds and has been of no use for days."""
        self._cache.clean(self._used)

    def _rows_of(self, unit: Unit) -> Callable[[], Sequence[IndexRow]]:
        return lambda: self._workshop.consequences(unit).rows[unit.certification]

    def _certifications(self) -> Iterator[tuple[str, NamedGraph]]:
        """What the documents say; a statement that names nothing of theirs stands where the first of them says it."""
        seen = set(self._background.asserted)
        for unit in self._units:
            common = tuple(line for line in unit.common if line not in seen)
            seen.update(common)
            for name, own in unit.digests.items():
                more = common if name.startswith("certification/") else ()
                size = unit.sizes[name] + len(more)
                yield name, NamedGraph(digest([own.encode(), *more]), size, self._said(unit, name, more))

    def _said(self, unit: Unit, name: str, more: tuple[bytes, ...]) -> Callable[[], Sequence[bytes]]:
        return lambda: [*self._workshop.statements(unit).graphs[name], *more]

    def _followed(self) -> Iterator[tuple[str, NamedGraph]]:
        for group, closed in zip(self._groups, self._closed, strict=True):
            for unit in group.units:
                name = f"inferred/{unit.certification}"
                yield name, NamedGraph(closed.digests[name], closed.sizes[name], self._follows(unit, name))

    def _follows(self, unit: Unit, name: str) -> Callable[[], Sequence[bytes]]:
        return lambda: self._workshop.consequences(unit).graphs[name]

    @cached_property
    def _inferred(self) -> list[bytes]:
        """What follows and names nothing of a certification."""
        said = set(self._surroundings.common)
        found = (*self._background.inferred, *(line for closed in self._closed for line in closed.common))
        return [line for line in dict.fromkeys(found) if line not in said]

    @cached_property
    def _shared(self) -> list[bytes]:
        return sorted({line for closed in self._closed for line in closed.shared} - self._background.known)

    def _classes(self) -> Mapping[str, int]:
        counts: Counter[bytes] = Counter()
        for closed in self._closed:
            counts.update(closed.members)
        known = (*self._background.asserted, *self._background.inferred, *self._shared)
        counts.update(counted(line for line in known if owner(line) is None))
        return {iri[1:-1].decode(): number for iri, number in counts.items()}

    @cached_property
    def _across(self) -> _Across:
        told = [self._background.key.encode(), *self._shared, *self._surroundings.common, *self._inferred]
        name = f"{digest(told)}.across"
        self._used.add(name)
        raw = self._cache.get(name)
        if raw is not None:
            return msgspec.msgpack.decode(raw, type=_Across)
        found = self._worked_out()
        self._cache.put(name, msgspec.msgpack.encode(found))
        return found

    def _worked_out(self) -> _Across:
        background = self._background
        said = [*background.said, *self._surroundings.common]
        store = loaded(dict.fromkeys([*said, *self._inferred, *self._shared]))
        rows = tuple(entries(EmbeddedStore(store), lambda iri: owner(f"<{iri}>".encode()) is None))
        return _Across(tuple(background.consistency.contradictions(store)), rows)

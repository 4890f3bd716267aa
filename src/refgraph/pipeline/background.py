"""What every certification is built beside: ontology, vocabularies and register, closed and checked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

import msgspec
from msgspec import Struct
from pyoxigraph import Triple

from refgraph.graph.closure import (
    Consistency,
    Contradiction,
    DeclaredTerms,
    Joints,
    Program,
    object_properties,
)
from refgraph.graph.ntriples import lines_of, parts
from refgraph.graph.ontology import read_ontology, read_vocabularies
from refgraph.graph.ownership import Holding, owner
from refgraph.graph.validation import read_shapes
from refgraph.graph.validation.crossing import Rules
from refgraph.graph.validation.report_file import encoded
from refgraph.graph.validation.visibility import SUBCLASS_TERM
from refgraph.knowledge.questions import executables, read_catalogue
from refgraph.knowledge.regulations import Register, read_register, register_of
from refgraph.workspace import Cache

SAID = ("vocabularies", "regulations")
"""The graphs of the background from which something follows for the certifications."""


class _Closed(Struct, frozen=True):
    """The background as it is kept: the lines of each graph, what follows from them, and what is wrong with them."""

    graphs: dict[str, tuple[bytes, ...]]
    inferred: tuple[bytes, ...]
    undeclared: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    findings: bytes


_decoder = msgspec.msgpack.Decoder(_Closed)
_worked_out: dict[str, _Closed] = {}
"""What this process has worked out last, by its key: who builds again and again does so once."""


@cache
def _ontology() -> list[Triple]:
    return read_ontology()


@cache
def _program() -> Program:
    return Program(_ontology())


@cache
def _consistency() -> Consistency:
    return Consistency(_ontology())


@cache
def _declared() -> DeclaredTerms:
    return DeclaredTerms(_ontology())


@cache
def _rules(has_subclasses: bool) -> Rules:
    return Rules(read_shapes(), object_properties(_ontology()), has_subclasses=has_subclasses)


class Background:
    """The graphs that belong to no certification, of the shipped files and the user's texts of law at ``own``.

    What is worked out is kept in ``cache`` under ``key``. Raises RegisterError and OntologyError where a file is wrong.
    """

    def __init__(self, own: Path | None, cache: Cache, key: str) -> None:
        self._own = own
        self._cache = cache
        self.key = key

    @property
    def name(self) -> str:
        """The name under which it is kept."""
        return f"{self.key}.background"

    def clean(self) -> None:
        """Remove what was kept of others and has been of no use for days."""
        self._cache.clean({self.name})

    @property
    def graphs(self) -> Mapping[str, tuple[bytes, ...]]:
        """The lines of ``ontology``, ``vocabularies``, ``regulations`` and ``queries``; no line stands in two."""
        return self._closed.graphs

    @property
    def inferred(self) -> tuple[bytes, ...]:
        """What follows from the vocabularies and the register."""
        return self._closed.inferred

    @property
    def undeclared(self) -> tuple[str, ...]:
        """The terms of ours that the vocabularies and the register use and the ontology does not declare."""
        return self._closed.undeclared

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where the vocabularies and the register contradict the ontology."""
        return self._closed.contradictions

    @property
    def findings(self) -> bytes:
        """What the rules that never leave a certification find in the vocabularies and the register (`encoded`)."""
        return self._closed.findings

    @cached_property
    def said(self) -> tuple[bytes, ...]:
        """What the vocabularies and the register say."""
        return tuple(line for name in SAID for line in self.graphs[name])

    @cached_property
    def asserted(self) -> frozenset[bytes]:
        """What stands in its graphs."""
        return frozenset(line for lines in self.graphs.values() for line in lines)

    @cached_property
    def known(self) -> frozenset[bytes]:
        """What stands in its graphs, or follows from them."""
        return self.asserted.union(self.inferred)

    @cached_property
    def links(self) -> list[bytes]:
        """What a chain of the closure may go through."""
        return self.program.joins.leads((*self.said, *self.inferred))

    @cached_property
    def owners(self) -> frozenset[bytes]:
        """The certifications and documents of which it names a node: the register of a user may."""
        nodes = (node for line in (*self.said, *self.inferred) for node in parts(line)[::2])
        return frozenset(each for node in nodes if (each := owner(node)))

    @cached_property
    def joints(self) -> Joints:
        """Where chains may leave it or enter it."""
        return self.program.joins.joints((*self.said, *self.inferred), Holding("", ""))

    @cached_property
    def about(self) -> Mapping[bytes, list[bytes]]:
        """What is said of each node."""
        found: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for line in self.said:
            found[line.partition(b" ")[0]].append(line)
        return found

    @cached_property
    def towards(self) -> Mapping[bytes, list[bytes]]:
        """What leads to each node and is followed backward by a rule."""
        found: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for line in self.said:
            _, predicate, value = parts(line)
            if predicate in self.rules.backward:
                found[value].append(line)
        return found

    @property
    def program(self) -> Program:
        """The rules of the closure."""
        return _program()

    @property
    def consistency(self) -> Consistency:
        """The contradictions to look for."""
        return _consistency()

    @property
    def declared(self) -> DeclaredTerms:
        """The terms that may be used."""
        return _declared()

    @cached_property
    def rules(self) -> Rules:
        """The rules of the check."""
        return _rules(any(b" %b " % SUBCLASS_TERM in line for line in self.said))

    @cached_property
    def register(self) -> Register:
        """The texts of law."""
        return register_of(read_register(self._own))

    @cached_property
    def _closed(self) -> _Closed:
        known = _worked_out.get(self.key)
        if known is None:
            raw = self._cache.get(self.name)
            known = _decoder.decode(raw) if raw is not None else self._close()
            _worked_out.clear()
            _worked_out[self.key] = known
        if not self._cache.has(self.name):
            self._cache.put(self.name, msgspec.msgpack.encode(known))
        return known

    def _close(self) -> _Closed:
        regulations = read_register(self._own)
        triples = {
            "ontology": _ontology(),
            "vocabularies": read_vocabularies(),
            "regulations": regulations,
            "queries": executables(read_catalogue().questions),
        }
        graphs = apart({name: lines_of(said) for name, said in triples.items()})
        said = [line for name in SAID for line in graphs[name]]
        store, inferred = self.program.close(said)
        rules = _rules(False)
        return _Closed(
            graphs,
            tuple(line for line in inferred if line not in frozenset(graphs["ontology"])),
            tuple(self.declared.undeclared(each for name in SAID for each in triples[name])),
            tuple(self.consistency.contradictions(store)),
            encoded(rules.check(said)),
        )


def apart(graphs: Mapping[str, Iterable[bytes]]) -> dict[str, tuple[bytes, ...]]:
    """``graphs`` with each line in one of them only, the first that says it."""
    seen: set[bytes] = set()
    found: dict[str, tuple[bytes, ...]] = {}
    for name, lines in graphs.items():
        found[name] = tuple(line for line in dict.fromkeys(lines) if line not in seen)
        seen.update(found[name])
    return found

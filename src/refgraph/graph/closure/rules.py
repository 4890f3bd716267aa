"""Rules compiled from axioms: one SPARQL update for each property, class and chain, in the order in which they run.

All that follows from one statement alone (super-properties, inverses, domains, ranges, super-classes) is worked out
here, once, so that each statement fires one rule. Only chains depend on each other; the groups of chains that feed
themselves (a part of a part) are repeated until nothing new comes, any other runs once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from refgraph.graph.closure.axioms import SYMMETRIC, TRANSITIVE, TYPE, Axioms

_Node = TypeVar("_Node", bound=Hashable)

Step = tuple[str, bool]
"""A property and whether it runs backwards, from object to subject."""


@dataclass(frozen=True)
class Rule:
    """``head`` follows from ``body`` (SPARQL triple patterns); ``reads`` and ``writes`` are properties."""

    head: tuple[str, ...]
    body: tuple[str, ...]
    reads: frozenset[str]
    writes: frozenset[str]

    def update(self) -> str:
        """The rule as a SPARQL update of the default graph."""
        return f"INSERT {{ {' '.join(self.head)} }} WHERE {{ {' '.join(self.body)} }}"


@dataclass(frozen=True)
class Group:
    """Rules that run together: again and again while they find something if ``is_recursive``, else once."""

    rules: tuple[Rule, ...]
    is_recursive: bool

    def update(self) -> str:
        """One round of the rules."""
        return " ;\n".join(rule.update() for rule in self.rules)


def compile_rules(axioms: Axioms) -> list[Group]:
    """The program whose single pass gives all that follows from a graph."""
    hierarchy = _Hierarchy(axioms)
    single = [*hierarchy.class_rules(), *hierarchy.property_rules()]
    return [Group(tuple(single), False), *_ordered(_chain_rules(axioms, hierarchy))]


def single_steps(axioms: Axioms) -> Mapping[str, Iterable[Step]]:
    """The properties that follow from one statement alone, by the property of the statement, itself among them."""
    return _Hierarchy(axioms).closed_steps()


def chains_of(axioms: Axioms) -> list[tuple[str, tuple[str, ...]]]:
    """Each chain as the property that it leads to and its links; a transitive property is a chain of itself."""
    return [*axioms.chains, *((name, (name, name)) for name in axioms.marked(TRANSITIVE))]


class _Hierarchy:
    """What follows from one statement alone."""

    def __init__(self, axioms: Axioms) -> None:
        self._classes = _index(axioms.paired("rdfs:subClassOf"))
        self._domains = _index(axioms.paired("rdfs:domain"))
        data = {name for name, _ in axioms.datatypes()}
        self._ranges = _index(pair for pair in axioms.paired("rdfs:range") if pair[0] not in data)
        self._steps: dict[Step, list[Step]] = {}
        for lower, upper in axioms.paired("rdfs:subPropertyOf"):
            self._link(lower, upper, False)
        for one, other in axioms.paired("owl:inverseOf"):
            self._link(one, other, True)
            self._link(other, one, True)
        for name in axioms.marked(SYMMETRIC):
            self._link(name, name, True)

    def _link(self, source: str, target: str, turns: bool) -> None:
        for backwards in (False, True):
            self._steps.setdefault((source, backwards), []).append((target, backwards != turns))

    def class_rules(self) -> Iterator[Rule]:
        """One rule for each class that has super-classes."""
        for name in self._classes:
            above = sorted(_reachable([name], self._classes) - {name})
            if above:
                yield Rule(_typed("?x", above), _typed("?x", [name]), frozenset(), frozenset())

    def property_rules(self) -> Iterator[Rule]:
        """One rule for each property that implies something, the fewest consequences first."""
        names = {name for name, _ in self._steps} | self._domains.keys() | self._ranges.keys()
        rules = [self.rule(name, (_edge("?x", name, "?y"),), frozenset({name}), "?x", "?y") for name in sorted(names)]
        return iter(sorted((rule for rule in rules if rule.head), key=lambda rule: len(rule.head)))

    def closed_steps(self) -> dict[str, set[Step]]:
        """All steps that each property implies."""
        return {name: _reachable([(name, False)], self._steps) for name in dict.fromkeys(one for one, _ in self._steps)}

    def rule(self, name: str, body: tuple[str, ...], reads: frozenset[str], start: str, end: str) -> Rule:
        """The rule from ``body`` to the statement ``start name end`` and all that follows from it alone."""
        steps = _reachable([(name, False)], self._steps)
        edges = {_edge(end, other, start) if backwards else _edge(start, other, end) for other, backwards in steps}
        types = {
            *_typed(start, self._types(steps, False)),
            *_typed(end, self._types(steps, True)),
        }
        return Rule(tuple(sorted((edges | types) - set(body))), body, reads, frozenset(other for other, _ in steps))

    def _types(self, steps: Iterable[Step], of_object: bool) -> set[str]:
        direct = {
            kind
            for name, backwards in steps
            for kind in (self._ranges if backwards != of_object else self._domains).get(name, [])
        }
        return _reachable(direct, self._classes)


def _chain_rules(axioms: Axioms, hierarchy: _Hierarchy) -> Iterator[Rule]:
    for name, links in chains_of(axioms):
        body = tuple(_edge(f"?n{rank}", link, f"?n{rank + 1}") for rank, link in enumerate(links))
        yield hierarchy.rule(name, body, frozenset(links), "?n0", f"?n{len(links)}")


def _ordered(rules: Iterable[Rule]) -> Iterator[Group]:
    """Rules after those that feed them; rules that feed each other share a group."""
    rules = list(rules)
    feeds = {rule: [other for other in rules if other.writes & rule.reads] for rule in rules}
    sources = {rule: frozenset(_reachable(feeds[rule], feeds)) for rule in rules}
    groups: dict[frozenset[Rule], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(sources[rule] | {rule}, []).append(rule)
    for members in sorted(groups, key=len):
        group = groups[members]
        yield Group(tuple(group), group[0] in sources[group[0]])


def _reachable(start: Iterable[_Node], links: Mapping[_Node, Iterable[_Node]]) -> set[_Node]:
    found: set[_Node] = set()
    todo = list(start)
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            todo.extend(links.get(node, []))
    return found


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _edge(subject: str, predicate: str, value: str) -> str:
    return f"{subject} <{predicate}> {value} ."


def _typed(variable: str, classes: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{variable} <{TYPE}> <{name}> ." for name in sorted(classes))

"""What a check found, engine apart: results with the five things that SHACL says of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from refgraph.core.namespaces import PREFIXES
from refgraph.graph.terms import ObjectTerm

SH = PREFIXES["sh"]
RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")


class Severity(Enum):
    """How grave a result is, most grave first; the values are the words that a reader sees."""

    VIOLATION = "bloquant"
    WARNING = "à revoir"
    INFO = "information"

    @property
    def term(self) -> NamedNode:
        """The SHACL severity: ``sh:Violation``, ``sh:Warning`` or ``sh:Info``."""
        return NamedNode(SH + self.name.capitalize())

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


SEVERITIES: dict[str, Severity] = {severity.term.value: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Path:
    """The path of a result: its text, to compare and to show, and its triples, to write it again."""

    text: str
    node: NamedNode | BlankNode
    triples: tuple[Triple, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result. ``shape`` names the rule; ``component`` is the local name of the SHACL component."""

    focus: ObjectTerm
    path: Path | None
    component: NamedNode
    severity: Severity
    shape: NamedNode | BlankNode
    value: ObjectTerm | None
    message: str
    own_severity: NamedNode | None = None
    """The severity that a user made, where it is none of SHACL's; ``severity`` is then the one that it counts as."""

    def key(self) -> tuple[str, str, str, str, str, str]:
        """What two engines must agree on (focus, path, component, severity, value, shape), and the sort order.

        The shape is left out where it has no name of its own.
        """
        shape = self.shape.value if isinstance(self.shape, NamedNode) else ""
        path = self.path.text if self.path else ""
        value = "" if self.value is None else str(self.value)
        return (str(self.focus), shape, self.component.value, path, self.severity.value, value)


@dataclass(frozen=True)
class Report:
    """The results of a check, sorted, each once."""

    results: tuple[Result, ...]

    @classmethod
    def of(cls, results: Iterable[Result]) -> Report:
        """A report of these results, whatever their order; one that is said twice is kept once."""
        return cls(tuple(sorted({result.key(): result for result in results}.values(), key=Result.key)))

    def __len__(self) -> int:
        return len(self.results)

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, as SHACL defines it."""
        return not self.results

    def to_turtle(self) -> str:
        """The report as a standard ``sh:ValidationReport`` in Turtle (SHACL, §3.6)."""
        return self._serialised(RdfFormat.TURTLE)

    def to_jsonld(self) -> str:
        """The same in JSON-LD."""
        return self._serialised(RdfFormat.JSON_LD)

    def _serialised(self, form: RdfFormat) -> str:
        prefixes = {name: PREFIXES[name] for name in ("sh", "rgsh", "rg", "oa", "skos", "dcterms", "xsd")}
        return (serialize(self._triples(), format=form, prefixes=prefixes) or b"").decode()

    def _triples(self) -> list[Triple]:
        report = BlankNode("report")
        conforms = Literal(self.conforms)
        triples = [Triple(report, RDF_TYPE, _sh("ValidationReport")), Triple(report, _sh("conforms"), conforms)]
        for number, result in enumerate(self.results, 1):
            me = BlankNode(f"r{number:06}")
            triples.append(Triple(report, _sh("result"), me))
            triples.extend(_described(me, result))
        return list(dict.fromkeys(triples))


def _described(me: BlankNode, result: Result) -> list[Triple]:
    said: list[tuple[str, ObjectTerm | None]] = [
        ("focusNode", result.focus),
        ("resultPath", result.path.node if result.path else None),
        ("sourceConstraintComponent", result.component),
        ("sourceShape", result.shape),
        ("resultSeverity", result.own_severity or result.severity.term),
        ("value", result.value),
        ("resultMessage", Literal(result.message, language="fr")),
    ]
    triples = [Triple(me, RDF_TYPE, _sh("ValidationResult"))]
    triples += [Triple(me, _sh(name), value) for name, value in said if value is not None]
    return triples + list(result.path.triples if result.path else ())


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)

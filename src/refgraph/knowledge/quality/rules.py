"""The rules as a reader knows them: title, reason, what to do. Read from the shapes, never written twice."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import typeset
from refgraph.core.namespaces import PREFIXES, SHAPES
from refgraph.graph.validation import Severity, Shapes
from refgraph.graph.validation.report import SEVERITIES, SH

_DOSSIER = f"{SHAPES}kind-dossier"
_OTHER_KIND = "Vos règles"
_LAST = 99


@dataclass(frozen=True, slots=True)
class QualityRule:
    """One rule. ``name`` is short and stable (``quiz-threshold``); ``kind`` is the family that it belongs to.

    ``undocumented`` says that it tells a silence of the document, not a fault. ``is_dossier`` marks the rules of the
    self-check, which are shown apart.
    """

    name: str
    title: str
    kind: str
    severity: Severity
    why: str
    remedy: str
    source: str
    undocumented: bool
    is_dossier: bool
    order: tuple[int, str]


def read_rules(shapes: Shapes) -> dict[str, QualityRule]:
    """Every rule of ``shapes`` by the IRI of its shape."""
    return {term.value: _rule(term, shapes) for term in shapes.rules}


def unnamed_rule() -> QualityRule:
    """What is known of a rule whose shape has no IRI of its own."""
    return QualityRule(
        "sans-nom", "Règle sans nom", _OTHER_KIND, Severity.VIOLATION, "", "", "", False, False, (_LAST, "")
    )


def severity_name(severity: NamedNode, shapes: Shapes) -> str:
    """How a user calls a severity of their own: its label, else the end of its IRI."""
    return shapes.text(severity, PREFIXES["rdfs"] + "label") or _local(severity.value)


def _rule(term: NamedNode, shapes: Shapes) -> QualityRule:
    said = shapes.described[term]
    group = said.get(NamedNode(SH + "group"), [None])[0]
    file = shapes.file_of(term)
    own = "" if file is None or file.shipped else f"Règle de votre fichier {file.path.name}"
    name = term.value.removeprefix(SHAPES) if term.value.startswith(SHAPES) else _local(term.value)
    severity = said.get(NamedNode(SH + "severity"), [None])[0]
    return QualityRule(
        name=name,
        title=typeset(shapes.text(term, SH + "name") or shapes.text(term, PREFIXES["rdfs"] + "label") or name),
        kind=(shapes.text(group, PREFIXES["rdfs"] + "label") if group else None) or _OTHER_KIND,
        severity=SEVERITIES.get(getattr(severity, "value", ""), Severity.VIOLATION),
        why=typeset(shapes.text(term, SHAPES + "why") or shapes.text(term, SH + "description") or own),
        remedy=typeset(shapes.text(term, SHAPES + "remedy") or ""),
        source=typeset(shapes.text(term, PREFIXES["dcterms"] + "source") or own),
        undocumented=said.get(NamedNode(SHAPES + "undocumented")) == [Literal(True)],
        is_dossier=getattr(group, "value", "") == _DOSSIER,
        order=(int(shapes.text(group, SH + "order") or _LAST) if group else _LAST, name),
    )


def _local(iri: str) -> str:
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2] or iri

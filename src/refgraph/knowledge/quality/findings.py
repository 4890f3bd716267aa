"""From a report to findings that a curriculum designer reads: no IRI, no word of SHACL."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from refgraph.core.french import day, percent, quote, typeset
from refgraph.core.namespaces import ID, PREFIXES
from refgraph.graph.store import Store
from refgraph.graph.validation import Report, Result, Severity, Shapes
from refgraph.knowledge.labels import Ref
from refgraph.knowledge.quality.acceptance import Acceptance
from refgraph.knowledge.quality.places import FindingPlace, Places
from refgraph.knowledge.quality.rules import QualityRule, read_rules, severity_name, unnamed_rule

_VALUE = re.compile(r"\{[?$]value\}")
_COUNT = re.compile(r"\{[?$]count\}")
_COUNTED = "SELECT (COUNT(DISTINCT ?value) AS ?count) { ?focus ?path ?value }"
_IRI = re.compile(r"<?(https?://[^\s<>«»]+)>?")
_DAY = re.compile(r"(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])")
_RATIOS = frozenset(PREFIXES["rg"] + name for name in ("weight", "minimumRatio"))


@dataclass(frozen=True)
class Finding:
    """One thing to look at: the rule that is not kept, where, and what to say of it.

    ``reference`` names it on the command line. ``accepted`` is the decision that holds for it; ``outdated`` one that
    was taken on other words and no longer holds.
    """

    rule: QualityRule
    severity: Severity
    sentence: str
    place: FindingPlace
    reference: str
    checksum: str
    accepted: Acceptance | None = None
    outdated: Acceptance | None = None
    own_severity: str = ""

    @property
    def gravity(self) -> str:
        """How grave it is, in a word: that of the user where the rule has a severity of their own."""
        return self.own_severity or self.severity.value

    @property
    def is_open(self) -> bool:
        """Whether nobody has accepted it."""
        return self.accepted is None

    @property
    def certification(self) -> Ref | None:
        """The certification that it is about; None for the register of regulations."""
        return self.place.certification


def read_findings(
    report: Report, shapes: Shapes, store: Store, acceptances: Iterable[Acceptance] = ()
) -> tuple[Finding, ...]:
    """The findings of ``report``, named from ``store``, gravest first inside each certification.

    What a rule of the dossier does not find is left to `quality.dossier`.
    """
    rules, decisions = read_rules(shapes), list(acceptances)
    results = [(result, rule_of(result, rules)) for result in report.results]
    kept = [(result, rule) for result, rule in results if not rule.is_dossier]
    places = Places(store, [iri for result, _ in kept for iri in (entity_of(result), _node(result.focus)) if iri])
    found = [_finding(result, rule, places, store, shapes, decisions) for result, rule in kept]
    return tuple(sorted(found, key=_order))


def rule_of(result: Result, rules: dict[str, QualityRule]) -> QualityRule:
    """The rule that a result is of."""
    return rules.get(result.shape.value) or unnamed_rule()


def _finding(
    result: Result, rule: QualityRule, places: Places, store: Store, shapes: Shapes, decisions: list[Acceptance]
) -> Finding:
    entity = entity_of(result)
    place = places.of(entity, _node(result.focus)) if entity else _unnamed(result.focus)
    if about := (result.path.text.partition("/<")[0].strip("<>") if result.path else ""):
        told = tuple(passage for passage in places.passages(entity) if passage.about in ("", about))
        place = replace(place, passages=told)
    said = result.value.value if isinstance(result.value, Literal) else ""
    checksum = hashlib.sha256(f"{place.words}\0{said}".encode()).hexdigest()[:16]
    reference = hashlib.sha256(f"{rule.name}\0{entity}\0{said}".encode()).hexdigest()[:8]
    decision = next((each for each in decisions if each.concerns(rule.name, entity)), None)
    holds = decision is not None and decision.checksum == checksum
    return Finding(
        rule=rule,
        severity=result.severity,
        sentence=_sentence(result, rule, places, store),
        place=place,
        reference=reference,
        checksum=checksum,
        accepted=decision if holds else None,
        outdated=None if holds else decision,
        own_severity=severity_name(result.own_severity, shapes) if result.own_severity else "",
    )


def _unnamed(focus: object) -> FindingPlace:
    """The place of what is no entity of the graph: a value, or a node without name."""
    said = focus.value if isinstance(focus, Literal) else ""
    return FindingPlace("", f"valeur {quote(said)}" if said else "nœud sans nom", said, None, None, ())


def entity_of(result: Result) -> str:
    """The entity at fault: the value of a rule that is checked on the whole certification, else the focus node."""
    value, focus = _node(result.value), _node(result.focus)
    return value if result.path is None and value.startswith(ID) else focus


def _sentence(result: Result, rule: QualityRule, places: Places, store: Store) -> str:
    sentence = result.message or rule.title
    sentence = _VALUE.sub(lambda _: _shown(result, places), sentence)
    if _COUNT.search(sentence):
        sentence = _COUNT.sub(str(_counted(result, store)), sentence)
    sentence = _DAY.sub(lambda found: day(found[0]), sentence)
    return typeset(_IRI.sub(lambda found: places.label(found[1]), sentence))


def _shown(result: Result, places: Places) -> str:
    value = result.value
    if isinstance(value, NamedNode):
        return places.label(value.value)
    if not isinstance(value, Literal):
        return ""
    if value.datatype.value == PREFIXES["xsd"] + "date":
        return day(value.value)
    if result.path and result.path.text.strip("<>") in _RATIOS:
        return percent(float(value.value))
    return value.value


def _counted(result: Result, store: Store) -> int:
    """How many values the focus node has along the path of a rule on numbers."""
    if result.path is None or not isinstance(result.path.node, NamedNode) or not isinstance(result.focus, NamedNode):
        return 0
    rows = store.select(_COUNTED, {"focus": result.focus, "path": result.path.node}).rows
    count = rows[0][0] if rows else None
    return int(count.value) if isinstance(count, Literal) else 0


def _node(term: NamedNode | Literal | BlankNode | Triple | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _order(finding: Finding) -> tuple[object, ...]:
    certification = finding.certification
    bloc = finding.place.bloc
    natural = [part.zfill(6) if part.isdigit() else part for part in re.split(r"(\d+)", finding.place.iri)]
    name = (
        certification is None,
        certification.label if certification else "",
        certification.iri if certification else "",
    )
    return (*name, finding.severity.rank, finding.rule.order, bloc.iri if bloc else "", natural)

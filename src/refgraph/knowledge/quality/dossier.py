"""The self-check of what a certifier has to prove: per certification and criterion, what the document shows.

The nine criteria are those of the examination of an application (Code du travail, R. 6113-9), the themes those that
commentaries of the reform of 2025 add. A référentiel shows only part of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import Literal, NamedNode

from refgraph.core.errors import ShapeError
from refgraph.core.namespaces import PREFIXES, SHAPES
from refgraph.graph.store import Store
from refgraph.graph.store.bindings import to_sparql
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation import Report, Shapes
from refgraph.graph.validation.report import SH
from refgraph.graph.validation.shapes import ShapesFile
from refgraph.knowledge.excerpts import Excerpt
from refgraph.knowledge.labels import Ref, refs
from refgraph.knowledge.quality.places import Places
from refgraph.knowledge.quality.rules import QualityRule, read_rules

_CERTIFICATIONS = "SELECT DISTINCT ?certification { ?certification a rg:Certification }"
_BODY = re.compile(r"OPTIONAL \{(.*)\}\s*\}\s*GROUP BY", re.DOTALL)
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_ORDER = NamedNode(SH + "order")
_CRITERION = NamedNode(f"{SHAPES}criterion")
_PATTERN = NamedNode(f"{SHAPES}evidence")


class ProofState(Enum):
    """What the self-check says of a criterion; the values are the words that a reader sees."""

    FOUND = "preuve trouvée"
    MISSING = "manque"
    OUT_OF_SCOPE = "hors périmètre du document"


@dataclass(frozen=True)
class RegistrationCriterion:
    """A criterion of the examination; ``number`` is as the article prints it (« 3° »), ``rule`` None out of scope."""

    number: str
    label: str
    source: str
    rule: QualityRule | None


@dataclass(frozen=True)
class Proof:
    """The answer for one certification and one criterion, with the passages that prove it."""

    certification: Ref
    criterion: RegistrationCriterion
    state: ProofState
    sentence: str
    passages: tuple[Excerpt, ...] = ()


def read_criteria(shapes: Shapes) -> tuple[RegistrationCriterion, ...]:
    """The criteria and what is looked for under each, in the order of the article; out of scope where no rule looks."""
    rules = read_rules(shapes)
    looked: dict[ObjectTerm, list[NamedNode]] = defaultdict(list)
    for rule in sorted(shapes.rules, key=lambda one: _order(shapes, one)):
        for criterion in shapes.described[rule].get(_CRITERION, []):
            looked[criterion].append(rule)
    kind = NamedNode(f"{SHAPES}Criterion")
    all_criteria = [term for term, said in shapes.described.items() if kind in said.get(_TYPE, [])]
    found: list[RegistrationCriterion] = []
    for term in sorted(all_criteria, key=lambda one: _order(shapes, one)):
        number = shapes.text(term, PREFIXES["skos"] + "notation") or ""
        label = shapes.text(term, PREFIXES["rdfs"] + "label") or ""
        source = shapes.text(term, PREFIXES["dcterms"] + "source") or ""
        here: list[QualityRule | None] = [rules[one.value] for one in looked[term]] or [None]
        found += [RegistrationCriterion(number, one.title if one else label, source, one) for one in here]
    return tuple(found)


def read_proofs(report: Report, shapes: Shapes, store: Store) -> tuple[Proof, ...]:
    """For each certification of ``store`` and each criterion: the evidence, or what is missing.

    ``report`` decides what is missing; the evidence is found by the very query of the rule.
    """
    certifications = sorted({_text(row[0]) for row in store.select(_CERTIFICATIONS).rows})
    named = refs(store, certifications)
    missing = {(_text(result.focus), _text(result.shape)): result.message for result in report.results}
    proofs: list[Proof] = []
    for criterion in read_criteria(shapes):
        iri = SHAPES + criterion.rule.name if criterion.rule else ""
        evidence = _evidence(iri, shapes, store) if iri else {}
        for certification in certifications:
            lacking = missing.get((certification, iri))
            proofs.append(_proof(named[certification], criterion, lacking, evidence.get(certification)))
    return tuple(sorted(proofs, key=lambda proof: (proof.certification.label, proof.certification.iri)))


def by_certification(proofs: Iterable[Proof]) -> list[tuple[Ref, list[Proof]]]:
    """``proofs`` of each certification, in the order in which they come."""
    found: dict[Ref, list[Proof]] = {}
    for proof in proofs:
        found.setdefault(proof.certification, []).append(proof)
    return list(found.items())


def _proof(
    certification: Ref, criterion: RegistrationCriterion, lacking: str | None, evidence: tuple[Excerpt, ...] | None
) -> Proof:
    if criterion.rule is None:
        sentence = "Ce critère se prouve par d’autres pièces du dossier."
        return Proof(certification, criterion, ProofState.OUT_OF_SCOPE, sentence)
    if lacking is not None:
        return Proof(certification, criterion, ProofState.MISSING, lacking)
    if evidence is None:
        sentence = "Ce critère ne s’applique pas à cette certification."
        return Proof(certification, criterion, ProofState.OUT_OF_SCOPE, sentence)
    return Proof(certification, criterion, ProofState.FOUND, criterion.label, evidence)


def _evidence(rule: str, shapes: Shapes, store: Store) -> dict[str, tuple[Excerpt, ...]]:
    """The passages that the query of ``rule`` finds, by certification: those where it finds nothing are not there."""
    rows = store.select(evidence_query(rule, shapes)).rows
    items = [(_text(row[0]), _text(row[1])) for row in rows]
    places = Places(store, [item for _, item in items])
    found: dict[str, dict[Excerpt, None]] = {certification: {} for certification, _ in items}
    for certification, item in items:
        found[certification].update(dict.fromkeys(places.of(item).passages))
    return {certification: tuple(sorted(passages, key=_place)) for certification, passages in found.items()}


def evidence_query(rule: str, shapes: Shapes) -> str:
    """The query that finds what ``rule`` looks for: the body of its ``OPTIONAL``, on every certification.

    Raises ShapeError where the rule has no such body.
    """
    said = shapes.described.get(NamedNode(rule), {})
    texts = [shapes.text(part, SH + "select") or "" for part in said.get(NamedNode(SH + "sparql"), [])]
    pattern = next((term for term in said.get(_PATTERN, []) if isinstance(term, Literal)), None)
    if pattern is not None:
        texts += [query for file in shapes.files for query in _validators(file)]
    body = next((found[1] for text in texts if (found := _BODY.search(text))), None)
    if body is None:
        raise ShapeError(
            "la règle du dossier ne cherche pas de preuve.", place=rule, remedy="Écrivez-la avec OPTIONAL."
        )
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in shapes.declared.items())
    body = body.replace("$this", "?certification").replace("$evidence", to_sparql(pattern) if pattern else '""')
    return f"{prologue}SELECT DISTINCT ?certification ?item WHERE {{ ?certification a rg:Certification . {body} }}"


def _validators(file: ShapesFile) -> list[str]:
    """The queries of ``file`` that look for words given by a rule."""
    texts = [triple.object.value for triple in file.triples if isinstance(triple.object, Literal)]
    return [text for text in texts if "$evidence" in text]


def _order(shapes: Shapes, term: ObjectTerm) -> int:
    return int(shapes.text(term, _ORDER.value) or 99)


def _place(passage: Excerpt) -> tuple[str, int, str]:
    return (passage.document, passage.line, passage.quote)


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""

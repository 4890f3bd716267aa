"""A person's decision on a pair of competences, as an SSSOM row, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from refgraph.core.errors import MappingError
from refgraph.core.french import quote
from refgraph.core.text import one_line
from refgraph.graph.sssom import NO_TERM, MappingRow, compress, is_accepted, is_current, is_found_absent, version
from refgraph.graph.sssom.predicates import LABELS


class Decision(StrEnum):
    """What a reviewer says of a pair; the values are the words of the command line."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    ABSENT = "absent"
    """Of a competence and a certification: nothing there corresponds to it."""


AGREEMENT = {Decision.ACCEPT: "1.0", Decision.REJECT: "-1.0", Decision.UNSURE: "0.0", Decision.ABSENT: "1.0"}
"""Decisions as SSSOM writes them in ``reviewer_agreement``."""
WORDS = {
    Decision.ACCEPT: "acceptée",
    Decision.REJECT: "rejetée",
    Decision.UNSURE: "incertaine",
    Decision.ABSENT: "sans correspondance",
}
STALE = "à revalider"
WITHDRAWN = "compétence retirée"
ANY_RELATION = "skos:mappingRelation"
"""What an absence denies: any of the mapping properties of SKOS."""


@dataclass(frozen=True)
class Statement:
    """A competence as it stands in the graph today; ``iri`` and ``certification`` are IRIs."""

    iri: str
    text: str
    certification: str
    label: str = ""

    @cached_property
    def version(self) -> str:
        """The checksum of the text, as mapping files write it."""
        return version(self.text)


Statements = Mapping[str, Statement]
"""Today's competences by CURIE."""


@dataclass(frozen=True)
class Review:
    """A decision as a person gives it, before it is written down.

    ``predicate`` is needed to accept; ``proposed`` is the tool's confidence (0..1) where the pair was proposed, and
    ``day`` when the decision was taken.
    """

    decision: Decision
    reviewer: str
    day: date
    predicate: str = ""
    comment: str = ""
    proposed: float | None = None


def decide(subject: Statement, other: Statement, review: Review) -> MappingRow:
    """The row that records ``review`` on a pair, with the version of both statements.

    Raises:
        MappingError: nobody signs, the relation is missing or unknown, or both ends belong to one certification.
    """
    _check(subject, other, review)
    slots = _said_of(subject) | {
        "predicate_id": review.predicate or "skos:relatedMatch",
        "object_id": compress(other.iri),
        "object_label": other.text,
        "object_source": compress(other.certification),
        "object_source_version": other.version,
        "mapping_justification": "semapv:CompositeMatching" if review.proposed is not None else _BY_HAND,
        "mapping_tool": "refgraph" if review.proposed is not None else "",
        "confidence": f"{review.proposed:g}" if review.proposed is not None else "",
    }
    slots |= _signed(review, review.decision)
    return MappingRow({name: value for name, value in slots.items() if value}).oriented()


def decide_absent(subject: Statement, certification: Statement, review: Review) -> MappingRow:
    """The row by which a person says that nothing in ``certification`` corresponds to ``subject``.

    It holds as long as neither the statement nor those of the certification change
    (https://mapping-commons.github.io/sssom/spec-model/, ``sssom:NoTermFound``).

    Raises:
        MappingError: nobody signs, or the competence is of this very certification.
    """
    _check(subject, certification, review)
    slots = _said_of(subject) | {
        "predicate_id": ANY_RELATION,
        "object_id": NO_TERM,
        "object_label": certification.label,
        "object_source": compress(certification.iri),
        "object_source_version": certification.version,
        "mapping_cardinality": "1:0",
        "mapping_justification": _BY_HAND,
    }
    slots |= _signed(review, Decision.ABSENT)
    return MappingRow({name: value for name, value in slots.items() if value})


def _said_of(subject: Statement) -> dict[str, str]:
    return {
        "subject_id": compress(subject.iri),
        "subject_label": subject.text,
        "subject_source": compress(subject.certification),
        "subject_source_version": subject.version,
    }


def _signed(review: Review, decision: Decision) -> dict[str, str]:
    return {
        "reviewer_label": review.reviewer.strip(),
        "review_date": review.day.isoformat(),
        "reviewer_agreement": AGREEMENT[decision],
        "comment": one_line(review.comment),
    }


def decision_of(row: MappingRow) -> Decision | None:
    """The decision that ``row`` records, or None for a row that nobody has reviewed."""
    if is_accepted(row):
        return Decision.ACCEPT
    if is_found_absent(row):
        return Decision.ABSENT
    if not row.reviewer:
        return None
    agreement = float(row["reviewer_agreement"] or 0)
    return Decision.REJECT if agreement < 0 or row["predicate_modifier"] == "Not" else Decision.UNSURE


def relation(row: MappingRow) -> str:
    """What ``row`` says of its two ends, in French; the property itself where it is none of ours."""
    return "aucune correspondance" if row.is_absence else LABELS.get(row["predicate_id"], row["predicate_id"])


def is_stale(row: MappingRow, statements: Statements) -> bool:
    """Whether one of the two statements has changed, or is gone, since ``row`` was decided."""
    return not is_current(row, {curie: found.version for curie in row.ends if (found := statements.get(curie))})


def state(row: MappingRow, statements: Statements) -> str:
    """How a reader is told of ``row``: acceptée, rejetée, incertaine, à revalider, compétence retirée."""
    decision = decision_of(row)
    if decision is None:
        return "proposée"
    if any(end not in statements for end in row.ends):
        return WITHDRAWN
    return STALE if is_stale(row, statements) else WORDS[decision]


_BY_HAND = "semapv:ManualMappingCuration"


def _check(subject: Statement, other: Statement, review: Review) -> None:
    """Refuse what can't be decided. The pair is not named: who decides has it in view, on a page, a row, a command."""
    if not review.reviewer.strip():
        raise MappingError("la décision n’est pas signée.", remedy="Donnez le nom du relecteur.")
    if subject.certification == other.certification:
        raise MappingError(
            "les deux compétences sont de la même certification.", remedy="Choisissez-en une d’une autre."
        )
    choices = f"Choisissez parmi {', '.join(name.removeprefix('skos:') for name in LABELS)}."
    if review.predicate and review.predicate not in LABELS:
        raise MappingError(f"la relation {quote(review.predicate)} est inconnue.", remedy=choices)
    if review.decision is Decision.ACCEPT and not review.predicate:
        raise MappingError("la relation manque.", remedy=choices)

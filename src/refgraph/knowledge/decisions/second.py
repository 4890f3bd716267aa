"""A second reading: what another person says of a decision that stands, kept beside it, agreeing or not.

SSSOM knows one reviewer's agreement a row; the second is in columns of our own, declared in the header of the file
(https://mapping-commons.github.io/sssom/spec-formats-tsv/, extension slots).
"""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.core.errors import MappingError
from refgraph.core.french import day as french_day
from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.decisions.decision import WORDS, Decision, decision_of, relation

_SLOTS = {
    "second_reviewer_label": "reviewer_label",
    "second_review_date": "review_date",
    "second_reviewer_agreement": "reviewer_agreement",
    "second_predicate_id": "predicate_id",
    "second_comment": "comment",
}
"""The columns of a second reading, each with the slot of SSSOM that says the same of the first."""
EXTENSIONS = [{"slot_name": name, "property": f"https://w3id.org/refgraph/sssom/{name}"} for name in sorted(_SLOTS)]
"""How the header of a mapping file declares these columns."""


@dataclass(frozen=True)
class SecondReading:
    """Who read a decision again, when (ISO; empty: not said), whether they agree, and how they are told of."""

    reviewer: str
    day: str
    agrees: bool
    said: str
    comment: str = ""

    def __str__(self) -> str:
        when = f", {french_day(self.day)}" if self.day else ""
        why = f" ({self.comment})" if self.comment else ""
        return f"{self.reviewer}{when}\u00a0: {'d’accord' if self.agrees else f'pas d’accord, {self.said}'}{why}"


def second_reading(row: MappingRow) -> SecondReading | None:
    """The second reading of the decision ``row``, or None where nobody has read it again."""
    if not row["second_reviewer_label"]:
        return None
    word = MappingRow({**row.slots, **{slot: row[name] for name, slot in _SLOTS.items()}})
    return SecondReading(word.reviewer, word["review_date"], _agree(row, word), _said(word), word["comment"])


def with_second(row: MappingRow, word: MappingRow) -> MappingRow:
    """The decision ``row`` with what its second reader says: ``word``, a decision of theirs on the same pair.

    Raises:
        MappingError: nothing is decided there, or by the same person.
    """
    if row.reviewer.casefold() == word.reviewer.casefold():
        raise MappingError(
            f"cette décision est déjà la vôtre ({row.reviewer}).",
            place=" et ".join(row.pair),
            remedy="Une autre personne la relit\u00a0; pour la changer vous-même, remplacez-la.",
        )
    return row.oriented().with_slots(**{name: word.oriented()[slot] for name, slot in _SLOTS.items()})


def agree(row: MappingRow, word: MappingRow) -> bool:
    """Whether ``word`` says of the pair of ``row`` what ``row`` says, in the name of somebody else."""
    return row.reviewer.casefold() != word.reviewer.casefold() and _agree(row.oriented(), word.oriented())


def _agree(row: MappingRow, word: MappingRow) -> bool:
    decision = decision_of(row)
    return decision is decision_of(word) and (
        decision is not Decision.ACCEPT or row["predicate_id"] == word["predicate_id"]
    )


def _said(word: MappingRow) -> str:
    decision = decision_of(word)
    return relation(word) if decision is Decision.ACCEPT else WORDS[decision] if decision else ""

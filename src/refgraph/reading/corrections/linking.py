"""How the links of a corrected reading are known: by the person who typed them, or still by the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.model.records import Assertion, Basis, Reading
from refgraph.reading.corrections.correction import Correction
from refgraph.reading.corrections.nodes import ItemNode

_FIELDS = (
    ("modality", "competences", "isAssessedBy"),
    ("criteria", "competences", "evaluates"),
    ("competence", "activities", "mobilises"),
    ("criterion", "threshold_on", "thresholdOn"),
)
_FROM_VALUE = frozenset({"isAssessedBy", "mobilises"})
"""The relations whose subject is what the field names; of the others it is the item itself."""


def links_of(reading: Reading, nodes: Iterable[ItemNode]) -> tuple[Assertion, ...]:
    """The links of ``reading`` that ``nodes`` still state, and those that people typed in them."""
    typed: dict[tuple[str, str, str], Assertion] = {}
    stated: set[tuple[str, str, str]] = set()
    for node in nodes:
        for subject, relation, target, correction in _said(node):
            stated.add((subject, relation, target))
            if correction:
                typed[subject, relation, target] = _typed(subject, relation, target, correction)
    read = [each for each in reading.links if _key(each) in stated and _key(each) not in typed]
    return (*read, *typed.values())


def _said(node: ItemNode) -> Iterator[tuple[str, str, str, Correction | None]]:
    for kind, field, relation in _FIELDS:
        if node.kind.key == kind:
            value = getattr(node.record, field)
            for other in value if isinstance(value, tuple) else (value,) if value else ():
                ends = (other, node.record.id) if relation in _FROM_VALUE else (node.record.id, other)
                yield ends[0], relation, ends[1], node.added_by or node.linked_by.get((field, other))


def _key(link: Assertion) -> tuple[str, str, str]:
    return link.subject, link.relation, link.object


def _typed(subject: str, relation: str, target: str, correction: Correction) -> Assertion:
    return Assertion(
        subject=subject,
        relation=relation,
        object=target,
        basis=Basis.SAISI,
        author=correction.author or None,
        date=correction.day.isoformat() if correction.day else None,
    )

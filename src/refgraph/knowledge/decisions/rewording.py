"""What a statement said when it was decided on, beside what it says today."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.graph.sssom import MappingRow, version
from refgraph.knowledge.decisions.decision import Statements
from refgraph.knowledge.wording import differences

GONE = "retirée"
"""Said in place of today's words of a competence that is no longer there."""

Runs = list[tuple[str, bool]]
"""Words in order, each run with whether the other wording lacks it."""


@dataclass(frozen=True)
class Rewording:
    """The words of then and of ``today``; empty: the competence is no longer there."""

    then: str
    today: str

    @property
    def runs(self) -> tuple[Runs, Runs]:
        """Both wordings, the words that only one of them has marked."""
        then, today = differences(self.then, self.today)
        return [(run.text, not run.shared) for run in then], [(run.text, not run.shared) for run in today]


def reworded(row: MappingRow, end: str, statements: Statements) -> Rewording | None:
    """What has become of the words of an ``end`` (``subject``, ``object``) of a decision; None where they are the same,
    or the end is a whole certification."""
    curie = row[f"{end}_id"]
    if "/" not in curie:
        return None
    found = statements.get(curie)
    if found is None:
        return Rewording(row[f"{end}_label"], "")
    signed = row[f"{end}_source_version"] or version(row[f"{end}_label"])
    return None if signed == found.version else Rewording(row[f"{end}_label"], found.text)

"""What a statement said when it was decided on, beside what it says today."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.core.table import Marked
from refgraph.graph.sssom import MappingRow, version
from refgraph.knowledge.decisions.decision import Statements
from refgraph.knowledge.wording import marked

GONE = "retirée"
"""Said in place of today's words of a competence that is no longer there."""


@dataclass(frozen=True)
class Rewording:
    """The words of then and of ``today``; empty: the competence is no longer there."""

    then: str
    today: str

    @property
    def wordings(self) -> tuple[Marked, Marked]:
        """Both, the words that only one of them has marked."""
        return marked(self.then, self.today)


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

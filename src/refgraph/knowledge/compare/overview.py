"""The whole seen at once: how far the competences of each side are found in each other one, and what is reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from refgraph.core.french import count as amount
from refgraph.core.table import Cell, Table
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare.matrix import count
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import TOLD, CoverageState, Standing, reviewed_pairs, standing

_COLUMNS = (
    "De", "Dans", "Compétences", "Couvertes", "Couvertes en partie", "Sans correspondance, relues", "Non relues",
    "Dont à décider",
)  # fmt: skip
_REVIEW = ("De", "Et", "Paires relues", "Paires candidates")


@dataclass(frozen=True)
class SideCoverage:
    """How the competences of a side stand to another side, each once."""

    standings: tuple[Standing, ...]

    @property
    def total(self) -> int:
        """All competences of the side."""
        return len(self.standings)

    @property
    def found(self) -> int:
        """Those that the other side covers, whole or in part."""
        return self.count(CoverageState.COVERED) + self.count(CoverageState.PARTIAL)

    @property
    def waiting(self) -> int:
        """Those that nobody has reviewed and for which something is proposed."""
        return sum(one.state is CoverageState.UNREVIEWED and bool(one.waiting) for one in self.standings)

    @property
    def words(self) -> str:
        """All of it as a sentence without verb: « 20 compétences, 6 couvertes, 14 non relues, dont 5 à décider »."""
        told = [amount(self.count(state), *words) for state, words in TOLD.items() if self.count(state)]
        waiting = [f"dont {self.waiting} à décider"] if self.waiting else []
        return ", ".join([amount(self.total, "compétence"), *told, *waiting])

    def count(self, state: CoverageState) -> int:
        """How many competences are in ``state``."""
        return count(self.standings, state)


def overview(sides: Sequence[Side], links: Links) -> dict[tuple[str, str], SideCoverage]:
    """For each two sides, by their names and in both directions, how the first stands to the second."""
    return {
        (one.name, other.name): SideCoverage(tuple(standing(each.iri, other.iris, links) for each in one.competences))
        for one, other in permutations(sides, 2)
    }


def overview_table(
    sides: Sequence[Side], cells: Mapping[tuple[str, str], SideCoverage], *, is_searched: bool = True
) -> Table:
    """The same a line for each direction; what there is to decide only where it ``is_searched``, never as 0."""
    rows: list[tuple[Cell, ...]] = []
    for one, other in permutations(sides, 2):
        cell = cells[one.name, other.name]
        rows.append((one.label, other.label, cell.total, *(cell.count(state) for state in CoverageState), cell.waiting))
    table = Table(_COLUMNS, tuple(rows), title="Couverture de chacune dans chaque autre")
    return table if is_searched else table.only(range(len(_COLUMNS) - 1))


def review_table(sides: Sequence[Side], links: Links) -> Table:
    """How far the review of each two sides has come: the pairs decided on, of those that are candidates."""
    rows = [(one.label, other.label, *reviewed_pairs(one, other, links)) for one, other in combinations(sides, 2)]
    return Table(_REVIEW, tuple(rows), title="Avancement de la relecture")

"""Modalities and criteria groups of one bloc, with the competences of the rows that their cells cover.

An empty cell, or one that says « idem », is a cell that the one above reaches into. A modality or group that covers
the competences of several rows is known from the layout, not printed (`Basis.DEDUIT`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refgraph.core.text import fold
from refgraph.model import ids
from refgraph.model.records import Basis, CriteriaGroup, Criterion, Furniture, Issue, Modality, Passage
from refgraph.reading.document import Document
from refgraph.reading.layouts.tables import criteria
from refgraph.reading.layouts.tables.competences import PendingCompetence
from refgraph.reading.layouts.tables.roles import Role
from refgraph.reading.layouts.tables.rows import TableRow
from refgraph.reading.runs import Block
from refgraph.reading.shared import assessment, codes

_LONGEST_TITLE = 120
_DITTO = re.compile(r"\W*(?:idem|id|ibid(?:em)?|voir ci-dessus|cf ci-dessus)\W*|[\"»″〃]")
"""A cell that says that it is the one above."""


@dataclass
class AssessmentCell:
    """A filled cell: its parts (more than one where a page break cuts it), and the competences that it covers."""

    parts: list[list[Block]]
    competences: list[PendingCompetence]
    is_deduced: bool = False
    dittos: list[Block] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """The blocks of all its parts."""
        return [block for part in self.parts for block in part]


@dataclass
class AssessmentColumn:
    """The filled cells of one column of a bloc, and the rows that none of them covers."""

    cells: list[AssessmentCell] = field(default_factory=list)
    uncovered: list[TableRow] = field(default_factory=list)


def column(role: Role, rows: list[tuple[TableRow, list[PendingCompetence]]]) -> AssessmentColumn:
    """The cells of a column, where empty cells carry on the one above, unless the table merges cells to say so.

    A filled cell beside an empty competence cell assesses the competences above it.
    """
    found = AssessmentColumn()
    last: list[PendingCompetence] = []
    for row, drafts in rows:
        if role not in row.columns:
            continue
        parts = [part for part in row.cells.get(role, []) if part]
        ditto = _ditto(parts) if found.cells else None
        if ditto:
            found.cells[-1].competences += drafts
            found.cells[-1].dittos.append(ditto)
            found.cells[-1].is_deduced = True
        elif parts:
            found.cells.append(AssessmentCell(parts, list(drafts or last), is_deduced=not drafts))
        elif drafts and found.cells and role not in row.unreached:
            found.cells[-1].competences += drafts
            found.cells[-1].is_deduced = True
        elif drafts:
            found.uncovered.append(row)
        last = drafts or last
    return found


def _ditto(parts: list[list[Block]]) -> Block | None:
    """The only block of a cell that says « idem »."""
    blocks = [block for part in parts for block in part]
    return blocks[0] if len(blocks) == 1 and _DITTO.fullmatch(fold(blocks[0].text)) else None


def modalities(document: Document, bloc: str, cells: list[AssessmentCell]) -> list[Modality]:
    """The modalities of a bloc."""
    found: list[Modality] = []
    for number, cell in enumerate(cells, 1):
        id = ids.modality(bloc, number)
        lines = [f"{block.marker} {block.text}".strip() for block in cell.blocks]
        analysis = assessment.analyse(id, "\n".join(lines))
        basis = Basis.DEDUIT if cell.is_deduced else Basis.EXTRAIT
        source, *others = [document.passage(part[0].start, part[-1].runs[-1].end, basis) for part in cell.parts]
        others += [document.passage(ditto.start, ditto.end) for ditto in cell.dittos]
        modality = analysis.modality(
            id=id,
            bloc=bloc,
            text=" ".join(lines),
            source=source,
            other_sources=tuple(others),
            competences=tuple(dict.fromkeys(draft.id for draft in cell.competences)),
            title=_title(cell.blocks),
            code=_code(cell.blocks[0]),
        )
        found.append(modality)
    return found


def _code(block: Block) -> str | None:
    """The code that a modality begins with (« E3. »)."""
    code = codes.code(block.runs[0].text)
    return code.code if code else None


def _title(blocks: list[Block]) -> str | None:
    """The bold words that a modality begins with, or its first line when others follow."""
    bold = blocks[0].bold_opening
    if bold:
        return re.sub(r"[\s.:]+$", "", bold)
    first = re.sub(r"\s*\([^()]*\)\s*$", "", blocks[0].text).rstrip(" .:")
    is_title = len(blocks) > 1 and 0 < len(first) <= _LONGEST_TITLE and not blocks[0].text.endswith(":")
    return first if is_title else None


@dataclass
class CriteriaReader:
    """Reads the criteria cells of a bloc; what stands above headings only becomes furniture."""

    document: Document
    bloc: str
    furniture: list[Furniture] = field(default_factory=list)

    def groups(self, cells: list[AssessmentCell]) -> Iterator[CriteriaGroup]:
        """The criteria groups of a bloc."""
        number = 0
        for cell in cells:
            found = criteria.groups(cell.blocks)
            for group in found:
                if group.heading and not group.items:
                    passage = self.document.passage(group.heading.start, group.heading.end)
                    self.furniture.append(Furniture(kind="intertitre", source=passage))
                    continue
                number += 1
                dittos = cell.dittos if group is found[0] else []
                yield self._group(ids.criteria_group(self.bloc, number), cell, group, dittos)

    def _group(
        self, id: str, cell: AssessmentCell, group: criteria.HeadedCriteria, dittos: list[Block]
    ) -> CriteriaGroup:
        basis = Basis.DEDUIT if cell.is_deduced else Basis.EXTRAIT
        first, last = group.heading or group.items[0], group.heading or group.items[-1]
        sources = [self.document.passage(first.start, first.end, basis)]
        if not group.heading:
            sources = self._slices(cell, group, basis)
        return CriteriaGroup(
            id=id,
            bloc=self.bloc,
            text=re.sub(r"\s*:$", "", last.text) if group.heading else None,
            competences=tuple(dict.fromkeys(draft.id for draft in cell.competences)),
            criteria=tuple(self._criterion(ids.criterion(id, n), item) for n, item in enumerate(group.items, 1)),
            source=sources[0],
            other_sources=(*sources[1:], *(self.document.passage(ditto.start, ditto.end) for ditto in dittos)),
        )

    def _slices(self, cell: AssessmentCell, group: criteria.HeadedCriteria, basis: Basis) -> list[Passage]:
        """The slice of each part of a cell that holds criteria of ``group``."""
        inside = [[block for block in part if any(block is item for item in group.items)] for part in cell.parts]
        return [self.document.passage(part[0].start, part[-1].runs[-1].end, basis) for part in inside if part]

    def _criterion(self, id: str, item: Block) -> Criterion:
        source, *others = [self.document.passage(run.start, run.end) for run in item.runs]
        return Criterion(
            id=id,
            text=item.text,
            source=source,
            other_sources=tuple(others),
            minimum_ratio=assessment.threshold(item.text),
        )


def uncovered_issues(document: Document, role: Role, rows: list[TableRow]) -> Iterator[Issue]:
    """One issue per row whose competences no cell of the column assesses."""
    missing = {Role.MODALITY: "Aucune modalité d’évaluation imprimée", Role.CRITERIA: "Aucun critère imprimé"}[role]
    for row in rows:
        line = document.line_at(row.words[0])
        message = f"{missing} en regard des compétences de la ligne {line}."
        yield Issue(path=document.name, line=line, message=message)

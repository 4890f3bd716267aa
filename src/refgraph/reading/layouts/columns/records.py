"""From the assembled table to records: ids, links, passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from refgraph.core.text import mend
from refgraph.model import ids
from refgraph.model.records import (
    Activity,
    Assertion,
    Basis,
    Bloc,
    Competence,
    CriteriaGroup,
    Criterion,
    Fact,
    Furniture,
    Modality,
    Passage,
)
from refgraph.reading.document import Document
from refgraph.reading.layouts.columns.drafts import ActivityDraft, BlocDraft, Draft, GroupDraft, TableDraft
from refgraph.reading.layouts.columns.pieces import Piece
from refgraph.reading.shared import assessment, links


class Composer:
    """Writes the items of ``table`` as records; activities and competences first, as the cells point to them."""

    def __init__(self, document: Document, table: TableDraft) -> None:
        self._document = document
        self._table = table
        self._name_items()

    def _name_items(self) -> None:
        """Gives activities and competences their ids: by code where it tells them apart, else by their order."""
        codes = Counter(draft.pieces[0].marker.code for bloc in self._table.blocs for draft in bloc.competences)
        for bloc in self._table.blocs:
            seen: Counter[str] = Counter()
            for order, activity in enumerate(bloc.activities, 1):
                name = ids.activity(ids.bloc(bloc.number), activity.pieces[0].marker.code, order)
                activity.id = next(islice(ids.repeated(name), seen[name], None))
                seen[name] += 1
            for order, competence in enumerate(bloc.competences, 1):
                code = competence.pieces[0].marker.code
                known = code if code is not None and codes[code] == 1 else None
                competence.id = ids.competence(ids.bloc(bloc.number), known, order)

    def bloc(self, draft: BlocDraft) -> Bloc:
        """The bloc itself."""
        heading = draft.pieces[0].bloc
        return Bloc(
            id=ids.bloc(draft.number),
            number=draft.number,
            text=draft.title,
            code=heading.code if heading else str(draft.number),
            source_code=heading.source_code if heading else None,
            alternative_titles=tuple(
                Fact(text=piece.text, source=self._document.passage(piece.start, piece.end))
                for piece in draft.renamings
            ),
            source=draft.source(self._document),
            other_sources=draft.other_sources(self._document),
        )

    def activities(self, draft: BlocDraft) -> Iterable[Activity]:
        """The activities of a bloc, each followed by its sub-activities."""
        for order, activity in enumerate(draft.activities, 1):
            yield self._activity(draft, activity, order)
            yield from self._subactivities(draft, activity)

    def _activity(self, bloc: BlocDraft, draft: ActivityDraft, order: int) -> Activity:
        marker = draft.pieces[0].marker
        return Activity(
            id=draft.id,
            bloc=ids.bloc(bloc.number),
            text=draft.text,
            order=order,
            code=marker.code,
            source_code=marker.source_code,
            source=draft.source(self._document),
            other_sources=draft.other_sources(self._document),
        )

    def _subactivities(self, bloc: BlocDraft, parent: ActivityDraft) -> Iterable[Activity]:
        for order, draft in enumerate(parent.children, 1):
            marker = draft.pieces[0].marker
            yield Activity(
                id=ids.subactivity(parent.id, order),
                bloc=ids.bloc(bloc.number),
                text=draft.text,
                order=order,
                code=marker.code,
                source_code=marker.source_code,
                parent=parent.id,
                source=draft.source(self._document),
                other_sources=draft.other_sources(self._document),
            )

    def competences(self, draft: BlocDraft) -> Iterable[Competence]:
        """The competences of a bloc."""
        for order, competence in enumerate(draft.competences, 1):
            marker = competence.pieces[0].marker
            yield Competence(
                id=competence.id,
                bloc=ids.bloc(draft.number),
                statement=competence.text,
                order=order,
                code=marker.code,
                local_code=marker.local_code,
                source_code=marker.source_code,
                activities=(competence.activity.id,) if competence.activity else (),
                source=competence.source(self._document),
                other_sources=competence.other_sources(self._document),
            )

    def modalities(self, draft: BlocDraft) -> Iterable[Modality]:
        """The modalities of a bloc; the paragraphs of a cell are the lines of its text."""
        for order, modality in enumerate(draft.modalities, 1):
            modality_id = ids.modality(ids.bloc(draft.number), order)
            text = "\n".join(_paragraph(part, is_first=not index) for index, part in enumerate(modality.parts))
            marker = modality.pieces[0].marker
            cell = _runs(modality.pieces)
            assessed = tuple(c.id for row in draft.rows if modality in row.modalities for c in row.competences)
            yield assessment.analyse(modality_id, text).modality(
                id=modality_id,
                bloc=ids.bloc(draft.number),
                text=text,
                code=marker.code if marker.source_code else None,
                competences=assessed,
                source=self._document.passage(*cell[0], Basis.DEDUIT if len(assessed) > 1 else Basis.EXTRAIT),
                other_sources=self._rest(cell),
            )

    def _rest(self, cell: list[tuple[int, int]]) -> tuple[Passage, ...]:
        return tuple(self._document.passage(*run) for run in cell[1:])

    def groups(self, draft: BlocDraft) -> Iterable[CriteriaGroup]:
        """The groups of criteria of a bloc; a group without heading is quoted from its first item to its last."""
        names = {
            group: ids.criteria_group(ids.bloc(draft.number), order) for order, group in enumerate(draft.groups, 1)
        }
        for group, group_id in names.items():
            cell = _runs(piece for item in group.items for piece in item.pieces)
            evaluated = tuple(c.id for row in draft.rows if group in row.groups for c in row.competences)
            basis = Basis.DEDUIT if len(evaluated) > 1 or not group.pieces else Basis.EXTRAIT
            yield CriteriaGroup(
                id=group_id,
                bloc=ids.bloc(draft.number),
                text=group.text or None,
                competences=evaluated,
                criteria=tuple(self._criteria(group_id, group)),
                continues=names.get(group.carries_on) if group.carries_on else None,
                source=group.source(self._document, basis) if group.pieces else self._document.passage(*cell[0], basis),
                other_sources=group.other_sources(self._document) if group.pieces else self._rest(cell),
            )

    def _criteria(self, group_id: str, group: GroupDraft) -> Iterable[Criterion]:
        for order, item in enumerate(group.items, 1):
            yield Criterion(
                id=ids.criterion(group_id, order),
                text=item.text,
                minimum_ratio=assessment.threshold(item.text),
                source=item.source(self._document),
                other_sources=item.other_sources(self._document),
            )

    def links(self, modalities: Sequence[Modality], groups: Sequence[CriteriaGroup]) -> Iterator[Assertion]:
        """The links that cells give which reach over several rows, and no row of its own."""
        for bloc in self._table.blocs:
            for draft in bloc.competences:
                if draft.activity and not draft.is_beside:
                    yield from links.mobilised(draft.id, [draft.activity.id])
        for modality in modalities:
            yield from links.assessed(modality) if len(modality.competences) > 1 else ()
        for group in groups:
            yield from links.evaluated(group) if len(group.competences) > 1 else ()
        yield from links.tied(groups)

    def furniture(self) -> Iterable[Furniture]:
        """The pieces that carry nothing, line by line."""
        for kind, piece in self._table.stray:
            for line in piece.lines:
                yield Furniture(kind=kind, source=self._document.passage(line.start, line.end))


def _paragraph(part: Draft, *, is_first: bool) -> str:
    """A paragraph of a cell of modalities: the code of the cell is not a word of it, a second code is."""
    if is_first or part.pieces[0].marker.source_code is None:
        return part.text
    return mend("\n".join(line.text for piece in part.pieces for line in piece.lines))


def _runs(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """The stretches of text that a cell takes up: paragraphs printed one behind the other are one stretch."""
    runs: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if runs and not piece.opens_page:
            runs[-1] = (runs[-1][0], piece.end)
        else:
            runs.append((piece.start, piece.end))
    return runs

"""A référentiel as the rows of its table: one a competence, with what is said of it side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from refgraph.model.records import Activity, Bloc, Competence, CriteriaGroup, Modality, Reading
from refgraph.reading.shared.particulars import COLUMNS, printed_forms


@dataclass(frozen=True)
class ModelCell:
    """The words of a cell, one paragraph a line; ``items`` are the ids of what it says, by which cells are merged.

    ``titles`` are those of its lines that head others.
    """

    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words, one paragraph a line."""
        return "\n".join(self.lines)


ModelRow = tuple[ModelCell, ...]
"""One cell for each of `COLUMNS`."""


@dataclass(frozen=True)
class BlocRows:
    """The rows of the bloc ``id`` under its title; without one for competences that stand in none."""

    title: str
    rows: tuple[ModelRow, ...]
    id: str = ""


def bloc_rows(record: Reading) -> list[BlocRows]:
    """The table of ``record``, bloc by bloc."""
    found = [BlocRows(_title(bloc), tuple(_rows(record, bloc.id)), bloc.id) for bloc in record.blocs]
    loose = tuple(_rows(record, ""))
    return [*found, *([BlocRows("", loose)] if loose else [])]


def spans(rows: Sequence[ModelRow], column: int) -> Iterator[tuple[int, int]]:
    """First row and number of rows of each cell of a column: neighbours that say the same items are one."""
    at = 0
    for items, same in groupby(rows, key=lambda row: row[column].items):
        size = len(list(same))
        if items:
            yield at, size
        else:
            yield from ((at + each, 1) for each in range(size))
        at += size


def _title(bloc: Bloc) -> str:
    code = bloc.source_code or f"Bloc {bloc.number}"
    return bloc.text if bloc.text.startswith(code) else f"{code} – {bloc.text}"


def _rows(record: Reading, bloc: str) -> Iterator[ModelRow]:
    """A row for each competence of ``bloc``, then one for each thing that stands beside none."""
    all = [each for each in record.competences if each.bloc == bloc]
    tops = {each.id: each.id for each in all if each.parent is None}
    for each in all:
        tops[each.id] = tops.get(each.parent or "", each.id)
    competences = [each for each in all if tops[each.id] == each.id]
    activities = [each for each in record.activities if each.bloc == bloc]
    modalities = [each for each in record.modalities if each.bloc == bloc]
    groups = [each for each in record.criteria_groups if each.bloc == bloc]
    linked = {id for each in all for id in each.activities}
    loose = [each for each in activities if each.id not in linked and each.parent not in linked]
    loose = [] if any(each.activities for each in competences) else loose
    shown: set[str] = set()
    for competence in competences:
        inside = [each for each in all if tops[each.id] == competence.id]
        names = {each.id for each in inside}
        served = [id for each in inside for id in each.activities]
        row = (
            _activities(activities, served, loose),
            _competence(competence, [each for each in inside if each is not competence]),
            _modalities(_about(modalities, names)),
            _criteria(_about(groups, names)),
        )
        shown |= {id for cell in row for id in cell.items}
        yield row
    yield from _alone([each for each in activities if each.id not in shown], 0, _activity_cell)
    yield from _alone([each for each in modalities if each.id not in shown], 2, _modalities)
    yield from _alone([each for each in groups if each.id not in shown], 3, _criteria)


def _alone(told: Sequence[Any], column: int, cell: Callable[[Sequence[Any]], ModelCell]) -> Iterator[ModelRow]:
    """Rows of one filled cell each, for what stands beside no competence."""
    for each in told:
        yield tuple(cell([each]) if place == column else ModelCell() for place in range(len(COLUMNS)))


def _about(
    assessing: Sequence[Modality] | Sequence[CriteriaGroup], competences: set[str]
) -> list[Modality | CriteriaGroup]:
    """Those that name one of the competences; else those that name none, which are about the bloc."""
    named = [each for each in assessing if not competences.isdisjoint(each.competences)]
    return named or [each for each in assessing if not each.competences]


def _activities(all: Sequence[Activity], named: Sequence[str], loose: Sequence[Activity]) -> ModelCell:
    above = {each.parent for each in all if each.id in named}
    told = [each for each in all if each.id in named or each.id in above or each.parent in named] or list(loose)
    return _activity_cell(told)


def _activity_cell(told: Sequence[Activity]) -> ModelCell:
    return ModelCell(tuple(printed_forms(each.code, None, each.text)[0] for each in told), _ids(told))


def _competence(competence: Competence, parts: Sequence[Competence]) -> ModelCell:
    lines = [_printed(competence), *(f"• {_printed(each)}" for each in parts)]
    return ModelCell(tuple(lines), (competence.id,))


def _printed(competence: Competence) -> str:
    """« C1 (B1.1). … », as its readers know it."""
    return printed_forms(competence.code, competence.local_code, competence.statement)[0]


def _modalities(told: Iterable[Modality | CriteriaGroup]) -> ModelCell:
    some = [each for each in told if isinstance(each, Modality)]
    return ModelCell(tuple(line for each in some for line in each.text.split("\n")), _ids(some))


def _criteria(told: Iterable[Modality | CriteriaGroup]) -> ModelCell:
    some = [each for each in told if isinstance(each, CriteriaGroup)]
    lines: list[str] = []
    for each in some:
        lines += [each.text] if each.text else []
        lines += [f"• {' '.join(one.text.split())}" for one in each.criteria]
    return ModelCell(tuple(lines), _ids(some), tuple(each.text for each in some if each.text))


def _ids(told: Iterable[Activity | Modality | CriteriaGroup]) -> tuple[str, ...]:
    return tuple(each.id for each in told)

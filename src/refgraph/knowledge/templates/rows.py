"""A référentiel as the rows of its table: one a competence, with what is said of it side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from refgraph.model.records import Activity, Bloc, Competence, CriteriaGroup, Modality, Reading

COLUMNS = ("Activités", "Compétences", "Modalités d’évaluation", "Critères d’évaluation")


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
    """The rows of a bloc under its title; without one for competences that stand in none."""

    title: str
    rows: tuple[ModelRow, ...]


def bloc_rows(record: Reading) -> list[BlocRows]:
    """The table of ``record``, bloc by bloc."""
    found = [BlocRows(_title(bloc), tuple(_rows(record, bloc.id))) for bloc in record.blocs]
    loose = tuple(_rows(record, "")) if any(not each.bloc for each in record.competences) else ()
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
    competences = [each for each in record.competences if each.bloc == bloc and each.parent is None]
    activities = [each for each in record.activities if each.bloc == bloc]
    modalities = [each for each in record.modalities if each.bloc == bloc]
    groups = [each for each in record.criteria_groups if each.bloc == bloc]
    linked = {id for each in competences for id in each.activities}
    loose = [each for each in activities if each.id not in linked and each.parent not in linked]
    for competence in competences or (None,):
        id = competence.id if competence else ""
        yield (
            _activities(activities, competence.activities if competence else (), loose),
            _competence(record, competence) if competence else ModelCell(),
            _modalities(_about(modalities, id)),
            _criteria(_about(groups, id)),
        )


def _about(assessing: Sequence[Modality] | Sequence[CriteriaGroup], competence: str) -> list[Modality | CriteriaGroup]:
    """Those that name the competence; else those that name none, which are about the bloc."""
    named = [each for each in assessing if competence in each.competences]
    return named or [each for each in assessing if not each.competences]


def _activities(all: Sequence[Activity], named: Sequence[str], loose: Sequence[Activity]) -> ModelCell:
    above = {each.parent for each in all if each.id in named}
    told = [each for each in all if each.id in named or each.id in above or each.parent in named] or list(loose)
    return ModelCell(tuple(_coded(each.code, each.text) for each in told), _ids(told))


def _competence(record: Reading, competence: Competence) -> ModelCell:
    steps = [each for each in record.competences if each.parent == competence.id]
    lines = [_coded(_code(competence), competence.statement)]
    lines += [f"• {_coded(_code(each), each.statement)}" for each in steps]
    return ModelCell(tuple(lines), (competence.id,))


def _code(competence: Competence) -> str | None:
    """« C1 (B1.1) », as its readers know it."""
    local = (competence.local_code or "").replace("-", ".")
    return f"{competence.code} ({local})" if competence.code and local else competence.code or local


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


def _coded(code: str | None, text: str) -> str:
    text = " ".join(text.split())
    return text if not code or text.startswith(code) else f"{code}. {text}"

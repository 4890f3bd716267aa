"""Épreuves: what names them, what more is said of them, and the competences or the bloc that they assess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from refgraph.reading.runs import Block
from refgraph.reading.shared import bloc_titles, named_codes, rubrics
from refgraph.reading.shared.drafting import ReadingDraft
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.rubrics import Rubric

_SHORTEST = 4
_NAMING = ("bloc", "code", "competence", "epreuve", "modalite", "evaluation", "intitule")


@dataclass
class Exam:
    """An épreuve while it is read; ``named`` are the words by which it names competences."""

    words: Block
    bloc: str
    title: str | None = None
    code: str | None = None
    details: list[Block] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    targets: tuple[str, ...] = ()


def settle(draft: ReadingDraft, exam: Exam) -> None:
    """Give the modality of ``exam`` to ``draft``, now that all competences are known.

    One that names competences of several blocs is of no bloc.
    """
    codes = [item.code for item in draft.competences if item.code]
    named = {code for words in exam.named for code in named_codes.named(words, codes)}
    found = tuple(item.id for item in draft.competences if item.code in named or item.id in exam.targets)
    blocs = list(dict.fromkeys(item.bloc for item in draft.competences if item.id in found))
    bloc = exam.bloc if not blocs else blocs[0] if len(blocs) == 1 else ""
    details = [block for block in exam.details if block is not exam.words]
    draft.modality(bloc, [exam.words], competences=found, details=details, title=exam.title, code=exam.code)


Rows = list[list[FlowLine]]


def rows(cells: list[FlowLine]) -> Rows:
    """The lines of a table by row, a line for each paragraph of a cell."""
    found: dict[int, list[FlowLine]] = {}
    for line in cells:
        assert line.cell is not None  # lines of a table
        found.setdefault(line.cell.row, []).append(line)
    return list(found.values())


def of_table(found: Rows, draft: ReadingDraft) -> Iterator[Exam]:
    """The épreuves of a table whose rows each name a bloc, under a title that names épreuves or their format."""
    heads = {line.cell.column: rubrics.of_label(line.text) or _loose(line.text) for line in found[0] if line.cell}
    column = next((column for column, rubric in heads.items() if rubric is Rubric.MODALITY), None)
    if column is None or len(found) < 2:
        return
    for row in found[1:]:
        announced = bloc_titles.find(row[0].text)
        bloc = next((item.id for item in draft.blocs if announced and item.number == announced.number), None)
        words = [line for line in row if line.cell and line.cell.column == column]
        if bloc and words:
            others = [line.block for line in row if line is not words[0]]
            yield Exam(words[0].block, bloc, details=others)


def _loose(title: str) -> Rubric | None:
    """A column title that says how (« Format », « Déroulé ») beside one that names blocs."""
    flat = title.casefold()
    return Rubric.MODALITY if any(word in flat for word in ("format", "modalité", "épreuve", "nature")) else None


def repeats(found: Rows, draft: ReadingDraft, exams: list[Exam]) -> bool:
    """Whether a table only repeats blocs, codes and links that stand elsewhere in the document."""
    titles = [bloc.text for bloc in draft.blocs]
    codes = {item.code for item in draft.competences} | {exam.code for exam in exams}
    return all(_is_known(line, titles, codes) for row in found for line in row)


def _is_known(line: FlowLine, titles: list[str], codes: set[str | None]) -> bool:
    text = line.text
    heads = any(word in line.flat for word in _NAMING) and len(text) < 40  # a title of a row
    is_title = any(title in text for title in titles if len(title) >= _SHORTEST)
    return heads or is_title or named_codes.is_list(text) or text in codes or bool(bloc_titles.find(text))

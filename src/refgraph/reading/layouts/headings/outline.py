"""Headings and lists read in order: each line under the bloc, the competence and the label that stand above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from refgraph.core.text import mend
from refgraph.model.records import Basis
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.headings import examinations, sorts
from refgraph.reading.layouts.headings.contexts import (
    CODED,
    ENTRY,
    INNER_LABEL,
    LABEL,
    LIST_LABEL,
    PART,
    PLAIN_BLOC,
    OpenPart,
    OpenParts,
)
from refgraph.reading.layouts.headings.examinations import Exam
from refgraph.reading.layouts.headings.sorts import Sort, SortedLine
from refgraph.reading.runs import Block
from refgraph.reading.shared import codes, named_codes, rules
from refgraph.reading.shared.bloc_titles import BlocHeading, find
from refgraph.reading.shared.drafting import ReadingDraft
from refgraph.reading.shared.identity import Identity
from refgraph.reading.shared.rubrics import Rubric

_MOSTLY = 0.6
"""The share of the entries of a bloc that open with an infinitive, from which on they are its competences."""


class HeadedOutline:
    """Reads the sorted lines of a document into a draft."""

    def __init__(self, draft: ReadingDraft, identity: Identity, lines: Sequence[SortedLine]) -> None:
        self._draft = draft
        self._identity = identity
        self._lines = lines
        self._contexts = OpenParts(draft)
        self._exams: list[Exam] = []
        self._tables: list[examinations.Rows] = []
        self._has_title = identity.title is not None
        self._place = 0
        self._bloc_count = 0
        self._labels = self._count_labels()

    def read(self) -> None:
        """Read every line."""
        takers: dict[Sort, Callable[[SortedLine], None]] = {
            Sort.BLOC: self._bloc,
            Sort.PART: self._part,
            Sort.CODED: self._coded,
            Sort.EXAM: self._exam,
            Sort.LABEL: self._label,
            Sort.HEADING: self._heading,
            Sort.ENTRY: self._entry,
            Sort.TEXT: self._text,
            Sort.CELL: self._table,
        }
        while self._place < len(self._lines):
            now = self._lines[self._place]
            self._place += 1
            takers[now.sort](now)
        self._contexts.end()
        self._settle_tables()
        for exam in self._exams:
            examinations.settle(self._draft, exam)

    # --- blocs and competences ----------------------------------------------------------------------------------------

    def _bloc(self, now: SortedLine) -> None:
        found = now.bloc
        assert found is not None  # the sort says so
        self._bloc_count += 1
        rank = now.line.level or PLAIN_BLOC
        above = self._contexts.under(rank)
        title = cut(now.line.block, found.title)
        if title is None:
            title = self._title_below()
        if title is None:
            self._unread_part(now, rank)
            return
        name = self._draft.bloc(
            title, found.number, found.code, found.source_code, (now.line.block.start, title.runs[-1].end)
        )
        goes_on = above.rubric in (Rubric.COMPETENCE, Rubric.CRITERIA, Rubric.MODALITY)
        self._contexts.push(OpenPart(rank, above.rubric if goes_on else None, name, heading=now.line))

    def _title_below(self) -> Block | None:
        """The words of the next line, where a heading announces a bloc and does not name it."""
        if self._place < len(self._lines) and self._lines[self._place].sort in (Sort.TEXT, Sort.HEADING):
            self._place += 1
            return self._lines[self._place - 1].line.block
        return None

    def _part(self, now: SortedLine) -> None:
        """A « sous-domaine »: its code is its number behind that of its bloc, and its list are criteria."""
        rank = now.line.level or PART
        bloc = self._contexts.under(rank).bloc
        number = next((item.number for item in self._draft.blocs if item.id == bloc), None)
        code = replace(now.code, code=f"{number}.{now.code.code}") if now.code and number else now.code
        self._compete(replace(now, code=code), rank, below=Rubric.CRITERIA)

    def _coded(self, now: SortedLine) -> None:
        """A line with a code: what it is, its letters say, else what it stands under."""
        rank = _rank(now)
        above = self._contexts.under(rank)
        kind = now.rubric or above.rubric
        if above.rubric is Rubric.KNOWLEDGE or kind is Rubric.KNOWLEDGE:
            self._leave(now)
        elif kind is Rubric.COMPETENCE and above.exam is None:
            self._compete(now, rank)
        elif kind is Rubric.ACTIVITY and above.rubric is not Rubric.OTHER:
            self._draft.activity(above.bloc, now.words.block, now.code)
        elif kind is None and above.bloc and self._are_competences(now):
            self._compete(now, rank, basis=Basis.DEDUIT)
        else:
            self._listed(now, rank)

    def _compete(self, now: SortedLine, rank: int, below: Rubric | None = None, basis: Basis = Basis.EXTRAIT) -> None:
        """Take a competence, printed for the first time or again; what stands below is about it."""
        draft, above = self._draft, self._contexts.top
        words, code, whole = now.words.block, now.code, now.line.block.extent
        known = draft.known("", words.text, code) if words.text else draft.by_code(code.code if code else "")
        if known:
            draft.print_again(known.id, [draft.document.passage(*whole)])
            name, bloc = known.id, known.bloc
        elif above.rubric is Rubric.OTHER or not (above.bloc or above.rubric is Rubric.COMPETENCE):
            self._leave(now)
            return
        else:
            parent = above.targets[0] if above.targets and above.rubric is Rubric.COMPETENCE else None
            bloc = above.bloc
            name = draft.competence(bloc, words, code, whole=whole, parent=parent, basis=basis)
        self._contexts.push(OpenPart(rank, below or Rubric.COMPETENCE, bloc, (name,), heading=now.line))

    def _are_competences(self, now: SortedLine) -> bool:
        """Whether the entries of a bloc that no label announces are its competences: most open with an infinitive."""
        entries = [now.words.text]
        for other in self._lines[self._place :]:
            if other.sort not in (Sort.ENTRY, Sort.CODED, Sort.TEXT):
                break
            if other.sort is now.sort and other.line.depth == now.line.depth:
                entries.append(other.words.text)
        return sum(map(sorts.is_statement, entries)) >= _MOSTLY * len(entries)

    # --- labels, headings, épreuves -----------------------------------------------------------------------------------

    def _label(self, now: SortedLine) -> None:
        rubric = self._targeted(now) if now.rubric is Rubric.TARGETS else now.rubric
        if rubric is None:
            return
        block = now.line.block
        self._draft.furnish(
            "intitulé de liste", block.start, now.words.block.start if now.length else block.runs[-1].end
        )
        rank = self._label_rank(now, rubric)
        above = self._contexts.under(rank)
        self._contexts.push(OpenPart(rank, rubric, above.bloc, above.targets, heading=now.line))
        if now.length:
            self._listed(SortedLine(now.words, Sort.TEXT), ENTRY + now.line.depth + 1)

    def _targeted(self, now: SortedLine) -> Rubric | None:
        """« Compétences visées : C1, C2 » of an épreuve; None where that is all, else what the label announces."""
        exam = self._contexts.exam
        value = now.words.text if now.length else ""
        if exam is None or (value and not named_codes.is_list(value)):
            return Rubric.COMPETENCE
        exam.named.append(value)
        exam.details.append(now.line.block)
        rank = ENTRY + now.line.depth
        self._contexts.under(rank)
        self._contexts.push(OpenPart(rank, Rubric.TARGETS, exam.bloc, exam=exam))
        return None

    def _label_rank(self, now: SortedLine, rubric: Rubric) -> int:
        """How far inside a label stands: inside the competence above where each has one, else outside of all."""
        if now.line.level or now.line.marker:
            return _rank(now)
        if rubric in (Rubric.COMPETENCE, Rubric.ACTIVITY, Rubric.BLOC):
            return LIST_LABEL if rubric is Rubric.COMPETENCE else LABEL
        bloc = self._contexts.top.bloc
        is_each = (
            self._labels[self._bloc_count, rubric] > 1 or sum(c.bloc == bloc for c in self._draft.competences) == 1
        )
        return INNER_LABEL if self._contexts.bears_coded and is_each else LIST_LABEL

    def _count_labels(self) -> Counter[tuple[int, Rubric]]:
        """How often each label is printed in each bloc, by the place of the bloc in the document."""
        found: Counter[tuple[int, Rubric]] = Counter()
        bloc = 0
        for line in self._lines:
            bloc += line.sort is Sort.BLOC
            if line.sort is Sort.LABEL and line.rubric and not line.line.level:
                found[bloc, line.rubric] += 1
        return found

    def _exam(self, now: SortedLine) -> None:
        rank = now.line.level or PLAIN_BLOC + 1
        above = self._contexts.under(rank)
        if above.rubric is Rubric.CRITERIA:
            self._listed(now, rank)
            return
        words = now.words.block
        code = now.code.code if now.code and now.code.code else None
        is_behind = code is not None and not now.length
        title = words.text.rpartition("(")[0].strip() if is_behind else words.text
        exam = Exam(words, above.bloc, title, code, [now.line.block] if now.length else [])
        self._exams.append(exam)
        self._contexts.push(OpenPart(rank, Rubric.MODALITY, above.bloc, exam=exam, heading=now.line))

    def _heading(self, now: SortedLine) -> None:
        """A heading of nothing known: the title of the certification, an épreuve, a bloc, or a part left unread."""
        line, whole = now.line, now.line.block.extent
        rank = line.level or PART
        rubric = self._contexts.under(rank).rubric
        if not self._has_title and not self._draft.blocs and sorts.is_title(line):
            self._has_title = True
            self._identity.title = whole
        elif rubric is Rubric.MODALITY:
            self._exam(now)
        elif rubric is Rubric.BLOC and line.level:
            number = max((bloc.number for bloc in self._draft.blocs), default=0) + 1
            bloc = self._draft.bloc(line.block, number, str(number), None, whole)
            self._contexts.push(OpenPart(rank, None, bloc, heading=line))
        else:
            self._unread_part(now, rank)

    def _unread_part(self, now: SortedLine, rank: int) -> None:
        bloc = self._contexts.top.bloc
        self._draft.furnish("titre de partie", *now.line.block.extent)
        self._contexts.push(OpenPart(rank, Rubric.OTHER, bloc, heading=now.line))

    # --- entries, paragraphs, tables ----------------------------------------------------------------------------------

    def _entry(self, now: SortedLine) -> None:
        rank = _rank(now)
        self._contexts.under(rank)
        self._listed(now, rank)

    def _listed(self, now: SortedLine, rank: int) -> None:
        """An entry under what stands above it."""
        top, block = self._contexts.top, self._unnumbered(now)
        if top.exam:
            top.exam.details.append(block)
            top.exam.named += [block.text] if top.rubric is Rubric.TARGETS else []
        elif top.rubric is Rubric.CRITERIA:
            top.criteria.append(block)
        elif top.rubric is Rubric.MODALITY:
            self._modality(now, rank)
        elif top.rubric is Rubric.COMPETENCE and (not top.targets or sorts.is_statement(block.text)):
            self._compete(now, rank)
        elif top.rubric is Rubric.ACTIVITY:
            self._draft.activity(top.bloc, now.words.block, now.code)
        elif top.rubric is Rubric.BLOC and (found := find(block.text)):
            self._listed_bloc(block, found)
        elif top.rubric is None and top.bloc and now.line.marker and self._are_competences(now):
            self._compete(now, rank, basis=Basis.DEDUIT)
        else:
            self._leave(now)

    def _unnumbered(self, now: SortedLine) -> Block:
        """The words of an entry without the number that only counts it (« 2. »)."""
        number = codes.number(now.line.block.runs[0].text)
        if number is None or self._contexts.top.rubric not in (Rubric.CRITERIA, Rubric.MODALITY):
            return now.line.block
        words = now.line.block.behind(number.length)
        self._draft.furnish("numéro", now.line.block.start, words.start)
        return words

    def _listed_bloc(self, block: Block, found: BlocHeading) -> None:
        if title := cut(block, found.title):
            self._draft.bloc(title, found.number, found.code, found.source_code, block.extent)

    def _modality(self, now: SortedLine, rank: int) -> None:
        """An entry under « Modalités d’évaluation »; one that begins with a bloc is of that bloc."""
        block, top = now.line.block, self._contexts.top
        found = find(block.text)
        known = next((item.id for item in self._draft.blocs if found and item.number == found.number), None)
        words = cut(block, found.title) if found and known else None
        exam = Exam(words or block, known or top.bloc, details=[block] if words else [], targets=top.targets)
        self._exams.append(exam)
        self._contexts.push(OpenPart(rank, Rubric.MODALITY, exam.bloc, exam=exam, heading=now.line))

    def _text(self, now: SortedLine) -> None:
        """A paragraph: a fact of the certification, its title, an entry of a list, or a sentence."""
        line, top = now.line, self._contexts.top
        start, end = line.block.extent
        listed = (Rubric.CRITERIA, Rubric.MODALITY, Rubric.ACTIVITY, Rubric.TARGETS)
        if not top.bloc and (label := self._identity.take(start, end)):
            self._draft.furnish("libellé", *label)
        elif not self._has_title and not self._draft.blocs and sorts.is_title(line):
            self._has_title = True
            self._identity.title = (start, end)
        elif line.text.rstrip().endswith(":") and top.rubric not in (Rubric.OTHER, Rubric.KNOWLEDGE):
            self._draft.furnish("introduction", start, end)
        elif rules.rule_code(line.text) or (line.gap and self._contexts.lists_bullets):
            self._contexts.under(LABEL)
            self._identity.sentences.append((start, end))
        elif top.rubric in listed or (top.rubric is Rubric.COMPETENCE and sorts.is_statement(line.text)):
            self._entry(now)
        elif top.rubric in (Rubric.OTHER, Rubric.KNOWLEDGE):
            self._leave(now)
        else:
            self._identity.sentences.append((start, end))

    def _leave(self, now: SortedLine) -> None:
        self._contexts.leave(now.line.whole)

    def _table(self, now: SortedLine) -> None:
        cells = [now.line]
        while self._place < len(self._lines) and _of_one_table(self._lines[self._place], now):
            cells.append(self._lines[self._place].line)
            self._place += 1
        self._tables.append(examinations.rows(cells))

    def _settle_tables(self) -> None:
        """Tables, now that blocs and codes are known: épreuves, what stands elsewhere too, or left unread."""
        for rows in self._tables:
            spans: list[Slice] = [line.whole for row in rows for line in row]
            if found := list(examinations.of_table(rows, self._draft)):
                self._exams += found
                used = {run.start for exam in found for block in (exam.words, *exam.details) for run in block.runs}
                left = [line.whole for row in rows[1:] for line in row if line.block.start not in used]
                for line in rows[0]:
                    self._draft.furnish("intitulé de colonne", *line.whole)
                self._draft.leave(left, "Des cellules de ce tableau d’épreuves ne sont pas lues.")
            elif examinations.repeats(rows, self._draft, self._exams):
                for span in spans:
                    self._draft.furnish("tableau récapitulatif", *span)
            else:
                title = " | ".join(line.text for line in rows[0])
                message = f"Le tableau «\u00a0{title}\u00a0» ({len(rows)} lignes) n’est pas lu."
                self._draft.leave(spans, message)


def cut(block: Block, title: Slice) -> Block | None:
    """The part of the words of ``block``, which is printed in one run, that ``title`` takes; None where that is empty.

    ``title`` counts in the mended words of the block.
    """
    text = block.text[title[0] : title[1]]
    if not text:
        return None
    run = block.runs[0]
    if mend(run.text) == run.text:
        return replace(block, runs=(run.cut(*title), *block.runs[1:]))
    place = max(run.text.find(text.split()[0], title[0] - 1), 0)
    return replace(block, runs=(run.cut(place), *block.runs[1:]))


def _rank(now: SortedLine) -> int:
    return now.line.level or (ENTRY + now.line.depth if now.line.marker else CODED)


def _of_one_table(other: SortedLine, now: SortedLine) -> bool:
    one, two = other.line.cell, now.line.cell
    return one is not None and two is not None and one.table == two.table

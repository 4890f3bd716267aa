"""What stands outside the table: the list of blocs, validation rules, accommodations."""

from __future__ import annotations

from dataclasses import dataclass, field

from refgraph.core.text import mend
from refgraph.model.records import Accommodation, Fact, Furniture, Issue, ValidationRule
from refgraph.reading.document import Document
from refgraph.reading.layouts.columns.drafts import BlocDraft
from refgraph.reading.layouts.columns.layout import LineRole, PageLayout
from refgraph.reading.layouts.columns.lines import Gap, Line
from refgraph.reading.layouts.columns.markers import Mark, find, find_bloc, find_unit
from refgraph.reading.shared import rules
from refgraph.reading.shared.titles import same_title


@dataclass
class NamedBloc:
    """A bloc as the list names it."""

    number: int
    title: str
    start: int
    end: int


@dataclass
class Ending:
    """What the lines outside the table say, as offsets of sentences and entries."""

    entries: list[NamedBloc] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


def read(document: Document, layout: PageLayout, notes: list[tuple[int, int]]) -> Ending:
    """The list of blocs and the sentences outside the table; ``notes`` are paragraphs found inside it."""
    ending = Ending()
    paragraphs = list(notes)
    entry: list[Line] = []
    for line in layout.of(LineRole.ENDING):
        marker = find(line.text)
        if marker.mark is Mark.BULLET or find_bloc(line.text):
            _close(ending, entry)
            entry = [line]
        elif entry and line.gap is Gap.NONE:
            entry.append(line)
        elif _announces(line.text):
            _close(ending, entry)
            entry = []
            ending.furniture.append(Furniture(kind="annonce", source=document.passage(line.start, line.end)))
        else:
            _close(ending, entry)
            entry = []
            _extend(paragraphs, line)
    _close(ending, entry)
    ending.sentences = sorted(s for start, end in paragraphs for s in rules.sentences(document, start, end))
    return ending


def _announces(text: str) -> bool:
    return text.rstrip().endswith(":") or (len(text) < 60 and "." not in text and text.isupper())


def _extend(paragraphs: list[tuple[int, int]], line: Line) -> None:
    if paragraphs and line.gap is Gap.NONE and paragraphs[-1][1] < line.start:
        paragraphs[-1] = (paragraphs[-1][0], line.end)
    else:
        paragraphs.append((line.start, line.end))


def _close(ending: Ending, lines: list[Line]) -> None:
    if not lines:
        return
    marker = find(lines[0].text)
    text = lines[0].text[marker.length :]
    bloc = find_bloc(text) or find_unit(text)
    printed = marker.code if marker.code and marker.code.isdigit() else len(ending.entries) + 1
    number = bloc.number if bloc else int(printed)
    title = mend("\n".join([text[bloc.length if bloc else 0 :], *(line.text for line in lines[1:])]))
    ending.entries.append(NamedBloc(number, title, lines[0].start, lines[-1].end))


def rules_of(document: Document, ending: Ending) -> tuple[ValidationRule, ...]:
    """The validation rules among the sentences."""
    spans = [span for span in ending.sentences if not rules.is_accommodation(document.text[slice(*span)])]
    return rules.read_rules(document, spans)


def accommodations_of(document: Document, ending: Ending) -> tuple[Accommodation, ...]:
    """The accommodations among the sentences."""
    return rules.read_accommodations(document, ending.sentences)


def title_blocs(document: Document, ending: Ending, blocs: list[BlocDraft]) -> dict[int, NamedBloc]:
    """The entries of the list by the number of the bloc that they name; a bloc without a title takes the list's."""
    named = {entry.number: entry for entry in ending.entries}
    for bloc in blocs:
        if not bloc.title and bloc.number in named:
            bloc.title = named[bloc.number].title
    return {bloc.number: named[bloc.number] for bloc in blocs if bloc.number in named}


def differing_title(document: Document, entry: NamedBloc, title: str) -> tuple[Fact, ...]:
    """The title of ``entry`` where it is not ``title``."""
    if same_title(entry.title, title):
        return ()
    return (Fact(text=entry.title, source=document.passage(entry.start, entry.end)),)


def unread(document: Document, ending: Ending, blocs: list[BlocDraft], path: str) -> list[Issue]:
    """What the ending says that is no item: sentences of no known kind, listed blocs that the table lacks."""
    issues = []
    for start, end in ending.sentences:
        sentence = document.text[start:end]
        if rules.rule_code(sentence) is None and not rules.is_accommodation(sentence):
            message = f"Cette phrase n’est rattachée à aucun élément : « {mend(sentence)} »"
            issues.append(Issue(path=path, line=document.line_at(start), message=message))
    numbers = {bloc.number for bloc in blocs}
    for entry in ending.entries:
        if entry.number not in numbers:
            message = f"La liste annonce « {entry.title} », que le tableau ne contient pas."
            issues.append(Issue(path=path, line=document.line_at(entry.start), message=message))
    return issues

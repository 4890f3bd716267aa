"""The reader of the family « colonnes »: from a document to its `Reading`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz import fuzz

from refgraph.core.errors import DocumentError, RecordError
from refgraph.core.french import NBSP, count
from refgraph.core.text import fold
from refgraph.model.records import Bloc, Certification, DocumentInfo, Furniture, Issue, Reading
from refgraph.reading.document import Document
from refgraph.reading.elements import PrintedTable
from refgraph.reading.layouts.columns import ending as endings
from refgraph.reading.layouts.columns import interleaved
from refgraph.reading.layouts.columns import preamble as preambles
from refgraph.reading.layouts.columns.assembly import Assembly, stem
from refgraph.reading.layouts.columns.drafts import TableDraft
from refgraph.reading.layouts.columns.labels import Label, decide
from refgraph.reading.layouts.columns.layout import FURNITURE, LineRole, PageLayout, assesses, column_titles, survey
from refgraph.reading.layouts.columns.lines import split
from refgraph.reading.layouts.columns.markers import Mark, find, find_bloc, find_unit
from refgraph.reading.layouts.columns.pieces import Piece, cut
from refgraph.reading.layouts.columns.records import Composer
from refgraph.reading.layouts.columns.sharing import share
from refgraph.reading.layouts.columns.style import observe
from refgraph.reading.shared import assessment, rules, titles

NAME = "colonnes"
VERSION = "2"
DESCRIPTION = "Référentiels en trois colonnes (activités, compétences, évaluation) qu’un PDF a mises à plat"

_TAGGED = re.compile(r"<(?:table|tr|td|ul|li|p)\b", re.IGNORECASE)
_MANY_TAGS = 10
_SLIP = 92
_PAGE_WIDTH = 90
_MUCH_WIDER = 1.4


def recognises(document: Document) -> float:
    """How surely ``document`` is of this family, from 0 to 1: column titles, headings of blocs, codes, no HTML."""
    if len(_TAGGED.findall(document.text)) >= _MANY_TAGS or any(
        isinstance(one, PrintedTable) for one in document.elements
    ):
        return 0.0
    lines = [line.text for line in split(document)]
    columns = {column for line in lines for column in column_titles(fold(line))}
    has_columns = len(columns & {"activite", "competence", "evaluation"}) / 3
    has_assessment = any(assesses(fold(line)) for line in lines)
    has_blocs = any(find_bloc(line) or find_unit(line) for line in lines)
    has_codes = sum(find(line).mark is Mark.COMPETENCE for line in lines) > 1
    return round(0.4 * has_columns + 0.2 * has_assessment + 0.2 * has_blocs + 0.2 * has_codes, 2)


def read(document: Document, certification_id: str) -> Reading:
    """All that ``document`` says, as the certification ``certification_id``.

    Raises:
        DocumentError: the document has no bloc or no competence, or its columns are printed into each other.
        RecordError: two blocs of one number, two competences of one code.
    """
    layout = survey(split(document))
    interleaved.check(document.name, layout.of(LineRole.BODY))
    pieces = cut(layout)
    known = _known_labels(document, pieces)
    table = _tabulate(document, pieces, known)
    notes = [(piece.start, piece.end) for index, piece in enumerate(pieces) if known.get(index) is Label.NOTE]
    ending = endings.read(document, layout, notes)
    listed = endings.title_blocs(document, ending, table.blocs)
    composer = Composer(document, table)
    preamble = preambles.read(document, layout)
    modalities = assessment.join_suites(item for bloc in table.blocs for item in composer.modalities(bloc))
    found = (item for bloc in table.blocs for item in composer.groups(bloc))
    groups = assessment.tie_thresholds(found, modalities)
    return Reading(
        document=DocumentInfo(name=document.name, sha256=document.sha256, family=NAME),
        certification=_certification(document, certification_id, preamble, ending),
        blocs=tuple(_named_twice(document, composer.bloc(bloc), listed) for bloc in table.blocs),
        activities=tuple(item for bloc in table.blocs for item in composer.activities(bloc)),
        competences=tuple(item for bloc in table.blocs for item in composer.competences(bloc)),
        modalities=modalities,
        criteria_groups=groups,
        links=tuple(composer.links(modalities, groups)),
        furniture=tuple(_furniture(document, layout, [*preamble.labels, *composer.furniture(), *ending.furniture])),
        issues=tuple(
            _issues(
                document,
                table,
                [
                    *endings.unread(document, ending, table.blocs, document.name),
                    *_unread_annexes(document, layout),
                    *_without_title(document, preamble),
                ],
            )
        ),
    )


def _known_labels(document: Document, pieces: Sequence[Piece]) -> dict[int, Label]:
    """The labels that are certain: headings of blocs, their repetitions, sentences about rules."""
    widest = max((line.width for piece in pieces if piece.marker.code for line in piece.lines), default=0)
    known: dict[int, Label] = {}
    titles_by_number: dict[int, str] = {}
    current: int | None = None
    for index, piece in enumerate(pieces):
        if piece.bloc is not None:
            known[index] = _bloc_label(document, piece, current, titles_by_number)
            current = piece.bloc.number
            titles_by_number[current] = titles_by_number.get(current) or piece.text
        elif _repeats_title(piece, pieces[index - 1] if index else None, titles_by_number.get(current or 0)):
            known[index] = Label.PAGE
        elif _is_note(piece, widest):
            known[index] = Label.NOTE
    return known | _closing_notes(pieces, known)


def _closing_notes(pieces: Sequence[Piece], known: Mapping[int, Label]) -> dict[int, Label]:
    """The paragraphs on the jury that stand behind the table, with nothing but notes below them."""
    found: dict[int, Label] = {}
    for index in range(len(pieces) - 1, -1, -1):
        is_plain = not pieces[index].marker.code and not pieces[index].marker.bullet.strip() and not pieces[index].bloc
        if known.get(index) is not Label.NOTE:
            if not (is_plain and rules.composes_jury(pieces[index].text)):
                break
            found[index] = Label.NOTE
    return found


def _bloc_label(document: Document, piece: Piece, current: int | None, known_titles: dict[int, str]) -> Label:
    assert piece.bloc is not None
    number, title = piece.bloc.number, piece.text
    if number not in known_titles:
        return Label.BLOC
    if number == current and (not title or not known_titles[number] or _names_again(stem(title), known_titles[number])):
        return Label.PAGE
    raise RecordError(
        f"deux blocs portent le numéro {number} : « {known_titles[number]} » et « {title} ».",
        place=f"{document.name}, ligne {piece.lines[0].number}",
        remedy="Corrigez le numéro de l’un des deux blocs dans le document.",
    )


def _names_again(title: str, known: str) -> bool:
    """Whether two headings of one number are one title, but for a slip of the pen."""
    return titles.same_title(title, known) or fuzz.ratio(fold(title), fold(known)) > _SLIP


def _repeats_title(piece: Piece, previous: Piece | None, title: str | None) -> bool:
    if title is None or previous is None or previous.bloc is not None or not piece.opens_page:
        return False
    return titles.same_title(stem(piece.text), title)


def _is_note(piece: Piece, widest: int) -> bool:
    """Whether ``piece`` is a paragraph of the page, not a cell: it states a rule, or is much wider than the columns."""
    if piece.marker.code is not None or piece.marker.bullet.strip():
        return False
    is_wide = widest > 0 and piece.lines[0].width > max(_PAGE_WIDTH, _MUCH_WIDER * widest)
    is_rule = piece.text.endswith(".") and rules.names_part(piece.text) and rules.rule_code(piece.text) is not None
    is_measure = piece.lines[0].width > widest and rules.is_accommodation(piece.text)
    return is_wide or is_rule or is_measure or rules.adapts_assessment(piece.text)


def _tabulate(document: Document, pieces: Sequence[Piece], known: dict[int, Label]) -> TableDraft:
    style = observe(pieces)
    labels = decide(pieces, known, style)
    headed = _is_headed(labels)
    assembly = Assembly(document.name, is_headed=headed)
    first = labels.index(Label.BLOC) if Label.BLOC in labels else len(labels)
    for piece, label in zip(pieces[first:], labels[first:], strict=True):
        if label is not Label.NOTE:
            assembly.add(piece, label)
    if not any(bloc.competences for bloc in assembly.table.blocs):
        raise DocumentError(
            "aucun bloc de compétences n’a été trouvé dans le tableau.",
            place=document.name,
            remedy="Vérifiez que le texte contient les titres « BLOC n° » et les compétences.",
        )
    share(assembly.table)
    return assembly.table


def _is_headed(labels: Sequence[Label]) -> bool:
    """Whether cells of criteria begin with a heading, as a rule, in this document."""
    cells = [label for before, label in pairwise(labels) if before is Label.MODALITY]
    headings = sum(label is Label.HEADING for label in cells)
    return headings > sum(label is Label.ITEM for label in cells)


def _certification(
    document: Document, certification_id: str, preamble: preambles.Preamble, ending: endings.Ending
) -> Certification:
    title = preamble.title
    awarded = (titles.awarded_kind(document, *span) for span in ending.sentences)
    return Certification(
        id=certification_id,
        title=title.title if title else None,
        kind=(title.kind if title else None) or next((kind for kind in awarded if kind), None),
        level=preamble.level,
        rncp_number=preamble.rncp_number,
        certifiers=preamble.all("certifiers"),
        signatories=preamble.all("signatories"),
        segments=title.segments if title else (),
        nsf=preamble.all("nsf"),
        rome=preamble.all("rome"),
        formacodes=preamble.all("formacodes"),
        sectors=preamble.all("sectors"),
        jobs=preamble.all("jobs"),
        validation_rules=endings.rules_of(document, ending),
        accommodations=endings.accommodations_of(document, ending),
    )


def _named_twice(document: Document, bloc: Bloc, listed: dict[int, endings.NamedBloc]) -> Bloc:
    """``bloc`` with the passage of the list that names it too, and the title there if it differs."""
    entry = listed.get(bloc.number)
    if entry is None:
        return bloc
    differing = endings.differing_title(document, entry, bloc.text)
    again = () if differing else (document.passage(entry.start, entry.end),)
    return msgspec.structs.replace(
        bloc,
        alternative_titles=(*bloc.alternative_titles, *differing),
        other_sources=(*bloc.other_sources, *again),
    )


def _furniture(document: Document, layout: PageLayout, found: Iterable[Furniture]) -> list[Furniture]:
    printed = [
        Furniture(kind=role.value, source=document.passage(line.start, line.end))
        for line, role in zip(layout.lines, layout.roles, strict=True)
        if role in FURNITURE
    ]
    return sorted([*printed, *found], key=lambda piece: piece.source.start)


def _unread_annexes(document: Document, layout: PageLayout) -> Iterator[Issue]:
    """What is told of each annex: its heading and how many lines it has."""
    for heading, *lines in layout.annexes:
        message = f"L’annexe «{NBSP}{heading.text}{NBSP}» ({count(len(lines), 'ligne')}) n’est pas lue."
        yield Issue(path=document.name, line=heading.number, message=message)


def _without_title(document: Document, preamble: preambles.Preamble) -> Iterator[Issue]:
    if preamble.title is None:
        message = "L’intitulé de la certification n’est pas imprimé\u00a0: il reste à indiquer."
        yield Issue(path=document.name, line=1, message=message)


def _issues(document: Document, table: TableDraft, found: Iterable[Issue]) -> list[Issue]:
    doubts = [Issue(path=document.name, line=line, message=message) for line, message in table.doubts]
    return sorted([*doubts, *found], key=lambda issue: issue.line)

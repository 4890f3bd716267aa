"""What each line of a flattened table is for: title, column titles, page furniture, headings of blocs, body, ending."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise, takewhile

from refgraph.core.text import fold
from refgraph.reading.layouts.columns.annexes import find_annexes
from refgraph.reading.layouts.columns.lines import Gap, Line
from refgraph.reading.layouts.columns.markers import PLAIN, BlocMarker, Mark, find, find_bloc, find_unit


class LineRole(StrEnum):
    """The part that a line plays on its page."""

    PREAMBLE = "preamble"
    COLUMN_TITLE = "titre de colonne"
    PAGE_HEADER = "en-tête de page"
    PAGE_NUMBER = "pied de page"
    BLOC = "bloc"
    BLOC_TITLE = "titre de bloc"
    ENDING = "ending"
    ANNEX = "annexe"
    BODY = "body"


FURNITURE = frozenset({LineRole.COLUMN_TITLE, LineRole.PAGE_HEADER, LineRole.PAGE_NUMBER, LineRole.ANNEX})

_COLUMN = re.compile(r"activites?|competences?|evaluations?|certifications?")
_TITLE = rf"referentiels?\s+(?:(?:et\s|d'|de\s|des\s|du\s|l'|la\s)*(?:{_COLUMN.pattern})[\s,/&|]*)+"
_REFERENTIAL = re.compile(rf"(?:colonne \d\W*)?(?:{_TITLE})+(?:[:–-].*|decrit.*|identifie.*|definit.*)?")
_ASSESSMENT = re.compile(
    r"(?:(?:modalites?|criteres?|activites?|competences?)(?: (?:d'|de |des )?evaluations?)?[ /|&,;–-]*(?:et )?)+"
)
_ENDING = re.compile(r"(?:(?:liste|composition|repartition|recapitulatif) des )?blocs? de competences?\W*")
_ANNOUNCEMENT = re.compile(r"[^.]*\bblocs?\b[^.]*:")
_PAGE_NUMBER = re.compile(r"(?:p(?:age|\.)?\s*)?\d{1,3}(?:\s*(?:/|sur|de)\s*\d{1,3})?|page\s*\d+.*")
_PAGED = re.compile(r"\S.*\bpage #(?: ?(?:/|sur|de) ?#)?$")
_FRAMED_NUMBER = re.compile(r"(?P<frame>[-–—~*|])\s?(?:p(?:age|\.)?\s*)?\d{1,3}(?:\s?/\s?\d{1,3})?\s?(?P=frame)")
_FOOTER = re.compile(
    r"\bpages? #|\bp\. ?#|# ?/ ?#|\bversion\b|\bv ?#|©|\bwww\.|https?:|\bconfidentiel|\breferentiel\b|\bsiret\b"
    r"|\bmise a jour\b"
)
_NAME = re.compile(
    r"(?:activites?|competences?|modalites?|criteres?)(?: et taches| visees?| attendues?| associees?)?\W*"
)
_REPRINT = re.compile(r"\W*(?:page|p\.)?\s*\d+(?:\s*(?:/|sur)\s*\d+)?$")
_COUNTED = re.compile(r"(?P<page>\d{1,3}) ?(?:/|sur) ?(?P<all>\d{1,3})")
_LONGEST_FURNITURE = 300
"""Characters of a running title, at most; patterns are not looked for in a line without end."""
_FEW_WORDS = 3
"""A title of fewer words may open a text of its own."""
_LONGEST_ZONE = 24
_LONGEST_TITLE = 120


@dataclass
class PageLayout:
    """The lines of a document and the role of each; ``blocs`` holds the heading found on a line of role BLOC.

    ``annexes`` are the lines of each annex, its heading first.
    """

    lines: list[Line]
    roles: list[LineRole]
    blocs: dict[int, BlocMarker] = field(default_factory=dict)
    annexes: list[list[Line]] = field(default_factory=list)

    def of(self, role: LineRole) -> list[Line]:
        """The lines that play ``role``."""
        return [line for line, its_role in zip(self.lines, self.roles, strict=True) if its_role is role]


def survey(lines: list[Line]) -> PageLayout:
    """The role of each line."""
    layout = PageLayout(lines, [LineRole.BODY] * len(lines))
    folded = [fold(line.text) for line in lines]
    _column_titles(layout, folded)
    _annexes(layout, folded)
    _page_headers(layout, folded)
    _ending(layout, folded)
    _bloc_headings(layout)
    _preamble(layout, folded)
    _page_furniture(layout, folded)
    return layout


def column_titles(text: str) -> set[str]:
    """Which columns ``text``, one folded line, is the title of; several where it is the title of the whole table."""
    if _REFERENTIAL.fullmatch(text) is None:
        return set()
    heading = re.split(r"[:–-]|\b(?:decrit|identifie|definit)\b", text)[0]
    return {name.rstrip("s") for name in _COLUMN.findall(heading)}


def assesses(text: str) -> bool:
    """Whether ``text``, one folded line, is the title of the columns of modalities and criteria."""
    return _ASSESSMENT.fullmatch(text) is not None and "evaluation" in text


def names_column(text: str) -> bool:
    """Whether the line ``text`` is the title of a column: by its words, or a column's name in capitals."""
    folded = fold(text)
    is_title = bool(column_titles(folded)) or assesses(folded) or (text.isupper() and _NAME.fullmatch(folded))
    return bool(is_title) and len(text) < _LONGEST_TITLE


def _column_titles(layout: PageLayout, folded: list[str]) -> None:
    """Column titles, with the lines between two of them that say what the column holds, wherever they are repeated."""
    titles = sorted(_titles(layout.lines))
    last = -_LONGEST_ZONE
    descriptions: set[str] = set()
    for index in titles:
        between = range(last + 1, index)
        if index - last <= _LONGEST_ZONE // 2 and all(_is_plain(layout.lines[i]) for i in between):
            for i in between:
                layout.roles[i] = LineRole.COLUMN_TITLE
                descriptions.add(folded[i])
        layout.roles[index] = LineRole.COLUMN_TITLE
        last = index
    for index, text in enumerate(folded):
        follows = index > 0 and layout.roles[index - 1] is LineRole.COLUMN_TITLE
        is_description = follows and _is_plain(layout.lines[index]) and layout.lines[index].gap is Gap.NONE
        if text in descriptions or (is_description and layout.lines[index].text[:1].islower()):
            layout.roles[index] = LineRole.COLUMN_TITLE


def _annexes(layout: PageLayout, folded: list[str]) -> None:
    """The lines of annexes: up to a title of columns, a list of blocs, or where the table goes on."""
    listed = {index for index, text in enumerate(folded) if _ENDING.fullmatch(text) or _ANNOUNCEMENT.fullmatch(text)}
    titled = {index for index, role in enumerate(layout.roles) if role is LineRole.COLUMN_TITLE}
    for places in find_annexes(layout.lines, titled | listed):
        layout.annexes.append([layout.lines[place] for place in places])
        for place in places:
            layout.roles[place] = LineRole.ANNEX


def _is_whole(text: str) -> bool:
    """Whether ``text``, one folded line, is the title of the whole document, not of a column or a row of columns."""
    columns = column_titles(text)
    return (len(columns) > 1 and text.count("referentiel") == 1) or columns == {"certification"}


def _titles(lines: list[Line]) -> set[int]:
    """The places of column titles, such as fill two lines (« RÉFÉRENTIEL » above « D’ACTIVITÉS ») included."""
    found = {index for index, line in enumerate(lines) if names_column(line.text) and not _is_whole(fold(line.text))}
    halves = (
        index
        for index, (line, below) in enumerate(pairwise(lines))
        if fold(line.text).startswith("referentiel") and names_column(f"{line.text} {below.text}")
    )
    return found | {place for index in halves for place in (index, index + 1)}


def _is_plain(line: Line) -> bool:
    return find(line.text).mark is Mark.NONE and not (find_bloc(line.text) or find_unit(line.text))


def _page_headers(layout: PageLayout, folded: list[str]) -> None:
    """The lines above the first column title, where they are printed again as they were."""
    first = next((n for n, role in enumerate(layout.roles) if role is LineRole.COLUMN_TITLE), 0)
    opening = {text for text, line in zip(folded[:first], layout.lines, strict=False) if _is_plain(line)}
    for index in range(first, len(folded)):
        if layout.roles[index] is LineRole.BODY and folded[index] in opening:
            layout.roles[index] = LineRole.PAGE_HEADER


def _ending(layout: PageLayout, folded: list[str]) -> None:
    """The list of blocs and the rules behind it: from its heading to the next column title."""
    is_open = False
    for index, text in enumerate(folded):
        if layout.roles[index] is LineRole.COLUMN_TITLE:
            is_open = False
        elif _ENDING.fullmatch(text) or (_ANNOUNCEMENT.fullmatch(text) and _lists_blocs(layout, index)):
            is_open = True
        if is_open:
            layout.roles[index] = LineRole.ENDING


def _lists_blocs(layout: PageLayout, index: int) -> bool:
    following = layout.lines[index + 1 : index + 3]
    return len(following) == 2 and all(
        find_bloc(line.text) is not None or find(line.text).mark is Mark.BULLET for line in following
    )


def _bloc_headings(layout: PageLayout) -> None:
    """The headings of blocs; where no line of the table says « bloc », those of its units, modules…"""
    found_in = find_bloc if any(find_bloc(line.text) for line in layout.of(LineRole.BODY)) else find_unit
    for index, line in enumerate(layout.lines):
        if layout.roles[index] is not LineRole.BODY:
            continue
        if (bloc := found_in(line.text)) is not None:
            layout.roles[index] = LineRole.BLOC
            layout.blocs[index] = bloc
            _bloc_title(layout, index, has_title=bloc.length < len(line.text))
    _trim_titles(layout)


def _trim_titles(layout: PageLayout) -> None:
    """Where headings of one bloc go on differently, what they share is the title, and the rest belongs to the page."""
    shortest: dict[int, list[str]] = {}
    runs: list[tuple[int, list[int]]] = []
    for index, bloc in layout.blocs.items():
        run = list(takewhile(lambda i: layout.roles[i] is LineRole.BLOC_TITLE, range(index + 1, len(layout.lines))))
        printed = [fold(layout.lines[i].text) for i in run]
        known = shortest.setdefault(bloc.number, printed)
        common = [one for one, other in takewhile(lambda pair: pair[0] == pair[1], zip(known, printed, strict=False))]
        shortest[bloc.number] = common or max(known, printed, key=len)
        runs.append((bloc.number, run))
    for number, run in runs:
        for i in run[len(shortest[number]) :]:
            layout.roles[i] = LineRole.BODY


def _bloc_title(layout: PageLayout, index: int, *, has_title: bool) -> None:
    """The lines of a title: the rest of the heading or the next line, then what follows without a gap."""
    for follower in range(index + 1, len(layout.lines)):
        line = layout.lines[follower]
        widest = Gap.LIST if line.text[:1].islower() else Gap.NONE
        if layout.roles[follower] is not LineRole.BODY or not _is_plain(line):
            return
        if line.gap > (widest if has_title else Gap.PARAGRAPH):
            return
        layout.roles[follower] = LineRole.BLOC_TITLE
        has_title = True


def _preamble(layout: PageLayout, folded: list[str]) -> None:
    """The lines before the table: all up to the first column title that is not the title of the whole document."""
    for index, line in enumerate(layout.lines):
        if _is_whole(folded[index]):
            layout.roles[index] = LineRole.PAGE_HEADER
            continue
        if layout.roles[index] is LineRole.ANNEX:
            continue
        if layout.roles[index] is not LineRole.BODY or find(line.text).mark in (Mark.ACTIVITY, Mark.COMPETENCE):
            return
        layout.roles[index] = LineRole.PREAMBLE


def _page_furniture(layout: PageLayout, folded: list[str]) -> None:
    """Page numbers, and headers and footers: lines of the preamble that come again, lines that differ by figures."""
    preamble = {text for text, role in zip(folded, layout.roles, strict=True) if role is LineRole.PREAMBLE}
    bodies = [index for index, role in enumerate(layout.roles) if role in (LineRole.BODY, LineRole.ENDING)]
    free = [index for index in bodies if len(folded[index]) <= _LONGEST_FURNITURE]
    for index in free:
        if folded[index] in preamble or _reprints(folded[index], preamble):
            layout.roles[index] = LineRole.PAGE_HEADER
    for index in _counted_pages(layout, free):
        layout.roles[index] = LineRole.PAGE_NUMBER
    masked = [re.sub(r"\d+", "#", text) for text in folded]
    counts = Counter(masked)
    for index in free:
        if layout.roles[index] in FURNITURE:
            continue
        text, stands_alone = folded[index], _stands_alone(layout, index)
        is_number = _PAGE_NUMBER.fullmatch(text) and (stands_alone or "page" in text)
        says_page = is_number and text.startswith("p")  # « p. 7 » is no item « p »
        is_paged = _PAGED.search(masked[index]) is not None
        is_footer = counts[masked[index]] > 1 and (is_paged or (stands_alone and _FOOTER.search(masked[index])))
        is_plain = says_page or find(layout.lines[index].text) == PLAIN
        if _FRAMED_NUMBER.fullmatch(text) or ((is_number or is_footer) and is_plain):
            layout.roles[index] = LineRole.PAGE_NUMBER


def _reprints(text: str, preamble: set[str]) -> bool:
    """Whether ``text`` is a line of ``preamble``, or words of one, with a page number behind it."""
    words = _REPRINT.sub("", text)
    is_title = words != text and len(words.split()) >= _FEW_WORDS
    return words in preamble or (is_title and any(words in line for line in preamble))


def _counted_pages(layout: PageLayout, free: list[int]) -> list[int]:
    """The lines « 1/3 », « 2/3 »… that number pages one by one, even right below the text of a cell."""
    counted = [(index, _COUNTED.fullmatch(layout.lines[index].text)) for index in free]
    pages = [(index, int(match["page"]), int(match["all"])) for index, match in counted if match]
    follow = [one[1] + 1 == other[1] and one[2] == other[2] >= other[1] for one, other in pairwise(pages)]
    return [index for place, (index, _, _) in enumerate(pages) if any(follow[max(0, place - 1) : place + 1])]


def _stands_alone(layout: PageLayout, index: int) -> bool:
    """Whether the line is apart from body text: by a gap, by the end of a page, by other furniture."""
    edges = (layout.lines[index : index + 1], layout.lines[index + 1 : index + 2])
    apart = [not edge or edge[0].gap is not Gap.NONE or edge[0].is_indented for edge in edges]
    neighbours = (layout.roles[index - 1] if index else LineRole.PREAMBLE, *layout.roles[index + 1 : index + 2])
    return all(
        is_apart or role in FURNITURE for is_apart, role in zip(apart, (*neighbours, LineRole.BODY), strict=False)
    )

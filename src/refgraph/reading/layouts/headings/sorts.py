"""What a line of headings and lists is set as: a bloc, a competence, an épreuve, a label, an entry, plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from refgraph.model.statement import opening_infinitive
from refgraph.reading.shared import bloc_titles, codes, rubrics
from refgraph.reading.shared.bloc_titles import BlocHeading
from refgraph.reading.shared.codes import Code
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.folded import Folded
from refgraph.reading.shared.rubrics import Rubric


class Sort(Enum):
    """How a line is read."""

    BLOC = auto()
    PART = auto()  # a competence that a word announces: « Sous-domaine 1. »
    CODED = auto()
    EXAM = auto()
    LABEL = auto()
    HEADING = auto()
    ENTRY = auto()
    TEXT = auto()
    CELL = auto()


@dataclass(frozen=True)
class SortedLine:
    """A line with what it is set as; ``length`` is that of what stands in front of its words."""

    line: FlowLine
    sort: Sort
    rubric: Rubric | None = None
    bloc: BlocHeading | None = None
    code: Code | None = None
    length: int = 0

    @property
    def words(self) -> FlowLine:
        """The line without its code or label."""
        return self.line.behind(self.length) if self.length else self.line


_LONGEST_HEADING = 200
_PART = re.compile(
    r"\W*(?P<word>sous[- ]?domaines?|sous[- ]competences?)\s*(?:n\s?°\s*)?(?P<number>\d{1,2})\s*[-–—:.)]+\s*"
)
_EXAM_CODE = re.compile(r"\((?P<code>(?:E|EP|EC|ME|MSP)\s?\d{1,2})\)\s*$")
_EXAM = re.compile(r"(?:epreuve|examen|evaluation certificative|mise en situation|etude de cas|soutenance)\b")
_PADDED = re.compile(r"(?P<code>0\d|\d{2})\s+(?=[A-ZÀ-ÖØ-ÞŒ])")
_LETTERS = re.compile(r"[A-Z]+(?=\.?\d+(?:[.-]\d+)*[a-z]?$)")
_CLOSES = re.compile(r"[-–—:.)]")
_KINDS = {
    **dict.fromkeys(("C", "CP", "CT", "CO", "K", "SC", "CC"), Rubric.COMPETENCE),
    **dict.fromkeys(("A", "AT", "T", "ACT"), Rubric.ACTIVITY),
    **dict.fromkeys(("E", "EP", "EC", "ME", "MSP"), Rubric.MODALITY),
    **dict.fromkeys(("CR", "CE", "CRI", "IND", "I"), Rubric.CRITERIA),
    **dict.fromkeys(("S", "SA", "SV", "R"), Rubric.KNOWLEDGE),
}
"""Letters of a code → what it is the code of."""


def kind_of(code: Code) -> Rubric | None:
    """What a code is of, by its letters (« C1.1 », « E2 »); None for numbers."""
    letters = _LETTERS.search(code.code)
    return _KINDS.get(letters[0]) if letters else None


def opening(text: str) -> Code | None:
    """The code or number that words begin with, « 01 » included."""
    found = codes.code(text) or codes.number(text)
    padded = _PADDED.match(text) if found is None else None
    return Code(padded["code"], padded["code"], padded.end()) if padded else found


def sort(line: FlowLine, *, plain_blocs: bool) -> SortedLine:
    """What ``line`` is set as; with ``plain_blocs``, a line without any mark may announce a bloc."""
    if line.cell:
        return SortedLine(line, Sort.CELL)
    text = line.text
    is_short = len(text) <= _LONGEST_HEADING
    is_heading = is_short and not line.marker and (line.level > 0 or line.block.is_bold)
    if is_short and (found := _bloc(line, is_heading=is_heading, plain_blocs=plain_blocs)):
        return SortedLine(line, Sort.BLOC, bloc=found)
    if is_short and (part := _PART.match(Folded(text).flat)):
        number = Code(part["number"], part["number"], part.end())
        return SortedLine(line, Sort.PART, code=number, length=part.end())
    if is_heading and (exam := _exam(text)):
        return SortedLine(line, Sort.EXAM, code=exam)
    if rubric := _label(line, is_heading=is_heading):
        return SortedLine(line, Sort.LABEL, rubric)
    code = opening(line.block.runs[0].text)
    if code and kind_of(code) is Rubric.MODALITY and not line.marker:
        return SortedLine(line, Sort.EXAM, code=code, length=code.length)
    if code and (line.level == 0 or kind_of(code)):
        return SortedLine(line, Sort.CODED, kind_of(code), code=code, length=code.length)
    if found_inline := rubrics.inline(text):
        return SortedLine(line, Sort.LABEL, found_inline[0], length=found_inline[1])
    if line.level or (is_heading and line.gap):
        return SortedLine(line, Sort.HEADING)
    return SortedLine(line, Sort.ENTRY if line.marker else Sort.TEXT)


def _bloc(line: FlowLine, *, is_heading: bool, plain_blocs: bool) -> BlocHeading | None:
    found = bloc_titles.find(line.text)
    if found is None or line.marker or not (is_heading or plain_blocs):
        return None
    before = line.text[: found.title[0]]
    parts = bool(_CLOSES.search(before[before.find(found.source_code) + len(found.source_code) :]))
    is_alone = found.title[0] >= found.title[1]
    return found if is_heading or parts or is_alone else None


def _exam(text: str) -> Code | None:
    """The code of the épreuve that a heading names, empty where it prints none; None where it names none."""
    if match := _EXAM_CODE.search(text):
        return Code(match["code"], codes.normalised(match["code"]), 0)
    flat = Folded(text).flat
    return Code("", "", 0) if _EXAM.match(flat) and not rubrics.of_label(text) else None


def _label(line: FlowLine, *, is_heading: bool) -> Rubric | None:
    """What a label of its own line announces: it is a heading, ends with a colon, or stands alone."""
    rubric = rubrics.of_label(line.text)
    is_set = is_heading or line.text.rstrip().endswith(":") or (not line.marker and line.text[:1].isupper())
    return rubric if rubric and is_set and not line.text.rstrip().endswith((".", ";", ",")) else None


_UNTITLED = re.compile(
    r"(?:annexe|article|sommaire|table des matieres|introduction|preambule|version|page|document|partie|chapitre"
    r"|titre [ivx]|referentiels?(?: (?:de|d'|des|du) ?(?:la )?\w+)*$)\b"
)
_NAMING = re.compile(
    r"\b(?:referentiel|certificat|certification|titre|diplome|cqp|bts|but|licence|master|bachelor|brevet|cap|habilitation"
    r"|reglement|programme|socle)\b"
)


def is_title(line: FlowLine) -> bool:
    """Whether a line may be the title of a certification: a heading that names no part, else words that say so."""
    flat = line.flat
    if line.marker or len(line.text) > _LONGEST_HEADING or rubrics.of_label(line.text) or _UNTITLED.match(flat):
        return False
    return bool(line.level) or (line.text[-1] not in ".:;," and _NAMING.search(flat) is not None)


def is_statement(text: str) -> bool:
    """Whether words open like a competence: with an infinitive."""
    return opening_infinitive(text) is not None

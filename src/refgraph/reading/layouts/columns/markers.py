"""What a line of a flattened table begins with: the code of an item, a bullet, the heading of a bloc."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from refgraph.reading.shared.codes import normalised


class Mark(StrEnum):
    """What the beginning of a line says of the text behind it."""

    NONE = "none"
    BULLET = "bullet"
    ACTIVITY = "activity"
    SUBACTIVITY = "sub-activity"
    COMPETENCE = "competence"
    MODALITY = "modality"
    CRITERION = "criterion"
    NUMBERED = "numbered"


@dataclass(frozen=True)
class Marker:
    """A recognised beginning. ``length`` characters of the line belong to it; ``code`` is normalised (``C3``).

    ``bullet`` is the bullet character, ``a`` or ``1`` for lettered and numbered entries, a space where only the
    indentation of a lost bullet is left.
    """

    mark: Mark = Mark.NONE
    length: int = 0
    code: str | None = None
    source_code: str | None = None
    local_code: str | None = None
    bullet: str = ""


PLAIN = Marker()

_UPPER = r"A-ZÀ-ÖØ-ÞŒ"
_END = r"(?:\s*[.:)–—-]+(?=\s|$)|\s*:\s*|\s*[.–—-](?=[^\W\d])|(?=\s*\()|(?=\s+[^\W\d])|\s+(?=[«\"(])|$)"
_NUMBER = r"\d{1,3}(?:[.-]\d{1,2})*[a-z]?"
_LOCAL = r"(?:\s*[(\[]\s*(?P<local>[A-Z]{1,3}\.?\s?\d{1,2}(?:\s?[.–-]\s?\d{1,2})*)\s*[)\]])?"
_DASH = r"(?:\s*[.:–—-]+(?=\s))?"

_CODES: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    (Mark.CRITERION, re.compile(rf"(?P<code>C[Rr]\.?\s?{_NUMBER}){_END}")),
    (
        Mark.COMPETENCE,
        re.compile(
            rf"(?P<code>(?:C[Pp]?\.?|(?:AT?|BC?)\d{{1,2}}[.-]?C\.?|A\d{{1,2}}[.-]?T\d{{1,2}}[.-]?C\.?|Comp(?:é|e\u0301?)tence\s(?:n°\s?)?|COMP(?:É|E\u0301?)TENCE\s(?:N°\s?)?){_NUMBER}"
            rf"|C\s\d{{1,3}}(?=\s*[.:(–-])){_LOCAL}{_END}{_DASH}"
        ),
    ),
    (Mark.SUBACTIVITY, re.compile(rf"(?P<code>AT?\.?\d{{1,2}}(?:[.-]|[.-]?T\.?)\d{{1,2}}|T\.?\d{{1,2}}){_END}")),
    (
        Mark.ACTIVITY,
        re.compile(
            rf"(?P<code>(?:AT?\.?|Activit(?:é|e\u0301?)\s(?:type\s)?(?:n°\s?)?|ACTIVIT(?:É|E\u0301?)\s(?:TYPE\s)?(?:N°\s?)?)\d{{1,2}}"
            rf"|A\s\d{{1,2}}(?=\s*[.:–-])){_END}"
        ),
    ),
    (Mark.COMPETENCE, re.compile(rf"(?P<code>B\d{{1,2}}[.-]\d{{1,2}}){_END}{_DASH}")),
    (Mark.NUMBERED, re.compile(rf"(?P<code>\d{{1,2}}\.\d{{1,2}}){_END}{_DASH}")),
    (Mark.MODALITY, re.compile(r"(?P<code>E[PpVv]?\.?\s?\d{1,2})(?:\s*[.:)–—-]+(?=\s|$)|\s+(?=\(\s*suite))")),
)
_BULLETS = re.compile(
    r"(?P<bullet>[•·▪▫◦●○■□‣⁃►▶➢➤➔→✓✔❖*\uf000-\uf0ff]|>(?=\s))\s*"
    rf"|(?P<dash>[-–—−])(?:\s+|$|(?=[{_UPPER}«\"']))"
    rf"|(?P<circle>o)(?:\s+(?=[{_UPPER}«\"\d])|$)"
)
_LETTERED = re.compile(r"(?P<letter>[a-z])\s?[.)]\s+|(?P<number>\d{1,2})\s?[.)]\s+")
_BLOC = re.compile(
    r"(?:(?P<word>FONCTION|Fonction)|(?:BLOC|Bloc)S?(?:\s+(?:DE|de)\s+(?:COMP(?:É|E\u0301?)TENCES?|[Cc]omp(?:é|e\u0301?)tences?))?|(?:RNCP\s?\d+\s?)?BC)"
    r"\s*(?:[Nn]\s?[°ºo]\s*)?\.?\s*(?P<number>\d{1,2}(?![\d,]|\.\d)|[IVX]{1,4}\b)\s*[:.)–—-]*\s*"
    r"(?:(?:RNCP\s?\d+\s?)?BC\s?\d{1,2}\s*[:.)–—-]*\s*)?"
)
UNITS: tuple[tuple[str, str], ...] = (
    (r"unit(?:é|e\u0301?)s?(?:\s+de\s+comp(?:é|e\u0301?)tences?)?", "U"),
    (r"activit(?:é|e\u0301?)s?[-\s]types?", "AT"),
    (r"domaines?(?:\s+de\s+comp(?:é|e\u0301?)tences?)?", "D"),
    (r"p(?:ô|o\u0302?)les?(?:\s+de\s+comp(?:é|e\u0301?)tences?)?", "P"),
    (r"modules?", "M"),
    (r"ccp", "CCP"),
)
"""Words that announce a bloc in a document without « bloc » or « fonction » → the letters of its code."""

_UNIT = re.compile(
    rf"(?=[{_UPPER}])(?i:{'|'.join(f'(?P<{letters}>{words})' for words, letters in UNITS)})"
    r"\s*(?:[Nn]\s?[°ºo]\s*)?(?P<number>\d{1,2}(?![\d,]|\.\d)|[IVX]{1,4}\b)(?:\s*[:.)–—-]+\s*|\s+(?=[^\W\d_])|$)"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


@dataclass(frozen=True)
class BlocMarker:
    """The heading of a bloc: its number, its code (``1``, ``F1``), the heading as printed, and its length."""

    number: int
    code: str
    source_code: str
    length: int


def find(text: str, *, is_indented: bool = False) -> Marker:
    """What ``text``, a stripped line, begins with; an indented line that begins with a capital has a lost bullet.

    >>> find("C14(B1.5) Personnaliser").code, find("A.10 Adaptation").code, find("- Le plan").bullet
    ('C14', 'A10', '-')
    """
    for mark, pattern in _CODES:
        if match := pattern.match(text):
            return _coded(mark, match)
    if match := _BULLETS.match(text):
        return Marker(Mark.BULLET, match.end(), bullet=match[0].strip())
    if match := _LETTERED.match(text):
        style = "a" if match["letter"] else "1"
        return Marker(Mark.BULLET, match.end(), code=match["letter"] or match["number"], bullet=style)
    if is_indented and text[:1].isupper():
        return Marker(Mark.BULLET, 0, bullet=" ")
    return PLAIN


def find_bloc(text: str) -> BlocMarker | None:
    """The heading of a bloc that ``text`` begins with (« BLOC n°1 », « Bloc de compétences 2 : », « BC03 – »)."""
    match = _BLOC.match(text)
    return _numbered(match, "F" if match["word"] else "") if match else None


def find_unit(text: str) -> BlocMarker | None:
    """The heading that ``text`` begins with, of what stands for a bloc (« UNITÉ 1 », « Activité type 2 – »)."""
    match = _UNIT.match(text)
    return _numbered(match, next(letters for _, letters in UNITS if match[letters])) if match else None


def _numbered(match: re.Match[str], letters: str) -> BlocMarker | None:
    printed = match["number"]
    number = int(printed) if printed.isdigit() else _ROMAN.get(printed)
    if number is None:
        return None
    return BlocMarker(number, f"{letters}{number}", match[0].strip().rstrip(":.–—-) "), match.end())


def _coded(mark: Mark, match: re.Match[str]) -> Marker:
    local = match.groupdict().get("local")
    printed = match[0][: match.end("local") + 1] if local else match["code"]
    return Marker(
        mark,
        match.end(),
        code=normalised(match["code"]),
        source_code=printed.strip(),
        local_code=normalised(local) if local else None,
    )

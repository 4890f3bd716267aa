"""What an entry of a cell begins with: a bullet, a code, a number or a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_BULLET = re.compile(
    rf"\s*(?:[•·▪▫◦●○■□‣⁃►▶➢➤➔→✓✔❖\uf000-\uf0ff]|\*(?=\s)|[-–—−](?=\s|$|[{_UPPER}«])|o(?=\s+[{_UPPER}]))\s*"
)
_CODE = re.compile(
    r"(?P<code>[A-Z]{1,3}\.?\d{1,3}(?:[.-]?[A-Z]\.?\d{1,2}|(?:[.-]\d{1,2})*[a-z]?)"
    r"|[A-Z]{1,3}\s\d{1,2}(?:[.-]\d{1,2})+|C[Pp]?\s\d{1,2}(?=\s*[.:–—-])"
    r"|(?=[A-Z])(?i:activit(?:é|e\u0301?)|comp(?:é|e\u0301?)tence|t(?:â|a\u0302?)che)s?\s(?:n\s?°\s?)?\d{1,2}(?:[.-]\d{1,2})*|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*)"
    r"(?:\s*\(\s*(?P<local>[A-Z]{1,3}\.?\s?\d{1,2}(?:\s?[.–-]\s?\d{1,2})*)\s*\))?"
    rf"(?:\s*[.:)–—-]+(?=\s|$)|\s*:\s*|\s*[.)–—-](?=[{_UPPER}])|(?=\s+[{_UPPER}«'’]))\s*"
)
_NUMBER = re.compile(r"(?P<number>\d{1,2})\s?(?:[.)]|\s[–—-])\s+(?=\S)")
_LETTER = re.compile(r"(?P<letter>[a-z])\s?[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Code:
    """A code at the beginning of an entry: as printed, normalised, and how many characters it takes."""

    printed: str
    code: str
    length: int
    local: str | None = None


def bullet(text: str) -> str:
    """The bullet that ``text`` begins with, white space around it included; empty where there is none."""
    match = _BULLET.match(text)
    return match[0] if match else ""


def code(text: str) -> Code | None:
    """The code that ``text`` begins with (« A1. », « C14 (B1.5) », « 2.3 »)."""
    match = _CODE.match(text)
    if match is None:
        return None
    local = match["local"]
    printed = match[0][: match.end("local")].strip() + ")" if local else match["code"]
    return Code(printed, normalised(match["code"]), match.end(), normalised(local) if local else None)


def normalised(code: str) -> str:
    """``code`` without what printers add to it: « A.10 » is A10, « B3-4 » is B3.4, « Activité n° 2 » is A2.

    >>> normalised("A.10"), normalised("B3-4"), normalised("Compétence 3")
    ('A10', 'B3.4', 'C3')
    """
    worded = re.match(r"([A-Za-zÉé\u0301]+)\s(?:type\s|TYPE\s)?(?:[nN]°\s?)?(\d.*)", code)
    if worded and len(worded[1]) > 3:
        code = worded[1][0].upper() + worded[2]
    code = re.sub(r"^([A-Za-z]+)[.\s]+", r"\1", code)
    return re.sub(r"\s*[–-]\s*|\s+|(?<=\d)\s*\.\s*", lambda found: "" if found[0].isspace() else ".", code)


def is_alone(text: str) -> bool:
    """Whether ``text`` is a code and nothing else (« C3 »)."""
    found = code(f"{text.strip()} : ")
    return found is not None and found.length > len(text.strip())


def further(text: str) -> list[int]:
    """Where further codes of the same letters stand in a text that begins with a code (« C1. Peser C2. Pétrir »)."""
    letters = re.match(r"[A-Z]{1,3}", text) if code(text) else None
    if letters is None:
        return []
    pattern = rf"(?<=\s){letters[0]}\.?\d{{1,3}}(?:[.-]\d{{1,2}})*\s*[.:)–—-]+\s+(?=[{_UPPER}])"
    return [match.start() for match in re.finditer(pattern, text)]


_LISTED = re.compile(r"[A-Z]{1,3}\.?\s?\d{1,3}(?:[.-]\d{1,2})*[a-z]?(?!\w)")
_BETWEEN = re.compile(r"\s*(?:(?P<range>à|–|—|-|au)|(?:[,;/&+]|et\b)?\s*(?:et\b)?)\s*")
_FRAME = str.maketrans("", "", "`[]()")


def listed(text: str) -> list[str]:
    """The codes that ``text`` names, where it is a list of codes and nothing else; « C1 à C3 » names three.

    >>> listed("[C1 à C3], C5"), listed("C1. Trier"), listed("C 2.1 et C 2.2")
    (['C1', 'C2', 'C3', 'C5'], [], ['C2.1', 'C2.2'])
    """
    text = text.translate(_FRAME).strip(" .")
    found: list[str] = []
    place, is_range = 0, False
    while match := _LISTED.match(text, place):
        code = normalised(match[0])
        found += _range(found[-1], code) if is_range else [code]
        if match.end() == len(text):
            return found
        between = _BETWEEN.match(text, match.end())
        assert between is not None
        if between.end() == match.end():
            break
        place, is_range = between.end(), between["range"] is not None
    return []


def _range(first: str, last: str) -> list[str]:
    """The codes behind ``first`` up to ``last``, where they differ by their last number alone."""
    one, other = (re.fullmatch(r"(.*?)(\d+)", code) for code in (first, last))
    if one is None or other is None or one[1] != other[1]:
        return [last]
    return [f"{one[1]}{number}" for number in range(int(one[2]) + 1, int(other[2]) + 1)]


def number(text: str) -> Code | None:
    """The number that ``text`` begins with (« 2. »)."""
    match = _NUMBER.match(text)
    return Code(match[0].strip(), str(int(match["number"])), match.end()) if match else None


def letter(text: str) -> Code | None:
    """The letter that ``text`` begins with (« b. »)."""
    match = _LETTER.match(text)
    return Code(match[0].strip(), match["letter"], match.end()) if match else None


def opens(text: str) -> bool:
    """Whether ``text`` begins with a code, a number or a letter of its own."""
    return bool(code(text) or number(text) or letter(text))

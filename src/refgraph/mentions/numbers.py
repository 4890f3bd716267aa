"""Texts that are named by a kind and a number or a date: « loi n° 2005-102 du 11 février 2005 », « NF EN ISO 9001 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.mentions.folding import Folded, fold_text

Reference = tuple[str, str]
"""A kind and a number (``loi``, ``2005-102``) or an ISO date (``arrete``, ``2018-12-11``)."""

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_DATE = rf"(?:(?:1er|\d{{1,2}}) (?:{'|'.join(_MONTHS)}) (?:19|20)\d\d|\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d)"
_DATES = rf"{_DATE}(?:(?:, | et | ou )du {_DATE})*"
_NO = r"(?:n ?[°º] ?s? ?|n[o0]s?\.? |numero )"
_EU = r"(?:\(?(?:ue|ce|cee|euratom)(?:, ?euratom)?\)? )?"
_EU_NUMBER = r"(?P<number>\d{1,4}/\d{1,4})(?:/(?:ue|ce|cee|euratom))?(?: du parlement europeen et du conseil)?"
_ACT_NUMBER = r"(?P<number>\d{2,4} ?- ?\d{1,5})(?: modifiee?)?"
_FREE_NUMBER = r"(?P<number>[a-z0-9][a-z0-9/_.-]*\d[a-z0-9]*)"
_UNTIL_DATE = r"[^.;:()]{0,200}?"


@dataclass(frozen=True)
class Form:
    """One way in which texts of a kind are cited."""

    kind: str
    pattern: re.Pattern[str]


def _form(kind: str, pattern: str) -> Form:
    return Form(kind, re.compile(rf"(?<![a-z0-9/])(?:{pattern})(?![a-z0-9])"))


def _act(kind: str, noun: str) -> tuple[Form, Form]:
    """An act that bears a number, a date or both; a « loi du 2 janvier 1970 » is named by its date alone."""
    return (
        _form(kind, rf"{noun} {_NO}?{_ACT_NUMBER}(?:,? du {_DATE})?"),
        _form(kind, rf"{noun} (?:modifiee? )?du {_DATES}"),
    )


FORMS: tuple[Form, ...] = (
    *_act("loi", "lois?(?: organiques?| constitutionnelles?)?"),
    *_act("ordonnance", "ordonnances?"),
    *_act("decret", "decrets?(?:-lois?)?(?: d'application)?"),
    _form("arrete", rf"arretes? (?:[a-z]+ ){{0,2}}?(?:{_NO}[\w./-]+ )?(?:modifies? )?du {_DATES}"),
    _form("reglement", rf"reglements? (?:delegue |d'execution |europeen )?{_EU}{_NO}?{_EU_NUMBER}(?: du {_DATE})?"),
    _form("directive", rf"directives? (?:europeenne |deleguee )?{_EU}{_NO}?{_EU_NUMBER}(?: du {_DATE})?"),
    _form("directive", r"(?P<number>\d{2,4}/\d{1,4})/(?:ue|ce|cee)"),
    _form("reglement", rf"\((?:ue|ce|cee)\) {_NO}?{_EU_NUMBER}"),
    _form("decision", rf"decisions? {_EU}{_NO}?{_EU_NUMBER}(?: du {_DATE})?"),
    _form("circulaire", rf"circulaires? (?:[a-z]+ ){{0,2}}?{_NO}{_FREE_NUMBER}(?: du {_DATE})?"),
    _form("circulaire", rf"circulaires? (?:[a-z]+ ){{0,2}}?du {_DATE}"),
    _form(
        "doctrine-amf",
        r"(?:(?:instruction|position-recommandation|position|recommandation)s? )?(?:(?:de l')?amf )?"
        rf"{_NO}?(?P<number>doc[- ]?\d{{4}}-\d{{2,3}})",
    ),
    _form("instruction", rf"instructions? (?:[a-z']+ ){{0,3}}?{_NO}{_FREE_NUMBER}(?: du {_DATE})?"),
    _form("deliberation", rf"(?:deliberation|recommandation|avis)s? (?:[a-z']+ ){{0,3}}?{_NO}{_FREE_NUMBER}"),
    _form(
        "accord",
        rf"(?:accords? (?:collectif|de groupe|de branche|d'entreprise|national|cadre)|ani){_UNTIL_DATE}{_DATE}",
    ),
)
_STANDARD_NUMBER = r"[A-Z]?\d{1,5}(?:[-.]\d+| \d{3}\b)*(?::(?:19|20)\d\d)?"
_STANDARD = re.compile(
    r"(?:[Nn]ormes? )?\b(?!EN (?:\d\d?|(?:19|20)\d\d)\b(?![-:]))(?P<body>(?:NF|EN|ISO|IEC|CEI|DIN|DTU|UTE)\b"
    r"(?:[ /-](?:NF|EN|ISO|IEC|CEI|DTU|TS|TR|FD|[A-Z])\b){0,5})"
    rf"[ -]?(?P<numbers>{_STANDARD_NUMBER}(?:(?:, | et ){_STANDARD_NUMBER})*)\b"
)


@dataclass(frozen=True)
class Found:
    """A numbered text in folded text; ``references`` are what it may be looked up by, the number before the date."""

    start: int
    end: int
    kind: str
    references: tuple[Reference, ...]
    has_number: bool


def find_numbered(folded: Folded) -> Iterator[Found]:
    """The texts that ``folded`` cites by kind and number or date."""
    for form in FORMS:
        for match in form.pattern.finditer(folded.plain):
            yield _found(form.kind, match)
    for match in _STANDARD.finditer(folded.cased):
        yield Found(match.start(), match.end(), "norme", tuple(_standards(match)), has_number=True)


def _standards(match: re.Match[str]) -> Iterator[Reference]:
    """The standards of a list, without their edition; « NF EN ISO 9001 » is the French edition of ISO 9001."""
    bodies = re.split(r"[ /-]", match["body"])
    family = " ".join(bodies[bodies.index("ISO") :] if "ISO" in bodies else bodies)
    for number in re.split(r", | et ", match["numbers"]):
        yield "norme", f"{family} {number.split(':')[0].replace('-', ' ')}"


def references_of(name: str) -> tuple[Reference, ...]:
    """The numbers and dates that ``name`` consists of; none when it is a name in words."""
    folded = fold_text(name)
    for found in find_numbered(folded):
        if (found.start, found.end) == (0, len(folded.plain)):
            return found.references
    return ()


def _found(kind: str, match: re.Match[str]) -> Found:
    number = match.groupdict().get("number")
    dates = tuple((kind, iso) for iso in iso_dates(match.group()))
    references = ((kind, _normalised(kind, number)), *dates) if number else dates
    return Found(match.start(), match.end(), kind, references, has_number=bool(number))


def iso_dates(plain: str) -> tuple[str, ...]:
    """The dates in folded text, in ISO form."""
    found = []
    for text in re.findall(_DATE, plain):
        day, month, year = text.split("/") if "/" in text else text.split(" ")
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        found.append(f"{year}-{number:02}-{int(day.removesuffix('er')):02}")
    return tuple(found)


def _normalised(kind: str, number: str) -> str:
    """``number`` as it is looked up: year first for texts of the Union (561/2006 is 2006/561), no spaces."""
    if kind not in ("reglement", "directive", "decision"):
        return re.sub(r"^DOC[- ]?", "DOC-", number.replace(" ", "").upper())
    first, second = number.split("/")
    if kind == "reglement" and _is_year(second) and not (_is_year(first) and int(first) >= _YEAR_FIRST_SINCE):
        first, second = second, first
    return f"{f'19{first}' if len(first) == 2 else first}/{int(second)}"


_YEAR_FIRST_SINCE = 2015
"""Regulations of the Union are numbered year first since 2015, number first before; directives always year first."""


def _is_year(number: str) -> bool:
    return len(number) == 2 or re.fullmatch(r"(?:19|20)\d\d", number) is not None

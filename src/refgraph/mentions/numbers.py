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
_EU_NUMBER = (
    r"(?P<number>\d{1,4}/\d{1,4})(?:[/ ](?:ue|ce|cee|euratom)(?![a-z]))?(?: du parlement europeen et du conseil)?"
)
_ACT_NUMBER = r"(?P<number>\d{2,4} ?- ?\d{1,5})(?: modifiee?)?"
_FREE_NUMBER = r"(?P<number>[a-z0-9][a-z0-9/_.-]*\d[a-z0-9]*)"
_YEAR_NUMBER = r"(?P<number>(?:19|20)?\d\d[/-][a-z0-9/_.-]*\d[a-z0-9]*)"
_UNTIL_DATE = r"[^.;:()]{0,200}?"
_KINDS = r"(?:decrets?|arretes?|ordonnances?|accords?|directives?|reglements?|circulaires?|lois?|codes?)"
_SUBJECT = (
    r"(?:relati[a-z]+|portant|pour|sur|visant|tendant|concernant|fixant|definissant|renforcant|instituant|de|d')[ ']"
    rf"(?:(?!\b{_KINDS}\b)[^.;:()\d]){{3,150}}? "
)
_BY_NAME = rf"(?:(?!(?:{_KINDS}|et|ou|le|la|les|du|au)\b)[a-z-]+ ){{0,4}}?"
_YEARS = r"(?!(?:19|20)\d\d/(?:19|20)\d\d(?!/))"


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
        _form(kind, rf"{noun} (?:{_NO}?|{_BY_NAME}{_NO}){_ACT_NUMBER}(?:,? du {_DATE})?"),
        _form(kind, rf"{noun} (?:{_SUBJECT})?(?:modifiee? )?du {_DATES}"),
    )


def _european(kind: str, adjectives: str) -> tuple[Form, Form]:
    """A text of the Union, by its number; a pair of years (« 2019/2020 ») is none without « UE », « CE » or « n° »."""
    noun, after = f"{kind}s?[ -](?:{adjectives})?", f"{_EU_NUMBER}(?: du {_DATE})?"
    issuer = r"(?:\(?(?:ue|ce|cee|euratom)(?:, ?euratom)?\)?[ /])"
    return (
        _form(kind, rf"{noun}(?:{issuer}{_NO}?|{_NO}){after}"),
        _form(kind, rf"{noun}{_YEARS}{after}"),
    )


FORMS: tuple[Form, ...] = (
    *_act("loi", "lois?(?: organiques?| constitutionnelles?)?"),
    _form("loi", rf"loi {_BY_NAME}(?:modifiee? )?du {_DATE}"),
    *_act("ordonnance", "ordonnances?"),
    *_act("decret", "decrets?(?:-lois?)?(?: d'application)?"),
    _form("arrete", rf"arretes? (?:{_SUBJECT}|(?:[a-z]+ ){{0,2}}?)(?:{_NO}[\w./-]+ )?(?:modifies? )?du {_DATES}"),
    *_european("reglement", "delegues? |d'execution |europeens? "),
    *_european("directive", "europeennes? |deleguees? |cadre "),
    _form("directive", r"(?P<number>\d{2,4}/\d{1,4})/(?:ue|ce|cee)"),
    _form("reglement", rf"\((?:ue|ce|cee)\) {_NO}?{_EU_NUMBER}"),
    _form("decision", rf"decisions? {_EU}{_NO}?{_EU_NUMBER}(?: du {_DATE})?"),
    _form("circulaire", rf"circulaires? (?:[a-z/-]+ ){{0,2}}?{_NO}{_FREE_NUMBER}(?: du {_DATE})?"),
    _form("circulaire", rf"circulaires? (?:[a-z]+ ){{0,2}}?du {_DATE}"),
    _form(
        "doctrine-amf",
        r"(?:(?:instruction|position-recommandation|position|recommandation)s? )?(?:(?:de l')?amf )?"
        rf"{_NO}?(?P<number>doc[- ]?\d{{4}}-\d{{2,3}})",
    ),
    _form("instruction", rf"instructions? (?!des |du |d'un)(?:[a-z']+ ){{0,3}}?{_NO}{_FREE_NUMBER}(?: du {_DATE})?"),
    _form("deliberation", rf"deliberations? (?:[a-z']+ ){{0,3}}?{_NO}{_FREE_NUMBER}(?: du {_DATE})?"),
    _form("avis", rf"(?:recommandation|avis)s? (?:[a-z']+ ){{0,3}}?{_NO}{_YEAR_NUMBER}(?: du {_DATE})?"),
    _form(
        "avis",
        r"(?:recommandation|instruction|position|avis|decision)s? (?:[a-z']+ ){0,3}?"
        r"(?P<number>(?:19|20)\d\d-[a-z]{1,3}-\d{1,3})(?: de l(?:a |')[a-z]+)?",
    ),
    _form(
        "recommandation-cnam",
        r"recommandations? (?:(?:de la )?(?:cnam(?:ts)?|carsat) )?(?P<number>r ?\.? ?\d{3})"
        r"(?: (?:de la )?cnam(?:ts)?)?",
    ),
    _form(
        "accord",
        rf"(?:accords? (?:collectif|de groupe|de branche|d'entreprise|national|cadre)|ani){_UNTIL_DATE}{_DATE}",
    ),
)
_STANDARD_NUMBER = r"[A-Z]?\d{1,5}(?:[-.]\d+| \d{3}\b)*(?: ?: ?(?:19|20)\d\d)?"
_STANDARD = re.compile(
    r"(?:[Nn]ormes? )?\b(?!EN (?:\d\d?|(?:19|20)\d\d)\b(?![-:]))"
    r"(?P<body>(?:NF[A-Z]?|EN|ISO|[Ii]so(?= ?\d{4})|IEC|CEI|DIN|DTU|UTE|FD|XP|(?<=[Nn]orme )[A-Z](?=\d\d-\d))"
    r"(?=\d\d-\d|(?<=[Ss][Oo])\d{4}|\b)"
    r"(?:[ /-](?:NF|EN|ISO|IEC|CEI|DTU|TS|TR|FD|[A-Z])\b){0,5})"
    rf"[ -]?(?P<numbers>{_STANDARD_NUMBER}(?:(?:, | et |/){_STANDARD_NUMBER})*)\b"
    r"(?! ?(?:€|%|m²|(?:euros?|mm|kg|pages)\b))"
)
_TAIL = re.compile(
    rf"(?: (?P<open>\()?{_EU}{_NO}?(?P<number>\d{{1,4}}[/-]\d{{1,4}})(?:/(?:ue|ce|cee))?(?(open)\)))?"
    rf"(?:,? (?:modifiee? )?du {_DATE})?(?![a-z0-9/])"
)
"""What may follow the name of a text: « règlement INCO n° 1169/2011 », « loi Taquet du 7 février 2022 »."""


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
            yield from _further(form.kind, match)
    for match in _STANDARD.finditer(folded.cased):
        yield Found(match.start(), match.end(), "norme", tuple(_standards(match)), has_number=True)


def _further(kind: str, match: re.Match[str]) -> Iterator[Found]:
    """The numbers enumerated behind a text that bears one, of the same kind."""
    pattern = _FURTHER.get(kind)
    is_list = _PLURAL.match(match.string, match.start()) is not None
    end = match.end()
    while pattern and match.groupdict().get("number") and (further := pattern.match(match.string, end)):
        if not (is_list or kind in _UNION or further["no"]):
            break
        yield Found(*further.span("found"), kind, ((kind, _normalised(kind, further["number"])),), has_number=True)
        end = further.end()


def _standards(match: re.Match[str]) -> Iterator[Reference]:
    """The standards of a list, without their edition; « NF EN ISO 9001 » is the French edition of ISO 9001."""
    bodies = re.split(r"[ /-]", match["body"].upper())
    family = " ".join(bodies[bodies.index("ISO") :] if "ISO" in bodies else bodies)
    for number in re.split(r", | et |/", match["numbers"]):
        yield "norme", re.sub(r"[ -]", "", family + number.split(":")[0])


def tail_of(plain: str, end: int) -> tuple[int, tuple[Reference, ...]]:
    """Where the number and the date that follow a name end, and these, under every kind that they may be of."""
    match = _TAIL.match(plain, end)
    if match is None or match.end() == end:
        return end, ()
    numbers = [(kind, _normalised(kind, match["number"])) for kind in _kinds_of(match["number"])]
    return match.end(), (*numbers, *(("", iso) for iso in iso_dates(match.group())))


def _kinds_of(number: str | None) -> tuple[str, ...]:
    return () if number is None else _UNION if "/" in number else ("loi", "ordonnance", "decret")


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
    if kind == "recommandation-cnam":
        return re.sub(r"[ .]", "", number).upper()
    if kind not in _UNION:
        return re.sub(r"^DOC[- ]?", "DOC-", number.replace(" ", "").upper())
    first, second = number.split("/")
    if kind == "reglement" and _is_year(second) and not (_is_year(first) and int(first) >= _YEAR_FIRST_SINCE):
        first, second = second, first
    return f"{f'19{first}' if len(first) == 2 else first}/{int(second)}"


_UNION = ("reglement", "directive", "decision")
_FURTHER: dict[str, re.Pattern[str]] = {
    kind: re.compile(
        rf"(?:,? et |,? ou |, | ?; )(?:(?:le|la|les|du|de la|des) )?"
        rf"(?P<found>(?P<no>{_NO})?{number}(?: du {_DATE})?)(?![a-z0-9/-])"
    )
    for kinds, number in ((_UNION, _YEARS + _EU_NUMBER), (("loi", "ordonnance", "decret"), _ACT_NUMBER))
    for kind in kinds
}
"""What follows « règlements (CE) n° 852/2004 » or « lois n° 2002-2 »: « et n° 853/2004 », « et 2005-102 »."""
_PLURAL = re.compile(r"(?:lois|ordonnances|decrets)\b")
_YEAR_FIRST_SINCE = 2015
"""Regulations of the Union are numbered year first since 2015, number first before; directives always year first."""


def _is_year(number: str) -> bool:
    return len(number) == 2 or re.fullmatch(r"(?:19|20)\d\d", number) is not None

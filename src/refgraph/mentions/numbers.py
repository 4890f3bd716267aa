"""Texts that are named by a kind and a number or a date: « loi n° 2005-102 du 11 février 2005 », « NF EN ISO 9001 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.mentions.folding import FoldedSource, fold_text

Reference = tuple[str, str]
"""A kind and a number (``loi``, ``2005-102``) or an ISO date (``arrete``, ``2018-12-11``)."""

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:janv|fevr?|avr|juil|sept|oct|nov|dec)\b\.?)"
_YEAR = r"(?:(?:18|19|20)\d\d|[04-9]\d)"
_DATE = rf"(?:(?:1er|\d{{1,2}}) {_MONTH} {_YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})"
_DATES = rf"{_DATE}(?:(?:, | et | ou )du {_DATE})*"
_NO = r"(?:n ?[°º] ?s? ?|n[o0]s?\.? |numero )"
_EU = r"(?:\(?(?:ue|ce|cee|euratom)(?:, ?euratom)?\)? )?"
_EU_NUMBER = (
    r"(?P<number>\d{1,4}/\d{1,4})(?:[/ ](?:ue|ce|cee|euratom)(?![a-z]))?(?: du parlement europeen et du conseil)?"
)
_ACT_NUMBER = r"(?P<number>\d{2,4} ?- ?\d{1,5}|(?:19|20)\d\d\.\d{1,4})(?: modifiee?)?"
_FREE_NUMBER = r"(?P<number>[a-z0-9][a-z0-9/_.-]*\d[a-z0-9]*)"
_YEAR_NUMBER = r"(?P<number>(?:19|20)?\d\d[/-][a-z0-9/_.-]*\d[a-z0-9]*)"
_UNTIL_DATE = r"[^.;:()]{0,200}?"
_KINDS = r"(?:decrets?|arretes?|ordonnances?|accords?|directives?|reglements?|circulaires?|lois?|codes?)"
_SUBJECT = (
    r"(?:(?:relati[a-z]+|portant|pour|sur|visant|tendant|concernant|fixant|definissant|renforcant|instituant|de) |d')"
    rf"(?:(?!\b{_KINDS}\b)[^.;:()\d]){{3,150}}? "
)
_BY_NAME = rf"(?:(?!(?:{_KINDS}|et|ou|le|la|les|du|au|a|est|en|sera|soit)\b)[a-z-]+ ){{0,4}}?"
_YEARS = r"(?!(?:19|20)\d\d/(?:19|20)\d\d(?!/))"


@dataclass(frozen=True)
class Form:
    """One way in which texts of a kind are cited; ``is_loose`` when only a known number tells it from other words."""

    kind: str
    pattern: re.Pattern[str]
    is_loose: bool = False


def _form(kind: str, pattern: str, *, is_loose: bool = False) -> Form:
    return Form(kind, re.compile(rf"(?<![a-z0-9/])(?:{pattern})(?![a-z0-9])"), is_loose)


def _act(kind: str, noun: str) -> tuple[Form, Form]:
    """An act that bears a number, a date or both; a « loi du 2 janvier 1970 » is named by its date alone."""
    return (
        _form(kind, rf"{noun} (?:{_NO}?|{_BY_NAME}{_NO}){_ACT_NUMBER}(?:,? du {_DATE})?"),
        _form(kind, rf"{noun} (?:{_SUBJECT})?(?:modifiee? )?du {_DATES}"),
    )


def _european(kind: str, adjectives: str) -> tuple[Form, ...]:
    """A text of the Union, by its number; a pair of years (« 2019/2020 ») is none without « UE », « CE » or « n° ».

    A hyphen for the stroke (« règlement 2016-679 ») counts where the register knows the number.
    """
    noun, after = f"{kind}s?[ -](?:{adjectives})?", f"{_EU_NUMBER}(?: du {_DATE})?"
    issuer = r"(?:\(?(?:ue|ce|cee|euratom)(?:, ?euratom)?\)?[ /])"
    return (
        _form(kind, rf"{noun}(?:{issuer}{_NO}?|{_NO}){after}"),
        _form(kind, rf"{noun}{_YEARS}{after}"),
        _form(kind, rf"{noun}{issuer}?{_NO}?(?P<number>\d{{1,4}}-\d{{1,4}})(?: du {_DATE})?", is_loose=True),
    )


FORMS: tuple[Form, ...] = (
    *_act("loi", "lois?(?: organiques?| constitutionnelles?)?"),
    _form("loi", rf"loi {_BY_NAME}(?:modifiee? )?du {_DATE}"),
    *_act("ordonnance", "ordonnances?"),
    *_act("decret", "decrets?(?:-lois?)?(?: d'application)?"),
    _form("decret", rf"decret {_BY_NAME}(?:modifie )?du {_DATE}"),
    _form("arrete", rf"arretes? (?:{_SUBJECT}|(?:[a-z]+ ){{0,2}}?)(?:{_NO}[\w./-]+ )?(?:modifies? )?du {_DATES}"),
    *_european("reglement", "delegues? |d'execution |(?:[a-z]{4,} )?europeens? "),
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
    _form("accord", rf"conventions? collectives?(?: nationales?)? {_UNTIL_DATE}du {_DATE}"),
    _form(
        "accord",
        rf"(?:accords? (?:collectif|de groupe|de branche|d'entreprise|national|cadre)|ani){_UNTIL_DATE}{_DATE}",
    ),
)
_YEAR_OF_EDITION = (
    r"(?:(?: ?: ?|,? (?:en |dans sa )?(?:[Vv](?:ersion)?|[ÉéEe]d(?:ition)?)\.? ?(?:de )?)(?:19|20)\d\d\b|"
    r" \((?:[Vv](?:ersion )?|[éeÉE]dition )?(?:de )?(?:19|20)\d\d\))"
)
_STANDARD_NUMBER = rf"[A-Z]?\d{{1,5}}(?:[-.]\d+| \d{{3}}\b)*(?: P\d(?:-\d+)*)?(?:{_YEAR_OF_EDITION})?"
_STANDARD = re.compile(
    r"(?:[Nn]ormes? )?\b(?!(?<!orme )(?<!ormes )EN (?:\d\d?|(?:19|20)\d\d)\b(?![-:]))"
    r"(?P<body>(?:NF[A-Z]?|EN|ISO|[Ii]so(?= ?\d{4})|IEC|CEI|DIN|DTU|UTE|FD|XP|(?<=[Nn]orme )[A-Z](?=\d\d-\d))"
    r"(?=\d\d-\d|(?<=[Ss][Oo])\d{4}|\b)"
    r"(?:[ /-](?:NF|EN|ISO|IEC|CEI|DTU|TS|TR|FD|[A-Z])\b){0,5})"
    rf"[ -]?(?P<numbers>{_STANDARD_NUMBER}(?:(?:, | et |/){_STANDARD_NUMBER})*)(?:\b|(?<=\)))"
    r"(?! ?(?:€|%|m²|(?:euros?|mm|kg|pages)\b))"
)
_EDITION = re.compile(rf"{_YEAR_OF_EDITION}$|(?<=\d)-(?:19|20)\d\d$")
_NEXT_STANDARD = re.compile(r"(?:, | et |/)(?=[A-Z]?\d)")
_SMALL_STANDARD = re.compile(rf"(?=(?:normes? )?(?:nf|dtu)){_STANDARD.pattern}", re.IGNORECASE)
"""The same in small letters, for the bodies whose names are no other words: « nf c 15-100 »."""
_TAIL = re.compile(
    rf"(?: (?P<open>\()?{_EU}{_NO}?(?P<number>\d{{1,4}}[/-]\d{{1,4}})(?:/(?:ue|ce|cee))?(?(open)\)))?"
    rf"(?:,? (?:modifiee? )?du {_DATE})?(?![a-z0-9/])"
)
"""What may follow the name of a text: « règlement INCO n° 1169/2011 », « loi Taquet du 7 février 2022 »."""


@dataclass(frozen=True)
class NumberedText:
    """A numbered text in folded text; ``references`` are what it may be looked up by, the number before the date.

    ``editions`` gives, for each standard of ``references``, the year of its edition where one is printed.
    """

    start: int
    end: int
    kind: str
    references: tuple[Reference, ...]
    has_number: bool
    is_loose: bool = False
    editions: tuple[str | None, ...] = ()


def find_numbered(folded: FoldedSource) -> Iterator[NumberedText]:
    """The texts that ``folded`` cites by kind and number or date."""
    for form in FORMS:
        for match in form.pattern.finditer(folded.plain):
            yield _found(form, match)
            yield from _further(form.kind, match)
    for pattern in (_STANDARD, _SMALL_STANDARD):
        for match in pattern.finditer(folded.cased):
            yield NumberedText(
                match.start(),
                match.end(),
                "norme",
                tuple(_standards(match)),
                has_number=True,
                editions=editions_of(match["numbers"]),
            )


def _further(kind: str, match: re.Match[str]) -> Iterator[NumberedText]:
    """The numbers enumerated behind a text that bears one, of the same kind."""
    pattern = _FURTHER.get(kind)
    is_list = _PLURAL.match(match.string, match.start()) is not None
    end = match.end()
    while pattern and match.groupdict().get("number") and (further := pattern.match(match.string, end)):
        if not (is_list or kind in _UNION or further["no"]):
            break
        yield NumberedText(
            *further.span("found"), kind, ((kind, _normalised(kind, further["number"])),), has_number=True
        )
        end = further.end()


def _standards(match: re.Match[str]) -> Iterator[Reference]:
    """The standards of a list, without their edition; « NF EN ISO 9001 » is the French edition of ISO 9001."""
    bodies = re.split(r"[ /-]", match["body"].upper().replace("CEI", "IEC"))
    family = " ".join(bodies[bodies.index("ISO") :] if "ISO" in bodies else bodies)
    for number in _NEXT_STANDARD.split(match["numbers"]):
        yield "norme", re.sub(r"[ -]|\.(?=\d{3})| P\d.*", "", family + _EDITION.sub("", number).upper())


def editions_of(printed: str) -> tuple[str | None, ...]:
    """The year of the edition of each standard in a list: « ISO 9001:2015 et 14001 » is of 2015, and of none."""
    found = (_EDITION.search(number) for number in _NEXT_STANDARD.split(printed))
    return tuple(re.findall(r"\d{4}", edition.group())[-1] if edition else None for edition in found)


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


def _found(form: Form, match: re.Match[str]) -> NumberedText:
    kind, number = form.kind, match.groupdict().get("number")
    dates = tuple((kind, iso) for iso in iso_dates(match.group()))
    references = ((kind, _normalised(kind, number)), *dates) if number else dates
    return NumberedText(match.start(), match.end(), kind, references, has_number=bool(number), is_loose=form.is_loose)


def iso_dates(plain: str) -> tuple[str, ...]:
    """The dates in folded text, in ISO form."""
    found = []
    for text in re.findall(_DATE, plain):
        day, month, year = text.split(" ") if " " in text else re.split(r"[/.]", text)
        number = int(month) if month.isdigit() else _month(month.rstrip("."))
        found.append(f"{_full_year(year)}-{number:02}-{int(day.removesuffix('er')):02}")
    return tuple(found)


def _month(printed: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(printed))


def _full_year(printed: str) -> str:
    """``printed`` with its century: « 89 » is 1989, « 05 » is 2005."""
    return printed if len(printed) > 2 else f"{'19' if int(printed) >= _LAST_CENTURY else '20'}{printed}"


def _normalised(kind: str, number: str) -> str:
    """``number`` as it is looked up: year first for texts of the Union (561/2006 is 2006/561), no spaces."""
    if kind == "recommandation-cnam":
        return re.sub(r"[ .]", "", number).upper()
    if kind not in _UNION:
        return re.sub(r"^DOC[- ]?", "DOC-", number.replace(" ", "").replace(".", "-").upper())
    first, second = re.split(r"[/-]", number)
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
_LAST_CENTURY = 40
_YEAR_FIRST_SINCE = 2015
"""Regulations of the Union are numbered year first since 2015, number first before; directives always year first."""


def _is_year(number: str) -> bool:
    return len(number) == 2 or re.fullmatch(r"(?:19|20)\d\d", number) is not None

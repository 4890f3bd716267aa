"""What an assessment text measures out: duration, weight, number and profile of the jury, theme."""

from __future__ import annotations

import re
from decimal import Decimal

from refgraph.model.records import Jury
from refgraph.reading.shared.assessment.thresholds import percentage
from refgraph.reading.shared.folded import Folded

_WORDS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_NUMBERS = {"une": 1} | {word: number for number, word in enumerate(_WORDS, 1)}
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS)})"

_HOURS = (
    rf"(?P<hours>\b{_NUMBER})\s?(?:heures?|h)\b"
    r"\s?(?:(?P<half>et demie)|(?:et )?(?P<rest>[0-5]?\d)(?!\s?%)\s?(?:minutes?|min|mn)?\b)?"
)
_GLUED_HOURS = r"(?P<glued_hours>\b\d{1,2})\s?h(?P<glued_rest>[0-5]\d)\b"
_MINUTES = rf"(?P<minutes>\b{_NUMBER})\s?(?:minutes?|min|mn)\b"
_HALF_HOUR = r"(?P<half_hour>\bdemi[e]?[- ]heure\b)"
_GLUED = re.compile(r"\d{1,2}\s?h\s?[0-5]\d\b")
_DURATION = re.compile("|".join((_GLUED_HOURS, _HOURS, _MINUTES, _HALF_HOUR)))
_RANGE = re.compile(r"\d+\s?(?:h|heures?|min|mn|minutes?)?\s?(?:a|ou|-|–|/)\s?\d+\s?(?:h|heures?|min|mn|minutes?)\b")
_DEADLINE = re.compile(
    r"(?:sous|dans les?|delai(?: de)?|avant|apres|maximum de retard de|(?:sujet|film|video|reportage|clip)s? de)\s*$"
)
_TOTAL = re.compile(r"(?:duree (?:totale|globale)|au total)\s*(?::|de|est de)?\s*$")

_WEIGHT = re.compile(
    r"(?P<ratio>\d{1,3}(?:[.,]\d+)?)\s?%\s*(?:de la note|du total|de la moyenne|de l'evaluation|de la validation)"
)
_WEIGHT_AFTER = re.compile(r"(?:ponderation|compte pour|poids)\s*(?::|de)?\s*(?P<ratio>\d{1,3}(?:[.,]\d+)?)\s?%")

_OTHER_WORDS = r"(?<! et)(?<! ou)(?<! par) (?:une?|son|sa|ses|leurs?)\b|\s(?:qui|afin|puis|pendant)\b"
"""Words that open another phrase behind the profile of a jury."""
_PROFILE = (
    r"(?P<profile>(?:professionnels?|experts?|formateurs?|evaluateurs?|examinateurs?|representants?|enseignants?|jures?)"
    rf"(?:(?!{_OTHER_WORDS})[^.;,:+()\n])*)"
)
_MEMBERS = re.compile(
    rf"(?P<count>\b{_NUMBER})\s(?:(?:membres?|personnes?)\b(?:\s(?P<of>dont|issus?|:)[^.;,)]*)?|{_PROFILE})"
)
_UNCOUNTED = re.compile(_PROFILE)
_JURY = re.compile(
    r"\bjurys?\b(?:\s(?:professionnels?|d'evaluation|d'examen|de certification|final|paritaire|externe|interne))?"
)
_LEAST = r"(?:au moins|(?:un |au )?minimum|a minima|au (?:plus|maximum)|plus de|jusqu'a)"
_JURY_MEMBERS = re.compile(
    rf"(?:\s*(?:est\s)?(?:compose|constitue|forme)s?e?s?\s(?:{_LEAST}\s)?(?:de|d'|par)\s?|\s(?:de|a)\s|\s*\(\s*"
    rf"|\s*:\s*|\sd'(?=au\b))(?:{_LEAST}\s(?:de\s)?)?"
)
_LEAST_BEFORE = re.compile(rf"{_LEAST}\s(?:de\s|d')?$")
_LEAST_BEHIND = re.compile(rf"(?:(?!\b(?:dont|et)\b)[^.;,:])*?\b(?:{_LEAST}|ou plus)\b")
_LEAST_TAIL = re.compile(r"\s(?:au |a |ou )?(?:moins|minimum|minima|maximum|plus)$", re.IGNORECASE)

_NAMED_TEST = (
    r"\b(?:questionnaires?|quiz+|qcm|tests?|epreuves?|etudes? de cas|rapports?|dossiers?|memoires?|exposes?)\b"
)
_THEME = re.compile(
    r"(?:\bportant sur|\bsur le theme(?: de)?|\bayant pour (?:theme|sujet)"
    rf"|{_NAMED_TEST}[^.;+\n]{{0,60}}?\b(?:relati(?:f|ve)s? (?:a|aux?)|consacree?s? (?:a|aux?)))"
    r"\s+(?P<theme>[^.;+\n(]+)"
)
_QUOTED = re.compile(r"[«\"“]\s*(?P<inside>[^»\"”]+?)\s*[»\"”]")


def _integer(words: str) -> int:
    return _NUMBERS[words] if words in _NUMBERS else int(words)


def _minutes(match: re.Match[str]) -> int:
    part = match.groupdict()
    if part["half_hour"]:
        return 30
    if part["minutes"]:
        return _integer(part["minutes"])
    if part["glued_hours"]:
        return int(part["glued_hours"]) * 60 + int(part["glued_rest"])
    rest = 30 if part["half"] else int(part["rest"] or 0)
    return _integer(part["hours"]) * 60 + rest


def duration(text: str) -> int | None:
    """The duration that ``text`` prints, in minutes; None when it prints none, a range, or several that differ."""
    flat = Folded(text).flat
    if _RANGE.search(_GLUED.sub(" ", flat)):
        return None
    found = [match for match in _DURATION.finditer(flat) if not _DEADLINE.search(flat[: match.start()])]
    totals = {_minutes(match) for match in found if _TOTAL.search(flat[: match.start()])}
    values = totals or {_minutes(match) for match in found}
    return values.pop() if len(values) == 1 else None


def weight(text: str) -> Decimal | None:
    """The share of the mark that ``text`` prints (« 80 % de la note » is 0.80); a coefficient is no share.

    A percentage stays what is printed: that 180 % is no share is for the rules of quality to tell.
    """
    flat = Folded(text).flat
    shares = {percentage(found["ratio"]) for pattern in (_WEIGHT, _WEIGHT_AFTER) for found in pattern.finditer(flat)}
    return shares.pop() if len(shares) == 1 else None


def jury(text: str) -> Jury | None:
    """The jury that ``text`` names, with its members where they are counted (« deux professionnels du métier »)."""
    folded = Folded(text)
    match = _JURY.search(folded.flat)
    if match is None:
        return None
    linked = _JURY_MEMBERS.match(folded.flat, match.end())
    members = _MEMBERS.match(folded.flat, linked.end()) if linked else None
    profile = _UNCOUNTED.match(folded.flat, linked.end()) if linked else None
    if members is None and profile is not None:
        words = folded.cut(*profile.span())
        return Jury(text=folded.cut(match.start(), profile.end()), member_profile=words)
    if members is None:
        return Jury(text=folded.cut(*match.span()))
    return _counted(folded.cut(match.start(), members.end()), folded, members)


def members(text: str) -> Jury:
    """The jury that a cell about juries describes in ``text`` (« 3 professionnels métiers »)."""
    folded = Folded(text)
    found = list(_MEMBERS.finditer(folded.flat))
    return _counted(text, folded, found[0]) if len(found) == 1 else Jury(text=text)


def _counted(text: str, folded: Folded, found: re.Match[str]) -> Jury:
    """The jury with its members; « 2 salariés et 2 employeurs » and « au moins deux » are no single figure."""
    profile = folded.cut(*found.span("profile")) if found["profile"] else None
    if profile and re.search(rf"\b(?:et|,)\s(?:d'|de\s)?{_NUMBER}\b", Folded(profile).flat):
        return Jury(text=text)
    if _LEAST_BEFORE.search(folded.flat[: found.start()]) or _LEAST_BEHIND.match(folded.flat, found.end("count")):
        return Jury(text=text, member_profile=_LEAST_TAIL.sub("", profile) if profile else None)
    return Jury(text=text, member_count=_integer(found["count"]), member_profile=profile)


def theme(text: str) -> str | None:
    """What the assessment is about (« portant sur la réglementation fiscale »), as printed, without its quotes."""
    folded = Folded(text)
    match = _THEME.search(folded.flat)
    if match is None:
        return None
    printed = folded.cut(*match.span("theme"))
    quoted = _QUOTED.match(printed)
    return quoted["inside"] if quoted else printed.rstrip(" ,:")

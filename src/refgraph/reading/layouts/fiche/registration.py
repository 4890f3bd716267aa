"""The registration in the répertoire, from the sentence of its arrêté."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.core.text import mend
from refgraph.model import ids
from refgraph.model.records import Passage, Registration
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared.folded import Folded

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
)  # fmt: skip
_NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})"
    r"|(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}))"
)
_DECISION = re.compile(
    rf"\b(?:arretes?|decisions?|decrets?)(?:\s+n\s?[°o]\s?\S+)?(?:\s+(?:d'|de\s)?\w+){{0,8}}?\s+(?:en\s+date\s+)?du\s+{_DATE}"
)
_PUBLICATION = re.compile(
    rf"\b(?:(?:journal\s+officiel|jo(?:rf)?)\s*(?:n\s?°\s?\S+\s+)?(?:du|le|en\s+date\s+du)|publiee?s?\s+(?:au\s+jo(?:rf)?\s+)?(?:le|du))\s+{_DATE}"
)
_EFFECT = re.compile(
    rf"\b(?:avec\s+effet|prend(?:re)?\s+effet|effet|a\s+compter)\s+(?:a\s+compter\s+)?(?:au|du|le)\s+{_DATE}"
)
_END = re.compile(rf"\bjusqu'(?:au|a)\s+(?:le\s+)?{_DATE}|\becheance\s+(?:au|le|:)\s+{_DATE.replace('?P<', '?P<e_')}")
_YEARS = re.compile(rf"\bpour\s+(?:une\s+duree\s+de\s+)?(?P<years>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+ans?\b")
_LAW = re.compile(r"\W*(?:articles?|art\.|lois?|codes?|ordonnances?|directives?|reglements?)(?=\s)")
_OPENING = re.compile(r"^[\t ]*(?:[-•]\s*)?(?:arretes?|decisions?|decrets?)\b", re.MULTILINE)


def read(document: Document, sections: list[Section]) -> Registration | None:
    """The registration in force the longest into the future, of those that ``sections`` print; None without any.

    Without any of these dates, it is the first text that the section of the creation names.
    """
    found = [
        (registration, section.key == "creation")
        for section in sections
        for start, end in _texts(document, section)
        if (registration := _registration(document, start, end)) is not None
    ]
    if not found:
        return None
    last, _ = max(found, key=lambda pair: (_until(pair[0]), pair[1]))
    others = (*(item.source for item, _ in found if item is not last), *_laws(document, sections))
    return Registration(
        id=ids.registration(last.effect_date),
        text=last.text,
        decision_date=last.decision_date,
        publication_date=last.publication_date,
        effect_date=last.effect_date,
        end_date=last.end_date,
        duration_years=last.duration_years,
        source=last.source,
        other_sources=tuple(sorted(others, key=lambda passage: passage.start)),
    )


def _laws(document: Document, sections: list[Section]) -> Iterator[Passage]:
    """The texts without a date that ``sections`` name (« Articles L. 335-5 et suivants du code… »)."""
    for section in sections:
        for start, end in _texts(document, section):
            passage = document.passage(start, end)
            if _LAW.match(Folded(passage.quote).flat) and _registration(document, start, end) is None:
                yield passage


def _until(registration: Registration) -> str:
    return registration.end_date or registration.effect_date or registration.publication_date or ""


def _texts(document: Document, section: Section) -> list[tuple[int, int]]:
    """The arrêtés of a section, each from its first word to the next arrêté."""
    folded = Folded(document.text[section.start : section.end])
    starts = [match.start() for match in _OPENING.finditer(folded.flat)]
    if not folded.flat.strip():
        return []
    starts = starts or [0]
    bounds = [*starts[1:], len(folded.flat)]
    return [
        (section.start + folded.offset(start), section.start + folded.offset(end))
        for start, end in zip(starts, bounds, strict=True)
    ]


def _registration(document: Document, start: int, end: int) -> Registration | None:
    passage = document.passage(start, end)
    flat = Folded(passage.quote).flat
    dates = [_date(pattern.search(flat)) for pattern in (_DECISION, _PUBLICATION, _EFFECT, _END)]
    if not any(dates):
        return None
    years = _YEARS.search(flat)
    return Registration(
        id="",
        text=mend(passage.quote),
        decision_date=dates[0],
        publication_date=dates[1],
        effect_date=dates[2],
        end_date=dates[3],
        duration_years=_count(years["years"]) if years else None,
        source=passage,
    )


def _date(match: re.Match[str] | None) -> str | None:
    """The date that ``match`` found, as ISO; one that no calendar has stays: the rules of quality tell it."""
    if match is None:
        return None
    part = {name.removeprefix("e_"): value for name, value in match.groupdict().items() if value}
    month = _MONTHS.index(part["month"]) + 1 if "month" in part else int(part["m"])
    return f"{int(part.get('year') or part['y']):04}-{month:02}-{int(part.get('day') or part['d']):02}"


def _count(words: str) -> int:
    return _NUMBERS.index(words) + 1 if words in _NUMBERS else int(words)

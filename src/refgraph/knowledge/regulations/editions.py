"""The edition that is printed of a standard is the one that is judged: « RGAA 3.0 », « ISO 14001:2015 »."""

from __future__ import annotations

from datetime import date, timedelta

from refgraph.knowledge.regulations.register import Register, Text
from refgraph.knowledge.regulations.status import HORIZON, Change, Event, StatusFinding, findings_of


def findings_of_edition(
    key: str, printed: str, register: Register, day: date, horizon: timedelta = HORIZON
) -> list[StatusFinding]:
    """What is to be told on ``day`` of the edition ``printed`` of the text ``key``, most urgent first.

    An edition behind which another one was in force is replaced by the last one; one that the register does not know
    is to be verified, whatever the text itself is. « 4 » stands for the series 4, 4.1, 4.1.2.
    """
    told = findings_of(key, register, day, horizon)
    if any(found.change.urgency == 1 for found in told):
        return told
    past = [version for version in register.versions(key) if version.start and version.start <= day]
    coming = [version for version in register.versions(key) if version not in past]
    known = _known(printed, past)
    if known is None:
        return [_not_yet(version, key) for version in coming if _is(printed, version)][:1] or [_unknown(key, past)]
    if known != past[-1]:
        return [_replaced(known, past)]
    return [found for found in told if found.change is not Change.MODIFIE or known.key not in found.by]


def edition_of(version: Text) -> str:
    """The number or year of a dated version, as its key has it: « 4.1.2 », « 2015 »."""
    return version.key.rpartition("/")[2]


def _known(printed: str, past: list[Text]) -> Text | None:
    """The version that ``printed`` means: the last of the series or of the year that it names, else its own."""
    series = [version for version in past if edition_of(version).startswith(f"{printed}.")]
    own = [version for version in past if _is(printed, version)]
    of_year = [version for version in past if version.start and str(version.start.year) == printed]
    found = (series if "." not in printed else []) or own or series or of_year
    return found[-1] if found else None


def _is(printed: str, version: Text) -> bool:
    return _bare(printed) == _bare(edition_of(version))


def _bare(edition: str) -> str:
    return edition.removesuffix(".0").removesuffix(".0")


def _replaced(known: Text, past: list[Text]) -> StatusFinding:
    following = past[past.index(known) + 1]
    sure = all(version.is_sure("start", "document", "publication") for version in (following, past[-1]))
    return StatusFinding(Change.REMPLACE, known.key, Event.EDITION, following.start, (past[-1].key,), sure)


def _unknown(key: str, past: list[Text]) -> StatusFinding:
    by = (past[-1].key,) if past else ()
    return StatusFinding(Change.NON_ETABLI, key, Event.EDITION, None, by, is_sure=False)


def _not_yet(version: Text, key: str) -> StatusFinding:
    when = version.start or version.dates.get("expected")
    return StatusFinding(Change.NON_ETABLI, key, Event.ANNONCE, when, (version.key,), is_sure=False)

"""What has become of a text at a day: never stored, always computed from its dates and relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from refgraph.knowledge.regulations.register import Register, Text

HORIZON = timedelta(days=365)
"""A change that comes within a year is told as coming soon."""


class Change(Enum):
    """What may have to be told of a cited text: urgency (1 is first) and French word."""

    ABROGE = (1, "abrogé")
    RENUMEROTE = (1, "renuméroté")
    REMPLACE = (1, "remplacé")
    BIENTOT = (2, "change bientôt")
    FUTUR = (3, "pas encore en vigueur")
    INAPPLICABLE = (3, "pas encore applicable")
    AMBIGU = (4, "ambigu")
    INCONNU = (5, "inconnu du registre")
    NON_ETABLI = (6, "état non établi")
    VAGUE = (7, "vague")
    ORTHOGRAPHE = (8, "mal orthographié")
    MODIFIE = (9, "modifié")

    @property
    def urgency(self) -> int:
        """1 for what is no longer in force, up to 9 for what remains right as it is cited."""
        return self.value[0]

    @property
    def word(self) -> str:
        """The French word for it."""
        return self.value[1]


class Event(Enum):
    """What happens, or will, to a text: the French verb, in the past and to come."""

    ABROGATION = ("abrogé", "sera abrogé")
    RENUMEROTATION = ("renuméroté", "sera renuméroté")
    REMPLACEMENT = ("remplacé", "sera remplacé")
    FIN = ("plus en vigueur", "ne sera plus en vigueur")
    NAISSANCE = ("existe", "existera")
    ENTREE = ("en vigueur", "entrera en vigueur")
    APPLICATION = ("applicable", "sera applicable")
    MODIFICATION = ("modifié", "sera modifié")
    ANNONCE = ("annoncé", "est annoncé")
    EDITION = ("édition suivie d’une autre", "édition suivie d’une autre")


@dataclass(frozen=True)
class StatusFinding:
    """A change of ``text``: on which ``day``, by or into which texts ``by``; ``is_sure`` unless to be verified."""

    change: Change
    text: str
    event: Event | None = None
    day: date | None = None
    by: tuple[str, ...] = ()
    is_sure: bool = True


def findings_of(key: str, register: Register, day: date, horizon: timedelta = HORIZON) -> list[StatusFinding]:
    """What is to be told on ``day`` of the text ``key``, most urgent first; nothing where all is well.

    An article of which the register has no date shares the end of its text; where its text was amended, its own state
    is told as not established.
    """
    text = register[key]
    own = _own(text, register, day, horizon)
    if not text.part_of or text.dates or own or register[text.part_of].is_corpus:
        return sorted(own, key=lambda finding: finding.change.urgency)
    return [_inherited(text, finding) for finding in findings_of(text.part_of, register, day, horizon)]


def is_in_force(key: str, register: Register, day: date) -> bool | None:
    """Whether the text is in force on ``day``; None where the register has no date that tells."""
    text = register[key]
    if not text.dates and text.part_of and not register[text.part_of].is_corpus:
        return False if is_in_force(text.part_of, register, day) is False else None
    first = next((version.start for version in register.versions(key) if version.start), None)
    start, end = text.start or first, text.dates.get("end")
    if start is None:
        return False if end and end <= day else None
    return start <= day and not (end and end <= day)


def _inherited(text: Text, finding: StatusFinding) -> StatusFinding:
    if finding.change is Change.MODIFIE:
        return StatusFinding(Change.NON_ETABLI, text.key, finding.event, finding.day, finding.by, is_sure=False)
    return StatusFinding(finding.change, text.key, finding.event, finding.day, finding.by, is_sure=False)


def _own(text: Text, register: Register, day: date, horizon: timedelta) -> list[StatusFinding]:
    if text.start and day < text.start:
        return [_to_come(text, register, day)]
    end = text.dates.get("end")
    if end and end <= day:
        return [_ended(text, end)]
    found = [*_amendments(text, register, day, horizon), *_versions(text, register, day, horizon)]
    if end and end <= day + horizon:
        ended = _ended(text, end)
        found.append(StatusFinding(Change.BIENTOT, text.key, ended.event, end, ended.by, ended.is_sure))
    application = text.dates.get("application")
    if application and day < application:
        change = Change.BIENTOT if application <= day + horizon else Change.INAPPLICABLE
        found.append(
            StatusFinding(change, text.key, Event.APPLICATION, application, is_sure=text.is_sure("application"))
        )
    return [*found, *_undated_end(text, register, day)]


def _to_come(text: Text, register: Register, day: date) -> StatusFinding:
    """That ``text`` is not in force yet, or does not exist yet; ``by`` are the texts in force that it is to replace."""
    by = tuple(key for key in register.predecessors(text.key) if is_in_force(key, register, day))
    sure = text.is_sure("start", "publication", "document")
    if text.first and text.first > day:
        return StatusFinding(Change.FUTUR, text.key, Event.NAISSANCE, text.first, by, sure)
    return StatusFinding(Change.FUTUR, text.key, Event.ENTREE, text.start, by, sure)


def _undated_end(text: Text, register: Register, day: date) -> list[StatusFinding]:
    """That another text takes the place of ``text``, where the register has no day on which it ends."""
    if "end" in text.dates:
        return []
    by = tuple(key for key in text.link("replaced_by") if is_in_force(key, register, day))
    return [StatusFinding(Change.NON_ETABLI, text.key, Event.REMPLACEMENT, None, by, is_sure=False)] if by else []


_ENDS = (
    ("renumbered_to", Change.RENUMEROTE, Event.RENUMEROTATION),
    ("repealed_by", Change.ABROGE, Event.ABROGATION),
    ("replaced_by", Change.REMPLACE, Event.REMPLACEMENT),
)


def _ended(text: Text, end: date) -> StatusFinding:
    """How ``text`` ended: the relation says it; without one, it is repealed by a text that the register lacks."""
    for name, change, event in _ENDS:
        if text.link(name):
            return StatusFinding(change, text.key, event, end, text.link(name), text.is_sure("end", name))
    return StatusFinding(Change.ABROGE, text.key, Event.FIN, end, (), text.is_sure("end"))


def _amendments(text: Text, register: Register, day: date, horizon: timedelta) -> list[StatusFinding]:
    found = []
    for key in text.link("amended_by"):
        act = register[key]
        when = act.start
        if when and when <= day + horizon:
            change = Change.MODIFIE if when <= day else Change.BIENTOT
            sure = text.is_sure("amended_by") and act.is_sure("start", "publication", "document")
            found.append(StatusFinding(change, text.key, Event.MODIFICATION, when, (key,), sure))
    return found


def _versions(text: Text, register: Register, day: date, horizon: timedelta) -> list[StatusFinding]:
    """The latest version in force when it is not the first, those to come, and those announced."""
    versions = register.versions(text.key)
    past = [version for version in versions if version.start and version.start <= day]
    found = []
    if len(past) > 1:
        found.append(_version(Change.MODIFIE, Event.MODIFICATION, text, past[-1], "start", "document"))
    for version in versions:
        expected = version.dates.get("expected")
        if version.start and day < version.start <= day + horizon and past:
            found.append(_version(Change.BIENTOT, Event.MODIFICATION, text, version, "start", "document"))
        elif not version.start and expected and expected <= day + horizon:
            change = Change.BIENTOT if day <= expected else Change.NON_ETABLI
            found.append(_version(change, Event.ANNONCE, text, version, "expected"))
    return found


def _version(change: Change, event: Event, text: Text, version: Text, *names: str) -> StatusFinding:
    when = version.start or version.dates.get("expected")
    return StatusFinding(change, text.key, event, when, (version.key,), version.is_sure(*names))

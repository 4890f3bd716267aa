"""The watch: what has become of the texts that the référentiels cite, and what to write instead, at a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from refgraph.core.table import Resource, Table
from refgraph.knowledge.regulations import sentences
from refgraph.knowledge.regulations.citing import UNKNOWN, Cited
from refgraph.knowledge.regulations.editions import findings_of_edition
from refgraph.knowledge.regulations.evidence import Evidence
from refgraph.knowledge.regulations.register import Register
from refgraph.knowledge.regulations.status import Change, StatusFinding, findings_of
from refgraph.mentions import Lexicon, State, recognise

COLUMNS = {
    "urgency": "Urgence",
    "change": "État",
    "certification": "Certification",
    "place": "Où",
    "words": "Mots du document",
    "texts": "Texte visé",
    "happened": "Ce qui a changé",
    "instead": "Écrire plutôt",
    "confidence": "Confiance",
    "passage": "Passage",
}
"""Machine name → heading of each column of the watch."""


@dataclass(frozen=True)
class Alert:
    """One thing to look at: ``cited`` are the mentions in the same words of one certification that it is about.

    ``texts`` are the keys of the texts that it is about; ``happened`` and ``instead`` are French sentences.
    """

    change: Change
    cited: tuple[Cited, ...]
    texts: tuple[str, ...]
    day: date | None
    happened: str
    instead: str
    is_sure: bool

    @property
    def certification(self) -> Resource:
        """The certification whose document is concerned."""
        return self.cited[0].certification


def watch(evidence: Evidence, months: int = 12) -> list[Alert]:
    """What to look at on the day of ``evidence``, most urgent first; changes of the next ``months`` are told.

    Worked out once for each evidence, and once for all mentions in the same words with the same meaning.
    """
    return list(evidence.once(("watch", months), lambda: _alerts(evidence, timedelta(days=months * 365 // 12))))


def _alerts(evidence: Evidence, horizon: timedelta) -> list[Alert]:
    day, told = evidence.day, dict[Hashable, list[Alert]]()
    alerts = []
    for mentions in _by_words(evidence.cited):
        first = mentions[0]
        meant = first.words, first.state, first.targets, first.settled
        if meant not in told:
            told[meant] = _told_of(mentions, evidence, horizon)
        alerts += [replace(alert, cited=mentions) for alert in told[meant]]
    return sorted(
        alerts, key=lambda alert: (alert.change.urgency, alert.day or date.max if _is_to_come(alert) else day)
    )


def _told_of(mentions: tuple[Cited, ...], evidence: Evidence, horizon: timedelta) -> list[Alert]:
    """What there is to say of mentions that share their words and their meaning: one verdict, or none."""
    open_ = _of_state(mentions, evidence.register, evidence.day)
    told = [
        *_of_texts(mentions, evidence, horizon),
        *open_,
        *_of_spelling(mentions, evidence.lexicon),
    ]
    return [_verdict(told, open_)] if told else []


def _verdict(told: list[Alert], open_: list[Alert]) -> Alert:
    """``told`` as one: what words leave open comes before what becomes of a text, else the most urgent counts."""
    first, *others = [*open_, *sorted((one for one in told if one not in open_), key=lambda one: one.change.urgency)]
    advice = [first.instead, *(one.instead for one in others if not open_)]
    return replace(
        first,
        texts=tuple(dict.fromkeys(key for one in (first, *others) for key in one.texts)),
        happened=" ".join(dict.fromkeys(one.happened for one in (first, *others))),
        instead=sentences.first_to_do(advice),
    )


def watch_table(alerts: Sequence[Alert], evidence: Evidence) -> Table:
    """The alerts as rows, most urgent first."""
    day = evidence.day
    return Table(
        columns=tuple(COLUMNS.values()),
        names=tuple(COLUMNS),
        rows=tuple(
            (
                alert.change.urgency,
                alert.change.word,
                alert.certification,
                " ; ".join(dict.fromkeys(each.where for each in alert.cited)),
                alert.cited[0].words,
                sentences.names(alert.texts, evidence.register) or UNKNOWN[alert.cited[0].state],
                alert.happened,
                alert.instead,
                "établi" if alert.is_sure else "à vérifier",
                " ; ".join(sentences.passage(passage) for each in alert.cited for passage in each.passages),
            )
            for alert in alerts
        ),
        title=f"Veille réglementaire au {day:%d/%m/%Y}",
        source=evidence.source("Que sont devenus les textes cités, et que faut-il écrire ?"),
        empty="Aucun des textes cités n’appelle de remarque à cette date, d’après le registre.",
    )


def _is_to_come(alert: Alert) -> bool:
    return alert.change is Change.BIENTOT


def _by_words(cited: Iterable[Cited]) -> list[tuple[Cited, ...]]:
    """Mentions of one certification in the same words and with the same meaning, told together."""
    groups: dict[tuple[str, str, tuple[str, ...], str | None], list[Cited]] = defaultdict(list)
    for each in cited:
        groups[each.certification.iri, each.words.casefold(), each.targets, each.settled].append(each)
    return [tuple(group) for group in groups.values()]


def _of_texts(mentions: tuple[Cited, ...], evidence: Evidence, horizon: timedelta) -> list[Alert]:
    """One alert for each change on the same day that the texts meant have gone through."""
    register, day = evidence.register, evidence.day
    groups: dict[tuple[Change, date | None, object], list[StatusFinding]] = defaultdict(list)
    implied = _implied(mentions[0], evidence)
    printed = _editions(mentions[0], evidence)
    for key in mentions[0].targets:
        for finding in _findings(key, printed.get(key), register, day, horizon):
            if finding.change is Change.FUTUR and (mentions[0].is_open or key in implied):
                continue
            groups[finding.change, finding.day, finding.event].append(finding)
    return [
        Alert(
            change=change,
            cited=mentions,
            texts=tuple(finding.text for finding in findings),
            day=when,
            happened=sentences.happened(findings, register, is_candidate=mentions[0].is_open),
            instead=sentences.instead(findings, register, day),
            is_sure=all(finding.is_sure for finding in findings),
        )
        for (change, when, _), findings in groups.items()
    ]


def _findings(
    key: str, edition: str | None, register: Register, day: date, horizon: timedelta
) -> Sequence[StatusFinding]:
    if register.get(key) is None:
        return ()
    if edition is not None:
        return findings_of_edition(key, edition, register, day, horizon)
    return findings_of(key, register, day, horizon)


def _editions(cited: Cited, evidence: Evidence) -> Mapping[str, str]:
    """The editions that the words print, by the key of their text."""
    return {key: edition for found in recognise(cited.words, evidence.lexicon) for key, edition in found.editions}


def _implied(cited: Cited, evidence: Evidence) -> frozenset[str]:
    """The articles that only « et suivants » reaches: one that came later was not among them."""
    found = next((each for each in recognise(cited.words, evidence.lexicon) if each.is_open), None)
    targets = (evidence.register.get(key) for key in cited.targets)
    return frozenset(text.key for text in targets if found and text and text.code and text.code not in found.articles)


def _of_spelling(mentions: tuple[Cited, ...], lexicon: Lexicon | None) -> list[Alert]:
    """The right spelling of a name that is printed with a slip."""
    first = mentions[0]
    found = next((each for each in recognise(first.words, lexicon) if each.spelling), None)
    if found is None or found.spelling is None:
        return []
    happened = sentences.misspelt(first.words, found.spelling, is_part=bool(found.articles))
    return [Alert(Change.ORTHOGRAPHE, mentions, first.targets, None, happened, found.spelling, is_sure=True)]


def _of_state(mentions: tuple[Cited, ...], register: Register, day: date) -> list[Alert]:
    """What the words themselves leave open."""
    first = mentions[0]
    if first.is_open:
        existing = tuple(key for key in first.targets if not ((start := register[key].start) and day < start))
        happened, instead = sentences.ambiguous(existing, register, day)
        return [Alert(Change.AMBIGU, mentions, existing, None, happened, instead, is_sure=True)]
    if first.state is State.VAGUE and first.settled is None:
        happened, instead = sentences.vague(first.targets, register, day)
        return [Alert(Change.VAGUE, mentions, first.targets, None, happened, instead, is_sure=True)]
    if first.state is State.INCONNUE and first.settled is None:
        return [Alert(Change.INCONNU, mentions, (), None, *sentences.unknown(), is_sure=True)]
    return []

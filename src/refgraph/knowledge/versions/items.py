"""What is compared of a version: its items by kind, each with its words, its values and its passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from refgraph.core.french import NBSP, day, minutes, percent
from refgraph.core.text import fold
from refgraph.model.records import Criterion, Fact, Modality, Passage, Reading, Registration


class VersionKind(StrEnum):
    """The kinds that are compared, by their French names."""

    FACT = "certification"
    BLOC = "bloc"
    COMPETENCE = "compétence"
    ACTIVITY = "activité"
    MODALITY = "modalité"
    CRITERION = "critère"
    THRESHOLD = "seuil"
    REGULATION = "texte cité"

    @property
    def is_feminine(self) -> bool:
        """Whether what becomes of it is told in the feminine."""
        return self in (VersionKind.COMPETENCE, VersionKind.ACTIVITY, VersionKind.MODALITY)

    @property
    def plural(self) -> str:
        """Its name for several."""
        return {VersionKind.FACT: "certification", VersionKind.REGULATION: "textes cités"}.get(self, f"{self}s")


@dataclass(frozen=True)
class VersionItem:
    """An item of a version: ``text`` are its words, ``values`` what is read from them (« Durée », « 2 h »).

    ``id`` is its path below the certification, ``bloc`` and ``competences`` those of what it stands in and assesses;
    ``name`` is the code by which its document calls it, for a reader only: nothing is matched by it.
    """

    kind: VersionKind
    id: str
    text: str
    passage: Passage
    name: str = ""
    bloc: str = ""
    competences: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Version:
    """A version of a certification: its ``id``, the ``document`` that says it, and its items by kind, in order."""

    id: str
    document: str
    title: str
    items: dict[VersionKind, tuple[VersionItem, ...]]

    def of(self, kind: VersionKind) -> tuple[VersionItem, ...]:
        """Its items of one kind."""
        return self.items.get(kind, ())


_FACTS = (
    ("title", "Intitulé"),
    ("level", "Niveau"),
    ("rncp_number", "Numéro"),
    ("certifiers", "Certificateur"),
    ("rome", "Code ROME"),
    ("nsf", "Code NSF"),
    ("jobs", "Emploi visé"),
)
_DATES = (
    ("decision_date", "Date de décision"),
    ("effect_date", "Date d’effet"),
    ("end_date", "Date d’échéance"),
)


def version_of(record: Reading) -> Version:
    """The version that ``record`` says."""
    items: dict[VersionKind, list[VersionItem]] = defaultdict(list)
    for item in _items(record):
        items[item.kind].append(item)
    title = record.certification.title
    return Version(
        record.certification.id,
        record.document.name,
        title.text if title else "",
        {kind: tuple(some) for kind, some in items.items()},
    )


def _items(record: Reading) -> Iterator[VersionItem]:
    yield from _facts(record)
    for bloc in record.blocs:
        yield VersionItem(VersionKind.BLOC, bloc.id, bloc.text, bloc.source, bloc.source_code or bloc.code)
    yield from _competences(record)
    for activity in record.activities:
        code = activity.source_code or activity.code or ""
        yield VersionItem(VersionKind.ACTIVITY, activity.id, activity.text, activity.source, code, activity.bloc)
    for modality in record.modalities:
        yield _modality(modality)
    for group in record.criteria_groups:
        for criterion in group.criteria:
            yield _criterion(criterion, group.bloc, group.competences)
    yield from _regulations(record)


def _facts(record: Reading) -> Iterator[VersionItem]:
    for name, label in _FACTS:
        held = getattr(record.certification, name)
        for fact in held if isinstance(held, tuple) else (held,):
            if isinstance(fact, Fact):
                yield VersionItem(VersionKind.FACT, name, fact.text, fact.source, label)
    registration = record.certification.registration
    if isinstance(registration, Registration):
        for name, label in _DATES:
            if (told := getattr(registration, name)) is not None:
                yield VersionItem(VersionKind.FACT, name, day(told), registration.source, label)


def _competences(record: Reading) -> Iterator[VersionItem]:
    steps: dict[str | None, list[str]] = defaultdict(list)
    for one in record.competences:
        if one.is_step:
            steps[one.parent].append(one.statement)
    for one in record.competences:
        if not one.is_step:
            text = "\n".join((one.statement, *(f"• {step}" for step in steps[one.id])))
            code = one.source_code or one.code or ""
            yield VersionItem(VersionKind.COMPETENCE, one.id, text, one.source, code, one.bloc)


def _modality(one: Modality) -> VersionItem:
    values = [
        ("Durée", minutes(one.duration_minutes) if one.duration_minutes else ""),
        ("Pondération", percent(one.weight) if one.weight is not None else ""),
        ("Jury", str(one.jury.member_count) if one.jury and one.jury.member_count else ""),
    ]
    return VersionItem(
        VersionKind.MODALITY,
        one.id,
        one.text,
        one.source,
        one.code or "",
        one.bloc,
        one.competences,
        tuple((name, value) for name, value in values if value),
    )


def _criterion(one: Criterion, bloc: str, competences: tuple[str, ...]) -> VersionItem:
    is_threshold = one.minimum_ratio is not None
    values = (("Seuil", percent(one.minimum_ratio)),) if one.minimum_ratio is not None else ()
    kind = VersionKind.THRESHOLD if is_threshold else VersionKind.CRITERION
    return VersionItem(kind, one.id, one.text, one.source, "", bloc, competences, values)


def _regulations(record: Reading) -> Iterator[VersionItem]:
    """The texts of law that are cited, each once, at its first mention."""
    seen: set[str] = set()
    for mention in record.mentions:
        key = fold(mention.text)
        if key not in seen:
            seen.add(key)
            yield VersionItem(VersionKind.REGULATION, mention.id, mention.text, mention.source)


def texts(items: Sequence[VersionItem]) -> list[str]:
    """The words of ``items``."""
    return [item.text for item in items]


def shown(item: VersionItem) -> str:
    """``item`` with the code of its document, as a reader refers to it."""
    return f"{item.name}{NBSP}– {item.text}" if item.name else item.text

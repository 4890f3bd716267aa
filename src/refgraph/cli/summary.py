"""A reading told on a terminal: what the certification is, then bloc by bloc, each line with its place; the layouts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from refgraph.core.french import count
from refgraph.core.table import UNDOCUMENTED
from refgraph.model.records import Fact, Reading, Sourced

if TYPE_CHECKING:
    from refgraph.reading.discovery import Discovery

_FACTS: tuple[tuple[str, str], ...] = (
    ("kind", "Type"),
    ("level", "Niveau"),
    ("rncp_number", "Code RNCP"),
    ("certifiers", "Certificateur"),
    ("segments", "Clientèle"),
    ("nsf", "NSF"),
    ("rome", "ROME"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def reading_text(reading: Reading) -> str:
    """``reading`` as text: line numbers of the document stand before each thing."""
    return _CONTROL.sub("�", "\n".join(_lines(reading))) + "\n"


def layouts_text(found: Discovery) -> str:
    """The layouts that documents can be read with, where they come from, and why others cannot be used."""
    lines = ["Mises en page connues"]
    for known in found.known.values():
        lines += [
            f"  {known.name}, version {known.layout.VERSION} ({known.origin})",
            f"      {known.layout.DESCRIPTION}",
        ]
    lines += ["Mises en page écartées"] if found.refused else []
    lines += [f"  {refused.error}" for refused in found.refused]
    return _CONTROL.sub("�", "\n".join(lines)) + "\n"


def _lines(reading: Reading) -> Iterator[str]:
    certification = reading.certification
    yield certification.title.text if certification.title else "Intitulé non documenté"
    yield f"  {reading.document.name}, mise en page « {reading.document.family} », identifiant {certification.id}"
    for field, label in _FACTS:
        yield f"  {label}\u00a0: {_facts(getattr(certification, field))}"
    yield "  " + ", ".join(
        (
            count(len(reading.blocs), "bloc"),
            count(len(reading.activities), "activité"),
            competence_count(reading),
            count(len(reading.modalities), "modalité"),
            count(sum(len(group.criteria) for group in reading.criteria_groups), "critère"),
            count(len(reading.mentions), "mention réglementaire", "mentions réglementaires"),
        )
    )
    for bloc in reading.blocs:
        yield f"\n{bloc.source.line:>6}  {bloc.code}. {bloc.text}"
        yield from _bloc_lines(reading, bloc.id)
    if any(not competence.bloc for competence in reading.competences):
        yield "\n        Hors bloc"
        yield from _bloc_lines(reading, "")
    if reading.mentions:
        yield "\nMentions réglementaires"
        yield from (_line(mention, mention.text) for mention in reading.mentions)
    if reading.issues:
        yield "\nÀ vérifier"
        yield from (f"{issue.line:>6}  {issue.message}" for issue in reading.issues)


def competence_count(reading: Reading) -> str:
    """How many competences there are, the steps of one (its parts without a code) counted apart."""
    steps = sum(competence.is_step for competence in reading.competences)
    return competences_told(len(reading.competences) - steps, steps)


def competences_told(competences: int, steps: int) -> str:
    """The same from the numbers of competences and of their steps."""
    said = count(competences, "compétence")
    return f"{said} (et {count(steps, 'étape')})" if steps else said


def _bloc_lines(reading: Reading, bloc: str) -> Iterator[str]:
    sections = (
        ("Activités", [(item, _coded(item.code, item.text)) for item in reading.activities if item.bloc == bloc]),
        (
            "Compétences",
            [(item, _coded(item.code, item.statement)) for item in reading.competences if item.bloc == bloc],
        ),
        ("Modalités", [(item, item.text) for item in reading.modalities if item.bloc == bloc]),
        (
            "Critères",
            [
                (criterion, criterion.text)
                for group in reading.criteria_groups
                if group.bloc == bloc
                for criterion in group.criteria
            ],
        ),
    )
    for label, items in sections:
        yield f"        {label}\u00a0: {len(items) or UNDOCUMENTED}"
        yield from (_line(item, text) for item, text in items)


def _line(item: Sourced, text: str) -> str:
    return f"{item.source.line:>6}    {text}"


def _coded(code: str | None, text: str) -> str:
    return f"{code} {text}" if code else text


def _facts(value: Fact | tuple[Fact, ...] | None) -> str:
    facts = value if isinstance(value, tuple) else (value,) if value else ()
    return ", ".join(fact.text for fact in facts) or UNDOCUMENTED

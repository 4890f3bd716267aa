"""What must hold in every reading, whatever the layout: ids and codes tell items apart, links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from refgraph.core.errors import RecordError
from refgraph.model.records import Bloc, Competence, Passage, Reading
from refgraph.reading.document import Document
from refgraph.reading.shared.coverage import passages


class SourcedItem(Protocol):
    """An item of a reading: what has an id and a passage."""

    @property
    def id(self) -> str:
        """Its path below the certification."""

    @property
    def source(self) -> Passage:
        """The passage that says it."""


def items(reading: Reading) -> Iterator[SourcedItem]:
    """The items of ``reading``, in the order of the records."""
    certification = reading.certification
    yield from reading.blocs
    yield from reading.activities
    yield from reading.competences
    yield from reading.modalities
    for group in reading.criteria_groups:
        yield group
        yield from group.criteria
    yield from certification.access_routes
    yield from certification.validation_rules
    yield from certification.accommodations
    if certification.registration is not None:
        yield certification.registration


def check(document: Document, reading: Reading) -> None:
    """Passes ``reading`` or refuses it.

    Raises:
        RecordError: two blocs of one number, a competence code twice, an id twice, a link to nothing, a quote that
            does not stand at its offsets.
    """
    _check_blocs(document, reading.blocs)
    _check_codes(document, reading.competences)
    known = _check_ids(document, reading)
    _check_links(document, reading, known)
    for passage in passages(reading):
        if document.text[passage.start : passage.end] != passage.quote:
            raise _error(document, passage.line, f"la citation « {passage.quote} » n’est pas à sa place.")


def _check_blocs(document: Document, blocs: Sequence[Bloc]) -> None:
    seen: dict[int, Bloc] = {}
    for bloc in blocs:
        if (first := seen.setdefault(bloc.number, bloc)) is not bloc:
            message = f"deux blocs portent le numéro {bloc.number} : « {first.text} » et « {bloc.text} »."
            raise _error(document, bloc.source.line, message)


def _check_codes(document: Document, competences: Sequence[Competence]) -> None:
    """A code may come again in another bloc only where the numbering begins anew in each bloc."""
    firsts: dict[str, str | None] = {}
    for competence in competences:
        firsts.setdefault(competence.bloc, competence.code)
    begins_anew = len(firsts) > 1 and len(set(firsts.values())) == 1
    seen: dict[tuple[str, str], Competence] = {}
    for competence in competences:
        if competence.code is None:
            continue
        scope = competence.bloc if begins_anew else ""
        first = seen.setdefault((scope, competence.code), competence)
        if first is not competence:
            message = (
                f"le code {competence.code} désigne deux compétences (la première est à la ligne {first.source.line})."
            )
            raise _error(document, competence.source.line, message)


def _check_ids(document: Document, reading: Reading) -> set[str]:
    seen: set[str] = set()
    for item in items(reading):
        if item.id in seen:
            raise _error(document, item.source.line, f"l’identifiant {item.id} désigne deux éléments.")
        seen.add(item.id)
    return seen


def _check_links(document: Document, reading: Reading, known: set[str]) -> None:
    links: Iterator[tuple[SourcedItem, str | None]] = chain(
        ((item, link) for item in reading.activities for link in (item.bloc, item.parent)),
        ((item, link) for item in reading.competences for link in (item.bloc, item.parent, *item.activities)),
        ((item, link) for item in reading.modalities for link in (item.bloc, item.continues, *item.competences)),
        ((item, link) for item in reading.criteria_groups for link in (item.bloc, *item.competences)),
    )
    for item, link in links:
        if link and link not in known:
            raise _error(document, item.source.line, f"{item.id} renvoie à {link}, qui n’existe pas.")


def _error(document: Document, line: int, message: str) -> RecordError:
    return RecordError(message, place=f"{document.name}, ligne {line}", remedy="Corrigez le document, puis relisez-le.")

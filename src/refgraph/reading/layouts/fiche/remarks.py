"""What a fiche says beside its items: rules among its sentences, « Néant », sections that no field takes in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from refgraph.core.text import fold, shorten
from refgraph.model import ids
from refgraph.model.records import Accommodation, Issue, ValidationRule
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche.entries import entries, lines
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared import rules

_NOTHING = re.compile(r"\W*(?:neant|aucune?s?|sans objet|so|non concernee?|non renseignee?|ras)?\W*")
_UNTAKEN = {"conventions": "Convention(s)", "statistics": "Statistiques"}
"""Key of a section that no field of a certification takes in → its heading."""
_WEB = re.compile(r"(?:https?://|www\.)\S+")


def says_nothing(text: str) -> bool:
    """Whether ``text`` says no more than that there is nothing to say (« Néant »)."""
    return _NOTHING.fullmatch(fold(text)) is not None


def sentences(document: Document, section: Section) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraphs of ``section``, each as start and end."""
    for entry in entries(document, list(lines(document, section.start, section.end))):
        yield from rules.sentences(document, entry.start, entry.end)


def rules_of(
    document: Document, sections: list[Section], of_blocs: list[ValidationRule], validity: list[ValidationRule]
) -> tuple[ValidationRule, ...]:
    """The rules that the sentences of ``sections`` state, those of blocs, then those on validity, numbered through."""
    spans = [span for section in sections for span in sentences(document, section)]
    spans = [span for span in spans if not rules.is_accommodation(document.text[slice(*span)])]
    found = [*rules.read_rules(document, spans), *of_blocs, *validity]
    return tuple(msgspec.structs.replace(rule, id=ids.rule(number)) for number, rule in enumerate(found, 1))


def accommodations_of(document: Document, sections: list[Section]) -> tuple[Accommodation, ...]:
    """The accommodations that the sentences of ``sections`` state."""
    return rules.read_accommodations(document, [span for section in sections for span in sentences(document, section)])


def untaken(document: Document, sections: list[Section]) -> Iterator[Issue]:
    """An issue for each line of a section that no field takes in; web pages and « Néant » apart."""
    for section in sections:
        for line in lines(document, section.start, section.end) if section.key in _UNTAKEN else ():
            words = _WEB.sub("", line.text)
            if says_nothing(words):
                continue
            heading = _UNTAKEN[section.key]
            message = f"La rubrique « {heading} » n’est pas reprise dans le graphe : « {shorten(words)} »."
            yield Issue(path=document.name, line=document.line_at(line.start), message=message)

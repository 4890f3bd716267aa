"""What a document says of its certification as a whole: its title, and the lines that say what they hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from refgraph.core.text import mend
from refgraph.model.records import Certification, Fact
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.runs import plain
from refgraph.reading.shared import field_labels, rules, titles
from refgraph.reading.shared.folded import Folded

_WORDS = (
    r"(?:certification|competences?|evaluation|activites?|emploi|examen|formation|referentiel|metier|validation"
    r"|professionnel(?:le)?s?)"
)
_LEAD = re.compile(
    r"(?:reglement|referentiels?|programme(?= de| d'|\s*[:–—-])|descriptif|cahier des charges|plaquette"
    r"|annexe \w{1,4})\b"
    rf"(?:[\s,]*(?:(?:de la|de l'|de|du|des|d'|et)\s*)?{_WORDS})*"
    r"\s*(?:[:–—-]\s*|(?:du|de la|de l'|des|d'|de)\s*(?=\S))"
)
_TAIL = re.compile(
    r"\s*[–—,:(/-]*\s*(?:(?:code|fiche)\s)?\b(?:rncp|rs)\s?(?:n\s?[°o]\s?|:\s?)?\d{3,6}\b(?!\s?bc).*\Z"
    r"|\s*[–—,:(/-]+\s*niveau\s*\d\b.*\Z"
)
_REGISTERED = re.compile(r"\b(?P<number>(?:RNCP|RS)\s?\d{3,6})\b(?!\s?BC)")


@dataclass
class Identity:
    """Collects what is said of a certification; `certification` gives it back."""

    document: Document
    title: Slice | None = None
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    sentences: list[Slice] = field(default_factory=list)

    def take(self, start: int, end: int) -> Slice | None:
        """Take a line that says what it holds (« Certificateur : … »): the slice of its label; None if it is no such.

        The label of a line that is all value has no length.
        """
        named = field_labels.label(self.document, start, end)
        if named is None:
            return None
        name, first, last = named
        if name == "level":
            level = titles.Title(self.document, start, end).level
            if level is None:
                return None
            self.facts[name].append(level)
            return start, level.source.start
        if name == "title":
            self.title = self.title or (first, last)
        elif name == "number":
            if (number := registered(self.document, start, last)) is None:
                return None
            self.facts[name].append(number)
            return start, number.source.start
        else:
            self.facts[name] += [_plain(fact) for fact in field_labels.facts_of(self.document, name, first, last)]
        return start, first

    def certification(self, certification_id: str, until: int | None = None) -> Certification:
        """The certification; its number is looked for before offset ``until``, and in the codes of its blocs."""
        document, facts = self.document, self.facts
        title = titles.Title(document, *self.title) if self.title else None
        spans = [span for words in self.sentences for span in rules.sentences(document, *words)]
        number = next(iter(facts["number"]), None) or titles.rncp_number(document, until)
        found = Certification(
            id=certification_id,
            title=title_fact(document, *self.title) if self.title else None,
            kind=next(iter(facts["kind"]), None) or (title.kind if title else None),
            level=next(iter(facts["level"]), None) or (title.level if title else None),
            segments=title.segments if title else (),
            rncp_number=number,
            validation_rules=rules.read_rules(document, spans),
            accommodations=rules.read_accommodations(document, spans),
        )
        return msgspec.structs.replace(found, **{name: tuple(facts[name]) for name in _MANY})


_MANY = (
    "certifiers",
    "signatories",
    "nsf",
    "rome",
    "formacodes",
    "sectors",
    "jobs",
    "regulated_activities",
    "links",
    "pages",
    "summary_activities",
    "attested_capacities",
)
"""Fields of a certification that hold several facts."""


def title_fact(document: Document, start: int, end: int) -> Fact:
    """The title printed at ``text[start:end]``: what kind of document it heads, its number and level left out."""
    folded = Folded(document.text[start:end])
    lead = _LEAD.match(folded.flat)
    first = start + folded.offset(lead.end()) if lead and lead.end() < len(folded.flat) else start
    kept = titles.Title(document, first, end).title
    flat = Folded(kept.source.quote)
    tail = _TAIL.search(flat.flat)
    last = kept.source.start + (flat.offset(tail.start()) if tail and tail.start() else len(kept.source.quote))
    passage = document.passage(kept.source.start, last)
    return Fact(text=mend(plain(passage.quote)), source=passage)


def registered(document: Document, start: int, end: int) -> Fact | None:
    """The number of the répertoire (RNCP or RS) that ``text[start:end]`` prints."""
    match = _REGISTERED.search(document.text, start, end)
    if match is None:
        return None
    passage = document.passage(*match.span("number"))
    return Fact(text=passage.quote, code="".join(passage.quote.split()), source=passage)


def parted(blocks: Iterable[Fact]) -> tuple[Fact, ...]:
    """``blocks`` without those that say the same again."""
    seen: dict[str, Fact] = {}
    for fact in blocks:
        seen.setdefault(fact.code or fact.text, fact)
    return tuple(seen.values())


def _plain(fact: Fact) -> Fact:
    return msgspec.structs.replace(fact, text=plain(fact.text))

"""Regulated activity: what a certification gives right to in its document's words, and what it leaves out.

What is left out is put as a question to the certifier, never as a statement: the document is silent, not negative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refgraph.core.namespaces import PREFIXES
from refgraph.core.table import Cell, Resource, Table
from refgraph.core.text import fold, mend
from refgraph.knowledge.excerpts import WORDS, Excerpt
from refgraph.knowledge.regulations import sentences
from refgraph.knowledge.regulations.citing import Cited, Place
from refgraph.knowledge.regulations.evidence import Evidence
from refgraph.knowledge.regulations.register import Precision, Register
from refgraph.mentions.names import any_of, name_pattern

_PREFIXES = "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("rg", "rdfs", "oa"))


@dataclass(frozen=True)
class Right:
    """What a document says of the regulation of the activity: its words and where they stand."""

    words: str
    passage: Excerpt


@dataclass(frozen=True)
class OpenQuestion:
    """What a document that cites ``texts`` does not state, as a question; ``cited`` are the mentions that raise it."""

    precision: Precision
    texts: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class RegulatedActivity:
    """One certification: its ``rights`` (none: non documenté) and the questions that its document leaves open."""

    certification: Resource
    rights: tuple[Right, ...]
    questions: tuple[OpenQuestion, ...]


def regulated_activities(evidence: Evidence) -> list[RegulatedActivity]:
    """What each certification of the store says of regulated activities, in the order of their titles."""
    rights: dict[str, dict[str, Right]] = {}
    certifications: dict[str, Resource] = {}
    for row in evidence.store.select(_ACTIVITIES).rows:
        iri, title, words, excerpt, name, line, quote = (term.value if term else "" for term in row)
        certifications[iri] = Resource(iri, title)
        found = rights.setdefault(iri, {})
        if excerpt and (excerpt not in found or _begins_like(words, quote)):
            kept = words if _begins_like(words, quote) else mend(quote)
            found[excerpt] = Right(kept, Excerpt(name, int(line), quote, iri=excerpt))
    said = {iri: tuple(found.values()) for iri, found in rights.items()}
    return [
        RegulatedActivity(
            resource, said[iri], tuple(_questions(said[iri], _header(evidence.cited, iri), evidence.register))
        )
        for iri, resource in certifications.items()
    ]


def activities_table(activities: Iterable[RegulatedActivity], register: Register) -> Table:
    """One row for each right and each question; a certification of which nothing is said has one row, undocumented."""
    rows: list[tuple[Cell, ...]] = []
    for activity in activities:
        for right in activity.rights:
            rows.append((activity.certification, right.words, "", sentences.passage(right.passage)))
        for question in activity.questions:
            asked = f"{question.precision.question} ({sentences.names(question.texts, register)})"
            where = " ; ".join(sentences.passage(passage) for each in question.cited for passage in each.passages)
            rows.append((activity.certification, "", asked, where))
        if not activity.rights:
            rows.append((activity.certification, None, "", None))
    return Table(
        columns=("Certification", "Ce que dit le document", "Question au certificateur", "Passage"),
        names=("certification", "right", "question", "passage"),
        rows=tuple(rows),
        title="Activités réglementées",
        source=(("OpenQuestion", "À quoi la certification donne-t-elle droit, et que ne dit-elle pas ?"),),
        empty="Aucune certification.",
    )


def _begins_like(words: str, quote: str) -> bool:
    """Whether ``words``, cleaned of bullets, were read from ``quote``."""
    return bool(words) and mend(quote).startswith(words[:_BEGINNING])


_BEGINNING = 15


def _header(cited: Iterable[Cited], certification: str) -> list[Cited]:
    return [each for each in cited if each.certification.iri == certification and each.place is Place.HEADER]


def _questions(rights: Sequence[Right], cited: Sequence[Cited], register: Register) -> list[OpenQuestion]:
    """The precisions that the texts cited in the header call for, and that the words on the activity do not give."""
    words = fold(" ".join(right.words for right in rights))
    found: dict[str, OpenQuestion] = {}
    for each in cited:
        for key in each.targets:
            text = register.get(key)
            for precision in text.precisions if text else ():
                if not _states(words, precision):
                    known = found.get(precision.question)
                    texts, mentions = (known.texts, known.cited) if known else ((), ())
                    found[precision.question] = OpenQuestion(
                        precision, tuple(dict.fromkeys((*texts, key))), tuple(dict.fromkeys((*mentions, each)))
                    )
    return list(found.values())


def _states(words: str, precision: Precision) -> bool:
    return bool(any_of(name_pattern(name) for name in precision.words).search(re.sub(r"\s+", " ", words)))


_ACTIVITIES = f"""{_PREFIXES}
SELECT ?certification ?title ?words ?excerpt ?document ?line ?quote WHERE {{
    GRAPH ?graph {{
        ?certification a rg:Certification ; rdfs:label ?title .
        OPTIONAL {{
            ?certification rg:regulatedActivity ?words ; rg:excerpt ?excerpt .
            ?excerpt rg:documents rg:regulatedActivity ; rg:line ?line ; {WORDS} .
        }}
    }}
}} ORDER BY ?title ?line"""

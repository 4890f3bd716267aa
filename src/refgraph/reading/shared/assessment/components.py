"""Where one assessment text joins several assessments: « + », lists, sentences, « suivie de », « et »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.model import ids
from refgraph.model.records import Component
from refgraph.reading.shared.assessment.methods import EVALUATOR_TERMS, METHOD_TERMS, named
from refgraph.reading.shared.folded import Folded

_HARD = re.compile(r"\s*(?:\n|[+;•▪‣◦●]|\s\*\s)(?:\s*[-–*](?=\s))?\s*|^\s*[-–*]\s+")
_SENTENCE = re.compile(r"(?<=[.!?)])\s+(?=[A-ZÀ-ÖØ-Þ])")
_CAPITAL = re.compile(r"(?<=[^\W\d_A-ZÀ-ÖØ-Þ][ ,)])\s*(?=(?:Une |Un |La |Le |L['’])?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")
_JOINT = re.compile(r"(?:\s*,)?\s+(?:suivie?s? (?:d'|de |par )|puis |et(?: (?:d'|de ))?)\s*|\s*,\s+|\s[-–]\s+")
_DETERMINER = re.compile(r"(?:un |une |le |la |les |l'|des |d'un |d'une )*")
_REMARK = re.compile(r"(?:l'|cette )evaluation\b|modes? d'evaluation\b|duree\b")
_FIRST_WORDS = 24
_LEADING = re.compile(r"^(?:et|puis)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s(?:et|puis|suivie?s?)(?:\s(?:d['’]|de|par))?|[\s,;:+.–-])+$", re.IGNORECASE)


def split(modality_id: str, text: str) -> tuple[Component, ...]:
    """The components of the modality ``modality_id`` that ``text`` describes, in the order of the text.

    A component is named by the phrase that names its method; prose after it adds evaluators, never a component.
    A text that names neither method nor evaluator has no component.
    """
    phrases = [phrase for part in _pieces(text) for phrase in _joined(part)]
    groups: list[list[str]] = []
    for phrase in phrases:
        if groups and not (_opens_component(phrase) and any(_opens_component(other) for other in groups[-1])):
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    found = [_component(ids.component(modality_id, number), group) for number, group in enumerate(groups, 1)]
    return tuple(component for component in found if component.methods or component.roles)


def _pieces(text: str) -> list[str]:
    """``text`` cut at « + », bullets, line and sentence ends, and where a capital letter opens another method."""
    pieces: list[str] = []
    for part in _parted(text):
        for sentence in _SENTENCE.split(part.strip()):
            pieces += _cut(sentence, [match.end() for match in _CAPITAL.finditer(sentence)])
    return [piece.strip() for piece in pieces if piece.strip()]


def _parted(text: str) -> Iterator[str]:
    """``text`` cut at its hard signs; « + » and « ; » between parentheses part nothing."""
    start = 0
    for sign in _HARD.finditer(text):
        is_inside = text.count("(", start, sign.start()) > text.count(")", start, sign.start())
        if not (is_inside and sign[0].strip() in ("+", ";")):
            yield text[start : sign.start()]
            start = sign.end()
    yield text[start:]


def _joined(sentence: str) -> list[str]:
    """``sentence`` cut at « et », « puis », « suivie de » and commas that join two methods."""
    folded = Folded(sentence)
    return _cut(sentence, [folded.offset(match.end()) for match in _JOINT.finditer(folded.flat)])


def _cut(sentence: str, places: list[int]) -> list[str]:
    """``sentence`` cut at those of ``places`` before which one method stands and at which another opens."""
    parts, start = [], 0
    for place in places:
        if _stands_alone(sentence[start:place]) and _opens_with_method(sentence[place:]):
            parts.append(sentence[start:place])
            start = place
    return [*parts, sentence[start:]]


def _opens_with_method(words: str) -> bool:
    flat = Folded(words).flat
    begin = _DETERMINER.match(flat)
    skipped = begin.end() if begin else 0
    return any(
        place - skipped <= _FIRST_WORDS and METHOD_TERMS[notation].alone
        for notation, place in named(flat, METHOD_TERMS).items()
    )


def _opens_component(phrase: str) -> bool:
    """Whether ``phrase`` names an assessment, rather than saying more of the one before (« L’évaluation est… »)."""
    return _stands_alone(phrase) and not _REMARK.match(Folded(phrase).flat)


def _stands_alone(words: str) -> bool:
    return any(METHOD_TERMS[notation].alone for notation in named(Folded(words).flat, METHOD_TERMS))


def _component(component_id: str, phrases: list[str]) -> Component:
    naming = next((phrase for phrase in phrases if _stands_alone(phrase)), phrases[0])
    words = _TRAILING.sub("", _LEADING.sub("", naming.strip()))
    flat = Folded("\n".join(phrases)).flat
    return Component(
        id=component_id,
        text=words.strip() or naming.strip(),
        methods=tuple(named(flat, METHOD_TERMS)),
        roles=tuple(named(flat, EVALUATOR_TERMS)),
    )

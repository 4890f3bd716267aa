"""The thesaurus of the trades: concepts found in a text whatever the words that name them (SKOS)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pyoxigraph

from refgraph.core import assets
from refgraph.core.errors import MappingError
from refgraph.core.namespaces import PREFIXES, VOC
from refgraph.core.turtle_errors import explain
from refgraph.knowledge.wording import Word, words

_SKOS = PREFIXES["skos"]
_BASE = f"{VOC}thesaurus/"
_NEUTRAL, _GENERAL, _ACTION = (f"{_BASE}{name}" for name in ("termes-neutres", "termes-generaux", "action"))
_LONGEST_TERM, _OPENING = 6, 4
_LABELS = {f"{_SKOS}{name}" for name in ("prefLabel", "altLabel", "hiddenLabel")}

Terms = Mapping[tuple[str, ...], tuple[str, ...]]
"""Concepts by the stems of the terms that name them."""


@dataclass(frozen=True)
class FoundConcept:
    """A concept in a sequence of words: from word ``start`` up to, not including, word ``end``."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True)
class Thesaurus:
    """Concepts by IRI: labels, broader concepts, and those that say little of what a competence is about."""

    labels: Mapping[str, str]
    broader: Mapping[str, tuple[str, ...]]
    actions: Terms
    topics: Terms
    neutral: frozenset[str]
    general: frozenset[str]
    general_stems: frozenset[str]

    def opening_actions(self, text: Sequence[Word]) -> list[FoundConcept]:
        """The actions with which ``text`` opens: at most two (« définir et programmer »), among its first words."""
        return [found for found in self.find_actions(text) if found.start < _OPENING][:2]

    def find_actions(self, text: Sequence[Word]) -> list[FoundConcept]:
        """What ``text`` says is done, in order."""
        return _find(self.actions, text)

    def find_topics(self, text: Sequence[Word]) -> list[FoundConcept]:
        """What ``text`` is about, in order."""
        return _find(self.topics, text)

    def ancestors(self, concept: str) -> list[str]:
        """The concepts broader than ``concept``, nearest first, without itself."""
        seen: list[str] = []
        ahead = list(self.broader.get(concept, ()))
        while ahead:
            parent = ahead.pop(0)
            if parent not in seen and parent != concept:
                seen.append(parent)
                ahead += self.broader.get(parent, ())
        return seen


def _find(terms: Terms, text: Sequence[Word]) -> list[FoundConcept]:
    """The terms in ``text``, the longest first at each place; words are used once."""
    stems = tuple(word.stem for word in text)
    found: list[FoundConcept] = []
    at = 0
    while at < len(stems):
        ends = range(min(at + _LONGEST_TERM, len(stems)), at, -1)
        end = next((end for end in ends if stems[at:end] in terms), at + 1)
        found += [FoundConcept(concept, at, end) for concept in terms.get(stems[at:end], ())]
        at = end
    return found


@lru_cache(maxsize=8)
def load(path: Path | None = None) -> Thesaurus:
    """The thesaurus in the Turtle file ``path`` (default: the one that ships with refgraph).

    Raises:
        MappingError: the file is missing or is no Turtle.
    """
    path = path or assets.data() / "thesaurus.ttl"
    try:
        triples = [quad.triple for quad in pyoxigraph.parse(path=str(path))]
    except SyntaxError as error:
        raise MappingError(
            f"le thésaurus ne peut pas être lu ({explain(error)}).",
            place=f"{path}, ligne\u00a0{error.lineno}",
            remedy="Corrigez cette ligne.",
        ) from error
    except (OSError, ValueError) as error:
        raise MappingError(
            "le thésaurus ne peut pas être lu.",
            place=str(path),
            remedy="Vérifiez son nom, vos droits et qu’il est en UTF-8.",
        ) from error
    return _thesaurus(triples)


def _thesaurus(triples: Iterable[pyoxigraph.Triple]) -> Thesaurus:
    labels: dict[str, str] = {}
    broader: dict[str, tuple[str, ...]] = {}
    terms: list[tuple[tuple[str, ...], str]] = []
    members: dict[str, set[str]] = defaultdict(set)
    for triple in triples:
        if isinstance(triple.subject, pyoxigraph.Triple) or isinstance(triple.object, pyoxigraph.Triple):
            continue
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
        if predicate == f"{_SKOS}broader":
            broader[subject] = (*broader.get(subject, ()), value)
        elif predicate == f"{_SKOS}member":
            members[subject].add(value)
        elif predicate in _LABELS:
            terms.append((tuple(word.stem for word in words(value)), subject))
            if predicate == f"{_SKOS}prefLabel":
                labels[subject] = value
    general = frozenset(members[_GENERAL])
    stems = frozenset(term[0] for term, subject in terms if subject in general and len(term) == 1)
    thesaurus = Thesaurus(labels, broader, {}, {}, frozenset(members[_NEUTRAL]), general, stems)
    concepts = {subject for _, subject in terms if subject.startswith(_BASE)} - members.keys()
    actions = {concept for concept in concepts if _ACTION in thesaurus.ancestors(concept)}
    return replace(thesaurus, actions=_terms(terms, actions), topics=_terms(terms, concepts - actions - {_ACTION}))


def _terms(labelled: Iterable[tuple[tuple[str, ...], str]], concepts: set[str]) -> Terms:
    terms: dict[tuple[str, ...], tuple[str, ...]] = {}
    for term, concept in sorted(labelled):
        if term and concept in concepts and concept not in terms.get(term, ()):
            terms[term] = (*terms.get(term, ()), concept)
    return terms

"""The ways of looking at a competence: its words, its concepts, what it does, what surrounds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from refgraph.core.text import fold
from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.language import clauses
from refgraph.knowledge.proposals.thesaurus import FoundConcept, Thesaurus
from refgraph.knowledge.proposals.vectors import Matrix, SparseRow, rarities, weigh
from refgraph.knowledge.wording import Word, words

CLAUSE_WEIGHTS = {"main": 1.0, "means": 0.5, "purpose": 0.6}
_NEUTRAL, _GENERAL, _BROADER = 0.1, 0.6, 0.7


@dataclass(frozen=True)
class Views:
    """Matrices with one row per competence; ``evidence`` holds statements first, then criteria, in one vocabulary."""

    characters: Matrix
    topics: Matrix
    actions: Matrix
    context: Matrix
    evidence: Matrix
    content: Matrix


def look(items: Sequence[Item], thesaurus: Thesaurus) -> Views:
    """All views of ``items``; rarity is measured on these same items."""
    reader = _Reader(thesaurus)
    topics = [reader.by_clause(item.text, reader.topics) for item in items]
    statements = [reader.by_clause(item.text, reader.words) for item in items]
    whole = [{**stems, **concepts} for stems, concepts in zip(statements, topics, strict=True)]
    criteria = [reader.text("\n".join(item.criteria)) for item in items]
    mains = [clauses(item.text).main for item in items]
    discounts = dict.fromkeys(thesaurus.general | thesaurus.general_stems, _GENERAL)

    def matrix(rows: Sequence[SparseRow]) -> Matrix:
        return weigh(rows, rarities(rows), discounts)

    return Views(
        characters=matrix([reader.characters(item.text) for item in items]),
        topics=matrix(topics),
        actions=matrix([reader.actions(main) for main in mains]),
        context=matrix([reader.text("\n".join((*item.activities, item.bloc_title))) for item in items]),
        evidence=matrix([*whole, *criteria]),
        content=matrix(whole),
    )


@dataclass(frozen=True)
class _Reader:
    """Turns texts into rows; words that say for whom or where hardly count."""

    thesaurus: Thesaurus

    def text(self, text: str) -> dict[str, float]:
        return {**self.words(text), **self.topics(text)}

    def words(self, text: str) -> dict[str, float]:
        row: dict[str, float] = defaultdict(float)
        found = words(text)
        for word, weight in zip(found, self._word_weights(found), strict=True):
            row[word.stem] = max(row[word.stem], weight)
        return row

    def topics(self, text: str) -> dict[str, float]:
        return self._concepts(self.thesaurus.find_topics(words(text)))

    def actions(self, text: str) -> dict[str, float]:
        return self._concepts(self.thesaurus.opening_actions(words(text)))

    def characters(self, text: str) -> dict[str, float]:
        found = words(text)
        kept = (
            fold(word.text) for word, weight in zip(found, self._word_weights(found), strict=True) if weight > _NEUTRAL
        )
        line = f" {' '.join(kept)} "
        row: dict[str, float] = defaultdict(float)
        for size in (3, 4, 5):
            for at in range(len(line) - size + 1):
                row[line[at : at + size]] += 1.0
        return row

    def by_clause(self, statement: str, read: Callable[[str], SparseRow]) -> dict[str, float]:
        parts = clauses(statement)
        row: dict[str, float] = defaultdict(float)
        for name, clause_weight in CLAUSE_WEIGHTS.items():
            for term, weight in read(getattr(parts, name)).items():
                row[term] = max(row[term], clause_weight * weight)
        return row

    def _word_weights(self, found: Sequence[Word]) -> list[float]:
        weights = [1.0] * len(found)
        for concept in self.thesaurus.find_topics(found):
            if concept.concept in self.thesaurus.neutral:
                weights[concept.start : concept.end] = [_NEUTRAL] * (concept.end - concept.start)
        return weights

    def _concepts(self, found: Iterable[FoundConcept]) -> dict[str, float]:
        row: dict[str, float] = defaultdict(float)
        for concept in (one.concept for one in found):
            if concept in self.thesaurus.neutral:
                continue
            for depth, name in enumerate((concept, *self.thesaurus.ancestors(concept))):
                row[name] = max(row[name], _BROADER**depth)
        return row

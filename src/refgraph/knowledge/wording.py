"""French statements as words: stems without grammatical words, and two statements word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from rapidfuzz.distance import Indel

from refgraph.core.table import Marked
from refgraph.core.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_STEMMER = snowballstemmer.stemmer("french")
_GRAMMAR = frozenset(
    fold(word)
    for word in """
    a afin ai ainsi alors après assurant assure assurent assurer au aucun aussi autre autres aux avec avoir but c
    car cas ce ceci cela celle celles celui ces cet cette ceux chacun chacune chaque ci comme compris d dans de des
    donnant donne donnent donner dont du elle elles en encore ensemble entre est et etc eux façon il ils j jusqu l
    la laquelle le lequel les lesquels leur leurs lors lorsque lui m mais mes mon même n ne ni nos notre nous on ont
    or ou où par parmi pas pendant plus pour puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon
    ses si soi son sont sous sur t tel telle telles tels tes tous tout toute toutes très un une vers via vos votre
    vous vue y à échéant étant être
    """.split()  # noqa: SIM905 - a list of words is read as words
)


@dataclass(frozen=True)
class Word:
    """A word that carries meaning: as printed, and its stem without accents."""

    text: str
    stem: str


@dataclass(frozen=True)
class WordRun:
    """A run of words of a statement; ``shared`` when the other statement has it at the same place."""

    text: str
    shared: bool


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one French word, without accents.

    >>> stem("Développements")
    'developp'
    """
    return fold(str(_STEMMER.stemWord(word.casefold())))


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` that carry meaning, in order.

    >>> [word.text for word in words("Traiter les réclamations afin d’être efficace")]
    ['Traiter', 'réclamations', 'efficace']
    """
    found = (match.group() for match in _WORD.finditer(text))
    return tuple(Word(word, stem(word.casefold().replace("œ", "oe"))) for word in found if fold(word) not in _GRAMMAR)


def differences(subject: str, other: str) -> tuple[tuple[WordRun, ...], tuple[WordRun, ...]]:
    """Both statements word by word, each cut into what the other also says at that place and what it doesn't."""
    left, right = subject.split(), other.split()
    blocks = Indel.opcodes([_plain(word) for word in left], [_plain(word) for word in right])
    ours = [WordRun(" ".join(left[op.src_start : op.src_end]), op.tag == "equal") for op in blocks]
    theirs = [WordRun(" ".join(right[op.dest_start : op.dest_end]), op.tag == "equal") for op in blocks]
    return tuple(piece for piece in ours if piece.text), tuple(piece for piece in theirs if piece.text)


def marked(before: str, after: str) -> tuple[Marked, Marked]:
    """Two wordings as cells, the words that only one of them has marked: gone in ``before``, come in ``after``."""
    old, new = (((run.text, not run.shared) for run in runs) for runs in differences(before, after))
    return Marked.of(old, is_old=True), Marked.of(new, is_old=False)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").strip('.,;:()«»"')

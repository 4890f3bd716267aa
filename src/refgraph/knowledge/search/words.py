"""Words of a query and of a statement, in the form in which they meet: folded, and their stems."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from refgraph.core.text import fold

_STOP_WORDS = frozenset(
    (
        "a", "au", "aux", "avec", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du", "elle", "en", "est",
        "et", "il", "l", "la", "le", "les", "leur", "leurs", "ou", "par", "pour", "qu", "que", "qui", "sa", "se", "ses",
        "son", "sur", "un", "une", "vers", "y",
    )
)  # fmt: skip
_WORD = re.compile(r"\w+(?:[.\-]\w+)*")
MOST_TERMS = 12
"""How many words of a query are searched."""


def terms(query: str) -> list[str]:
    """The folded words to search, without those that say nothing unless there are no others."""
    found = _WORD.findall(fold(query))[:MOST_TERMS]
    return [term for term in found if term not in _STOP_WORDS] or found


def stems(folded: str) -> list[str]:
    """The stem of each word of a folded text."""
    return [stem(word) for word in _WORD.findall(folded)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a folded word. The stemmer is made anew because it keeps its state while it works."""
    return str(snowballstemmer.stemmer("french").stemWord(word))

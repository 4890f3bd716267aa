"""Names with one word misspelt, or with another article: « Code du travial », « Code du commerce »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refgraph.mentions.folding import FoldedSource
from refgraph.mentions.lexicon import Lexicon, Name
from refgraph.mentions.names import name_words

_HEAD = re.compile(r"(?<![a-z0-9])(?:codes?|lois?|livre|reglement|referentiel)(?![a-z0-9])")
_WORD = re.compile(r"[ '-]{1,2}(?P<word>[a-z]+)(?![a-z0-9])")
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "l", "les", "et", "a", "aux", "au", "sur", "pour"})
_DEFINITE = frozenset({"du", "des", "la", "l", "les"})
_ANY_ARTICLE = ("code", "reglement")
_AS_A_LAW = re.compile(
    r"(?:articles?|selon|conform[a-z]+|dispositions|prescriptions|respect[a-z]*|application|vertu|sens|regard)"
    r"(?: [lrda]?[. ]*[\d-]+)? (?:avec |a )?(?:le |du |au )$"
)
"""What stands before a code that can only be a law, whatever its article."""
_BEFORE = 60
_LONGEST = 20  # words in a name
_TELLING = 3  # words that name a text without their articles: « code santé publique »
_SLIP_LENGTH = 5
_SUBSTITUTION_LENGTH = 8


@dataclass(frozen=True)
class Misspelt:
    """A stretch of folded text that means ``name`` but is not spelt like it."""

    start: int
    end: int
    name: Name


def find_misspelt(folded: FoldedSource, lexicon: Lexicon) -> Iterator[Misspelt]:
    """Where ``folded`` prints a name of several words with one slip, or the name of a code with another article."""
    for head in _HEAD.finditer(folded.plain):
        printed, ends = _words_from(head)
        for name in lexicon.by_first_word.get(printed[0], ()):
            right = name_words(name.text)
            count = _length(printed, len(_large(right)))
            is_law = folded.cased[head.start()].isupper() or _is_cued(folded, head.start())
            if count and _is_meant(printed[:count], right, is_law=is_law):
                yield Misspelt(head.start(), ends[count - 1], name)


def _is_cued(folded: FoldedSource, start: int) -> bool:
    return _AS_A_LAW.search(folded.plain, max(0, start - _BEFORE), start) is not None


def _words_from(head: re.Match[str]) -> tuple[list[str], list[int]]:
    """The words from ``head`` on, in the singular, as far as a name may go, and where each ends."""
    words, ends = [*name_words(head.group())], [head.end()]
    while len(words) < _LONGEST and (word := _WORD.match(head.string, ends[-1])):
        words += name_words(word["word"])
        ends.append(word.end())
    return words, ends


def _large(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _small(words: Sequence[str]) -> list[str]:
    return [word for word in words if word in _SMALL]


def _length(printed: list[str], large: int) -> int:
    """How many of the words ``printed`` hold as many as ``large`` words that are not small; 0 when they do not."""
    seen = 0
    for count, word in enumerate(printed, 1):
        seen += word not in _SMALL
        if seen == large:
            return count
    return 0


def _is_meant(printed: Sequence[str], right: Sequence[str], *, is_law: bool) -> bool:
    """Whether the large words agree but for one slip, and the articles too.

    A code or a regulation may bear another article, a definite one unless it is printed as a law (``is_law``): a « code
    de transport » is none, « conformément au code de transport » one.
    """
    wrong = [pair for pair in zip(_large(printed), _large(right), strict=True) if pair[0] != pair[1]]
    if len(wrong) > 1 or not all(is_slip(*pair) for pair in wrong):
        return False
    articles, expected = _small(printed), _small(right)
    is_other_article = bool(articles) and (is_law or bool(_DEFINITE.intersection(articles)))
    is_bare = not articles and len(_large(right)) >= _TELLING
    return articles == expected or is_bare or (right[0] in _ANY_ARTICLE and bool(expected) and is_other_article)


def is_slip(printed: str, right: str) -> bool:
    """Whether ``printed`` is ``right`` with a letter too many, too few or (in long words) another, or two exchanged.

    In a short word only a letter that is doubled.

    >>> is_slip("travial", "travail"), is_slip("depense", "defense"), is_slip("allur", "alur")
    (True, False, True)
    """
    if len(right) == _SLIP_LENGTH - 1 and len(printed) == len(right) + 1:
        return re.sub(r"(.)\1", r"\1", printed) == right
    if len(right) < _SLIP_LENGTH or printed[:1] != right[:1] or abs(len(printed) - len(right)) > 1:
        return False
    pairs = enumerate(zip(printed, right, strict=False))
    same = next((at for at, pair in pairs if pair[0] != pair[1]), min(len(printed), len(right)))
    before, after = printed[same:], right[same:]
    if len(printed) != len(right):
        return before[1:] == after or before == after[1:]
    is_exchanged = before[:2] == after[:2][::-1] and before[2:] == after[2:]
    return is_exchanged or (len(right) >= _SUBSTITUTION_LENGTH and before[1:] == after[1:])

"""The words of a passage whatever their typography, and the way from them back to the document."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

from refgraph.core.text import fold, mend

_RANK = re.compile(r"(\d+) sur (\d+)")
_SPACES = re.compile(r"\s+")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"})
_LONGEST_NEAR = 300


@lru_cache(maxsize=20_000)
def words(text: str) -> str:
    """The letters and digits of ``text``, folded and without what parts them; ``text`` on one line where it has none.

    >>> words("« L’œuvre – 2e »") == words('"L\\'oeuvre"-2E')
    True
    """
    return "".join(filter(str.isalnum, fold(text))) or mend(text)


def typeset_alike(text: str) -> str:
    """``text`` with one form of spaces, apostrophes, quotation marks and dashes; letters and accents as they are."""
    plain = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).replace("« ", '"').replace(" »", '"')
    return _SPACES.sub("", plain)


def rank(near: str) -> tuple[int, int] | None:
    """The place among equals that ``near`` names (« 2 sur 3 »); None where it holds words.

    >>> rank("2 sur 3"), rank("la pâte")
    ((2, 3), None)
    """
    found = _RANK.fullmatch(near)
    return (int(found[1]), int(found[2])) if found else None


class Printed:
    """A document in which words are found whatever line ends, hyphens and typography part them."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _flat(self) -> tuple[str, list[int]]:
        """The folded letters and digits of the document, and the offset of each."""
        letters: list[str] = []
        offsets: list[int] = []
        for index, char in enumerate(self._text):
            for folded in fold(char):
                if folded.isalnum():
                    letters.append(folded)
                    offsets.append(index)
        return "".join(letters), offsets

    def find(self, quote: str, near: str = "") -> list[tuple[int, int]]:
        """The slices whose words are those of ``quote``: those that the words ``near`` precede, else those that cut no
        word, if there are any."""
        wanted, (flat, offsets) = words(quote), self._flat
        if not wanted.isalnum():
            return [(at, at + len(wanted)) for at in _places(self._text, wanted)]
        places = _places(flat, wanted)
        if place := rank(near):
            places = places[place[0] - 1 : place[0]] if len(places) == place[1] else []
        elif near:
            places = [at for at in places if flat[:at].endswith(words(near))]
        else:
            places = [at for at in places if self._is_whole(offsets[at], offsets[at + len(wanted) - 1])] or places
        return [self._slice(quote, offsets[at], offsets[at + len(wanted) - 1] + 1) for at in places]

    def _is_whole(self, first: int, last: int) -> bool:
        """Whether no word is cut before the letter at ``first`` nor behind the one at ``last``."""
        before, behind = self._text[first - 1 : first], self._text[last + 1 : last + 2]
        return not before.isalnum() and not behind.isalnum()

    def near(self, quote: str, start: int) -> str:
        """The fewest words before ``start`` that tell this place of ``quote`` from the others; empty if it has none."""
        if [first for first, _ in self.find(quote)] == [start]:
            return ""
        before = mend(self._text[max(0, start - _LONGEST_NEAR) : start]).split()
        for first in range(len(before) - 1, -1, -1):
            near = " ".join(before[first:])
            if words(near).isalnum() and [found for found, _ in self.find(quote, near)] == [start]:
                return near
        return self._rank(quote, start)

    def _rank(self, quote: str, start: int) -> str:
        """Which of the places of ``quote`` stands at ``start``, where no words before it tell."""
        many = len(_places(self._flat[0], words(quote)))
        names = (f"{place} sur {many}" for place in range(1, many + 1))
        return next((name for name in names if [found for found, _ in self.find(quote, name)] == [start]), "")

    def _slice(self, quote: str, start: int, end: int) -> tuple[int, int]:
        """``start`` and ``end``, with the signs that stand around the words of ``quote`` there too."""
        while end < len(self._text) and unicodedata.combining(self._text[end]):
            end += 1
        signs = mend(quote)
        first = next(index for index, char in enumerate(signs) if fold(char).isalnum())
        last = next(index for index, char in enumerate(reversed(signs)) if fold(char).isalnum())
        for sign in signs[len(signs) - last :].replace(" ", "") if last else "":
            at = end + len(self._text[end:]) - len(self._text[end:].lstrip())
            if self._text[at : at + 1] != sign:
                break
            end = at + 1
        for sign in reversed(signs[:first].replace(" ", "")):
            at = len(self._text[:start].rstrip()) - 1
            if at < 0 or self._text[at] != sign:
                break
            start = at
        return start, end


def _places(text: str, wanted: str) -> list[int]:
    found, at = [], text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found

"""A recogniser that remembers: the same words are searched once for the texts of one lexicon."""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.mentions.citation import Citation
from refgraph.mentions.lexicon import Lexicon, load_lexicon
from refgraph.mentions.recogniser import recognise


class Recogniser:
    """`recognise` with ``lexicon`` (the shipped register's by default).

    ``known`` is what it has recognised before; ``used`` what it has been asked since it was made.
    """

    def __init__(self, lexicon: Lexicon | None = None, known: Mapping[str, tuple[Citation, ...]] = {}) -> None:
        self._given = lexicon
        self._known = known
        self.used: dict[str, tuple[Citation, ...]] = {}

    @classmethod
    def of(cls, given: Lexicon | Recogniser | None) -> Recogniser:
        """``given`` itself, or a recogniser with that lexicon."""
        return given if isinstance(given, Recogniser) else cls(given)

    @property
    def lexicon(self) -> Lexicon:
        """What it knows of the register."""
        return self._given or load_lexicon()

    def __call__(self, text: str) -> tuple[Citation, ...]:
        """The texts that ``text`` names (see `recognise`)."""
        found = self.used.get(text)
        if found is None:
            found = self._known[text] if text in self._known else tuple(recognise(text, self._given))
            self.used[text] = found
        return found

"""The same words as another export writes them: what is read must not depend on line ends, spaces or accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

_UNBREAKABLE = "\u00a0"

_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])(?![^<>]*>)")
"""A space between two letters, not inside a tag."""

VARIATIONS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
        "a byte-order mark": lambda text: "\ufeff" + text,
        "no white space at line ends": lambda text: re.sub(r"[ \t]+(?=\r?$)", "", text, flags=re.MULTILINE),
        "unbreakable spaces before signs": lambda text: re.sub(r"(?<=\S) (?=[:;%?!»–])", _UNBREAKABLE, text),
        "unbreakable spaces between words": lambda text: _BETWEEN_WORDS.sub(_UNBREAKABLE, text),
        "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    }
)
"""What the variation is called → a document in ordinary form, as it would stand there."""

_SPACES = re.compile(r"[ \u00a0\u202f]+")


def plain(text: str) -> str:
    """``text`` as it compares with that of another export: composed accents, one sort of space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def ordinary(text: str) -> str:
    """A document as the variations take it: line ends of Unix, no byte-order mark."""
    return text.replace("\r\n", "\n").removeprefix("\ufeff")

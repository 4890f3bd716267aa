"""French text as people print it: line breaks repaired, spaces folded, forms to compare with."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_PLAIN = str.maketrans({"’": "'", "œ": "oe", "æ": "ae", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_BROKEN_HYPHEN = re.compile(r"(?<=[\w\u0300-\u036f])-[ \t]*(?:\r?\n|\v)\s*(?=\w)")


def mend(raw: str) -> str:
    """``raw`` on one line: a hyphen at a line end belongs to the word, other runs of white space become one space.

    >>> mend("la rendez-\\nvous  qualifié")
    'la rendez-vous qualifié'
    """
    return _SPACES.sub(" ", _BROKEN_HYPHEN.sub("-", raw)).strip()


def one_line(raw: str) -> str:
    """``raw`` as one line of a table of text: runs of blanks, tabs and line ends become one space.

    An unbreakable space stays where its writer put it.

    >>> one_line(" proche\\n: \\u00a0même geste ")
    'proche : \\xa0même geste'
    """
    return re.sub(r"[ \t\r\n\f\v]+", " ", raw).strip()


def slug(text: str) -> str:
    """``text`` in small letters without accents, digits and hyphens, as an id or the name of a file may be.

    >>> slug(" CQP Employé(e) d’étage ")
    'cqp-employe-e-d-etage'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def width(text: str) -> int:
    """How many characters a reader of ``text`` counts: an accent is part of its letter, however it is written.

    >>> width("e\u0301t\u00e9")
    3
    """
    return len(text) if text.isascii() else len(unicodedata.normalize("NFC", text))


def shorten(raw: str, longest: int = 80) -> str:
    """The beginning of ``raw`` on one line, as a message quotes it, with « … » where something is left out.

    >>> shorten("la rendez-\\nvous  qualifié", 12)
    'la rendez-vo…'
    """
    text = unicodedata.normalize("NFC", mend(raw))
    return text if len(text) <= longest else text[:longest].rstrip() + "…"


@lru_cache(maxsize=4_096)  # called for the same letters and words a million times while five documents are read
def fold(text: str) -> str:
    """``text`` in lower case, without accents, with straight apostrophes and plain spaces, as words are looked up.

    >>> fold("Évaluation à l’ŒUVRE")
    "evaluation a l'oeuvre"
    """
    lowered = text.casefold().translate(_PLAIN)
    return "".join(char for char in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(char))

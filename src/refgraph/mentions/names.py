"""The names of texts: when two printed names are the same, and a pattern that finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from refgraph.core.text import fold

_TOKEN = re.compile(r"[a-z]+|\d+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_ARABIC = {digit: roman for roman, digit in _ROMAN.items()}
_NO = re.compile(r"\bn ?° ?")
_NO_TOKEN = "numero"
"""« n° » in a name, that a document may leave out: « règlement ANC 2014-03 »."""
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_SHORT_ACRONYM = 3
_OF_THE_UNION = ("directive", "reglement")
_EUROPEAN = re.compile(r"(directive|r[eèé]glement)s? europ[eé]en(?:ne)?s?(?= )", re.IGNORECASE)


def name_key(name: str) -> str:
    """What two printings of one name have in common: case, accents, plural, spacing and kind of numeral set aside.

    >>> name_key("Directives MIF II") == name_key("directive MIF2")
    True
    """
    tokens = _TOKEN.findall(_DOTTED.sub(_undotted, _NO.sub("", fold(name))).replace("&", " et "))
    return "".join(_ROMAN.get(token, _singular(token)) for token in tokens)


def without_european(printed: str) -> str:
    """``printed`` without the « européenne » that may follow « directive »."""
    return _EUROPEAN.sub(r"\1", printed)


@lru_cache(maxsize=4_096)  # asked for each name of the register wherever a text says « code » or « loi »
def name_words(name: str) -> tuple[str, ...]:
    """The words of ``name`` as they are compared: folded, in the singular, without its numbers.

    >>> name_words("Code des Assurances")
    ('code', 'des', 'assurance')
    """
    return tuple(_singular(word) for word in re.findall(r"[a-z]+", fold(name)))


def spelled_alike(printed: str, name: str) -> bool:
    """Whether ``printed`` differs from ``name`` in nothing but capitals, numerals and plural: accents are where due.

    Capitals may go without their accents: « REGLEMENT GENERAL », « Etat ».
    """
    if printed.isupper() and not is_acronym(printed):
        return name_key(printed) == name_key(name)
    return _accented_key(name) in (_accented_key(printed), _accented_key(_with_accents_of(name, printed)))


def name_pattern(name: str) -> str:
    """A pattern for `name` in folded text, with any spacing, plural or numeral (``Bâle II``, ``bale 2``)."""
    tokens: list[str] = _TOKEN.findall(_NO.sub(f"{_NO_TOKEN} ", fold(name)))
    if is_acronym(name) and len(tokens) == 1:
        return r"\.".join(tokens[0]) + r"\.?|" + tokens[0]
    between = rf"[ '\-/.°«»\"{',' if ',' in name else ''}]{{0,3}}"
    pattern = between.join(_token_pattern(token) for token in tokens)
    return rf"{pattern}\.?" if name.endswith(".") else pattern


def is_acronym(name: str) -> bool:
    """Whether ``name`` is one word in capitals (``RGPD``)."""
    return name.isalpha() and name.isupper()


def is_pronounceable(name: str) -> bool:
    """Whether ``name`` reads like a word (``REACH``, ``DORA``): in small letters it may be one."""
    return re.fullmatch(r"(?:[bcdfghjklmnpqrstvwxz]?h?[aeiouy]+){1,3}[bcdfghjklmnpqrstvwxz]?h?", fold(name)) is not None


def is_short_acronym(name: str) -> bool:
    """Whether ``name`` is an acronym so short that it counts only when printed in capitals (``AMF``)."""
    return is_acronym(name) and len(name) <= _SHORT_ACRONYM


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole words, the longest alternative first; never matches when there is none."""
    alternatives = sorted(set(patterns), key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(alternatives)})(?![a-z0-9])" if alternatives else r"(?!)")


def transposed(word: str, acronym: str) -> bool:
    """Whether ``word`` is ``acronym`` with two letters exchanged (``RGDP`` for ``RGPD``)."""
    if len(word) != len(acronym) or len(word) <= _SHORT_ACRONYM:
        return False
    wrong = [(printed, right) for printed, right in zip(word, acronym, strict=True) if printed != right]
    return len(wrong) == 2 and wrong[0] == wrong[1][::-1]


def mistyped(word: str, acronym: str) -> bool:
    """Whether ``word`` is the unpronounceable ``acronym`` with another of its own letters, or one twice (``HACPP``)."""
    if len(word) <= _SHORT_ACRONYM + 1 or is_pronounceable(acronym) or word[0] != acronym[0]:
        return False
    if len(word) == len(acronym) + 1:
        return any(word == acronym[:at] + acronym[at - 1] + acronym[at:] for at in range(1, len(word)))
    wrong = sum(printed != right for printed, right in zip(word, acronym, strict=False))
    return len(word) == len(acronym) and wrong == 1 and set(word) == set(acronym)


def _undotted(match: re.Match[str]) -> str:
    return match.group().replace(".", "")


def _token_pattern(token: str) -> str:
    if token == _NO_TOKEN:
        return "(?:n ?[°o])?"
    numeral = _ROMAN.get(token) or _ARABIC.get(token)
    if numeral:
        return f"(?:{token}|{numeral})"
    if token == "et":
        return "(?:et|&)"
    if token in _OF_THE_UNION:
        return f"{token}s?(?: europeen(?:ne)?s?)?"
    return f"{_singular(token)}s?" if token.isalpha() and len(token) > 2 else token


def _singular(token: str) -> str:
    return token[:-1] if len(token) > _SHORT_ACRONYM and token.endswith("s") else token


def _with_accents_of(name: str, printed: str) -> str:
    """``printed`` with the accents of ``name`` put on its bare capitals, where the two go together letter by letter."""
    if len(printed) != len(name):
        return printed
    pairs = zip(printed, name, strict=True)
    return "".join(right if sign.isupper() and fold(sign) == fold(right) else sign for sign, right in pairs)


def _accented_key(name: str) -> str:
    words = re.findall(r"[^\W\d_]+|\d+", name.casefold().replace("œ", "oe"))
    return "".join(_ROMAN.get(word, _singular(word)) for word in words)

"""How automatic numbers are printed: as digits, letters or roman numerals."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 5_000
"""A larger number is no number of a list; its digits are shorter than what would be printed for it."""


def letters(count: int) -> str:
    """The ``count``-th letter, doubled behind z as Word and LibreOffice do.

    >>> letters(2), letters(27)
    ('b', 'aa')
    """
    if not 0 < count <= _MOST:
        return ""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def roman(count: int) -> str:
    """``count`` as a roman numeral in small letters.

    >>> roman(4), roman(29)
    ('iv', 'xxix')
    """
    if not 0 < count <= _MOST:
        return ""
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (count // worth)
        count %= worth
    return text


BY_SIGN: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda count: letters(count).upper(),
    "i": roman,
    "I": lambda count: roman(count).upper(),
}
"""How a list counts, by the sign that HTML (§4.4.5) and OpenDocument (part 3, §19.506) name it by."""

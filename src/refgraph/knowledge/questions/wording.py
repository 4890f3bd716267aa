"""Words as people type them, as a pattern that finds them however a document prints them.

Questions look words up with ``REGEX(?text, …, "i")``, which all servers answer alike; Virtuoso loses accents in nested
``REPLACE`` and in ``REGEX(STR(?text), …)``.
"""

from __future__ import annotations

import re

from refgraph.core.text import fold

_FORMS = {
    "a": "aàáâãäåAÀÁÂÃÄÅ", "c": "cçCÇ", "e": "eèéêëEÈÉÊË", "i": "iìíîïIÌÍÎÏ", "n": "nñNÑ", "o": "oòóôõöOÒÓÔÕÖ",
    "u": "uùúûüUÙÚÛÜ", "y": "yýÿYÝŸ",
}  # fmt: skip
"""Each letter that takes a sign in French or its neighbours, with its forms in both cases."""
_SIGNS = "\u0300\u0301\u0302\u0303\u0308\u030a\u0327"
"""Accents written after their letter, as some word processors do."""
_LIGATURES = {"oe": "œŒ", "ae": "æÆ"}
_APOSTROPHES = "'’‘ʼ"
_GAPS = "-\u00a0\u2009\u200a\u2010\u2011\u2012\u2013\u2014\u202f"
_PARTS = re.compile("oe|ae|(?P<gap>[-\\s\u2009-\u2015]+)|.", re.DOTALL)
_SPECIAL = frozenset(r"\.+*?()[]{}|^$")


def pattern(words: str) -> str:
    """The regular expression (flag ``i``) that finds ``words`` whatever their case, accents, apostrophes, ligatures,
    spaces and hyphens; every other sign is looked for as it stands.

    >>> import re
    >>> bool(re.search(pattern("a l'oeuvre"), "Mettre À L’ŒUVRE", re.IGNORECASE))
    True
    """
    parts = _PARTS.finditer(fold(words).strip() or " ")
    return "".join(rf"[{_GAPS}\s]+" if part["gap"] else _part(part[0]) for part in parts)


def _part(part: str) -> str:
    """``part`` of folded words, as the pattern finds it."""
    if part in _LIGATURES:
        return f"({_part(part[0])}{_part(part[1])}|[{_LIGATURES[part]}])"
    if part in _FORMS:
        return f"[{_FORMS[part]}][{_SIGNS}]*"
    if part in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    return f"\\{part}" if part in _SPECIAL else part

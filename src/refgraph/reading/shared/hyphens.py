"""Words that a line end cut in two: « fabri-/cation » is one word where the document prints it whole elsewhere.

A hyphen at a line end belongs to the word (« rendez-/vous »), unless the same document knows the word without it and
nowhere prints it with it.
"""

from __future__ import annotations

import re

from refgraph.core.text import fold
from refgraph.model.records import Reading
from refgraph.reading.document import Document
from refgraph.reading.shared.rewriting import rewritten

_LETTERS = r"[^\W\d_]"
_BREAK = re.compile(rf"(?<!{_LETTERS})(?P<before>{_LETTERS}{{2,30}})-[ \t]*\r?\n\s*(?P<after>{_LETTERS}{{2,30}})")
_WORD = re.compile(rf"{_LETTERS}+(?:-{_LETTERS}+)*")
_ENDING = re.compile(r"(?:e?s|e|x)$")


def mended(document: Document, reading: Reading) -> Reading:
    """``reading`` with the words of its items whole; passages and mentions keep them as printed."""
    words = _cut(document.text)
    if not words:
        return reading
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")
    return rewritten(reading, lambda text: pattern.sub(lambda found: words[found[0]], text))


def _cut(text: str) -> dict[str, str]:
    """The words that a line end cuts, as they stand with its hyphen → as they are whole."""
    breaks = list(_BREAK.finditer(text))
    if not breaks:
        return {}
    known = {_stem(word) for word in set(_WORD.findall(_BREAK.sub(" ", text)))}
    found = {f"{each['before']}-{each['after']}": each["before"] + each["after"] for each in breaks}
    return {cut: whole for cut, whole in found.items() if _stem(whole) in known and _stem(cut) not in known}


def _stem(word: str) -> str:
    """``word`` without case, accents and the ending of plural or feminine."""
    return _ENDING.sub("", fold(word))

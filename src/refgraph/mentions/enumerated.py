"""Texts enumerated behind a first one that says what they are: « codes civil et pénal », « Bâle II et III »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.mentions.folding import FoldedSource
from refgraph.mentions.lexicon import Lexicon
from refgraph.mentions.names import name_key
from refgraph.mentions.work import Work, state_of

_HEADS = ("code", "loi")
_HEAD = re.compile(rf"(?P<head>{'|'.join(_HEADS)})(?P<plural>s?)\b")
_AND = re.compile(r", | et | ou |/")
_LONGEST = 100  # characters in a name
_EDITION = re.compile(r" ?(?P<numeral>[ivx]{1,3}|\d)$")
_FURTHER_EDITION = re.compile(
    r"(?:, | et | ou | et/ou | ?/ ?| puis )(?P<numeral>[IVX]{1,3}|\d)(?=$|[,.;:)]| (?:et|ou)\b)"
)
_ROMAN_EDITION = re.compile(r"(?:, | et | ou | et/ou | ?/ ?| puis )(?P<numeral>[IVX]{1,3})(?![\w-])")


def find_enumerated(folded: FoldedSource, start: int, end: int, lexicon: Lexicon) -> Iterator[Work]:
    """The texts enumerated behind the one that stands from ``start`` to ``end``, each with its own words."""
    head = _HEAD.match(folded.plain, start)
    edition = _EDITION.search(folded.plain, start, end)
    if edition:
        yield from _editions(folded, start, end, edition, lexicon)
    elif head:
        yield from _of_kind(folded, end, head, lexicon)


def _of_kind(folded: FoldedSource, end: int, head: re.Match[str], lexicon: Lexicon) -> Iterator[Work]:
    """Behind « codes »: « et pénal »; behind « lois » and « loi »: « et ALUR », with its capital after « loi »."""
    while link := _AND.match(folded.plain, end):
        rest = folded.plain[link.end() : link.end() + _LONGEST]
        match = lexicon.name_regex.match(f"{head['head']} {rest}")
        own = len(match.group()) - len(head["head"]) - 1 if match else 0
        names = lexicon.by_name.get(name_key(match.group()), ()) if match and own > 0 else ()
        is_small = not head["plural"] and not folded.cased[link.end() : link.end() + 1].isupper()
        if not names or is_small or not all(lexicon.kinds.get(name.key) == head["head"] for name in names):
            return
        end = link.end() + own
        targets = tuple(dict.fromkeys(name.key for name in names))
        yield Work(link.end(), end, targets, state_of(targets, lexicon))


def _editions(folded: FoldedSource, start: int, end: int, edition: re.Match[str], lexicon: Lexicon) -> Iterator[Work]:
    """Behind « Bâle II »: « et III »; an Arabic numeral only where no noun may follow it."""
    stem = folded.cased[start : edition.start()]
    pattern = _FURTHER_EDITION if edition["numeral"].isdigit() else _ROMAN_EDITION
    while further := pattern.match(folded.cased, end):
        names = lexicon.by_name.get(name_key(f"{stem} {further['numeral']}"), ())
        if not names:
            return
        end = further.end()
        targets = tuple(dict.fromkeys(name.key for name in names))
        yield Work(further.start("numeral"), end, targets, state_of(targets, lexicon))

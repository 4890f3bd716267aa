"""Whether a value stands in its own passage: what does not was typed, whatever reader reads."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from refgraph.core.text import fold
from refgraph.reading.corrections.fields import Field
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.words import words

PRINTED = frozenset({"text", "statement", "title", "theme", "jury.text", "jury.member_profile", "legal_basis"})
"""Fields whose words a reader takes from the passage, as they are printed."""
_FIGURES = frozenset(
    {"duration_minutes", "weight", "minimum_ratio", "jury.member_count", "open_since", "duration_years"}
)
"""Fields whose number a reader takes from the figures, or the words of number, that the passage prints."""
_NUMBERS = "un deux trois quatre cinq six sept huit neuf dix onze douze"
_NUMBER_WORDS = {word: number for number, word in enumerate(_NUMBERS.split(), 1)}
_NUMBER_WORDS |= {"une": 1, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50}
_PARTS_OF_A_WHOLE = frozenset({"demi", "demie", "quart", "quarts", "tiers", "moitie", "cent"})
_TAG = re.compile(r"<[^<>]*>")


def could_be_read(field: Field, value: Any, node: ItemNode) -> bool:
    """Whether a reader could have taken ``value`` from the passage of ``node``: words or figures of it stand there."""
    if field.name in PRINTED and isinstance(value, str):
        return is_printed(value, node)
    if field.name in _FIGURES and value is not None:
        return _has_figures(value, " ".join(_quotes(node)))
    return True


def _has_figures(value: int | Decimal, text: str) -> bool:
    """Whether ``text`` prints numbers that make ``value``: itself, a percentage, a mark, hours and minutes.

    >>> _has_figures(90, "1 h 30"), _has_figures(45, "1 h 30"), _has_figures(Decimal("0.6"), "12/20")
    (True, False, True)
    """
    said = re.findall(r"[a-z]+", fold(text))
    if any(word in _PARTS_OF_A_WHOLE for word in said):
        return True
    printed = {int(digits) for digits in re.findall(r"\d+", text)}
    printed |= {_NUMBER_WORDS[word] for word in said if word in _NUMBER_WORDS}
    minutes = {hours * 60 + rest for hours in printed for rest in (*printed, 0)}
    return value in printed | minutes or any(mark == value * most for mark in printed for most in (*printed, 100))


def _quotes(node: ItemNode) -> list[str]:
    """The passages of an item, or of the one that it is a part of."""
    holder = node.owner.record if node.owner and not hasattr(node.record, "source") else node.record
    return [passage.quote for passage in (holder.source, *holder.other_sources)]


def _own_words(node: ItemNode) -> Iterator[str]:
    """The words of the passages of an item, or of the one that it is a part of: as printed, and without markup."""
    quotes = _quotes(node)
    for text in ("".join(quotes), *quotes):
        yield words(text)
        yield words(html.unescape(_TAG.sub(" ", text)))


def is_printed(value: str, node: ItemNode) -> bool:
    """Whether a reader could have taken ``value`` from the passage of ``node``."""
    return any(words(value) in each for each in _own_words(node))


def is_whole(value: str, node: ItemNode) -> bool:
    """Whether ``value`` is all that the passage of ``node`` says."""
    return words(value) in set(_own_words(node))

"""Which épreuve a « suite » carries on: « Suite de l’épreuve orale », « E1 – Mise en situation (suite) »."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from refgraph.core.text import fold
from refgraph.model.records import Modality

_OPENING = re.compile(r"^\W*(?:suite|fin)(?: et fin)? (?:de |du )(?:l'|la |cette )?\b")
_BEHIND = re.compile(r"\s*(?:[-–]\s*)?\(\s*(?:suites?|fin)(?: et fin)?\s*\)")
_FEW_WORDS = 2
"""A name of so few words is one that other épreuves may have too, but for its beginning."""


def join(modalities: Iterable[Modality]) -> tuple[Modality, ...]:
    """``modalities``, in the order of the document, each « suite » with the épreuve that it carries on.

    That is the one of its code; without a code, the one whose text begins with its words; else, of its bloc, the last
    épreuve of its method; else, for « suite de l’épreuve », the last one. Without any, it carries on none.
    """
    found: list[Modality] = []
    for modality in modalities:
        text = fold(modality.text)
        opens, stands_behind = _OPENING.match(text) is not None, _BEHIND.search(text) is not None
        if modality.continues is None and (opens or stands_behind):
            origin = _named_alike(modality, found) or _of_method(modality, found, is_last_enough=opens)
            modality = msgspec.structs.replace(modality, continues=origin)
        found.append(modality)
    return tuple(found)


def _named_alike(modality: Modality, before: list[Modality]) -> str | None:
    """The épreuve of the same code; without a code, the last one whose text begins with the words before « suite », or
    behind « suite de », of the same bloc."""
    origins = [other for other in reversed(before) if other.continues is None]
    if modality.code is not None:
        return next((other.id for other in origins if other.code == modality.code), None)
    text = fold(modality.text)
    stem = _words(_BEHIND.split(text)[0])
    if opening := _OPENING.match(text):
        stem = _words(re.split(r"[.(:\n]", text[opening.end() :])[0])
        origins = [other for other in origins if other.bloc == modality.bloc]
    alike = (other.id for other in origins if _words(fold(other.text))[: len(stem)] == stem)
    return next(alike, None) if len(stem) >= _FEW_WORDS else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _of_method(modality: Modality, before: list[Modality], *, is_last_enough: bool) -> str | None:
    examinations = [item for item in reversed(before) if item.is_examination and item.bloc == modality.bloc]
    methods = _methods(modality)
    alike = [item for item in examinations if _methods(item) & methods]
    return next((item.id for item in alike or (examinations if is_last_enough else [])), None)


def _methods(modality: Modality) -> set[str]:
    return {method for component in modality.components for method in component.methods}

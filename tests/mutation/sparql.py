"""Faults of a saved question: what a line too few, too many, or with the passage of another thing comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from tests.mutation.mutant import Mutant
from tests.mutation.patterns import without_one_alternative

_FILTER = re.compile(r"FILTER(?: NOT EXISTS)?\s*(?=[({])|HAVING\s*(?=\()|OPTIONAL\s*(?=\{)")
_SWAPS = (
    ("distinct", r"\bDISTINCT ", ("",)),
    ("optional", r"\bOPTIONAL (?=\{)", ("",)),
    ("not exists", r"\bNOT EXISTS\b", ("EXISTS",)),
    ("lower case", r"\bLCASE(?=\()", ("",)),
    ("bound", r"!BOUND\b", ("BOUND",)),
    ("and-or", r"&&|\|\|", ("&&", "||")),
    ("comparison", r"(?<=\s)(?:!=|<=|>=|=|<|>)(?=\s)", ("!=", "=", "<=", "<", ">", ">=")),
    ("number", r"(?<=[\s(])\d+(?=[\s)])", ()),
    ("passage", r"\brg:(?:mainExcerpt|excerpt)\b", ("rg:mainExcerpt", "rg:excerpt")),
    ("order", r"\bORDER BY (?:\?\w+\s*)+", ("",)),
    ("text", r'"(?:[^"\\]|\\.)*"', ('""',)),
    ("predicate", r"\^?[a-z]+:\w+(?:[/|]\^?[a-z]+:\w+)+", ()),
)
_THING = re.compile(
    r"\?(?:_(?:\w+_iri_)?)?(?:certification|bloc|competence|activity|modality|item|counterpart)(?:_iri)?\b"
)
_QUOTED = re.compile(r"(\?\w+)(?= rg:(?:mainExcerpt|excerpt) \?)")
_TRIPLE = re.compile(r"(?<=\n)[ \t]+\?\w+ [^{}\n]+ \.\n")
_PART = re.compile(r" ; [\w:]+ [^;.\n]+(?= [;.])")
_ROW = re.compile(r"(?<=[\s{])\((?:\d+ )?(?:\"[^\"]*\"(?:@fr)?|[a-z]+:\w+)(?: (?:\"[^\"]*\"(?:@fr)?|[a-z]+:\w+))+\)\s?")
_ITEM = re.compile(r"(?<=\n)\s+<[^>]+>(?=\n)")


def mutants(path: str, source: bytes) -> list[Mutant]:
    """All the faults that can be planted in the body of the question ``source`` and that leave it a query."""
    text = source.decode()
    body = text.index("PREFIX")
    found = []
    for operator, start, end, after in _places(text):
        if start >= body and _is_query(text[:start] + after + text[end:]):
            first, last = (len(text[:place].encode()) for place in (start, end))
            line = text.count("\n", 0, end - len(text[start:end].lstrip())) + 1
            code = text.splitlines()[line - 1].strip()
            found.append(Mutant(path, operator, line, first, last, text[start:end], after, code))
    return found


def _places(text: str) -> Iterator[tuple[str, int, int, str]]:
    for operator, pattern, others in _SWAPS:
        for place in re.finditer(pattern, text):
            for other in others or _other(place[0]):
                if other != place[0] and _is_near(operator, place[0], other):
                    yield operator, place.start(), place.end(), other
    for place in _FILTER.finditer(text):
        yield "filter", place.start(), _closed(text, place.end()), ""
    for place in _QUOTED.finditer(text):
        for other in sorted(set(_things(text)) - {place[0]}):
            yield "passage of another", place.start(), place.end(), other
    for kind, shape in (("pattern", _TRIPLE), ("part", _PART), ("row", _ROW), ("row", _ITEM)):
        for place in shape.finditer(text):
            yield kind, place.start(), place.end(), ""
    yield from _branches(text)


def _other(said: str) -> list[str]:
    return [str(int(said) + 1)] if said.isdigit() else list(without_one_alternative(said))


def _is_near(operator: str, said: str, other: str) -> bool:
    """A comparison is turned round or loses its bound; it becomes no other one."""
    near = {("=", "!="), ("!=", "="), ("<", "<="), ("<=", "<"), (">", ">="), (">=", ">")}
    return operator != "comparison" or (said, other) in near


def _things(text: str) -> list[str]:
    """The variables of the question that stand for a thing with a passage of its own."""
    return [place[0] for place in _THING.finditer(text)]


def _branches(text: str) -> Iterator[tuple[str, int, int, str]]:
    for place in re.finditer(r"\}\s*UNION\s*\{", text):
        opening = _opened(text, place.start())
        yield "union", opening, text.index("{", place.start() + 1), ""
        yield "union", place.start() + 1, _closed(text, place.end() - 1), ""


def _closed(text: str, start: int) -> int:
    """The place after the bracket that closes the one at ``start``."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "({") - (text[place] in ")}")
        if depth == 0:
            return place + 1
    raise ValueError(text[start:])


def _opened(text: str, end: int) -> int:
    """The place of the bracket that the one at ``end`` closes."""
    depth = 0
    for place in range(end, -1, -1):
        depth += (text[place] in ")}") - (text[place] in "({")
        if depth == 0:
            return place
    raise ValueError(text[:end])


def _is_query(text: str) -> bool:
    try:
        ox.Store().query("\n".join(line for line in text.splitlines() if not line.startswith("#+")))
    except SyntaxError:
        return False
    return True

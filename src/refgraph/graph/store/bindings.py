"""Values bound to variables of a query: each becomes a VALUES block of RDF terms, at the groups that use it.

`substitutions` of pyoxigraph knows projected variables only, and text put into a query can end a string and go on as
SPARQL. Here the query is cut into its terminals, the groups that mention a bound variable are found, and a block
such as ``VALUES ?_bloc { <…/bloc/1> }`` is joined to them, which every SPARQL 1.1 engine understands. A single literal
also takes the place of the variable where it is an argument of a function. The line breaks of the query stay where they
are, so that an error still names the right line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from refgraph.core.errors import QueryError
from refgraph.graph.store.protocol import Binding
from refgraph.graph.store.tokens import tokens

_LITERAL_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_ESCAPED_U = re.compile(r"\\\\([uU])")


def bind(query: str, bindings: Mapping[str, Binding]) -> str:
    """``query`` with each variable of ``bindings`` (named without ``?``) joined to its terms.

    Raises:
        QueryError: the query has no place where the variable could take a value.
    """
    if not bindings:
        return query
    places = _places(query)
    _require_all(places, bindings)
    edits = [
        (place.offset, place.offset, f" {' '.join(_values(name, bindings[name]) for name in named)}")
        for place in places
        if (named := sorted(place.mentioned & bindings.keys()))
    ]
    edits += [
        (start, start + 1 + len(name), to_sparql(value))
        for start, name in _arguments(query)
        if isinstance(value := bindings.get(name), Literal)
    ]
    parts, done = [], 0
    for start, end, text in sorted(edits):
        parts += [query[done:start], text]
        done = end
    return "".join([*parts, query[done:]])


def to_sparql(term: NamedNode | Literal) -> str:
    """``term`` as SPARQL writes it.

    A backslash before ``u`` is written so that engines which resolve ``\\uXXXX`` before parsing (SPARQL 1.1, section
    19.2) cannot read a quotation mark into it.
    """
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    text = _ESCAPED_U.sub(_as_code_point, term.value.translate(_LITERAL_ESCAPES))
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"' if term.datatype.value.endswith("#string") else f'"{text}"^^<{term.datatype.value}>'


def _as_code_point(found: re.Match[str]) -> str:
    return rf"\\\U{ord(found[1]):08X}"


def _values(name: str, value: Binding) -> str:
    terms = value if isinstance(value, Sequence) else [value]
    return f"VALUES ?{name} {{ {' '.join(map(to_sparql, terms))} }}"


def _require_all(places: tuple[_Group, ...], bindings: Mapping[str, Binding]) -> None:
    known = set().union(*(place.mentioned for place in places))
    missing = sorted(bindings.keys() - known)
    if missing:
        raise QueryError(
            f"la variable ?{missing[0]} n’apparaît dans aucun groupe où elle puisse prendre une valeur.",
            remedy="Placez-la dans le bloc WHERE.",
        )


@dataclass
class _Group:
    """What stands between two braces. ``offset`` is where its content starts; ``mentioned`` are its variables.

    Only a group of kind ``group`` can take VALUES. What a head (``query``, ``subselect``) mentions counts for its
    ``where`` group, what EXISTS and templates mention for the group around them.
    """

    kind: str
    offset: int
    mentioned: set[str] = field(default_factory=set)
    where: _Group | None = None


@lru_cache(maxsize=512)
def _places(query: str) -> tuple[_Group, ...]:
    """The groups of ``query`` that can take VALUES, in the order of the text, with the variables they mention."""
    found: list[_Group] = []
    stack = [_Group("query", 0)]
    before, last = "", ""
    for token in tokens(query):
        top = stack[-1]
        if token.kind == "open":
            stack.append(_Group(_kind(top, before, last), token.start + 1))
            if stack[-1].kind == "group":
                found.append(stack[-1])
                top.where = top.where or stack[-1]
        elif token.kind == "close" and len(stack) > 1:
            _leave(stack)
        elif token.kind == "variable":
            top.mentioned.add(token.text[1:])
        elif token.keyword == "SELECT" and top.kind == "group" and last == "{":
            top.kind = "subselect"
            found.remove(top)
        if not (last == "VALUES" and (token.kind == "variable" or token.text in "()")):
            before, last = last, token.keyword or token.text
    _settle(stack[0])
    return tuple(found)


@lru_cache(maxsize=512)
def _arguments(query: str) -> tuple[tuple[int, str], ...]:
    """Where each variable after a comma stands, and its name: an argument of a function, or an object of a list.

    Its only value may stand in its place; an engine compiles a pattern that is constant once, another for each row.
    """
    terminals = list(tokens(query))
    return tuple(
        (token.start, token.text[1:])
        for before, token in pairwise(terminals)
        if token.kind == "variable" and before.text == ","
    )


def _kind(around: _Group, before: str, last: str) -> str:
    """The kind of the group that opens after the terminals ``before`` and ``last``."""
    if last == "VALUES":
        return "data"
    if last == "CONSTRUCT" or (before, last) == ("CONSTRUCT", "WHERE"):
        return "template"
    return "exists" if last == "EXISTS" or around.kind == "exists" else "group"


def _leave(stack: list[_Group]) -> None:
    closed = stack.pop()
    if closed.kind in ("exists", "template"):
        stack[-1].mentioned |= closed.mentioned
    elif closed.kind == "subselect":
        _settle(closed)


def _settle(head: _Group) -> None:
    """Count what a head mentions for its WHERE group."""
    if head.where:
        head.where.mentioned |= head.mentioned

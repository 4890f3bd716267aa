"""A SPARQL query cut into the terminals of its grammar (SPARQL 1.1, section 19.8), so that no text is mistaken."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<comment> \# [^\r\n]* )
    | (?P<iri> < [^<>"{}|^`\\\x00-\x20]* > )
    | (?P<string> \"\"\" (?: \"{0,2} (?: [^"\\] | \\. ) )* \"\"\"
                | ''' (?: '{0,2} (?: [^'\\] | \\. ) )* '''
                | " (?: [^"\\\r\n] | \\. )* "
                | ' (?: [^'\\\r\n] | \\. )* ' )
    | (?P<variable> [?$] \w+ )
    | (?P<word> [^\W\d] [\w.\-]* )
    | (?P<open> \{ )
    | (?P<close> \} )
    | (?P<space> \s+ )
    | (?P<sign> \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)


_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """A terminal: its kind (a group of the pattern above), its text and the offset where it starts."""

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or the empty string for any other kind of token."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(query: str) -> Iterator[Token]:
    """The terminals of ``query`` but for white space and comments."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())


def variables(query: str) -> set[str]:
    """The names of the variables of ``query``, without ``?``."""
    return {token.text[1:] for token in tokens(query) if token.kind == "variable"}


def names_dataset(query: str) -> bool:
    """Whether ``query`` says on which graphs it runs: a FROM clause, which stands outside all groups."""
    if "from" not in query.lower():
        return False
    parsed = [Token("sign", "", -1), *tokens(query), Token("sign", "", len(query))]
    depth = 0
    for before, token, after in zip(parsed, parsed[1:], parsed[2:], strict=False):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.keyword == "FROM" and before.text != ":" and after.text != ":":
            return True
    return False


def calls_service(query: str) -> bool:
    """Whether ``query`` could call another server: a SERVICE clause outside strings, IRIs, variables and comments.

    Engines need no space around the keyword (``SERVICEa:p { … }`` and ``SERVICESILENT<…>`` run in Oxigraph although the
    grammar reads names there), so a name that begins with it and opens a group counts too, unless GRAPH stands before.
    """
    return any(map(_calls_service, {query, unescaped(query)}))


def unescaped(query: str) -> str:
    """``query`` with its ``\\uXXXX`` resolved."""
    return _ESCAPED.sub(_character, query)


def _character(escape: re.Match[str]) -> str:
    """The character of ``\\uXXXX``, which some engines resolve before they parse (SPARQL 1.1, section 19.2)."""
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= sys.maxunicode else ""


def _calls_service(query: str) -> bool:
    if "service" not in query.lower():
        return False
    parsed = [Token("sign", "", -1), *tokens(query), Token("sign", "", len(query))]
    return any(
        token.text.lower().startswith("service") and _opens_service(parsed, index)
        for index, token in enumerate(parsed)
        if token.kind == "word"
    )


def _opens_service(parsed: list[Token], index: int) -> bool:
    before, token, after = parsed[index - 1], parsed[index], parsed[index + 1]
    if before.text in (":", "@") and before.start + 1 == token.start:
        return False
    if after.text != ":" or after.start != token.start + len(token.text):
        return True
    local = parsed[index + 2]
    glued = local.kind == "word" and local.start == after.start + 1
    follows = parsed[index + 3] if glued and index + 3 < len(parsed) else local
    return follows.text == "{" and before.keyword != "GRAPH"

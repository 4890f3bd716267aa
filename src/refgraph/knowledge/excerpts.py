"""Excerpts: the passages of documents as the graph holds them, and how a question asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import NBSP
from refgraph.graph.store import Store

WORDS = "oa:hasSource/dcterms:source ?document ; rg:quote ?quote"
"""What a question asks of an excerpt: the name of its ``?document`` and the words that it quotes."""

_ASKED = "SELECT DISTINCT ?item ?excerpt ?document ?line ?quote ?about"
_MORE = "OPTIONAL { ?excerpt rg:line ?line } OPTIONAL { ?excerpt rg:documents ?about }"
_QUERIES = (
    f"{_ASKED} {{ ?item rg:excerpt ?excerpt . ?excerpt {WORDS} {_MORE} }}",
    f"{_ASKED} {{ ?item {WORDS} BIND (?item AS ?excerpt) {_MORE} }}",
)
"""The excerpts of an item, and an excerpt itself. Two queries: a UNION of both is joined to each item in turn."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a document says something: the name of its file, the line (from 1; 0: not known), the words as printed.

    ``about`` is the property that it tells of, empty where it tells the item itself; ``iri`` is its own, where asked.
    """

    document: str
    line: int
    quote: str
    about: str = ""
    iri: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.document}, ligne{NBSP}{self.line}"


def excerpts_of(store: Store, iris: Iterable[str]) -> dict[str, tuple[Excerpt, ...]]:
    """The excerpts of each of ``iris`` that has any, in the order of their documents; an excerpt is its own."""
    nodes = [NamedNode(iri) for iri in dict.fromkeys(iris)]
    found: dict[str, list[Excerpt]] = defaultdict(list)
    for query in _QUERIES if nodes else ():
        for row in store.select(query, {"item": nodes}).rows:
            item, excerpt, document, line, quote, about = (_text(term) for term in row)
            found[item].append(Excerpt(document, int(line or 0), quote, about, excerpt))
    return {iri: tuple(sorted(dict.fromkeys(some), key=_order)) for iri, some in found.items()}


def _order(excerpt: Excerpt) -> tuple[str, int, str]:
    return excerpt.document, excerpt.line, excerpt.quote


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""

"""The passages that found what the graph says of an entity, and the document around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from refgraph.labels import ancestors
from refgraph.records import Basis, Passage
from refgraph.store import Store
from refgraph.table import Resource
from refgraph.text import fold

_EXCERPTS = """SELECT ?entity ?start ?end ?exact ?line ?basis ?document ?name ?about ?main {
  { ?entity rg:excerpt ?excerpt } UNION { ?entity a rg:Excerpt . BIND(?entity AS ?excerpt) }
  ?excerpt oa:hasSource ?document ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact .
  ?document dcterms:source ?name .
  OPTIONAL { ?excerpt rg:line ?line } OPTIONAL { ?excerpt rg:basis ?basis }
  OPTIONAL { ?excerpt rg:documents ?about }
  BIND(EXISTS { ?entity rg:mainExcerpt ?excerpt } AS ?main) }"""
_BEARERS = """SELECT DISTINCT ?bearer {
  { ?bearer rg:mentionTarget/eli:is_part_of? ?entity } UNION { ?bearer rg:hasComponent ?entity } }"""
_EMPTY_LINES = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")
_BASES = {fold(basis.value): basis for basis in Basis}


@dataclass(frozen=True, slots=True)
class Source:
    """A passage and its document. ``about`` are the properties that it is about; empty: the entity itself.

    ``of`` is the IRI of the entity that the passage belongs to: another one where this entity has none of its own.
    ``main`` says that its words are those shown as the entity's own.
    """

    passage: Passage
    document: Resource
    about: tuple[str, ...]
    of: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A passage inside the text of its document: what stands before and after it, whole lines."""

    document: str
    line: int
    basis: str
    before: str
    quote: str
    after: str


def sources(store: Store, iri: str) -> tuple[Source, ...]:
    """The passages of ``iri``; where it has none, those of what bears it.

    A regulation is borne by the mentions that mean it, a component by its modality, a jury by the item above it.
    """
    own = _sources(store, [iri])
    if own:
        return own
    rows = store.select(_BEARERS, {"entity": NamedNode(iri)}).rows
    bearers = [row[0].value for row in rows if isinstance(row[0], NamedNode)]
    return _sources(store, bearers or ancestors(iri)[-1:])


def in_context(text: str | None, source: Source, around: int = 200) -> Context:
    """The passage in ``text``, the text of its document, with about ``around`` characters on each side.

    Empty lines around the passage are left out, the passage itself is as it stands. Where the text is not at hand or
    holds other words at that place, the quote stands alone.
    """
    passage = source.passage
    before = after = ""
    if text is not None and text[passage.start : passage.end] == passage.quote:
        first, last = _window(text, passage, around)
        before = ("…\n" if first else "") + _dense(text[first : passage.start])
        after = _dense(text[passage.end : last]) + ("\n…" if last < len(text) else "")
    return Context(source.document.label, passage.line, str(passage.basis), before, passage.quote, after)


def _window(text: str, passage: Passage, around: int) -> tuple[int, int]:
    """Where the surroundings begin and end: at a line break, or at a space where a line is longer than they are."""
    first, last = max(0, passage.start - around), min(len(text), passage.end + around)
    if first:
        first = next((at + 1 for end in "\n " if (at := text.find(end, first, passage.start)) >= 0), first)
    if last < len(text):
        last = next((at for end in "\n " if (at := text.rfind(end, passage.end, last)) >= 0), last)
    return first, last


def _dense(text: str) -> str:
    return _EMPTY_LINES.sub("\n", text)


def _sources(store: Store, iris: list[str]) -> tuple[Source, ...]:
    found: dict[tuple[int, int, str], Source] = {}
    for row in store.select(_EXCERPTS, {"entity": [NamedNode(iri) for iri in iris]}).rows:
        entity, start, end, exact, line, basis, document, name, about, main = (_text(term) for term in row)
        passage = Passage(
            start=int(start),
            end=int(end),
            line=int(line or 0),
            quote=exact,
            basis=_BASES.get(basis.rpartition("/")[2], Basis.EXTRAIT),
        )
        key = (passage.start, passage.end, document)
        known = found[key].about if key in found else ()
        about_all = tuple(sorted({*known, about} - {""}))
        found[key] = Source(passage, Resource(document, name), about_all, entity, main == "true")
    return tuple(sorted(found.values(), key=_importance))


def _importance(source: Source) -> tuple[bool, bool, str, int]:
    """The passage whose words are shown first, then what is said of the entity itself, in the order of the document."""
    return not source.main, bool(source.about), source.document.label, source.passage.start


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""

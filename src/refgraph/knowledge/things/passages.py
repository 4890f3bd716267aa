"""The passages that found what the graph says of an entity, and the document around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import NBSP
from refgraph.core.table import Resource
from refgraph.core.text import fold
from refgraph.graph.store import Store
from refgraph.knowledge.labels import ancestors
from refgraph.model.records import Basis, Passage
from refgraph.reading.document import Document
from refgraph.reading.location import location

DocumentOf = Callable[[str], Document | None]
"""A document from the name of its file, or None."""

_EXCERPTS = """SELECT ?entity ?start ?end ?exact ?line ?basis ?document ?name ?about ?main {
  { ?entity rg:excerpt ?excerpt } UNION { ?entity a rg:Excerpt . BIND(?entity AS ?excerpt) }
  ?excerpt oa:hasSource ?document ; rg:start ?start ; rg:end ?end ; rg:quote ?exact .
  ?document dcterms:source ?name .
  OPTIONAL { ?excerpt rg:line ?line } OPTIONAL { ?excerpt rg:basis ?basis }
  OPTIONAL { ?excerpt rg:documents ?about }
  BIND(EXISTS { ?entity rg:mainExcerpt ?excerpt } AS ?main) }"""
_BEARERS = """SELECT DISTINCT ?bearer {
  { ?bearer rg:mentionTarget/eli:is_part_of? ?entity } UNION { ?bearer rg:hasComponent ?entity } }"""
_EMPTY_LINES = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")
_NEAR = 80
"""Characters between two passages of a line that are shown together."""
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
    """Passages of one line inside the text of their document: what stands before and after them, whole lines.

    ``pieces`` are the words from the first passage to the last, each with whether a passage holds it. ``place`` says in
    French where they stand in the file (« page 3 »), as far as it is at hand.
    """

    document: str
    place: str
    basis: str
    before: str
    pieces: tuple[tuple[str, bool], ...]
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


def in_context(sources: Iterable[Source], document_of: DocumentOf, around: int = 200) -> tuple[Context, ...]:
    """The passages in the texts of their documents, with about ``around`` characters on each side.

    Passages of one line that are near each other stand together, in the place of the first. Empty lines around are left
    out, a passage itself is as it stands. Where the text is not at hand or holds other words there, it stands alone.
    """
    shown: list[Context] = []
    for together in _together(sources):
        document = document_of(together[0].document.label)
        text = document.text if document else ""
        passages = [source.passage for source in together]
        if document is None or any(text[one.start : one.end] != one.quote for one in passages):
            shown += [_alone(source) for source in together]
            continue
        start, end = min(one.start for one in passages), max(one.end for one in passages)
        first, last = _window(text, start, end, around)
        before = "…\n" + _dense(text[first:start]) if first else _dense(text[:start]).lstrip("\r\n")
        after = _dense(text[end:last]) + ("\n…" if last < len(text) else "")
        place = location(document, start, end)
        shown.append(_context(together[0], place, before, _pieces(text, passages), after))
    return tuple(shown)


def _together(sources: Iterable[Source]) -> list[list[Source]]:
    """``sources`` in groups that are shown as one: same document, line and way of knowing, near each other."""
    groups: list[list[Source]] = []
    for source in sources:
        near = next((group for group in groups if _are_near(group[0], source)), None)
        if near is None:
            groups.append([source])
        else:
            near.append(source)
    return groups


def _are_near(first: Source, second: Source) -> bool:
    one, other = first.passage, second.passage
    same = (first.document, one.line, one.basis) == (second.document, other.line, other.basis)
    return same and max(one.start, other.start) - min(one.end, other.end) <= _NEAR


def _alone(source: Source) -> Context:
    return _context(source, f"ligne{NBSP}{source.passage.line}", "", ((source.passage.quote, True),), "")


def _context(source: Source, place: str, before: str, pieces: tuple[tuple[str, bool], ...], after: str) -> Context:
    passage = source.passage
    return Context(source.document.label, place, str(passage.basis), before, pieces, after)


def _pieces(text: str, passages: list[Passage]) -> tuple[tuple[str, bool], ...]:
    """``text`` from the first of ``passages`` to the last, cut where what no passage holds begins or ends."""
    pieces: list[tuple[str, bool]] = []
    done = min(one.start for one in passages)
    for one in sorted(passages, key=lambda passage: passage.start):
        if one.start > done:
            pieces.append((text[done : one.start], False))
        if one.end > (begun := max(done, one.start)):
            marked = pieces.pop()[0] if pieces and pieces[-1][1] else ""
            pieces.append((marked + text[begun : one.end], True))
        done = max(done, one.end)
    return tuple(pieces)


def _window(text: str, start: int, end: int, around: int) -> tuple[int, int]:
    """Where the surroundings begin and end: at a line break, or at a space where a line is longer than they are."""
    first, last = max(0, start - around), min(len(text), end + around)
    if first:
        first = next((at + 1 for stop in "\n " if (at := text.find(stop, first, start)) >= 0), first)
    if last < len(text):
        last = next((at for stop in "\n " if (at := text.rfind(stop, end, last)) >= 0), last)
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

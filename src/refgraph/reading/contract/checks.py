"""What must hold of a reader on a document: each check gives back what does not, one sentence a breach."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout

import msgspec

from refgraph.core import assets
from refgraph.core.errors import LayoutError, RefgraphError
from refgraph.model.records import Reading
from refgraph.reading import guard, registry
from refgraph.reading.contract.cases import Case, difference
from refgraph.reading.contract.transcript import transcript
from refgraph.reading.contract.variations import VARIATIONS, ordinary, plain
from refgraph.reading.discovery import Known
from refgraph.reading.document import Document
from refgraph.reading.layout import LEAST_SURE
from refgraph.reading.opening import decode, open_document
from refgraph.reading.shared import coverage, integrity, printed, residue

CERTIFICATION = "essai"
"""The id under which cases are read; where the document prints a number, that is its id."""

_CUTS = (0.25, 0.5, 0.75)


def read(known: Known, document: Document) -> Reading:
    """What refgraph makes of ``document`` with this layout, whatever others think of it."""
    return registry.read_with(known, document, {document.name: CERTIFICATION})


def recognition(known: Known, case: Case) -> Iterator[str]:
    """The layout recognises its case, and none of the others installed does."""
    document = case.document()
    if (sure := guard.sureness(known, document)) < LEAST_SURE:
        yield f"not recognised: {sure:.2f}, at least {LEAST_SURE} is needed."
    for other in registry.discovery().known.values():
        if other.name != known.name and (sure := guard.sureness(other, document)) >= LEAST_SURE:
            yield f"« {other.name} » ({other.origin}) recognises it too: {sure:.2f}."


def shipped(known: Known) -> Iterator[str]:
    """The layout recognises none of the documents that refgraph ships and another layout reads."""
    for path in sorted((assets.data() / "sources").iterdir()):
        document = open_document(path)
        reader = registry.recognised(document)[0]
        if reader.name != known.name and (sure := guard.sureness(known, document)) >= LEAST_SURE:
            yield f"{path.name}, which « {reader.name} » reads, is recognised: {sure:.2f}."


def slices(known: Known, case: Case) -> Iterator[str]:
    """Every passage is its slice of the document, on its line, and says something."""
    document = case.document()
    for passage in coverage.passages(guard.reading(known, document, CERTIFICATION)):
        if document.text[passage.start : passage.end] != passage.quote or not passage.quote.strip():
            yield f"line {passage.line}: « {passage.quote} » is not the text from {passage.start} to {passage.end}."


def links(known: Known, case: Case) -> Iterator[str]:
    """Ids and codes tell items apart, and links lead somewhere."""
    document = case.document()
    try:
        integrity.check(document, guard.reading(known, document, CERTIFICATION))
    except RefgraphError as error:
        yield error.message


def lines(known: Known, case: Case) -> Iterator[str]:
    """Every word of the document is part of an item, of page furniture or of an issue."""
    document = case.document()
    yield from unaccounted(document, read(known, document))


def unaccounted(document: Document, reading: Reading) -> Iterator[str]:
    """The words of ``document`` that ``reading`` passes over in silence."""
    for issue in (*coverage.leftovers(document, reading), *residue.leftovers(document, reading)):
        yield f"line {issue.line}: {issue.message}"


def words(known: Known, case: Case) -> Iterator[str]:
    """Every item says what its passages print, in that order, and nothing else."""
    reading = guard.reading(known, case.document(), CERTIFICATION)
    for item, text in printed.unprinted(reading):
        yield f"line {item.source.line}: « {text} » is not what the passage prints."


def variation(known: Known, case: Case, name: str) -> Iterator[str]:
    """The same words, exported otherwise, are read as the same."""
    document = case.document()
    text = ordinary(document.text)
    texts = (_read_as_text(known, document.name, printed) for printed in (text, VARIATIONS[name](text)))
    if found := difference(*texts):
        yield found


def _read_as_text(known: Known, name: str, text: str) -> str:
    """What is read in ``text``, or why it is refused, as it compares with that of another export."""
    try:
        return plain(transcript(read(known, decode(text.encode(), name))))
    except RefgraphError as error:
        return f"{error}\n"


def purity(known: Known, case: Case) -> Iterator[str]:
    """Read again, under another id, the document gives the same; nothing is printed, and the document stays."""
    document = case.document()
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        sure = [guard.sureness(known, document) for _ in range(2)]
        first, second, other = (guard.reading(known, document, name) for name in (CERTIFICATION, CERTIFICATION, "z"))
    if said.getvalue():
        yield f"the reader prints: {said.getvalue()!r}."
    if sure[0] != sure[1] or first != second:
        yield "the second reading is not the first."
    if msgspec.structs.replace(other, certification=first.certification) != first:
        yield "the id of the certification changes what is read, or stands in ids of items."
    if (document.text, document.sha256) != (case.document().text, case.document().sha256):
        yield "the document is not what it was."


def cuts(known: Known, case: Case) -> Iterator[str]:
    """A document that breaks off is read as far as it goes, or refused in a sentence: no reader crashes on it."""
    text = case.document().text
    for part in _CUTS:
        document = decode(text[: int(len(text) * part)].encode(), case.name)
        try:
            read(known, document)
        except LayoutError as error:
            yield f"the first {part:.0%} of the document: {error.message}"
        except RefgraphError:
            continue

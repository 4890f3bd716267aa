"""Where the items of a reading name regulations: the recogniser run over each item, with the way back to the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, count

import msgspec

from refgraph.core.text import mend
from refgraph.mentions import Citation, Lexicon, Recogniser
from refgraph.model import ids
from refgraph.model.records import Certification, Mention, Passage, Reading, Record, Registration, Sourced
from refgraph.reading.document import Document


@dataclass(frozen=True)
class OwnedCitation:
    """A citation in the words of ``owner`` (empty for the certification) and the slices of the document that it is."""

    owner: str
    citation: Citation
    slices: tuple[tuple[int, int], ...]


def cited(reading: Reading, lexicon: Lexicon | Recogniser | None = None) -> list[OwnedCitation]:
    """What the items of ``reading`` cite, in the order of the document, each slice of it once.

    ``lexicon`` is the shipped register's by default; a recogniser remembers what it finds.
    """
    recognise = Recogniser.of(lexicon)
    found: dict[int, OwnedCitation] = {}
    for owner, item in (*_items(reading), *(("", item) for item in _facts(reading.certification))):
        for parts in _texts(item):
            for citation in recognise("\n".join(part.quote for part in parts)):
                slices = tuple(_slices(parts, citation))
                found.setdefault(slices[0][0], OwnedCitation(owner, citation, slices))
    return [found[start] for start in sorted(found)]


def known_mentions(
    document: Document, reading: Reading, lexicon: Lexicon | Recogniser | None = None
) -> tuple[Mention, ...]:
    """`mentions`, and those that the layout of the document states (the model of refgraph does), which keep their ids.

    A citation that is stated is not found again.
    """
    found = mentions(document, reading, lexicon)
    if not reading.mentions:
        return found
    same = {each.id: one for each in reading.mentions for one in found if _is_same(each, one)}
    told = [_placed(each, same.get(each.id)) for each in reading.mentions]
    again = {one.id for one in found for each in reading.mentions if _is_same(each, one)}
    places, taken = {each.source.start for each in told}, {each.id for each in told}
    free = (id for number in count(1) if (id := ids.mention(number)) not in taken)
    new = (each for each in found if each.id not in again and each.source.start not in places)
    return (*told, *(msgspec.structs.replace(each, id=next(free)) for each in new))


def _is_same(one: Mention, other: Mention) -> bool:
    """Whether two mentions are by one owner and in the same words, more or fewer of them."""
    return one.owner == other.owner and (one.text in other.text or other.text in one.text)


def _placed(stated: Mention, found: Mention | None) -> Mention:
    """A stated mention with the passage where the recogniser finds it, if it does."""
    if found is None:
        return stated
    return msgspec.structs.replace(stated, source=found.source, other_sources=found.other_sources)


def mentions(document: Document, reading: Reading, lexicon: Lexicon | Recogniser | None = None) -> tuple[Mention, ...]:
    """The mentions of regulations in ``reading``, in the order of the document."""
    return tuple(_mention(document, number, each) for number, each in enumerate(cited(reading, lexicon), 1))


def _mention(document: Document, number: int, each: OwnedCitation) -> Mention:
    source, *others = (document.passage(*span) for span in each.slices)
    text = mend(each.citation.text)
    return Mention(id=ids.mention(number), text=text, owner=each.owner, source=source, other_sources=tuple(others))


def _items(reading: Reading) -> Iterator[tuple[str, Sourced]]:
    """The items that own what they name. A group without heading has no words of its own."""
    yield from ((item.id, item) for item in reading.blocs)
    yield from ((item.id, item) for item in reading.activities)
    yield from ((item.id, item) for item in reading.competences)
    yield from ((item.id, item) for item in reading.modalities)
    for group in reading.criteria_groups:
        yield from ((criterion.id, criterion) for criterion in group.criteria)
        if group.text is not None:
            yield group.id, group


def _facts(record: Record) -> Iterator[Sourced]:
    """What is said of the certification as a whole."""
    for name in Certification.__struct_fields__:
        value = getattr(record, name)
        yield from (item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, Sourced))


def _texts(item: Sourced) -> Iterator[list[Passage]]:
    """The texts that an item is made of: its statement; of a registration, each further text that it rests on."""
    yield _statement(item)
    if isinstance(item, Registration):
        yield from ([passage] for passage in item.other_sources)


def _statement(item: Sourced) -> list[Passage]:
    """The passages that make up the words of ``item``; further printings of them are left out."""
    words = getattr(item, "statement", None) or getattr(item, "text", None) or item.source.quote
    parts = [item.source]
    for passage in item.other_sources:
        if len(mend("\n".join(part.quote for part in parts))) >= len(words):
            break
        parts.append(passage)
    return parts


def _slices(parts: list[Passage], citation: Citation) -> Iterator[tuple[int, int]]:
    """The slices of the document that ``citation``, found in the joined ``parts``, stands for."""
    begins = [0, *accumulate(len(part.quote) + 1 for part in parts)]
    for begin, part in zip(begins, parts, strict=False):
        first, last = max(citation.start - begin, 0), min(citation.end - begin, len(part.quote))
        if first < last:
            yield part.start + first, part.start + last

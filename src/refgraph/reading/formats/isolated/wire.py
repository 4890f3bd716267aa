"""What the process that reads a document says, as MessagePack: what the format gave, or why it gave nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from refgraph.reading.elements import PrintedCell, PrintedElement, PrintedHeading, PrintedTable
from refgraph.reading.formats.rendition import Rendition
from refgraph.reading.places import InCell, InParagraph, InSheet, OnPage, PlaceInFile, PlaceMap
from refgraph.reading.runs import Block, Run

_PLACES: tuple[type[PlaceInFile], ...] = (InParagraph, InCell, InSheet, OnPage)


class SentBlock(Struct, frozen=True, array_like=True):
    """A block of one run, which prints a stretch of the text; ``bold`` are lengths, from one that is not on."""

    text: str
    start: int
    bold: tuple[int, ...]
    depth: int
    marker: str
    is_ordered: bool


class SentCell(Struct, frozen=True, array_like=True):
    """A `PrintedCell`."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[SentBlock, ...]
    words: tuple[int, int]


class SentElement(Struct, frozen=True, array_like=True):
    """A heading (its level, one block), a paragraph (level 0, one block) or a table (its cells)."""

    level: int
    blocks: tuple[SentBlock, ...]
    cells: tuple[SentCell, ...] = ()
    heading_rows: int = 0


class Told(Struct, frozen=True, tag=True):
    """A `Rendition`; a place is the number of its kind and its values."""

    text: str
    elements: tuple[SentElement, ...]
    places: tuple[tuple[int, int, tuple[int | str | tuple[float, float, float, float], ...]], ...]
    remarks: tuple[str, ...]


class Declined(Struct, frozen=True, tag=True):
    """The document was refused: the parts of the error for a person."""

    message: str
    place: str | None
    remedy: str | None


class Missing(Struct, frozen=True, tag=True):
    """A module of an optional part is not installed."""

    module: str


Said = Told | Declined | Missing

_encoder = Encoder()
_decoder: Decoder[Said] = Decoder(Said)


def pack(said: Said) -> bytes:
    """``said`` as bytes."""
    return _encoder.encode(said)


def unpack(raw: bytes) -> Said:
    """What the bytes ``raw`` say. Raises msgspec.MsgspecError where they are cut."""
    return _decoder.decode(raw)


def sent(rendition: Rendition) -> Told:
    """``rendition`` to be sent."""
    places = [(start, _PLACES.index(type(place)), _values(place)) for start, place in rendition.places.stretches]
    return Told(rendition.text, tuple(map(_sent_element, rendition.elements)), tuple(places), rendition.remarks)


def received(told: Told) -> Rendition:
    """The rendition that was sent."""
    places = PlaceMap((start, _PLACES[kind](*values)) for start, kind, values in told.places)  # type: ignore[arg-type]
    return Rendition(told.text, tuple(map(_element, told.elements)), places, told.remarks)


def _values(place: PlaceInFile) -> tuple[int | str | tuple[float, float, float, float], ...]:
    return tuple(getattr(place, name) for name in place.__dataclass_fields__)


def _sent_element(element: PrintedElement) -> SentElement:
    if isinstance(element, PrintedHeading):
        return SentElement(element.level, (_sent_block(element.block),))
    if isinstance(element, Block):
        return SentElement(0, (_sent_block(element),))
    cells = (
        SentCell(
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            tuple(map(_sent_block, cell.blocks)),
            cell.words,
        )
        for cell in element.cells
    )
    return SentElement(0, (), tuple(cells), element.heading_rows)


def _element(told: SentElement) -> PrintedElement:
    if told.blocks:
        block = _block(told.blocks[0])
        return PrintedHeading(told.level, block) if told.level else block
    cells = (
        PrintedCell(cell.row, cell.column, cell.row_span, cell.column_span, tuple(map(_block, cell.blocks)), cell.words)
        for cell in told.cells
    )
    return PrintedTable(tuple(cells), told.heading_rows)


def _sent_block(block: Block) -> SentBlock:
    run = block.runs[0]
    return SentBlock(run.text, run.start, _lengths(run.bold), block.depth, block.marker, block.is_ordered)


def _block(told: SentBlock) -> Block:
    places = range(told.start, told.start + len(told.text))
    bold = chain.from_iterable((number % 2 == 1,) * length for number, length in enumerate(told.bold))
    run = Run(told.text, tuple(places), tuple(place + 1 for place in places), tuple(bold))
    return Block((run,), depth=told.depth, marker=told.marker, is_ordered=told.is_ordered)


def _lengths(bold: Sequence[bool]) -> tuple[int, ...]:
    """How many in a row are not bold, then how many are, and so on."""
    groups = [(is_on, len(list(group))) for is_on, group in groupby(bold)]
    return (*((0,) if groups and groups[0][0] else ()), *(length for _, length in groups))

"""The bloc that a table is in, as it is announced in rows and cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from refgraph.core.text import fold
from refgraph.reading.layouts.tables.outline import BlocTitle
from refgraph.reading.layouts.tables.roles import Role
from refgraph.reading.layouts.tables.rows import TableCells
from refgraph.reading.runs import Block
from refgraph.reading.shared import bloc_titles, codes
from refgraph.reading.shared.bloc_titles import BlocHeading

_SHORTEST_NAME = 8


@dataclass
class OpenBloc:
    """The ``number`` of the bloc that is open (None: none yet); each title that opens one is put to ``titles``.

    ``is_numbered``: the document announces blocs by their number alone (« 1. … »). ``announced`` is the bloc that the
    title of a column prints (« BLOC 3 »), above the title of the bloc.
    """

    titles: list[BlocTitle]
    is_numbered: bool
    number: int | None = None
    announced: BlocHeading | None = None
    _named: dict[str, BlocHeading] = field(default_factory=dict)

    def open(self, found: BlocHeading, blocks: list[Block]) -> None:
        """Open the bloc that ``blocks[0]`` announces; a title in a block of its own may follow."""
        has_title = found.title[0] < found.title[1]
        block = blocks[0] if has_title or len(blocks) == 1 else blocks[1]
        run = block.runs[0]
        printed = bloc_titles.find(run.text) or bloc_titles.numbered(run.text)
        start, end = printed.title if has_title and printed else (0, len(run.text))
        title = (run.starts[start], run.ends[end - 1])
        self.number = found.number
        self.titles.append(BlocTitle(found, (blocks[0].start, block.end), title, in_list=False))

    def open_inside(self, table_cells: TableCells) -> None:
        """Open the bloc that the first cell of a row announces, and take its title out of the cell."""
        named = [block for part in table_cells.pop(Role.BLOC, []) for block in part]
        entitled = table_cells.pop(Role.TITLE, [])
        if named:
            self._open_cell([*named, *(block for part in entitled for block in part)])
            entitled = []
        table_cells.pop(Role.CODE, None)
        for blocks in [*entitled, *table_cells.get(Role.ACTIVITY, [])]:
            found = bloc_titles.find(blocks[0].text) if blocks else None
            if found:
                self.open(found, blocks)
                del blocks[: 1 if found.title[0] < found.title[1] else 2]
            elif self.is_numbered and blocks not in entitled and (entry := _numbered(blocks)):
                self.open(entry, blocks)

    def parted(self, parts: list[list[Block]]) -> list[tuple[int | None, list[list[Block]]]]:
        """The competences of a cell by the bloc that is announced above them in it."""
        found: list[tuple[int | None, list[list[Block]]]] = [(self.number, [])]
        for part in parts:
            kept: list[Block] = []
            for place, block in enumerate(part):
                heading = bloc_titles.find(block.text)
                if heading is None or heading.title[0] >= heading.title[1]:
                    kept.append(block)
                    continue
                found[-1][1].extend([kept] if kept else [])
                kept = []
                self.open(heading, part[place:])
                found.append((self.number, []))
            found[-1][1].extend([kept] if kept else [])
        return [one for one in found if one[1]] or found[-1:]

    def _open_cell(self, blocks: list[Block]) -> None:
        """Open the bloc that a cell of a column of blocs names: by its number, or by its title alone."""
        text = blocks[0].text
        found = bloc_titles.find(text) or bloc_titles.numbered(text) or bloc_titles.alone(blocks)
        if found is not None:
            self.open(found, blocks)
        elif self.announced or _is_name(text):
            number = max((title.heading.number for title in self.titles), default=0) + 1
            number, code = (self.announced.number, self.announced.code) if self.announced else (number, str(number))
            fresh = BlocHeading(number, code, "", (0, len(text)))
            known = self._named.setdefault(fold(text), fresh)
            self.number = known.number
            words = (blocks[0].start, blocks[0].end)
            self.titles.append(BlocTitle(known, words, words, in_list=False))


def _numbered(blocks: list[Block]) -> BlocHeading | None:
    """The bloc that a numbered first entry of an activity cell announces: bold, or with lettered entries below."""
    if not blocks:
        return None
    has_letters = len(blocks) > 1 and codes.letter(blocks[1].text)
    return bloc_titles.numbered(blocks[0].text) if blocks[0].is_bold or has_letters else None


def _is_name(text: str) -> bool:
    """Whether the cell of a column of blocs is a title, not a cross or a code."""
    return len(text) >= _SHORTEST_NAME and not codes.opens(text) and not text.lower().startswith("total")

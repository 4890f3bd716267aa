"""The outline of a document of tables: what each of its lines and rows is for."""

from __future__ import annotations

from dataclasses import dataclass, field

from refgraph.model.records import Furniture
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables.roles import Role
from refgraph.reading.layouts.tables.rows import TableRow
from refgraph.reading.shared.bloc_titles import BlocHeading


@dataclass(frozen=True)
class BlocTitle:
    """A printed title of a bloc: the whole heading, and in it the title. ``in_list``: it does not stand above rows."""

    heading: BlocHeading
    words: Slice
    title: Slice
    in_list: bool


@dataclass
class UnreadTable:
    """Rows under no header that is understood, or in an annex, and the words above them (None: at the top)."""

    above: Slice | None
    rows: list[Slice]
    in_annex: bool = False


@dataclass
class UnreadColumn:
    """Cells that no field of a record takes: the title of their column (None: it has none), and what it names."""

    title: Slice | None
    role: Role | None
    cells: list[Slice] = field(default_factory=list)


@dataclass
class UnreadAnnex:
    """The heading of an annex and the lines of text below it."""

    heading: Slice
    lines: list[Slice] = field(default_factory=list)


@dataclass
class Outline:
    """A document taken apart. ``sentences`` are the lines outside of tables that carry words of their own.

    ``deduced`` are the first cells of columns without a title that are taken for competences, for their verbs.
    """

    title: Slice | None = None
    rows: list[TableRow] = field(default_factory=list)
    bloc_titles: list[BlocTitle] = field(default_factory=list)
    sentences: list[Slice] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    deduced: list[Slice] = field(default_factory=list)
    sections: list[Slice] = field(default_factory=list)
    unread_columns: list[UnreadColumn] = field(default_factory=list)
    unread_tables: list[UnreadTable] = field(default_factory=list)
    unread_annexes: list[UnreadAnnex] = field(default_factory=list)

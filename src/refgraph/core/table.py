"""What a question, a comparison or a check hands to whoever shows it: columns, rows, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

UNDOCUMENTED = "non documenté"
"""How `None` is read: the source does not say. Never « non », never 0."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A node of the graph as a reader sees it: its label, with the IRI behind it."""

    iri: str
    label: str

    def __str__(self) -> str:
        return self.label


class Lines(str):
    """A cell of several items: a list on a page, where a resource leads to its page; one a line in a file."""

    lines: tuple[str | Resource, ...]

    @classmethod
    def of(cls, items: Iterable[str | Resource]) -> Lines:
        """``items``, each of one line."""
        lines = tuple(items)
        cell = cls("\n".join(" ".join(str(line).split()) for line in lines))
        cell.lines = lines
        return cell


class Marked(str):
    """A cell of words that stand beside another wording: those that the other has not are marked.

    ``runs`` are its words in order, each with whether it is marked; those of an ``is_old`` wording are gone from the
    other, those of a new one came in. As text it is its words.
    """

    runs: tuple[tuple[str, bool], ...]
    is_old: bool

    @property
    def colour(self) -> str:
        """The colour of the words that are marked (RRGGBB), beside the sign that tells them without it."""
        return "B00020" if self.is_old else "0B6B4F"

    @classmethod
    def of(cls, runs: Iterable[tuple[str, bool]], *, is_old: bool) -> Marked:
        """``runs`` of an old wording, or of a new one."""
        held = tuple(runs)
        cell = cls(" ".join(words for words, _ in held))
        cell.runs, cell.is_old = held, is_old
        return cell

    def with_signs(self, old: tuple[str, str] = ("[-", "-]"), new: tuple[str, str] = ("{+", "+}")) -> str:
        """Its words, those that are marked between signs: where letters cannot be struck out or underlined.

        >>> Marked.of([("Peser", False), ("la pâte", True)], is_old=True).with_signs()
        'Peser [-la pâte-]'
        """
        before, after = old if self.is_old else new
        return " ".join(f"{before}{words}{after}" if marked else words for words, marked in self.runs)


Cell = str | int | Decimal | bool | date | Resource | None


@dataclass(frozen=True)
class Table:
    """Rows of cells under French headings.

    ``names`` are the machine names of the columns (variables of the query), by default the headings themselves.
    ``source`` says where the table comes from, as pairs such as ``("Question", "…")``, ``("Requête", "SELECT …")``.
    ``empty`` is the sentence to show when there is no row: what an empty answer means.

    Raises:
        ValueError: a row, or ``names``, has not one cell per column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    names: tuple[str, ...] = ()
    source: tuple[tuple[str, str], ...] = ()
    empty: str = ""

    def __post_init__(self) -> None:
        if not self.names:
            object.__setattr__(self, "names", self.columns)
        wrong = next((index for index, row in enumerate(self.rows, 1) if len(row) != len(self.columns)), None)
        if wrong is not None or len(self.names) != len(self.columns):
            raise ValueError(f"row {wrong or 0} does not have {len(self.columns)} cells")

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of the column with this machine name, or this heading.

        Raises:
            KeyError: there is no such column.
        """
        for labels in (self.names, self.columns):
            if name in labels:
                return tuple(row[labels.index(name)] for row in self.rows)
        raise KeyError(name)

    def only(self, kept: Iterable[int]) -> Table:
        """This table with the columns at these places alone, in this order.

        >>> Table(("A", "B"), (("un", "deux"),)).only([1]).rows
        (('deux',),)
        """
        places = tuple(kept)
        columns, names = (tuple(labels[at] for at in places) for labels in (self.columns, self.names))
        return replace(
            self, columns=columns, names=names, rows=tuple(tuple(row[at] for at in places) for row in self.rows)
        )


def show(cell: Cell) -> str:
    """``cell`` as French text: ``oui``/``non``, decimal comma, JJ/MM/AAAA, label of a resource, « non documenté ».

    >>> show(None), show(True), show(Decimal("0.60")), show(date(2018, 12, 18))
    ('non documenté', 'oui', '0,60', '18/12/2018')
    """
    match cell:
        case None:
            return UNDOCUMENTED
        case bool():
            return "oui" if cell else "non"
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case date():
            return f"{cell:%d/%m/%Y}"
        case Resource():
            return cell.label
        case _:
            return str(cell)

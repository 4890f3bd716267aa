"""Items of the table while they are put together: pieces gathered, links not yet written as ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from refgraph.core.text import mend
from refgraph.model.records import Basis, Passage
from refgraph.reading.document import Document
from refgraph.reading.layouts.columns.pieces import Piece


@dataclass(eq=False)
class Draft:
    """One item: the ``pieces`` that make up its text, and ``repeats`` that print it again."""

    pieces: list[Piece]
    repeats: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text on one line; a word cut by a page break is whole again."""
        return mend("\n".join(piece.raw for piece in self.pieces))

    @property
    def line(self) -> int:
        """The line on which the item begins."""
        return self.pieces[0].lines[0].number

    def source(self, document: Document, basis: Basis = Basis.EXTRAIT) -> Passage:
        """The passage of the first piece."""
        return document.passage(self.pieces[0].start, self.pieces[0].end, basis)

    def other_sources(self, document: Document) -> tuple[Passage, ...]:
        """The passages of the other pieces and of what prints the item again, in the order of the document."""
        others = sorted([*self.pieces[1:], *self.repeats], key=lambda piece: piece.start)
        return tuple(document.passage(piece.start, piece.end) for piece in others)


@dataclass(eq=False)
class ActivityDraft(Draft):
    """An activity with its sub-activities."""

    id: str = ""
    children: list[Draft] = field(default_factory=list)


@dataclass(eq=False)
class CompetenceDraft(Draft):
    """A competence; ``activity`` is the one beside it, ``is_beside`` whether a row of the competence prints it."""

    id: str = ""
    activity: ActivityDraft | None = None
    is_beside: bool = False


@dataclass(eq=False)
class ModalityDraft(Draft):
    """A cell of modalities; its pieces are the paragraphs of the cell."""

    parts: list[Draft] = field(default_factory=list)


@dataclass(eq=False)
class GroupDraft(Draft):
    """A cell of criteria; ``pieces`` are its heading, if it has one. ``carries_on`` is the group that it continues."""

    items: list[Draft] = field(default_factory=list)
    carries_on: GroupDraft | None = None


@dataclass(eq=False)
class RowDraft:
    """A row of the table: competences side by side with the cells that assess them, merged or not.

    ``prints_activity`` says whether the cell of the activity is printed in it, or reaches into it.
    """

    activity: ActivityDraft | None
    prints_activity: bool = False
    competences: list[CompetenceDraft] = field(default_factory=list)
    modalities: list[ModalityDraft] = field(default_factory=list)
    groups: list[GroupDraft] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether nothing has been printed beside its competences yet."""
        return not self.modalities and not self.groups


@dataclass(eq=False)
class BlocDraft(Draft):
    """A bloc; ``pieces`` is its heading with its title, ``renamings`` are headings that print another title."""

    number: int = 0
    title: str = ""
    renamings: list[Piece] = field(default_factory=list)
    activities: list[ActivityDraft] = field(default_factory=list)
    rows: list[RowDraft] = field(default_factory=list)

    @property
    def competences(self) -> list[CompetenceDraft]:
        """Its competences, in order."""
        return [competence for row in self.rows for competence in row.competences]

    @property
    def modalities(self) -> list[ModalityDraft]:
        """Its cells of modalities, in order, each once."""
        return list(dict.fromkeys(modality for row in self.rows for modality in row.modalities))

    @property
    def groups(self) -> list[GroupDraft]:
        """Its groups of criteria, in order, each once."""
        return list(dict.fromkeys(group for row in self.rows for group in row.groups))


@dataclass
class TableDraft:
    """The whole table; ``stray`` are pieces that carry nothing (empty bullets, repeated headings) with their kind."""

    blocs: list[BlocDraft] = field(default_factory=list)
    stray: list[tuple[str, Piece]] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)

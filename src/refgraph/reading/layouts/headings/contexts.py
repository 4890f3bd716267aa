"""What a line stands under: headings, labels and entries above it, the innermost last."""

from __future__ import annotations

from dataclasses import dataclass, field

from refgraph.reading.elements import Slice
from refgraph.reading.layouts.headings.examinations import Exam
from refgraph.reading.runs import Block
from refgraph.reading.shared.drafting import ReadingDraft, unread_lines
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.rubrics import Rubric

PLAIN_BLOC, PART, LABEL, LIST_LABEL, CODED, INNER_LABEL, ENTRY = 7, 8, 10, 11, 15, 16, 20
"""How far inside a line stands that no heading marks; headings are 1 to 6, entries `ENTRY` and their depth."""


@dataclass
class OpenPart:
    """A heading, label or entry, and what is collected below it until it ends.

    ``targets`` are the competences that what stands below is about; none: those of the bloc.
    """

    rank: int
    rubric: Rubric | None = None
    bloc: str = ""
    targets: tuple[str, ...] = ()
    exam: Exam | None = None
    heading: FlowLine | None = None
    criteria: list[Block] = field(default_factory=list)
    unread: list[Slice] = field(default_factory=list)


class OpenParts:
    """The contexts that are open; what one has collected goes to the draft when it ends."""

    def __init__(self, draft: ReadingDraft) -> None:
        self._draft = draft
        self._open = [OpenPart(0)]

    @property
    def top(self) -> OpenPart:
        """The innermost context."""
        return self._open[-1]

    @property
    def exam(self) -> Exam | None:
        """The épreuve that is being read."""
        return next((context.exam for context in reversed(self._open) if context.exam), None)

    @property
    def bears_coded(self) -> bool:
        """Whether a competence that stands as a paragraph of its own is open."""
        return any(context.targets and context.rank == CODED for context in self._open)

    @property
    def lists_bullets(self) -> bool:
        """Whether the list that is being read is one of bullets."""
        return self.top.rank > ENTRY or any(block.marker for block in self.top.criteria)

    def push(self, context: OpenPart) -> None:
        """Open a context inside the others."""
        self._open.append(context)

    def under(self, rank: int) -> OpenPart:
        """The context that a line of ``rank`` stands under; those as far inside or further end."""
        while len(self._open) > 1 and self._open[-1].rank >= rank:
            self._close(self._open.pop())
        return self.top

    def leave(self, whole: Slice) -> None:
        """Leave a slice unread: it is told with the heading that it stands under."""
        place = next((context for context in reversed(self._open) if context.heading), self._open[0])
        place.unread.append(whole)

    def end(self) -> None:
        """End all."""
        self.under(1)
        self._close(self._open[0])

    def _close(self, context: OpenPart) -> None:
        draft = self._draft
        if context.criteria:
            bloc = next((item.bloc for item in draft.competences if item.id in context.targets), context.bloc)
            draft.criteria(bloc, context.criteria, context.targets)
        if context.unread:
            place = f"Sous «\u00a0{context.heading.text}\u00a0»" if context.heading else "Au début du document"
            lines = unread_lines(len(context.unread))
            draft.leave(context.unread, f"{place}, {lines}\u00a0: «\u00a0{draft.quoted(*context.unread[0])}\u00a0».")

"""Competences and their ordered steps, from the second column of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from refgraph.core.errors import RecordError
from refgraph.core.text import fold
from refgraph.model import ids
from refgraph.model.records import Basis, Competence, Furniture, Passage
from refgraph.reading.document import Document
from refgraph.reading.layouts.tables.roles import Role
from refgraph.reading.runs import Block
from refgraph.reading.shared import codes
from refgraph.reading.shared.titles import same_title

_GENERIC = re.compile(
    r"\W*(?:etre capable(?: de)?|capable de|(?:le |la |les )?(?:candidate?s?|titulaires?|professionnels?)\b.{0,40}"
    r"|competences?.{0,40}|savoirs?.{0,30}|connaissances?.{0,30})\W*$"
)


@dataclass
class PendingCompetence:
    """A competence as read: its blocks, code and steps; ``id`` is given when the codes of all blocs are known.

    ``again`` are the places where the document prints it once more, or names its code, ``columns`` what the table
    holds that prints it first, and ``beside`` those of its ``activities`` that a row of its own prints.
    """

    blocks: list[Block]
    source: Passage
    code: codes.Code | None
    activities: tuple[str, ...]
    steps: list[Block] = field(default_factory=list)
    columns: frozenset[Role] = frozenset()
    again: list[Passage] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    id: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(block.text for block in self.blocks)

    def is_printed_again(self, code: codes.Code | None, text: str) -> bool:
        """Whether ``text`` is this competence, printed again: the same words, and no other code."""
        own = self.code.code if self.code else None
        is_other = own is not None and code is not None and own != code.code
        return not is_other and bool(text) and not self.steps and same_title(self.text, text)

    def met_again(self, source: Passage, activities: tuple[str, ...]) -> PendingCompetence:
        """This competence, with another place where it stands and the activities there."""
        self.again.append(source)
        self.activities = tuple(dict.fromkeys((*self.activities, *activities)))
        return self


@dataclass
class NamedCodes:
    """A block that names competences by their codes, to be put to ``drafts`` when all codes are known."""

    block: Block
    codes: tuple[str, ...]
    drafts: list[PendingCompetence]
    activities: tuple[str, ...]


@dataclass
class Competences:
    """Collects the competences of one bloc. `add` gives back those of a row."""

    document: Document
    elsewhere: Callable[[codes.Code, str], PendingCompetence | None] = lambda code, text: None
    found: list[PendingCompetence] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    named: list[NamedCodes] = field(default_factory=list)

    def add(
        self,
        blocks: list[Block],
        activities: tuple[str, ...],
        columns: frozenset[Role] = frozenset(),
        basis: Basis = Basis.EXTRAIT,
    ) -> list[PendingCompetence]:
        """Take in the blocks of a cell. Entries of an inner list are steps; words behind a list belong to its entry.

        A competence that is printed again, here or (with its code) in another bloc, is given back as it is known. Codes
        without words are kept in ``named``: what bears them may stand further below.
        """
        drafts: list[PendingCompetence] = []
        for place, block in enumerate(blocks):
            if not drafts and (named := codes.listed(block.text)):
                self.named.append(NamedCodes(block, tuple(named), drafts, activities))
                continue
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            if block.is_tail and drafts:
                drafts[-1].blocks.append(block)
            elif drafts and _is_step(block, drafts[-1].blocks[0]):
                drafts[-1].steps.append(self._unnumbered(block))
            elif _is_title(block, below):
                passage = self.document.passage(block.start, block.end)
                self.furniture.append(Furniture(kind="intertitre", source=passage))
            else:
                drafts.append(self._draft(block, activities, columns, basis))
        self.found += [draft for draft in drafts if not draft.again]
        return drafts

    def coded(self, code: str) -> PendingCompetence | None:
        """The competence of the bloc that bears ``code``."""
        return next((one for one in self.found if one.code and one.code.code == code), None)

    def _draft(
        self, block: Block, activities: tuple[str, ...], columns: frozenset[Role], basis: Basis
    ) -> PendingCompetence:
        code = codes.code(block.runs[0].text)
        source = self.document.passage(block.start, block.end, basis)
        body = block.behind(code.length) if code else block
        known = self._known(code, body.text, columns)
        return (
            known.met_again(source, activities)
            if known
            else PendingCompetence([body], source, code, activities, columns=columns)
        )

    def _known(self, code: codes.Code | None, text: str, columns: frozenset[Role]) -> PendingCompetence | None:
        """The competence that is printed again. Without codes, the same words twice in one table may be two."""
        if code is not None:
            own = (one for one in self.found if one.code and one.is_printed_again(code, text))
            return next(own, None) or self.elsewhere(code, text)
        same = [one for one in self.found if one.is_printed_again(None, text)]
        return next((one for one in same if one is self.found[-1] or one.columns != columns), None)

    def _unnumbered(self, step: Block) -> Block:
        """``step`` without the number printed before it, which its order says."""
        number = codes.number(step.runs[0].text)
        if number is None:
            return step
        passage = self.document.passage(step.start, step.runs[0].ends[number.length - 1])
        self.furniture.append(Furniture(kind="numéro d’étape", source=passage))
        return step.behind(number.length)

    def records(self, bloc: str) -> Iterator[Competence]:
        """The competences, each followed by its steps."""
        orders: Counter[str] = Counter()
        for draft in self.found:
            above = self._above(draft)
            parent = above.id if above else None
            orders[parent or ""] += 1
            tails = [run for place, block in enumerate(draft.blocks) for run in block.runs[0 if place else 1 :]]
            yield Competence(
                id=draft.id,
                bloc=bloc,
                statement=draft.text,
                order=orders[parent or ""],
                parent=parent,
                code=draft.code.code if draft.code else None,
                local_code=draft.code.local if draft.code else None,
                source_code=draft.code.printed if draft.code else None,
                activities=draft.activities,
                source=draft.source,
                other_sources=(*(self.document.passage(run.start, run.end) for run in tails), *draft.again),
            )
            yield from self._steps(bloc, draft)

    def _above(self, draft: PendingCompetence) -> PendingCompetence | None:
        """The competence of the bloc that ``draft`` is a part of by its code (« C1.2 » is one of « C1 »)."""
        whole = draft.code.code.rpartition(".")[0] if draft.code else ""
        return self.coded(whole) if whole else None

    def _steps(self, bloc: str, draft: PendingCompetence) -> Iterator[Competence]:
        for order, step in enumerate(draft.steps, 1):
            source, *others = [self.document.passage(run.start, run.end) for run in step.runs]
            yield Competence(
                id=ids.step(draft.id, order),
                bloc=bloc,
                statement=step.text,
                order=order,
                parent=draft.id,
                source=source,
                other_sources=tuple(others),
            )


def _is_step(block: Block, top: Block) -> bool:
    """Whether ``block`` is an entry of a list inside the competence ``top``."""
    is_numbered = codes.number(block.text) is not None and top.text.endswith(":")
    return is_numbered or (block.depth > top.depth and (top.depth > 0 or top.text.endswith(":")))


def _is_title(block: Block, below: Block | None) -> bool:
    """Whether a block only stands above the entries of a list: bold, or « Être capable de : »."""
    if below is None or block.depth or below.depth <= block.depth or codes.code(block.runs[0].text):
        return False
    return block.is_bold or bool(_GENERIC.match(fold(block.text)))


def assign_ids(document: Document, blocs: dict[str, list[PendingCompetence]]) -> None:
    """Give each draft its id: from its code where codes run through the certification, else from its place.

    Raises:
        RecordError: a code stands twice in one bloc, or in two blocs that are not each numbered from one.
    """
    restart = sum(_numbered_from_one(drafts) for drafts in blocs.values()) > 1
    seen: dict[str, PendingCompetence] = {}
    for bloc, drafts in blocs.items():
        if restart:
            seen = {}
        for order, draft in enumerate(drafts, 1):
            name = draft.code.code if draft.code else None
            if name and name in seen:
                raise _twice(document, name, seen[name], draft)
            if name:
                seen[name] = draft
            draft.id = ids.competence(bloc, None if restart else name, order)


def _numbered_from_one(drafts: list[PendingCompetence]) -> bool:
    """Whether the first code of a bloc is the first of its letter (« C1 », « 1.1 » is bloc and number)."""
    first = next((draft.code.code for draft in drafts if draft.code), "")
    return re.fullmatch(r"[A-Z]+0?1", first) is not None


def _twice(document: Document, code: str, one: PendingCompetence, other: PendingCompetence) -> RecordError:
    return RecordError(
        f"la compétence {code} est décrite deux fois (lignes {one.source.line} et {other.source.line}).",
        place=f"{document.name}, ligne {other.source.line}",
        remedy="Donnez à chaque compétence un code qui n’appartient qu’à elle.",
    )

"""Activities and sub-activities, from the first column of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

from refgraph.model import ids
from refgraph.model.records import Activity
from refgraph.reading.document import Document
from refgraph.reading.runs import Block
from refgraph.reading.shared import codes
from refgraph.reading.shared.titles import same_title

_SUITE = re.compile(r"\s*[-–]?\s*\(?\bsuite(?: et fin)?\)?\s*$", re.I)


@dataclass
class Activities:
    """Collects the activities of one bloc. `add` gives back the ids that the competences of a row are mobilised by."""

    document: Document
    bloc: str
    found: list[Activity] = field(default_factory=list)
    _parent: Activity | None = None

    def add(self, blocks: list[Block]) -> tuple[str, ...]:
        """Take in the blocks of a cell: the ids of its activities, those with sub-activities in the cell left out."""
        ids: list[str] = []
        is_first = True
        for block in blocks:
            item = self._read(block, is_first=is_first)
            is_first = False
            ids = [known for known in ids if known != item.parent]
            ids.append(item.id)
        return tuple(dict.fromkeys(ids))

    def add_parts(self, blocks: list[Block]) -> tuple[str, ...]:
        """Take in a cell of a column of tasks beside that of activities: the ids of parts of the activity above."""
        ids: list[str] = []
        for block in blocks:
            code = codes.code(block.runs[0].text) or codes.number(block.runs[0].text)
            body = block.behind(code.length) if code else block
            ids.append(self._keep(block, body, code, self._parent).id)
        return tuple(dict.fromkeys(ids))

    def _read(self, block: Block, *, is_first: bool) -> Activity:
        text = block.runs[0].text
        if letter := codes.letter(text):
            return self._lettered(block, letter)
        if code := codes.code(text) or codes.number(text):
            return self._coded(block, code)
        if self._parent and not is_first and (block.depth > 0 or self._parent.code):
            return self._sub(block, self._parent)
        return self._top(block, None)

    def _lettered(self, block: Block, letter: codes.Code) -> Activity:
        body = block.behind(letter.length)
        if self._parent is None:
            return self._keep(block, body, codes.Code(letter.printed, letter.code, 0), None)
        code = f"{self._parent.code or ''}{letter.code}"
        return self._keep(block, body, codes.Code(letter.printed, code, 0), self._parent)

    def _coded(self, block: Block, code: codes.Code) -> Activity:
        body = block.behind(code.length)
        parent = self._parent
        if parent and parent.code and _is_part(code.code, parent.code):
            return self._keep(block, body, code, parent)
        return self._top(body, code, block)

    def _top(self, body: Block, code: codes.Code | None, whole: Block | None = None) -> Activity:
        self._parent = self._keep(whole or body, body, code, None)
        return self._parent

    def _sub(self, block: Block, parent: Activity) -> Activity:
        return self._keep(block, block, None, parent)

    def _keep(self, whole: Block, body: Block, code: codes.Code | None, parent: Activity | None) -> Activity:
        """The activity with these words, printed before in the bloc or new."""
        source, *others = [self.document.passage(run.start, run.end) for run in whole.runs]
        text = _SUITE.sub("", body.text) or (code.printed if code else "")
        known = self._known(text, code.code if code else None, parent)
        if known:
            grown = msgspec.structs.replace(known, other_sources=(*known.other_sources, source, *others))
            self.found[self.found.index(known)] = grown
            return grown
        siblings = [item for item in self.found if item.parent == (parent.id if parent else None)]
        item = Activity(
            id=self._id(code.code if code else None, parent, len(siblings) + 1),
            bloc=self.bloc,
            text=text,
            order=len(siblings) + 1,
            code=code.code if code else None,
            source_code=code.printed if code else None,
            parent=parent.id if parent else None,
            source=source,
            other_sources=tuple(others),
        )
        self.found.append(item)
        return item

    def _known(self, text: str, code: str | None, parent: Activity | None) -> Activity | None:
        """The activity of the same code and words, where a table prints it again on another page."""
        parent_id = parent.id if parent else None
        alike = (item for item in self.found if item.parent == parent_id and item.code == code)
        return next((item for item in alike if same_title(item.text, text) or text in (item.source_code, code)), None)

    def _id(self, code: str | None, parent: Activity | None, order: int) -> str:
        if code is None and parent:
            return ids.subactivity(parent.id, order)
        wanted = ids.activity(self.bloc, code, order)
        taken = {item.id for item in self.found} if code else frozenset()
        return next(name for name in ids.repeated(wanted) if name not in taken)


def _is_part(code: str, whole: str) -> bool:
    """Whether ``code`` is one of a part of the activity ``whole``: « A1.2 », « A1T2 » or a task « T2 » of « A1 »."""
    is_task = re.fullmatch(r"T\d+", code) is not None and not whole.startswith("T")
    return is_task or re.match(rf"{re.escape(whole)}[.T]", code) is not None

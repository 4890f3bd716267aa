"""The words of a paragraph of an OpenDocument file as they are printed (OpenDocument 1.3, part 3, §6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from refgraph.reading.formats.archive import XmlElement
from refgraph.reading.formats.opendocument.names import number, q
from refgraph.reading.formats.opendocument.styles import OpenStyles

_BREAKS = {q("text:tab"): " ", q("text:line-break"): "\n"}
_SPACES = q("text:s")
_SILENT = frozenset(map(q, ("text:soft-page-break", "text:ruby-text", "text:hidden-text", "text:hidden-paragraph")))
_NOTE, _NOTE_BODY, _BOX, _ANNOTATION = map(q, ("text:note", "text:note-body", "draw:text-box", "office:annotation"))
_SPAN = q("text:span")
_MOST_SPACES = 1_000


@dataclass
class OpenRuns:
    """What a paragraph prints: its characters, which are bold, and the text boxes and notes that hang on it."""

    characters: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[XmlElement] = field(default_factory=list)
    notes: list[XmlElement] = field(default_factory=list)

    def add(self, text: str, *, bold: bool) -> None:
        """Print ``text``; white space of the file prints one space (§6.1.2)."""
        for char in text:
            is_space = char in " \t\r\n"
            if is_space and self.characters and self.characters[-1] == " ":
                continue
            self.characters.append(" " if is_space else char)
            self.bold.append(bold)

    def break_off(self, text: str, *, bold: bool) -> None:
        """Print white space as it is said."""
        self.characters.extend(text)
        self.bold.extend([bold] * len(text))

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(self.characters)


class RunReader:
    """Reads the runs of paragraphs; ``left_out`` counts what is not printed."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self.left_out: Counter[tuple[str, str]] = Counter()

    def read(self, paragraph: XmlElement) -> OpenRuns:
        """What ``paragraph`` prints."""
        runs = OpenRuns()
        style = self._styles.of("paragraph", paragraph.get(q("text:style-name")))
        if style.is_hidden:
            self._tell_hidden(paragraph)
            return runs
        self._collect(paragraph, runs, bold=bool(style.bold))
        return runs

    def _collect(self, parent: XmlElement, runs: OpenRuns, *, bold: bool) -> None:
        runs.add(parent.text or "", bold=bold)
        for part in parent:
            self._part(part, runs, bold=bold)
            runs.add(part.tail or "", bold=bold)

    def _part(self, part: XmlElement, runs: OpenRuns, *, bold: bool) -> None:
        if not isinstance(part.tag, str) or part.tag in _SILENT:
            return
        if part.tag in _BREAKS:
            runs.break_off(_BREAKS[part.tag], bold=bold)
        elif part.tag == _SPACES:
            runs.break_off(" " * min(number(part, "text:c"), _MOST_SPACES), bold=bold)
        elif part.tag == _NOTE:
            runs.notes.extend(part.iterchildren(_NOTE_BODY))
        elif part.tag == _BOX:
            runs.boxes.append(part)
        elif part.tag == _ANNOTATION:
            self.left_out["commentaire ignoré", "commentaires ignorés"] += 1
        elif part.tag == _SPAN:
            style = self._styles.of("text", part.get(q("text:style-name")))
            if style.is_hidden:
                self._tell_hidden(part)
            else:
                self._collect(part, runs, bold=bold if style.bold is None else style.bold)
        else:
            self._collect(part, runs, bold=bold)

    def _tell_hidden(self, element: XmlElement) -> None:
        if "".join(map(str, element.itertext())).strip():
            self.left_out["texte masqué ignoré", "textes masqués ignorés"] += 1

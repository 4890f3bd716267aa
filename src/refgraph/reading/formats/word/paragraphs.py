"""The words of a paragraph of a Word file as they are printed, whatever the file keeps around them.

Deletions that are tracked are left out and counted, insertions are read; content controls, links and fields are read
through; hidden text is left out and counted; notes and text boxes stand apart, behind the paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from refgraph.reading.formats.archive import XmlElement
from refgraph.reading.formats.canvas import BULLET, Words
from refgraph.reading.formats.word.names import COMPATIBILITY, child, is_on, number, value, w
from refgraph.reading.formats.word.numbering import ListLabel, Numbering
from refgraph.reading.formats.word.styles import PLAIN, WordStyle
from refgraph.reading.places import PlaceInFile

_DELETED = frozenset({w("del"), w("moveFrom")})
_INSIDE = frozenset(
    map(w, ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo"))
)
_BREAKS = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_NOTES = frozenset({w("footnoteReference"), w("endnoteReference")})
_ALTERNATE, _CHOICE = f"{{{COMPATIBILITY}}}AlternateContent", f"{{{COMPATIBILITY}}}Choice"
_BOX = w("txbxContent")


@dataclass
class PrintedRuns:
    """What a paragraph prints: its characters, which are bold, and the text boxes and notes that hang on it."""

    characters: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[XmlElement] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, *, bold: bool) -> None:
        """Print ``text``."""
        self.characters.extend(text)
        self.bold.extend([bold] * len(text))

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(self.characters)


class ParagraphReader:
    """Reads the paragraphs of one file, in order: automatic numbers count on. ``left_out`` counts what was not read."""

    def __init__(self, styles: Mapping[str, WordStyle], numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.left_out: Counter[tuple[str, str]] = Counter()

    def read(self, element: XmlElement, place: PlaceInFile) -> tuple[Words, PrintedRuns]:
        """The words of a ``w:p`` at ``place``, and all that it prints."""
        own = child(element, "pPr")
        style = self._styles.get(value(own, "pStyle") or "", PLAIN)
        printed = PrintedRuns()
        self._collect(element, style, printed)
        outline = number(own, "outlineLvl")
        outline = style.outline if outline is None else outline
        label, depth = self._label(own, style) if printed.text.strip() else (None, 0)
        text, bold = printed.text, tuple(printed.bold)
        if label and label.is_number:
            lead = f"{label.text} "
            text, bold = lead + text, (*[bool(bold) and bold[0]] * len(lead), *bold)
        words = Words(
            text=text,
            bold=bold,
            place=place,
            depth=depth,
            bullet=label.text if label and not label.is_number else "",
            is_ordered=bool(label and label.is_number),
            level=outline + 1 if outline is not None and 0 <= outline < 9 else 0,
        )
        return words, printed

    def _label(self, own: XmlElement | None, style: WordStyle) -> tuple[ListLabel | None, int]:
        """What the list of a paragraph prints before it, and how deep it stands; 0 outside of lists."""
        said = child(own, "numPr")
        list_id, level = number(said, "numId"), number(said, "ilvl")
        list_id = style.list_id if list_id is None else list_id
        level = (style.list_level if level is None else level) or 0
        if not list_id:  # 0 takes a paragraph out of the list of its style
            return None, 0
        return self._numbering.label(list_id, level), level + 1

    def _collect(self, element: XmlElement, style: WordStyle, printed: PrintedRuns) -> None:
        for part in element:
            if part.tag == w("r"):
                self._run(part, style, printed)
            elif part.tag in _DELETED:
                self.left_out["suppression suivie ignorée", "suppressions suivies ignorées"] += 1
            elif part.tag in _INSIDE:
                self._collect(part, style, printed)
            elif part.tag == _ALTERNATE:
                for choice in part.findall(_CHOICE)[:1]:
                    self._collect(choice, style, printed)
            elif _is_formula(part):
                printed.add("".join(map(str, part.itertext())), bold=style.bold)

    def _run(self, run: XmlElement, style: WordStyle, printed: PrintedRuns) -> None:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            if "".join(text.text or "" for text in run.iter(w("t"))).strip():
                self.left_out["texte masqué ignoré", "textes masqués ignorés"] += 1
            return
        bold = child(properties, "b")
        named = self._styles.get(value(properties, "rStyle") or "", PLAIN).bold
        is_bold = is_on(bold) if bold is not None else style.bold or named
        for part in run:
            self._part(part, is_bold, printed)

    def _part(self, part: XmlElement, is_bold: bool, printed: PrintedRuns) -> None:
        if part.tag == w("t"):
            printed.add(part.text or "", bold=is_bold)
        elif part.tag in _BREAKS:
            printed.add("" if part.get(w("type")) in ("page", "column") else _BREAKS[part.tag], bold=is_bold)
        elif part.tag == w("sym"):
            printed.add(_symbol(part.get(w("char"), "")), bold=is_bold)
        elif part.tag in _NOTES:
            printed.notes.append((part.tag, part.get(w("id"), "")))
        elif part.tag == _ALTERNATE:
            for choice in part.findall(_CHOICE)[:1]:
                printed.boxes.extend(_boxes(choice))
        else:
            printed.boxes.extend(_boxes(part))


def _boxes(element: XmlElement) -> Iterator[XmlElement]:
    """The text boxes of a drawing, each once: an outer one holds its inner ones."""
    for part in element:
        if part.tag == _BOX:
            yield part
        elif part.tag == _ALTERNATE:
            for choice in part.findall(_CHOICE)[:1]:
                yield from _boxes(choice)
        else:
            yield from _boxes(part)


def _symbol(code: str) -> str:
    """The character of a ``w:sym``: symbol fonts put theirs in the private area, where only a bullet can be told."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return BULLET if 0xE000 <= point < 0xF900 else chr(point)


def _is_formula(part: XmlElement) -> bool:
    return isinstance(part.tag, str) and part.tag.endswith(("}oMath", "}oMathPara"))

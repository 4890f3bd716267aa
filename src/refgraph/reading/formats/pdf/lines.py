"""From glyphs to lines, and from lines to the paragraphs that their author wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from refgraph.reading.formats.pdf.geometry import Box, around
from refgraph.reading.formats.pdf.glyphs import Glyph

_SAME_LINE = 0.5
"""Of the size of the letters: a glyph that stands further up or down begins another line."""
_WIDE = 3.0
"""Of the size of the letters: a wider gap parts two columns, but behind a bullet or a code."""
_LONGEST_LABEL = 8
_SPACED = 1.5
"""Of the usual distance of two lines: a larger one parts two paragraphs."""
_BULLET = re.compile(r"(?P<sign>[•▪▫◦●○■□‣⁃►➢➤✓✔❖\uf000-\uf0ff\u00b7](?=\s?\S)|[-–—*o](?=\s\S))\s*")
_CODE = re.compile(r"[A-Z]{1,3}\d+(?:\.\d+)*\s?[.:)–-]\s|(?:BLOC|Bloc)\s(?:n°\s?)?\d")
_LABEL = re.compile(r"(?:[A-Za-z]|\d{1,2}(?:\.\d{1,2})*|[A-Z]{1,4}\s?\d+(?:\.\d+)*)\s?[.):–-]\s")
_LINK = re.compile(
    r"[^a-zà-ÿ]|(?:de|des|du|la|les?|et|ou|à|en|une?|par|pour|sur|aux?|dans|avec|s[ae]s?|son|qu[ei])\b|[dl]['’]"
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ][a-zà-ÿœ]{2}")
_SEVERAL = 2
_STOPS = (".", ";", "!", "?")
_ENDS = (".", ";", ":", "!", "?", "»", ")")
_HANGING = re.compile(r"[:;!?»%]")


@dataclass
class PdfLine:
    """A line of print: its characters, which are bold, its box, base and size, the width of its first word.

    ``is_cut``: its only word was too long for it, and goes on in the next line.
    """

    text: str
    bold: tuple[bool, ...]
    box: Box
    base: float
    size: float
    first_word: float = 0.0
    page: int = 0
    is_cut: bool = False


@dataclass
class PdfParagraph:
    """The lines of a paragraph, without its bullet; ``indent`` is where it begins."""

    lines: list[PdfLine] = field(default_factory=list)
    bullet: str = ""
    indent: float = 0.0

    @property
    def text(self) -> str:
        """Its words on one line."""
        return "".join(line.text + ("" if line.is_cut else " ") for line in self.lines).rstrip()


def read_lines(glyphs: Iterable[Glyph]) -> list[PdfLine]:
    """The lines of ``glyphs``, in their order."""
    lines: list[PdfLine] = []
    held: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.text:
            lines += _line(held)
            held = []
            continue
        if held and _begins_line(held, glyph):
            lines += _line(held)
            held = []
        held.append(glyph)
    return lines + _line(held)


def _begins_line(held: Sequence[Glyph], glyph: Glyph) -> bool:
    last = held[-1]
    size = max(glyph.size, last.size, 1.0)
    if abs(glyph.base - last.base) > _SAME_LINE * size or glyph.box.left < last.box.left - 2 * size:
        return True
    gap = glyph.box.left - last.box.right
    return gap > _WIDE * size and sum(len(one.text) for one in held) > _LONGEST_LABEL


def _line(glyphs: Sequence[Glyph]) -> list[PdfLine]:
    """The line of ``glyphs``, without white space around it; none where they print nothing."""
    printed = [place for place, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    if not printed:
        return []
    kept = glyphs[printed[0] : printed[-1] + 1]
    text = "".join(glyph.text for glyph in kept)
    bold = tuple(glyph.bold for glyph in kept for _ in glyph.text)
    size = Counter(glyph.size for glyph in kept if not glyph.text.isspace()).most_common(1)[0][0]
    drawn = [glyph.box for glyph in kept if not glyph.text.isspace()]
    return [PdfLine(text, bold, around(drawn), kept[0].base, size, _first_word(kept))]


def _first_word(glyphs: Sequence[Glyph]) -> float:
    """The width of what is never parted at the beginning of a line: a word, and a sign that French spaces from it."""
    for place, glyph in enumerate(glyphs):
        following = glyphs[place + 1].text if place + 1 < len(glyphs) else ""
        if glyph.text == " " and place and glyphs[place - 1].text != "«" and not _HANGING.match(following):
            return glyphs[place - 1].box.right - glyphs[0].box.left
    return glyphs[-1].box.right - glyphs[0].box.left


def paragraphs(lines: Sequence[PdfLine], right: float) -> list[PdfParagraph]:
    """The paragraphs of ``lines``, which may be as long as to ``right``.

    A line begins one by a bullet, behind a wide space, in letters of another size, or where its first word would have
    stood on the line before it.
    """
    begins = _beginnings(lines, right)
    found: list[PdfParagraph] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        bullet = _BULLET.match(line.text)
        if before is None or bullet or begins[number]:
            first = bullet.end() if bullet else 0
            sign = bullet["sign"] if bullet else ""
            found.append(PdfParagraph([_cut(line, first)], sign, line.box.left))
        else:
            found[-1].lines[-1].is_cut = _is_cut(found[-1].lines[-1], line, right)
            found[-1].lines.append(line)
    return found


def _beginnings(lines: Sequence[PdfLine], right: float) -> list[bool]:
    """Which of ``lines`` begin a paragraph.

    Where several entries without a full stop follow each other, so does a full line that a capital follows.
    """
    usual = _usual_distance(lines)
    found = [True, *(_begins_paragraph(before, line, right, usual) for before, line in pairwise(lines))]
    bare = [
        bool(_CAPITAL.match(line.text)) and not before.text.endswith((*_ENDS, ",")) for before, line in pairwise(lines)
    ]
    is_list = sum(one and begun for one, begun in zip(bare, found[1:], strict=False)) >= _SEVERAL
    return [begun or (is_list and place > 0 and bare[place - 1]) for place, begun in enumerate(found)]


def _begins_paragraph(before: PdfLine, line: PdfLine, right: float, usual: float) -> bool:
    distance = before.base - line.base
    if (
        distance < 0
        or _CODE.match(line.text)
        or distance > _SPACED * usual
        or abs(line.size - before.size) > 0.1 * before.size
    ):
        return True
    spare = right - before.box.right - line.first_word - 0.25 * line.size
    is_carried_on = line.text[:1].islower() and not before.text.endswith(_ENDS)
    width = max(right - min(before.box.left, line.box.left), 1.0)
    return spare > (0.3 * width if is_carried_on else 0)


def _is_cut(before: PdfLine, line: PdfLine, right: float) -> bool:
    """Whether ``before`` is one word that was too long for its line, and goes on in ``line``."""
    letter = line.box.width / len(line.text)
    is_one = not re.search(r"[\s-]", before.text) and before.text[-1].islower()
    return is_one and before.box.right + letter > right and not _LINK.match(line.text)


def may_begin(before: str, line: str) -> bool:
    """Whether a paragraph may begin with ``line`` though ``before`` is full: by a code, or behind a sentence.

    A hyphen is left at the end of its line too: whether it parts a word is for others to say.

    >>> may_begin("sans faute.", "Trier"), may_begin("les services :", "Équipements"), may_begin("du client", "b. Tri")
    (True, False, True)
    """
    return before.endswith("-") or _LABEL.match(line) is not None or (before.endswith(_STOPS) and line[:1].isupper())


def _usual_distance(lines: Sequence[PdfLine]) -> float:
    """The usual distance of two lines: the median, but never much more than the letters are high."""
    steps = sorted(one.base - other.base for one, other in pairwise(lines) if one.base > other.base)
    highest = 1.3 * max((line.size for line in lines), default=0.0)
    return min(steps[len(steps) // 2], highest) if steps else highest


def _cut(line: PdfLine, first: int) -> PdfLine:
    """The line without its first characters."""
    if not first:
        return line
    return PdfLine(line.text[first:], line.bold[first:], line.box, line.base, line.size, line.first_word, line.page)

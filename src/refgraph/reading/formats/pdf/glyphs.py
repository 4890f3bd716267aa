"""The characters of a page in the order of the file: what each is, where it stands, whether it is bold."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from refgraph.reading.formats.pdf.geometry import Box, Upright

_HYPHEN = 2
"""What the library gives for a hyphen at the end of a line."""
_BOLD = 600
_INVISIBLE = 3
_WINGDINGS = {0xA8: "☐", 0x6F: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
"""Boxes and crosses of a font of signs, by their place in it: they say what belongs to what."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


@dataclass(slots=True)
class Glyph:
    """What is drawn as one sign; ``base`` is the height of its line, ``""`` stands for a line end of the file."""

    text: str
    box: Box
    base: float
    size: float
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """How a piece of text is drawn."""

    size: float
    bold: bool
    is_invisible: bool
    has_signs: bool = False


class GlyphReader:
    """Reads the glyphs of one page; ``unreadable`` counts signs without a character, ``invisible`` those not drawn."""

    def __init__(self, page: Any, text_page: Any, upright: Upright) -> None:
        self._page = page
        self._text = text_page
        self._upright = upright
        self._faces: dict[int, Face] = {}
        self.unreadable = 0
        self.invisible = 0
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._origin = (ctypes.c_double(), ctypes.c_double())

    def read(self) -> Iterator[Glyph]:
        """The glyphs in the order of the file. White space takes the place of the glyph before it."""
        last: Glyph | None = None
        for index in range(pdfium.FPDFText_CountChars(self._text)):
            code = pdfium.FPDFText_GetUnicode(self._text, index)
            if code in (10, 13):
                if last is not None and last.text:
                    last = Glyph("", last.box, last.base, last.size)
                    yield last
                continue
            char = self._char(code)
            if char.isspace() or not char:
                if char and last is not None and last.text not in ("", " "):
                    edge = last.box.right
                    box = Box(edge, last.box.bottom, edge, last.box.top)
                    last = Glyph(" " if char != "\u00a0" else char, box, last.base, last.size, last.bold, last.turned)
                    yield last
                continue
            if last is not None and unicodedata.combining(char) and self._composed(last, char):
                continue
            last = self._glyph(index, char)
            yield last

    def _char(self, code: int) -> str:
        if code == _HYPHEN:
            return "-"
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            self.unreadable += 1
            return ""
        char = chr(code)
        return "" if code < 32 and not char.isspace() else _LIGATURES.get(char, char)

    def _composed(self, last: Glyph, char: str) -> bool:
        """Whether ``char`` is an accent of the glyph before it, which has it now."""
        both = unicodedata.normalize("NFC", last.text + char)
        if len(both) > len(last.text):
            return False
        last.text = both
        return True

    def _glyph(self, index: int, char: str) -> Glyph:
        left, right, bottom, top = self._sides
        pdfium.FPDFText_GetCharBox(self._text, index, left, right, bottom, top)
        x, y = self._origin
        pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
        box = self._upright(Box(left.value, bottom.value, right.value, top.value))
        origin = self._upright(Box(x.value, y.value, x.value, y.value))
        face = self._face(index)
        self.invisible += face.is_invisible
        if face.has_signs:
            char = _WINGDINGS.get(ord(char[0]) & 0xFF, char)
        return Glyph(char, box, origin.bottom, face.size, face.bold)

    def _face(self, index: int) -> Face:
        drawn = pdfium.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self._faces:
            self._faces[key] = self._read_face(drawn, index)
        return self._faces[key]

    def _read_face(self, drawn: Any, index: int) -> Face:
        size = pdfium.FPDFText_GetFontSize(self._text, index)
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFText_GetMatrix(self._text, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)  # a font of size 1 may be drawn at any scale
        if not drawn:
            return Face(size, False, False)
        font = pdfium.FPDFTextObj_GetFont(drawn)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        is_bold = pdfium.FPDFFont_GetWeight(font) >= _BOLD or "bold" in _name(font).lower()
        return Face(size, is_bold, mode == _INVISIBLE, "wingdings" in _name(font).lower())


def _name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")

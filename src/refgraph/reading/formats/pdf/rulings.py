"""The straight lines that a page draws: borders of cells, drawn as strokes or as thin rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from refgraph.reading.formats.pdf.geometry import Box, Upright, around

THIN = 2.5
"""Points: a rectangle that is no thicker is a line."""
_SHORTEST = 4.0
MOST_PATHS = 200_000
"""Paths of a page; a plan or a map has as many, a référentiel a few hundred."""
_DEEPEST = 8

PageMatrix = tuple[float, float, float, float, float, float]
_IDENTITY: PageMatrix = (1, 0, 0, 1, 0, 0)


@dataclass
class Drawing:
    """What a page draws besides its text: lines as boxes, and the largest part of it that an image covers."""

    rulings: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    paths: int = 0


def read_drawing(page: Any, upright: Upright) -> Drawing:
    """What ``page`` draws; beyond `MOST_PATHS` paths the rest is left out."""
    drawing = Drawing()
    for drawn, matrix in _objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _IDENTITY, 0):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawing.images.append(upright(_bounds(drawn, matrix)))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawing.paths += 1
            if drawing.paths > MOST_PATHS:
                break
            drawing.rulings += [upright(line) for line in _lines(drawn, matrix)]
    return drawing


def _objects(owner: Any, count: Any, get: Any, matrix: PageMatrix, depth: int) -> Iterator[tuple[Any, PageMatrix]]:
    """The objects of a page, and those of the forms on it, each with what maps it to the page."""
    for index in range(count(owner)):
        drawn = get(owner, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, matrix
        elif depth < _DEEPEST:
            inner = _times(_matrix(drawn), matrix)
            yield from _objects(drawn, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)


def _lines(path: Any, matrix: PageMatrix) -> Iterator[Box]:
    """The lines of a path: its thin parts, and where it is stroked its straight segments."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    matrix = _times(_matrix(path), matrix)
    for points, is_closed in _parts(path):
        placed = [_at(matrix, point) for point in points]
        whole = around(Box(x, y, x, y) for x, y in placed)
        if min(whole.width, whole.height) <= THIN:
            if max(whole.width, whole.height) >= _SHORTEST:
                yield whole
        elif stroke.value:
            ends = [*placed[1:], placed[0]] if is_closed else placed[1:]
            for (x0, y0), (x1, y1) in zip(placed, ends, strict=False):
                line = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if min(line.width, line.height) <= THIN / 2 and max(line.width, line.height) >= _SHORTEST:
                    yield line


def _parts(path: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each part of a path between two moves, and whether it is closed; curves are no lines."""
    points: list[tuple[float, float]] = []
    is_closed = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, is_closed
            points, is_closed = [], False
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        is_closed = is_closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if points:
        yield points, is_closed


def _bounds(drawn: Any, matrix: PageMatrix) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *sides)
    left, bottom, right, top = (side.value for side in sides)
    corners = [_at(matrix, corner) for corner in ((left, bottom), (right, top))]
    return around(Box(x, y, x, y) for x, y in corners)


def _matrix(drawn: Any) -> PageMatrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: PageMatrix, other: PageMatrix) -> PageMatrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _at(matrix: PageMatrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f

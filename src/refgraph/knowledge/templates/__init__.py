"""The model of a référentiel that people fill in, and certifications in it: as a workbook, as a Word table."""

from __future__ import annotations

from refgraph.knowledge.templates.word import to_word
from refgraph.knowledge.templates.workbook import template, to_workbook

__all__ = ["template", "to_word", "to_workbook"]

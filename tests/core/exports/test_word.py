"""A Word document that is handed over: the paper of the country, numbered pages, rows in one piece."""

from __future__ import annotations

import io

from docx import Document

from refgraph.core.exports.word import to_docx
from refgraph.core.table import Table


def test_the_page_is_a4_with_its_number_and_no_row_is_cut() -> None:
    """297 × 210 mm, the number of the page at its foot, the heading repeated, each row kept together."""
    document = Document(io.BytesIO(to_docx(Table(("A", "B"), (("un", "deux"), ("trois", "quatre")), title="T"))))
    section = document.sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert 'w:instr="PAGE"' in section.footer._element.xml
    rows = [row._tr.xml for row in document.tables[0].rows]
    assert ["w:tblHeader" in row for row in rows] == [True, False, False]
    assert ["w:cantSplit" in row for row in rows] == [False, True, True]

"""Tables taken away as files: nothing lost, nothing executed, « non documenté » said."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from refgraph.core.exports import export, to_csv, to_csv_data, to_json, to_markdown, to_text, to_xlsx
from refgraph.core.exports.word import add_table
from refgraph.core.table import Marked, Resource, Table, show

TABLE = Table(
    columns=("Compétence", "Seuil", "Ouverte", "Échéance", "Rang"),
    names=("competence", "ratio", "open", "end", "order"),
    rows=(
        (
            Resource("https://w3id.org/refgraph/id/x", "C1 – Réaliser ; « 60 % »"),
            Decimal("0.60"),
            True,
            date(2018, 12, 18),
            1,
        ),
        ('=HYPERLINK("http://x")', None, False, None, -3),
        ("- tiret | <script>alert(1)</script>", None, None, None, None),
    ),
    title="Seuils",
    source=(("Question", "Quels seuils ?"), ("Requête", "=SELECT")),
)


def test_csv_opens_right_in_french_excel() -> None:
    """A curriculum designer double-clicks the file: accents, columns, decimal comma, and no formula that runs."""
    raw = to_csv(TABLE)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")) == [
        ["Compétence", "Seuil", "Ouverte", "Échéance", "Rang"],
        ["C1 – Réaliser ; « 60 % »", "0,60", "oui", "18/12/2018", "1"],
        ['\'=HYPERLINK("http://x")', "non documenté", "non", "non documenté", "-3"],
        ["'- tiret | <script>alert(1)</script>", "non documenté", "non documenté", "non documenté", "non documenté"],
    ]


def test_a_negative_number_is_a_number_in_csv() -> None:
    """An apostrophe before « -1 » made a text of a number; a formula keeps it."""
    raw = to_csv(Table(("n",), (("-1",), ("-0,5",), ("+3e2",), ("-1+cmd()",))))
    assert raw.decode("utf-8-sig").split() == ["n", "-1", "-0,5", "+3e2", "'-1+cmd()"]


def test_csv_for_programs_has_names_iris_and_empty_cells() -> None:
    """RFC 4180: commas, no mark, machine names; what the source does not say is empty, not a word."""
    assert to_csv_data(TABLE) == (
        b"competence,ratio,open,end,order\r\n"
        b"https://w3id.org/refgraph/id/x,0.60,true,2018-12-18,1\r\n"
        b'"=HYPERLINK(""http://x"")",,false,,-3\r\n'
        b"- tiret | <script>alert(1)</script>,,,,\r\n"
    )


def test_json_keeps_types_and_iris() -> None:
    """A program gets the IRI beside the label, and null (not a word, not 0) for what the source does not say."""
    content = json.loads(to_json(TABLE))
    assert content["columns"][1] == {"name": "ratio", "label": "Seuil"}
    assert content["rows"][0] == {
        "competence": {"iri": "https://w3id.org/refgraph/id/x", "label": "C1 – Réaliser ; « 60 % »"},
        "ratio": 0.6,
        "open": True,
        "end": "2018-12-18",
        "order": 1,
    }
    assert content["rows"][1]["ratio"] is None


def test_xlsx_has_a_source_sheet_and_no_formula() -> None:
    """The workbook says whence it comes, keeps its heading in sight, and no cell of it is a formula."""
    workbook = load_workbook(io.BytesIO(to_xlsx(TABLE)))
    assert workbook.sheetnames == ["Seuils", "Source"]
    sheet = workbook["Seuils"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[2]][:3] == ["C1 – Réaliser ; « 60 % »", 0.6, "oui"]
    assert sheet["A3"].value == '\'=HYPERLINK("http://x")'
    assert sheet["A4"].value == "- tiret | <script>alert(1)</script>"
    assert all(cell.data_type != "f" for page in workbook for row in page for cell in row)
    assert sheet["B3"].value == "non documenté"
    assert [cell.value for cell in workbook["Source"]["B"]] == ["Valeur", "Quels seuils ?", "'=SELECT", 3]


def test_xlsx_survives_characters_that_excel_refuses() -> None:
    """A control character or a huge text in a document does not break the export."""
    sheet = load_workbook(
        io.BytesIO(to_xlsx(Table(("A",), (("x\x0by\x00",), ("é" * 40_000,)), title="a/b:c")))
    ).worksheets[0]
    assert sheet["A2"].value == "x�y�"
    assert len(sheet["A3"].value) <= 32_767
    assert sheet["A3"].value.endswith("[coupé]")
    assert sheet.title == "a b c"


def test_markdown_shows_hostile_text_as_text() -> None:
    """A statement with a pipe or a tag stays one cell of text."""
    text = to_markdown(TABLE).decode()
    assert "| \\- tiret" not in text
    assert "- tiret \\| \\<script\\>alert(1)\\</script\\>" in text
    assert "non documenté" in text


def test_text_fits_the_terminal_and_replaces_control_characters() -> None:
    """Long statements wrap inside their column, and an escape sequence cannot drive the terminal."""
    text = to_text(Table(("Énoncé", "N"), (("mot " * 60, 1), ("\x1b[31mrouge", None))), width=60)
    assert max(map(len, text.splitlines())) <= 60
    assert "\x1b" not in text
    assert "non documenté" in " ".join(text.split())


def test_no_word_is_cut_in_a_narrow_terminal() -> None:
    """Columns too narrow for their words give way to a block per row; an identifier stays whole to be copied."""
    columns = ("Certification", "Document", "Passage")
    row = ("professionnelle", "001_f93b1616b69b22ca.txt", "reconnaissance")
    wide = to_text(Table(columns, (row,)), width=60)
    assert wide.splitlines()[2].split() == list(row)
    assert to_text(Table(columns, (row,)), width=40).splitlines()[1:4] == [
        "Certification  professionnelle",
        "Document       001_f93b1616b69b22ca.txt",
        "Passage        reconnaissance",
    ]


@pytest.mark.parametrize("name", ["table", "csv", "json", "md", "xlsx"])
def test_every_format_says_what_an_empty_answer_means(name: str) -> None:
    """An empty table is exported in each format without an error."""
    assert export(Table(("A",), (), empty="Aucune donnée."), name)


def test_word_table_repeats_its_heading() -> None:
    """A table over several pages of a dossier keeps its heading, and « non documenté » is written out."""
    grid = add_table(Document(), TABLE)
    assert [cell.text for cell in grid.rows[2].cells] == [
        '=HYPERLINK("http://x")',
        "non documenté",
        "non",
        "non documenté",
        "-3",
    ]
    assert "tblHeader" in grid.rows[0]._tr.xml


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    """A shifted row would show a value under the wrong heading."""
    with pytest.raises(ValueError, match="row 1"):
        Table(("A",), (("x", "y"),))


def test_undocumented_is_never_no_or_zero() -> None:
    """The three-valued answer: oui, non, non documenté."""
    assert [show(True), show(False), show(None), show(0)] == ["oui", "non", "non documenté", "0"]


def test_marked_words_are_marked_in_every_file() -> None:
    """What a new wording says otherwise is seen wherever it is taken away; as data it is the plain words."""
    old = Marked.of([("Peser", False), ("la pâte", True)], is_old=True)
    new = Marked.of([("Peser", False), ("=les pâtons", True)], is_old=False)
    table = Table(("Avant", "Après"), ((old, new),))
    assert "Peser [-la pâte-]  Peser {+=les pâtons+}" in to_text(table)
    assert b"Peser \\[-la p\xc3\xa2te-\\]" in to_markdown(table)
    assert to_csv_data(table).decode() == "Avant,Après\r\nPeser la pâte,Peser =les pâtons\r\n"
    assert json.loads(to_json(table))["rows"] == [{"Avant": "Peser la pâte", "Après": "Peser =les pâtons"}]
    sheet: Any = load_workbook(io.BytesIO(to_xlsx(table)), rich_text=True).worksheets[0]
    assert [[getattr(run, "text", run) for run in sheet.cell(2, at).value] for at in (1, 2)] == [
        ["Peser ", "la pâte"],
        ["Peser ", "=les pâtons"],
    ]
    assert (sheet["A2"].value[1].font.strike, sheet["B2"].value[1].font.b) == (True, True)
    document = Document()
    runs = [cell.paragraphs[0].runs for cell in add_table(document, table).rows[1].cells]
    assert [[run.text for run in cell] for cell in runs] == [["Peser", " ", "la pâte"], ["Peser", " ", "=les pâtons"]]
    assert (runs[0][2].font.strike, runs[1][2].font.strike, runs[1][2].font.underline) == (True, False, True)

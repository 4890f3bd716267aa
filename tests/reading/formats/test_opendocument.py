"""Texts and workbooks of LibreOffice, part by part: what they print is read, what they only keep is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from refgraph.core.errors import DocumentError
from refgraph.reading.elements import PrintedHeading, PrintedTable
from refgraph.reading.places import InCell, InParagraph, InSheet
from tests.reading.formats.inside import decode

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw")
)
NAMES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
STYLES = """
<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Cache" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Masque" style:family="table"><style:table-properties table:display="false"/></style:style>
<text:list-style style:name="L">
 <text:list-level-style-number text:level="1" style:num-prefix="C" style:num-suffix="." style:num-format="1"/>
 <text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a" text:display-levels="2"/>
 <text:list-level-style-bullet text:level="3" text:bullet-char="\uf0b7"/>
</text:list-style>
"""


def packed(body: str, kind: str = "text") -> bytes:
    mimetype = "text" if kind == "text" else "spreadsheet"
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:{mimetype}>{body}</office:{mimetype}></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{mimetype}")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def item(text: str, inside: str = "", start: str = "") -> str:
    return f"<text:list-item{start}><text:p>{text}</text:p>{inside}</text:list-item>"


BOX = "<draw:text-box><text:p>Encadré</text:p></draw:text-box>"
SEVEN = ' text:start-value="7"'


def test_automatic_numbers_are_written_out() -> None:
    """« C1. » stands in no text of the file: levels, letters, a list that goes on, an item that starts at 7."""
    inner = f"<text:list>{item('les tiges')}{item('les feuilles')}</text:list>"
    body = (
        f'<text:list text:style-name="L" xml:id="l1">{item("Trier", inner)}{item("Assembler")}</text:list><text:p/>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("Vendre")}</text:list>'
        f'<text:list text:style-name="L">{item("Livrer", start=SEVEN)}'
        f"{item('Servir')}</text:list>"
    )
    lines = [line for line in decode(packed(body), "listes.odt").text.splitlines() if line]
    assert lines == [
        "C1. Trier",
        "1.a) les tiges",
        "1.b) les feuilles",
        "C2. Assembler",
        "C3. Vendre",
        "C7. Livrer",
        "C8. Servir",
    ]


@pytest.mark.parametrize(
    ("inside", "text", "remarks"),
    [
        ('Trier<text:span text:style-name="Cache"> (interne)</text:span>', "Trier", ("1\u00a0texte masqué ignoré.",)),
        ('Trier <text:span text:style-name="Gras">les tiges</text:span>', "Trier les tiges", ()),
        ('Trier<text:s text:c="2"/>les<text:tab/>tiges', "Trier  les tiges", ()),
        ("Trier\n   les tiges", "Trier les tiges", ()),
        ("Trier<text:line-break/>les tiges", "Trier\nles tiges", ()),
        ('Trier<text:a> les tiges</text:a><text:bookmark text:name="x"/>', "Trier les tiges", ()),
        ("Trier<office:annotation><text:p>non</text:p></office:annotation>", "Trier", ("1\u00a0commentaire ignoré.",)),
        (
            "Trier<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>à la main"
            "</text:p></text:note-body></text:note> les tiges",
            "Trier les tiges\nNote\u00a0: à la main",
            (),
        ),
        (
            "Autour<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame>",
            "Autour\nEncadré",
            (),
        ),
    ],
)
def test_only_what_is_printed_is_read(inside: str, text: str, remarks: tuple[str, ...]) -> None:
    """Hidden text and comments are no statements; spans, links, notes and frames hide none."""
    found = decode(packed(f"<text:p>{inside}</text:p>"), "mots.odt")
    assert found.text.strip() == text
    assert found.remarks == remarks


def test_tracked_deletions_are_told() -> None:
    """What its authors struck out stands at the head of the file and is not read."""
    region = "<text:changed-region><text:deletion><text:p>autrefois</text:p></text:deletion></text:changed-region>"
    found = decode(packed(f"<text:tracked-changes>{region}</text:tracked-changes><text:p>Trier</text:p>"), "m.odt")
    assert (found.text, found.remarks) == ("Trier\n", ("1\u00a0suppression suivie ignorée.",))


def test_a_hidden_section_is_told() -> None:
    """Nobody sees it on the page."""
    body = '<text:section text:display="none"><text:p>secret</text:p></text:section>'
    body += "<text:section><text:p>Trier</text:p></text:section>"
    found = decode(packed(body), "m.odt")
    assert (found.text.strip(), found.remarks) == ("Trier", ("1\u00a0section masquée ignorée.",))


def cell(text: str, spans: str = "") -> str:
    return f"<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def test_the_grid_of_a_table() -> None:
    """Merged cells, header rows, a table inside a cell: the grid is that of the page."""
    inner = f"<table:table><table:table-row>{cell('a')}{cell('b')}</table:table-row></table:table>"
    across, down = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    body = (
        f'<text:h text:outline-level="2">Bloc 1</text:h><table:table>'
        f"<table:table-header-rows><table:table-row>{cell('Tête', across)}{COVERED}</table:table-row>"
        f"</table:table-header-rows><table:table-row>{cell('A1', down)}{cell('C1')}</table:table-row>"
        f"<table:table-row>{COVERED}<table:table-cell>{inner}</table:table-cell></table:table-row></table:table>"
    )
    document = decode(packed(body), "grille.odt")
    heading, table = document.elements
    assert isinstance(heading, PrintedHeading)
    assert heading.level == 2
    assert isinstance(table, PrintedTable)
    assert table.heading_rows == 1
    found = [(c.row, c.column, c.row_span, c.column_span, [b.text for b in c.blocks]) for c in table.cells]
    assert found == [
        (0, 0, 1, 2, ["Tête"]),
        (1, 0, 2, 1, ["A1"]),
        (1, 1, 1, 1, ["C1"]),
        (2, 1, 1, 1, ["a b"]),
    ]
    assert document.places.at(document.text.index("C1")) == InCell(1, 2, 2)
    assert document.places.at(0) == InParagraph(1)


def test_a_sheet_leaves_out_what_it_hides() -> None:
    """Filtered rows and hidden sheets are told; cells that only repeat to the end of the sheet hold nothing."""
    empty = '<table:table-cell table:number-columns-repeated="16381"/>'
    row = f"<table:table-row>{cell('A1')}{cell('C1')}{empty}</table:table-row>"
    filtered = f'<table:table-row table:visibility="filter">{cell("A2")}</table:table-row>'
    end = f'<table:table-row table:number-rows-repeated="1048574">{empty}</table:table-row>'
    body = f'<table:table table:name="Blocs">{row}{filtered}{end}</table:table>'
    body += f'<table:table table:name="Notes" table:style-name="Masque">{row}</table:table>'
    document = decode(packed(body, "sheet"), "classeur.ods")
    assert document.text.split() == ["A1", "C1"]
    assert document.places.at(document.text.index("C1")) == InSheet("Blocs", 1, 2)
    assert document.remarks == ("1\u00a0cellule masquée ignorée.", "1\u00a0feuille masquée ignorée.")


def many(times: int) -> str:
    repeated = f'<table:table-cell table:number-columns-repeated="{times}"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{times}">{repeated}</table:table-row>'
    return f'<table:table table:name="a">{row}</table:table>'


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (packed(many(999_999), "sheet"), "bien trop pour un référentiel"),
        (packed(many(10_000), "sheet"), "bien trop pour un référentiel"),
        (packed("<text:p>&#xD;</text"), "n’est pas du XML"),
        (packed("")[:200], "abîmée"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(raw: bytes, message: str) -> None:
    """A cell repeated a million times a million, half a file: a sentence, and no memory taken."""
    with pytest.raises(DocumentError) as refused:
        decode(raw, "fichier.ods")
    assert message in refused.value.message

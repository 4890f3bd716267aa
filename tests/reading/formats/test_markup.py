"""HTML as people save it: pages of the web, what Word writes, web archives; what nobody sees is not read."""

from __future__ import annotations

import codecs

import pytest

from refgraph.core.errors import DocumentError
from refgraph.reading.elements import PrintedHeading, PrintedTable
from refgraph.reading.places import InCell
from refgraph.reading.registry import read_document
from tests.reading.formats.inside import decode

PAGE = """<!DOCTYPE html>
<html lang=fr><head><meta charset="utf-8"><title>Enregistré depuis un site</title>
<style>td { color: red }</style><script>var C9 = "Compétence inventée";</script></head>
<body><nav><ul><li>Accueil<li>Contact</ul></nav>
<h1>CQP Fleuriste &ndash; Niveau&nbsp;4</h1>
<h2>Bloc 1 – Composer</h2>
<table><thead><tr><th>Activités<th>Compétences<th>Critères d’évaluation</thead>
<tr><td rowspan=2>A1. Préparer<td>C1. Trier <b>les
  tiges</b><td><ul><li>Tiges saines.<li>Tri <i>rapide</i>.</ul>
<tr><td>C2. Assembler un bouquet<td><p>Bouquet rond.<p>Prix juste.
</table><p style="display: none">Texte caché</p>
</body></html>"""


def test_a_page_is_read_without_its_tags() -> None:
    """Scripts, menus and hidden words are no statements; end tags that authors leave out are understood."""
    document = decode(PAGE.encode(), "page.html")
    assert "<" not in document.text
    assert document.remarks == ("2\u00a0parties masquées ou menus, non repris.",)
    reading = read_document(document)
    assert reading.certification.title is not None
    assert reading.certification.title.text == "CQP Fleuriste"
    assert [(item.code, item.statement) for item in reading.competences] == [
        ("C1", "Trier les tiges"),
        ("C2", "Assembler un bouquet"),
    ]
    assert [item.text for group in reading.criteria_groups for item in group.criteria] == [
        "Tiges saines.",
        "Tri rapide.",
        "Bouquet rond.",
        "Prix juste.",
    ]
    source = reading.competences[1].source
    assert document.text[source.start : source.end] == "C2. Assembler un bouquet"
    assert document.places.at(source.start) == InCell(table=1, row=3, column=2)


def test_the_grid_of_a_table() -> None:
    """Spans, a head, a table inside a cell, a table that only lays the page out."""
    text = (
        "<html><table><tr><td><p>Mise en page</p></td></tr></table>"
        "<table><tr><th colspan=2>Tête</th></tr><tr><td rowspan=0>A1</td><td>C1</td></tr>"
        "<tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table></html>"
    )
    document = decode(text.encode(), "x.html")
    table = document.elements[-1]
    assert isinstance(table, PrintedTable)
    assert table.heading_rows == 1
    found = [(c.row, c.column, c.row_span, c.column_span, [b.text for b in c.blocks]) for c in table.cells]
    assert found == [(0, 0, 1, 2, ["Tête"]), (1, 0, 2, 1, ["A1"]), (1, 1, 1, 1, ["C1"]), (2, 1, 1, 1, ["a b"])]
    assert len([element for element in document.elements if isinstance(element, PrintedTable)]) == 1


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<ol><li>Trier</li><li>Vendre</li></ol>", "1. Trier\n2. Vendre"),
        ("<ol type=a start=3><li>Trier<li value=7>Vendre</ol>", "c. Trier\ng. Vendre"),
        ("<ul><li>Trier<ul><li>les tiges</ul></ul>", "• Trier\n• les tiges"),
        ("<ul><li>- Trier</ul>", "- Trier"),
        ("<ul style='list-style: none'><li>Trier</ul>", "Trier"),
        ("Trier<br>les tiges", "Trier\nles tiges"),
        ("<pre>Trier\nles tiges</pre>", "Trier\nles tiges"),
        ("<p>Trier<o:p>&nbsp;</o:p></p><inconnu>les</inconnu> tiges", "Trier\nles tiges"),
        ("<input type=checkbox checked> Oui <input type=checkbox> Non", "☒ Oui ☐ Non"),
        ("<p>Trier&nbsp;: l&rsquo;œillet &#233;panoui &lt;b&gt;", "Trier\u00a0: l’œillet épanoui <b>"),
        (
            "<p style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span>"
            "</span><![endif]>Trier</p>"
            "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>C1.</span>Lier</p>",
            "• Trier\nC1. Lier",
        ),
        ("<!--[if gte mso 9]><xml>Normal</xml><![endif]--><p>Trier</p>", "Trier"),
    ],
)
def test_a_paragraph_reads_as_a_browser_shows_it(inside: str, text: str) -> None:
    """Numbers, bullets, breaks and entities as on the screen; lists of Word too, which it writes as paragraphs."""
    assert decode(f"<html><body>{inside}</body></html>".encode(), "x.html").text.rstrip("\n") == text


def test_headings_have_their_level() -> None:
    """Of the page, and in a cell bold words: a heading inside a table opens no section."""
    text = "<html><h3>Bloc 1 – Composer</h3><table><tr><td><h4>Titre</h4><td>x</table></html>"
    heading, table = decode(text.encode(), "x.html").elements
    assert isinstance(heading, PrintedHeading)
    assert (heading.level, heading.block.text) == (3, "Bloc 1 – Composer")
    assert isinstance(table, PrintedTable)
    assert table.cells[0].blocks[0].is_bold


ARCHIVE = (
    "From: <Enregistré par le navigateur>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    "Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><h1>CQP Fl=E9riste</h1></html>\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("<html><meta charset=windows-1252><h1>CQP Flériste</h1>".encode("cp1252"), "x.html"),
        (
            '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><h1>CQP Flériste'.encode(
                "cp1252"
            ),
            "x.txt",
        ),
        (codecs.BOM_UTF8 + "<html><meta charset=iso-8859-1><h1>CQP Flériste".encode(), "x.html"),
        ("\ufeff<!DOCTYPE html><h1>CQP Flériste".encode("utf-16-le"), "x.html"),
        ("<h1>CQP Flériste</h1>".encode(), "x.HTM"),
        (ARCHIVE.encode(), "x.mht"),
    ],
)
def test_characters_are_those_that_the_page_says(raw: bytes, name: str) -> None:
    """Word writes Windows-1252, Windows a byte-order mark, browsers archives: accents stand as they were written."""
    assert decode(raw, name).text == "CQP Flériste\n"


def test_markdown_with_tags_stays_text() -> None:
    """A Markdown file may begin with a table in HTML: its words are quoted as they stand in the file."""
    text = "<table><tr><td>A</td></tr></table>\n"
    assert decode(text.encode(), "x.md").text == text


def test_a_page_in_unknown_characters_is_refused() -> None:
    """Guessed accents would be invented ones."""
    with pytest.raises(DocumentError, match="ne sont pas connus"):
        decode(b"<html><meta charset=x-inconnu><p>\xe9", "x.html")


def test_elements_without_end_are_read_in_bounded_depth() -> None:
    """A page of 20,000 open elements is read, and no stack overflows."""
    assert decode(b"<html>" + b"<div><b>" * 20_000 + b"Trier", "x.html").text == "Trier\n"


def test_cells_that_claim_millions_of_columns_stay_a_table() -> None:
    """What a cell says to span beyond all others is cut: rows and columns that hold nothing are not walked through."""
    row = "<tr><td colspan=1000 rowspan=60000>BLOC 1<td colspan=1000>C1. Trier"
    table = decode(f"<html><table>{row * 50}</table>".encode(), "x.html").elements[0]
    assert isinstance(table, PrintedTable)
    assert (table.height, table.width) == (50, 51)


SILENT = (
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "object", "iframe", "canvas", "audio",
    "video", "select", "button", "datalist", "nav", "dialog", "map", "xml",
)  # fmt: skip
BLOCKS = (
    "address", "article", "aside", "blockquote", "center", "details", "div", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "p", "pre", "section", "summary", "dd",
    "dt", "dl",
)  # fmt: skip
VOID = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]


@pytest.mark.parametrize("tag", SILENT)
def test_what_a_browser_does_not_print_is_not_read(tag: str) -> None:
    """Scripts, drawings, forms and menus say nothing of a certification, with whatever stands inside them."""
    page = f"<html><body><p>Trier</p><{tag}>Caché<b>encore</b><{tag}>dedans</{tag}></{tag}><p>Vendre</p></body></html>"
    assert decode(page.encode(), "x.html").text == "Trier\nVendre\n"


@pytest.mark.parametrize("tag", BLOCKS)
def test_a_block_stands_on_lines_of_its_own(tag: str) -> None:
    """What a browser sets apart is not glued to the words before and after it."""
    page = f"<html><body>Trier<{tag}>les tiges</{tag}>Vendre</body></html>"
    assert decode(page.encode(), "x.html").text == "Trier\nles tiges\nVendre\n"


@pytest.mark.parametrize("tag", ["a", "abbr", "b", "em", "font", "i", "span", "strong", "sub", "u", "inconnu"])
def test_other_elements_are_a_part_of_their_line(tag: str) -> None:
    """A word that is half bold stays one word."""
    page = f"<html><body>Tri<{tag}>er les</{tag}> tiges</body></html>"
    assert decode(page.encode(), "x.html").text == "Trier les tiges\n"


@pytest.mark.parametrize("tag", VOID)
def test_an_element_without_content_swallows_nothing(tag: str) -> None:
    """What stands behind it is not inside it: hidden or not, the words go on."""
    page = f"<html><body><div>Trier<{tag} style='display:none'> les<p>tiges</p></div><p>Vendre</p></body></html>"
    assert decode(page.encode(), "x.html").text.split() == ["Trier", "les", "tiges", "Vendre"]


@pytest.mark.parametrize("style", ["display:none", "DISPLAY : none", "visibility: hidden", "mso-hide:all"])
def test_words_that_a_style_hides_are_counted_and_not_read(style: str) -> None:
    """Whoever hid them did not mean them to be said; a menu counts too, a script does not."""
    page = (
        f"<html><body>Trier<p style='{style}'>Caché</p><nav>Menu</nav><script>x</script><p hidden>y</p></body></html>"
    )
    document = decode(page.encode(), "x.html")
    assert (document.text, document.remarks) == ("Trier\n", ("3\u00a0parties masquées ou menus, non repris.",))


def test_end_tags_that_authors_leave_out_are_understood() -> None:
    """Rows, cells, items and terms end where the next begins; those of a table inside a cell end in it."""
    page = (
        "<html><body><table><thead><tr><th>A<th>B<tbody><tr><td>a<td>b<tr><th>c<td>d<tfoot><tr><td>e<td>f</table>"
        "<ul><li>un<ul><li>deux</ul><li>trois</ul><dl><dt>mot<dd>sens<dt>autre<dd>sens</dl><p>fin<p>fin</body></html>"
    )
    document = decode(page.encode(), "x.html")
    table = document.elements[0]
    assert isinstance(table, PrintedTable)
    cells = [(cell.row, cell.column, cell.blocks[0].text) for cell in table.cells]
    assert cells == [
        (0, 0, "A"), (0, 1, "B"), (1, 0, "a"), (1, 1, "b"), (2, 0, "c"), (2, 1, "d"), (3, 0, "e"), (3, 1, "f"),
    ]  # fmt: skip
    assert document.text.splitlines()[-9:] == [
        "• un", "• deux", "• trois", "mot", "sens", "autre", "sens", "fin", "fin",
    ]  # fmt: skip

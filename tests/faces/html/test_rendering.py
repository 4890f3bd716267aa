"""HTML from templates: everything escaped, tables that can be heard, addresses made in one place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import html

from refgraph.core.namespaces import ID, VOC
from refgraph.core.table import Resource, Table
from refgraph.faces.html import AppLinks, Axis, MatrixCell, MatrixView, Renderer, expand, shorten
from refgraph.knowledge.labels import Ref
from refgraph.knowledge.things import Context, Entity
from refgraph.model.kinds import KINDS


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(AppLinks())


@pytest.mark.parametrize(
    "iri", [f"{ID}certification/RNCP1/bloc/1", f"{VOC}niveau/6", "https://example.org/a?b=c&d#e", f"{ID}document/é%20x"]
)
def test_an_address_leads_back_to_its_entity(iri: str) -> None:
    """Whatever the IRI, its page is found again from the address."""
    assert expand(shorten(iri)) == iri


def test_addresses_are_readable() -> None:
    """A designer can read and dictate the address of a competence."""
    links = AppLinks()
    assert links.entity(f"{ID}certification/RNCP1/bloc/1") == "explorer?fiche=certification/RNCP1/bloc/1"
    assert links.page("comparer", {"a": "x", "b": None, "seuil": 3}) == "comparer?a=x&seuil=3"
    assert links.page("") == "./"


def test_hostile_text_is_shown_as_text(renderer: Renderer) -> None:
    """A statement that holds markup is no markup."""
    attack = "<script>alert(1)</script> \" onmouseover='x' & {{ 7*7 }}"
    table = Table(("Énoncé",), ((attack,), (Resource('https://example.org/"><b>', attack),)))
    page = html.fromstring(str(renderer.part("table", table, attack)))
    assert page.xpath("//script | //b") == []
    assert page.xpath("//tbody//th")[0].text_content() == attack
    assert page.xpath("//caption")[0].text_content() == attack


def test_a_table_has_caption_scopes_and_french_cells(renderer: Renderer) -> None:
    """Numbers to the right, « non documenté » for what a source doesn't say, links for entities."""
    table = Table(
        ("Compétence", "Seuil", "Individuelle"),
        (
            (Resource(f"{ID}certification/x/bloc/1/competence/C1", "Peser"), Decimal("0.60"), None),
            ("Pétrir", 1234, True),
        ),
        title="Ce que dit la source",
    )
    page = html.fromstring(str(renderer.part("table", table)))
    assert page.xpath("//caption/text()") == ["Ce que dit la source"]
    assert [head.get("scope") for head in page.xpath("//thead//th")] == ["col", "col", "col"]
    assert [head.get("scope") for head in page.xpath("//tbody//th")] == ["row", "row"]
    assert page.xpath("//tbody//a/@href") == ["explorer?fiche=certification/x/bloc/1/competence/C1"]
    assert [cell.text_content() for cell in page.xpath("//tbody//td")] == ["0,60", "non documenté", "1\u202f234", "oui"]
    assert page.xpath("//td[contains(@class, 'rg-number')]/text()") == ["0,60", "1\u202f234"]


def test_a_matrix_has_one_stop_for_the_tab_key(renderer: Renderer) -> None:
    """The other cells are reached with the arrows; symbols are said in words."""
    rows = tuple(
        (Axis(f"R{row}"), tuple(MatrixCell("●", "couverte", "full", f"?case={row}-{column}") for column in range(3)))
        for row in range(2)
    )
    view = MatrixView("Couverture", (Axis("A"), Axis("B"), Axis("C")), rows, legend=(("●", "couverte"),))
    page = html.fromstring(str(renderer.part("matrix", view)))
    assert [cell.get("tabindex") for cell in page.xpath("//td/a")] == ["0", "-1", "-1", "-1", "-1", "-1"]
    assert page.xpath("//td/a/span[@class='rg-hidden']/text()") == ["couverte"] * 6
    assert page.xpath("//caption/text()")[0].startswith("Couverture")


def test_a_row_read_alone_names_its_columns(renderer: Renderer) -> None:
    """On a narrow screen each row is a card: its cells keep their column, and a screen reader keeps its table."""
    table = Table(("Compétence", "Seuil"), (("Peser", 60), ("Pétrir", None)))
    page = html.fromstring(str(renderer.part("table", table)))
    assert page.xpath("//tbody/tr[2]/*/@data-column") == ["Compétence", "Seuil"]
    assert page.xpath("//tr[1]/*/@role") == ["columnheader"] * 2 + ["rowheader", "cell"]
    assert page.xpath("//@scope") == ["col", "col", "row", "row"]


@pytest.mark.parametrize(("kind", "above"), [("organization", ["explorer?type=organization"]), ("document", [])])
def test_what_lies_below_nothing_leads_to_the_list_of_its_kind(renderer: Renderer, kind: str, above: list[str]) -> None:
    """A certification, a text, an organisation have a breadcrumb too; what no list shows has none."""
    one = next(one for one in KINDS if one.key == kind)
    head = html.fromstring(f"<div>{renderer.part('breadcrumb', (), 'Un nom', one)}</div>")
    assert head.xpath("//a/@href") == above


def test_templates_have_the_spaces_of_french(renderer: Renderer) -> None:
    """No line begins with « : » or « ? », and what comes from a document keeps the spaces it has."""
    assert "comment l’énoncé est connu\u00a0:" in renderer.page("reading.html.j2")
    kept = renderer.part("paragraphs", ["Peser : combien ?"])
    assert str(kept) == "<p>Peser : combien ?</p>"


def test_the_open_cell_is_the_stop(renderer: Renderer) -> None:
    """After a reload the tab key lands where the reader was."""
    cells = (MatrixCell("–", "aucune", "none", "?case=1"), MatrixCell("●", "toute", "full", "?case=2", current=True))
    page = html.fromstring(str(renderer.part("matrix", MatrixView("M", (Axis("A"), Axis("B")), ((Axis("R"), cells),)))))
    assert page.xpath("//td/a[@tabindex='0']/@aria-current") == ["true"]


def test_a_passage_is_read_without_the_tags_that_lay_it_out(renderer: Renderer) -> None:
    """Paragraphs, cells and items become lines; other markup stays as text; a bullet of Word's fonts can be seen."""
    quote = "<b>1. Le <i>titre</i></b> suit</p> <p>\uf0b7 a < b & <script>"
    context = Context(
        "x.txt", "page\u00a02", "extrait", "avant</td>\t<td style='x'>", ((quote, True),), "</p></td>\n<ul><li>après"
    )
    page = html.fromstring(str(renderer.part("passage", context)))
    assert page.xpath("//blockquote")[0].text_content() == "avant\n1. Le titre suit\n• a < b & <script>\naprès"
    assert page.xpath("//mark")[0].text_content() == "1. Le titre suit\n• a < b & <script>"
    assert page.xpath("//script | //blockquote//b") == []


def test_a_thing_that_is_only_a_long_text_has_a_short_title(renderer: Renderer) -> None:
    """An épreuve without a title is called by its first words, all of them below; a competence is its statement."""
    text = "Mise en situation professionnelle reconstituée, " * 4 + "devant un jury."

    def head(kind: str) -> html.HtmlElement:
        ref = Ref(f"{ID}x", text, next(one for one in KINDS if one.key == kind))
        entity = Entity(ref, (), (), (), (), (), ())
        return html.fromstring(f"<div>{renderer.page('fiche_head.html.j2', entity=entity, contexts=())}</div>")

    title = head("examination").findtext(".//h1") or ""
    assert title == "Mise en situation professionnelle reconstituée, Mise en situation…"
    assert head("examination").findtext(".//p[@class='rg-statement']") == text
    assert head("competence").findtext(".//h1") == text
    assert head("competence").find(".//p[@class='rg-statement']") is None

"""The static site: whole, linked, accessible, and nothing of the reader's folders at risk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from lxml import etree, html
from openpyxl import load_workbook
from playwright.sync_api import Page
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from refgraph.core.errors import RefgraphError
from refgraph.core.namespaces import ID, expand, graph_iri
from refgraph.faces.site import MARK, Written, write
from refgraph.faces.site.pages import linked_data
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.workspace import Workspace
from tests.faces.pages.conftest import RULES, browser_type_launch_args

__all__ = ["browser_type_launch_args"]

ENTERPRISES = "certification/cqp-charge-affaires-entreprises"
LOOKED_AT = [
    "index.html",
    "glossaire.html",
    "liste/competence.html",
    "comparaison.html",
    "comparaison/RNCP31919--cqp-charge-affaires-entreprises.html",
    "reglementation.html",
    "voc/evaluator/pairs/index.html",
    f"{ENTERPRISES}.html",
    f"{ENTERPRISES}/bloc/1/competence/C1.html",
    "certification/conseiller-clientele-professionnelle-n6/bloc/1/competence/k01.html",
]


@pytest.fixture(scope="module")
def site(store: Store, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("published") / "site"
    return write(store, workspace, folder, url="https://certifs.example")


def pages(folder: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()


@cache
def ids_of(path: Path) -> set[str]:
    return set(html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot().xpath("//@id"))


def test_every_link_leads_somewhere(site: Written) -> None:
    """Each link, style, script and download of each page is a file of the site; no page is without."""
    checked = dict[Path, int]()
    for path, page in pages(site.folder):
        for address in page.xpath("//a/@href | //link/@href | //script/@src"):
            target, fragment = urldefrag(unquote(address))
            if target.startswith(("http:", "https:")):
                continue
            assert (path.parent / target).resolve().is_file() if target else True, f"{path}: {address}"
            assert not fragment or fragment in ids_of((path.parent / target) if target else path), f"{path}: {address}"
            checked[path] = checked.get(path, 0) + 1
    assert len(checked) == len(list(site.folder.rglob("*.html"))) == 1469


def test_every_page_has_one_title_a_language_and_landmarks(site: Written) -> None:
    """And the five certifications with all their competences have one each."""
    count = 0
    for path, page in pages(site.folder):
        assert page.get("lang") == "fr", path
        assert len(page.xpath("//h1")) == 1, path
        assert len(page.xpath("//main")) == 1, path
        assert page.xpath("//title/text()")[0].endswith("– refgraph"), path
        count += "/competence/" in path.as_posix()
    assert count == 143  # 20 + 25 + 22 + 23 + 46, and the 7 steps of one of them
    assert site.pages == sum(1 for _ in site.folder.rglob("*.html"))


def test_each_page_and_each_server_say_what_may_be_loaded(site: Written) -> None:
    """A page loads the files of the site and no others, whatever serves it; servers are told what only they can say."""
    for path, page in pages(site.folder):
        [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'"), path
    for name in (".htaccess", "_headers"):
        told = (site.folder / name).read_text("utf-8")
        assert ("frame-ancestors 'none'" in told, "nosniff" in told) == (True, True)


def test_terms_are_published_at_their_paths(site: Written) -> None:
    """What answers say by IRI is found on the site as well: as a page, as Turtle and JSON-LD, and by w3id.org."""
    for path, iri in (("ns", "ns#Bloc"), ("voc/niveau/6", "voc/niveau/6"), ("shapes", "shapes#bloc-title")):
        for name, syntax in (("index.ttl", RdfFormat.TURTLE), ("index.jsonld", RdfFormat.JSON_LD)):
            said = parse((site.folder / path / name).read_bytes(), format=syntax)
            assert NamedNode(f"https://w3id.org/refgraph/{iri}") in {quad.subject for quad in said}
        assert (site.folder / path / "index.html").is_file()
    void = parse((site.folder / ".well-known" / "void").read_bytes(), format=RdfFormat.TURTLE)
    assert NamedNode("https://w3id.org/refgraph/dataset") in {quad.subject for quad in void}
    moves = (site.folder / "w3id" / ".htaccess").read_text("utf-8").splitlines()
    assert "RewriteRule ^id/(.+)$ https://certifs.example/$1.html [R=303,NE,L]" in moves
    turtle = moves.index("RewriteCond %{HTTP_ACCEPT} text/turtle")
    assert moves[turtle + 1].endswith("https://certifs.example/$1/index.ttl [R=303,NE,L]")


def test_comparisons_and_regulations_are_published(site: Written) -> None:
    """Word for word the same competence in two certifications; the text of each citation; both with their day."""
    pair = site.folder / "comparaison/charge-clientele-particuliers-n6--cqp-charge-affaires-entreprises.html"
    said = html.parse(str(pair), parser=html.HTMLParser(encoding="utf-8")).getroot().text_content()
    assert "C14 – Personnaliser la relation quel que soit le canal utilisé" in said
    cited = html.parse(str(site.folder / "reglementation.html"), parser=html.HTMLParser(encoding="utf-8")).getroot()
    assert len(cited.xpath("//table")) == 2
    assert "Directive Crédit" in cited.text_content()


def test_an_entity_says_its_passage_and_carries_its_data(site: Written) -> None:
    """The quote highlighted at its line, and JSON-LD that a machine can read."""
    (page,) = (page for path, page in pages(site.folder / f"{ENTERPRISES}/bloc/1/competence") if path.stem == "C1")
    assert "Réaliser le diagnostic de son portefeuille" in page.xpath("//h1")[0].text_content()
    assert "ligne\u00a033 " in page.xpath("//figcaption")[0].text_content()
    assert page.xpath("//blockquote/mark")[0].text_content().startswith("C1")
    (node,) = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert node["https://w3id.org/refgraph/ns#code"] == [{"@value": "C1"}]


def test_answers_can_be_taken_away(site: Written) -> None:
    """A workbook beside each answer, with the rows of its page."""
    answers = sorted((site.folder / "question").glob("*.xlsx"))
    assert len(answers) == 43
    for path in answers:
        rows = html.parse(str(path.with_suffix(".html"))).getroot().xpath("//tbody/tr")
        assert load_workbook(path).worksheets[0].max_row >= len(rows)


def test_the_map_of_the_site_lists_every_page(site: Written) -> None:
    """With the address where it will be published."""
    places = etree.parse(str(site.folder / "sitemap.xml")).xpath("//*[local-name()='loc']/text()")
    assert len(places) == site.pages
    assert f"https://certifs.example/{ENTERPRISES}.html" in places


@pytest.mark.browser
@pytest.mark.parametrize("path", LOOKED_AT)
def test_pages_are_accessible(site: Written, page: Page, path: str) -> None:
    """No violation of WCAG 2.2 AA or best practices, no sideways scroll at 320 px, no request to the outside."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if "Policy" in said.text else None)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto((site.folder / path).as_uri())
    page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    assert [(one["id"], [node["html"][:100] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert blocked == []
    assert page.evaluate("getComputedStyle(document.querySelector('.rg-skip')).position") == "absolute"


def test_a_site_is_replaced_and_nothing_else_is(bakers: EmbeddedStore, tmp_path: Path) -> None:
    """Written again over itself, without leftovers; a folder with anything else in it is refused and left alone."""
    folder = tmp_path / "site"
    write(bakers, Workspace(data=tmp_path), folder)
    (folder / "old.html").write_text("old")
    write(bakers, Workspace(data=tmp_path), folder)
    assert not (folder / "old.html").exists()
    assert (folder / MARK).exists()
    other = tmp_path / "photos"
    other.mkdir()
    (other / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(RefgraphError, match="autre chose qu’un site"):
        write(bakers, Workspace(data=tmp_path), other)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photos", "site"]
    assert [path.name for path in other.iterdir()] == ["holiday.jpg"]


def test_hostile_text_stays_text() -> None:
    """Nothing in a statement can end the element that carries its data."""
    me = NamedNode(f"{ID}certification/x")
    title = Triple(me, NamedNode(expand("dcterms:title")), Literal("</script><script>alert(1)</script>"))
    carried = linked_data(EmbeddedStore.of({graph_iri("certification/x"): [title]}), me.value)
    assert "<" not in carried
    assert "alert(1)" in json.loads(carried)[0][expand("dcterms:title")][0]["@value"]

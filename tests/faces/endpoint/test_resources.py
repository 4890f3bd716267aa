"""Saved questions and entities at addresses of their own, over real HTTP on the five documents."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from refgraph.faces.current import Opened
from refgraph.faces.endpoint.routes import routes
from refgraph.faces.endpoint.service import create_app
from refgraph.graph.sandbox.pool import Pool
from refgraph.pipeline import Build
from refgraph.workspace import Workspace
from tests.faces.endpoint.conftest import GENEROUS, served

C4 = "/id/certification/RNCP31919/bloc/1/competence/C4"
STATEMENT = (
    "Réaliser le diagnostic financier et la capacité d’endettement du professionnel (calcul du revenu du professionnel "
    "et de son endettement privé)"
)
OWN = """#+ summary: Quelles sont les compétences d’une certification ?
#+ columns:
#+   code: Code
SELECT ?code ?competence WHERE {
  ?_certification_iri rg:certifiesCompetence ?competence . ?competence rg:code ?code
} ORDER BY ?code
"""
UNTYPED = "#+ summary: Lesquels ?\n#+ empty: non documenté dans la source\nSELECT ?b { ?__certification rg:hasBloc ?b }"


@pytest.fixture(scope="module")
def url(workspace: Workspace, built: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = tmp_path_factory.mktemp("home")
    (own / "refgraph" / "queries" / "essai").mkdir(parents=True)
    (own / "refgraph" / "queries" / "essai" / "competences.rq").write_text(OWN, "utf-8")
    (own / "refgraph" / "queries" / "essai" / "cassee.rq").write_text("SELECT * {", "utf-8")
    (own / "refgraph" / "queries" / "essai" / "sans-type.rq").write_text(UNTYPED, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(own))
        app_routes = routes(workspace)
    pool = Pool(workspace.builds.folder / built.key, size=1)
    opened = Opened(workspace.builds.open(built.key), pool=lambda: pool)
    app = create_app(lambda: opened, pool, app_routes, GENEROUS)
    with served(app) as address:
        yield address


def test_an_entity_is_a_page_for_people(url: str) -> None:
    """A browser gets the competence in French with its passage; what is printed there is in the page."""
    response = httpx.get(url + C4, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert '<html lang="fr">' in response.text
    assert STATEMENT in response.text
    assert "ligne\u00a0106" in response.text
    assert "non documenté" in response.text


@pytest.mark.parametrize(
    ("accept", "media", "syntax"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_an_entity_is_rdf_for_programs(url: str, accept: str, media: str, syntax: ox.RdfFormat) -> None:
    """The same address gives what is asserted of the competence as RDF."""
    response = httpx.get(url + C4, headers={"Accept": accept})
    assert response.headers["content-type"] == media
    said = {quad.object for quad in ox.parse(response.content, format=syntax)}
    assert ox.Literal(STATEMENT, language="fr") in said


def test_an_unknown_entity_is_not_found(url: str) -> None:
    """Nothing is invented for an address that names nothing."""
    response = httpx.get(url + "/id/certification/RNCP99999", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.json()["title"]) == (404, "Introuvable")
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    page = httpx.get(url + "/id/certification/<b>", headers=browser)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Cette fiche n’existe pas dans les données chargées." in page.text
    assert httpx.get(url + "/nulle-part", headers=browser).text.count("Il n’y a rien à cette adresse.") == 1


RDF_TYPES = {"text/turtle": ox.RdfFormat.TURTLE, "application/ld+json": ox.RdfFormat.JSON_LD}
LEVEL = "https://w3id.org/refgraph/voc/niveau/6"


@pytest.mark.parametrize(
    ("path", "iri"),
    [
        ("/ns", "https://w3id.org/refgraph/ns#Bloc"),
        ("/ns/1.0.0", "https://w3id.org/refgraph/ns#Bloc"),
        ("/voc", "https://w3id.org/refgraph/voc/niveau"),
        ("/voc/niveau", LEVEL),
        ("/voc/niveau/6", LEVEL),
        ("/voc/nsf/313", "https://w3id.org/refgraph/voc/nsf/313"),
        ("/shapes", "https://w3id.org/refgraph/shapes#bloc-title"),
        ("/dataset", "https://w3id.org/refgraph/dataset"),
        ("/.well-known/void", "https://w3id.org/refgraph/dataset"),
    ],
)
def test_our_terms_answer_at_their_iris(url: str, path: str, iri: str) -> None:
    """A level or a class in an answer is no dead link: it says what it is, to a browser and to a program."""
    for media, syntax in RDF_TYPES.items():
        response = httpx.get(url + path, headers={"Accept": media})
        assert (response.status_code, response.headers["content-type"].split(";")[0]) == (200, media)
        assert ox.NamedNode(iri) in {quad.subject for quad in ox.parse(response.content, format=syntax)}
    page = httpx.get(url + path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert page.headers["vary"].split(", ")[0] == "Accept"
    assert f'href="{iri.removeprefix("https://w3id.org/refgraph")}"' in page.text


def test_a_term_that_nobody_defined_is_not_found(url: str) -> None:
    """Another version, level or scheme is not answered with the nearest one."""
    for path in ("/ns/0.9", "/voc/niveau/99", "/voc/couleur", "/voc/%3Cb%3E"):
        assert httpx.get(url + path, headers={"Accept": "text/turtle"}).status_code == 404
    refused = httpx.get(url + "/ns", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    passage = "/id/document/001_f93b1616b69b22ca/excerpt/5996-6060"
    selector = httpx.get(f"{url}{passage}/quote")
    assert (selector.status_code, selector.headers["location"]) == (303, passage)
    moved = httpx.get(url + "/query/evaluation/quiz-sans-seuil")
    assert (moved.status_code, moved.headers["location"]) == (303, "/questions/evaluation/quiz-sans-seuil")


def test_a_browser_gets_pages_to_read(url: str) -> None:
    """The entries of each page's menu lead to pages in French, not to a file to download."""
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    service = httpx.get(url + "/sparql", headers=browser)
    assert "<h1>Point d’accès SPARQL</h1>" in service.text
    assert f"{url}/sparql" in service.text
    assert "sd:Service" in httpx.get(url + "/sparql?format=ttl", headers=browser).text
    questions = httpx.get(url + "/questions", headers=browser)
    assert '<a href="/questions/evaluation/quiz-sans-seuil.csv">' in questions.text
    assert "/questions/essai/competences?certification=…" in questions.text
    assert "cassee.rq, ligne 1" in questions.text


def test_the_questions_are_listed_with_their_addresses(url: str) -> None:
    """A program finds every question with its parameters, and the broken file with its error."""
    listing = httpx.get(url + "/questions").json()
    ours = {question["href"]: question for question in listing["questions"]}
    own = ours["/questions/essai/competences"]
    assert own["question"] == "Quelles sont les compétences d’une certification ?"
    assert [(one["name"], one["required"]) for one in own["parameters"]] == [("certification", True)]
    assert [one["name"] for one in listing["broken"]] == ["cassee", "sans-type"]


def test_a_question_answers_as_json_and_csv(url: str) -> None:
    """The 25 competences of RNCP31919 come with their codes, in the format of the suffix or of Accept."""
    address = url + "/questions/essai/competences"
    as_json = httpx.get(address + ".json", params={"certification": "RNCP31919"})
    assert as_json.headers["content-type"] == "application/json"
    assert '"C25"' in as_json.text
    as_csv = httpx.get(address, params={"certification": "RNCP31919"}, headers={"Accept": "text/csv"})
    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig")), delimiter=";"))
    assert (rows[0][0], len(rows) - 1) == ("Code", 25)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/questions/essai/competences", 400, "attend une valeur"),
        ("/questions/essai/competences?certification=RNCP00000", 400, "n’est pas connu"),
        ("/questions/essai/competences?certification=RNCP31919&x=1", 400, "n’est pas un paramètre"),
        ("/questions/essai/inconnue", 404, "n’existe pas"),
        ("/questions/essai/cassee", 400, "cassee.rq, ligne 1 : l’en-tête manque"),
        ("/questions/essai/sans-type", 400, "Écrivez ?__certification_iri"),
    ],
)
def test_wrong_questions_are_told(url: str, path: str, status: int, words: str) -> None:
    """A missing or unknown value, or a file with a fault, gets a sentence that says what to give."""
    response = httpx.get(url + path)
    assert response.status_code == status
    assert words in response.json()["detail"]

"""The commands do on the five documents what their help says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, Store, parse

from refgraph.cli import main
from refgraph.pipeline import Build
from refgraph.workspace import CACHE, Workspace

Call = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def call(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, workspace: Workspace, built: Build
) -> Call:
    monkeypatch.setenv(CACHE, str(workspace.cache))

    def run(*arguments: str) -> tuple[int, bytes, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        said = capsysbinary.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, said.out, said.err.decode()

    return run


def test_read_gives_everything_with_its_place(call: Call, sources: Path) -> None:
    """One file gives one object, several a list; each item has its words, links and passage."""
    first, second = sorted(sources.glob("*.txt"))[:2]
    code, out, _ = call("read", str(first), "--format", "json")
    content = json.loads(out)
    assert code == 0
    assert {
        "certification",
        "blocs",
        "activities",
        "competences",
        "modalities",
        "criteria_groups",
        "mentions",
        "issues",
    } <= set(content)
    competence = next(item for item in content["competences"] if item["code"] == "C14")
    assert competence["bloc"] == "bloc/1"
    assert competence["statement"].startswith("Personnaliser la relation quel que soit le canal utilisé")
    assert competence["source"]["line"] == 172
    assert competence["source"]["basis"] == "extrait"
    text = first.read_text("utf-8-sig")
    assert text[competence["source"]["start"] : competence["source"]["end"]] == competence["source"]["quote"]
    code, out, _ = call("read", str(first), str(second), "--format", "json")
    assert [reading["certification"]["id"] for reading in json.loads(out)] == [
        "cqp-charge-affaires-entreprises",
        "RNCP31919",
    ]


def test_read_tells_a_person(call: Call, sources: Path) -> None:
    """The text says what is documented and what is not, with the line of each thing."""
    code, out, _ = call("read", str(sorted(sources.glob("*.txt"))[0]))
    text = out.decode()
    assert code == 0
    assert "Certificateur\u00a0: non documenté" in text
    assert "4\u00a0blocs, 11\u00a0activités, 20\u00a0compétences" in text
    assert "   172    C14 Personnaliser la relation" in text


def test_read_lists_the_layouts(call: Call) -> None:
    """Whoever wonders how documents are read sees the readers, their versions and where they come from."""
    code, out, err = call("read", "--layouts")
    assert (code, err) == (0, "")
    assert out.decode().splitlines() == [
        "Mises en page connues",
        "  but, version 1 (refgraph 0.1.0)",
        "      Programmes nationaux de BUT, compétences et composantes essentielles",
        "  colonnes, version 2 (refgraph 0.1.0)",
        "      Référentiels en trois colonnes (activités, compétences, évaluation) qu’un PDF a mises à plat",
        "  export, version 2 (refgraph 0.1.0)",
        "      Fiches RNCP et RS de l’export XML de France compétences (data.gouv.fr)",
        "  fiche, version 2 (refgraph 0.1.0)",
        "      Fiches « Résumé descriptif de la certification » du répertoire national",
        "  page, version 3 (refgraph 0.1.0)",
        "      Pages du site francecompetences.fr, copiées en texte ou enregistrées en HTML",
        "  reac, version 1 (refgraph 0.1.0)",
        "      Référentiels emploi activités compétences (REAC) des titres professionnels du ministère du Travail",
        "  tableaux, version 3 (refgraph 0.1.0)",
        "      Référentiels en tableaux, Markdown ou HTML",
        "  titres, version 1 (refgraph 0.1.0)",
        "      Référentiels en titres et listes, compétences et critères à puces ou à codes sous leurs blocs",
    ]


def test_read_with_the_layout_that_one_names(call: Call, sources: Path) -> None:
    """A layout may be forced, also onto a document that is none of its own: then it says what it misses."""
    fiche = str(sources / "001_f93b1616b69b22ca.txt")
    code, out, _ = call("read", "--layout", "fiche", fiche)
    assert (code, "mise en page « fiche »" in out.decode()) == (0, True)
    code, out, err = call("read", "--layout", "tableaux", fiche)
    assert (code, out, err.count("\n")) == (2, b"", 1)
    assert err.startswith("Erreur\u00a0: 001_f93b1616b69b22ca.txt : le document n’a pas de tableau de compétences.")
    code, _, err = call("read", "--layout", "lettre", fiche)
    choice = "Choisissez parmi\u00a0: but, colonnes, export, fiche, page, reac, tableaux, titres."
    assert (code, err) == (2, f"Erreur\u00a0: aucune mise en page ne s’appelle « lettre ». {choice}\n")


def test_query_in_each_format(call: Call, tmp_path: Path) -> None:
    """The same answer as a table, CSV, JSON, Markdown or workbook; a suffix chooses the format."""
    arguments = ["query", "competences-par-bloc", "--param", "certification=RNCP31919"]
    code, out, err = call(*arguments)
    assert code == 0
    assert "Quelles compétences comporte chaque bloc" in out.decode()
    assert "25\u00a0lignes" in err
    rows = list(csv.reader(io.StringIO(call(*arguments, "--format", "csv")[1].decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Certification", "Bloc", "Compétence", "Passage", "Ligne", "Document"]
    assert len(rows) == 26
    assert len(json.loads(call(*arguments, "--format", "json")[1])["rows"]) == 25
    assert call(*arguments, "--format", "md")[1].decode().count("\n| ") == 27
    target = tmp_path / "reponse.xlsx"
    code, out, err = call(*arguments, "--output", str(target))
    assert (code, out) == (0, b"")
    assert load_workbook(target).worksheets[0].max_row == 26


def test_query_list_names_every_question(call: Call) -> None:
    """The list of the command line is the list of the files."""
    listing = call("query", "--list")[1].decode()
    assert "quiz-et-seuils\n      Quelles compétences sont évaluées par un quiz" in listing
    assert "--param certification=…  certification (obligatoire" in listing
    assert "--param word=…  mot ou expression (obligatoire)" in listing


def test_query_shows_the_query_with_its_values(call: Call) -> None:
    """What is shown can be copied and run."""
    query = call("query", "handicap", "--show", "-p", "certification=RNCP31919")[1].decode()
    assert "VALUES ?__certification_iri { <https://w3id.org/refgraph/id/certification/RNCP31919> }" in query
    assert call("sparql", query, "--format", "csv")[0] == 0


def test_an_empty_answer_says_what_it_means(call: Call) -> None:
    """No line is never a bare nothing."""
    code, out, _ = call("query", "remplacement")
    assert code == 0
    assert "Non documenté dans la source." in out.decode()


def test_an_empty_answer_is_said_once(call: Call) -> None:
    """The screen says it; a file gets it inside, and the person beside."""
    _, out, err = call("query", "mot-dans-les-enonces", "-p", "word=zzzz")
    assert (out.decode().count("Paramètre trop étroit."), err) == (1, "")
    assert "Paramètre trop étroit." in call("query", "mot-dans-les-enonces", "-p", "word=zzzz", "--format", "csv")[2]


def test_a_missing_value_comes_with_what_can_be_chosen(call: Call) -> None:
    """Nobody has to guess what a parameter takes: an example, and the first values in the order people count."""
    err = call("query", "criteres-d-une-competence")[2]
    assert "Par exemple competence=RNCP31919/bloc/1/competence/C1. Choix possibles\u00a0: RNCP31919/bloc/1" in err
    assert err.index("competence/C2,") < err.index("competence/C10,")
    assert "Par exemple word=conformité." in call("query", "mot-dans-les-enonces")[2]
    near = call("query", "criteres-d-une-competence", "-p", "competence=RNCP31919/C1")[2]
    assert "Choix possibles\u00a0: RNCP31919/bloc/1/competence/C1.\n" in near


def test_read_takes_standard_input(call: Call, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that comes through a pipe is read like a file, and an unknown suffix of the output is refused."""
    document = next(sources.glob("003*"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(document.read_bytes())))
    reading = json.loads(call("read", "-", "--format", "json")[1])
    assert reading["certification"]["title"]["text"] == "Titre de Conseiller(ère) de clientèle professionnelle"
    code, _, err = call("read", str(document), "-o", "lecture.csv")
    assert (code, err.count("cette commande n’écrit pas de .csv. Choisissez .json")) == (2, 1)


def test_a_path_to_nowhere_names_the_folder_that_lacks(call: Call, sources: Path, tmp_path: Path) -> None:
    """A slip in a folder's name is told as such; a folder given for a document too."""
    code, _, err = call("export", "-o", str(tmp_path / "absent" / "graphe.ttl"))
    assert (code, f"le dossier {tmp_path}/absent n’existe pas. Créez-le, ou corrigez le chemin." in err) == (2, True)
    assert "c’est un dossier, un fichier est attendu." in call("read", str(sources))[2]


def test_sparql_sees_the_union_and_each_graph(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default graph is the union, every graph can be asked by name, and « - » reads standard input."""
    query = "SELECT (COUNT(?c) AS ?n) { ?c a rg:Certification }"
    assert json.loads(call("sparql", query, "--format", "json")[1])["results"]["bindings"][0]["n"]["value"] == "5"
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?c a rg:Bloc } } ORDER BY ?g"
    graphs = call("sparql", named, "--format", "csv")[1].decode("utf-8-sig").splitlines()[1:]
    assert len(graphs) == 5
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ASK { ?s a rg:Bloc }")))
    assert "oui" in call("sparql", "-")[1].decode()
    code, out, _ = call(
        "sparql", "CONSTRUCT { ?c a rg:Certification } WHERE { ?c a rg:Certification }", "--format", "nt"
    )
    assert code == 0
    assert len(list(parse(out, format=RdfFormat.N_TRIPLES))) == 5


@pytest.mark.parametrize(
    ("name", "form"),
    [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)],
)
def test_export_parses_and_keeps_everything(
    call: Call, built: Build, name: str, form: RdfFormat, tmp_path: Path
) -> None:
    """An export read back is the graph: nothing lost, graphs still named where the format can."""
    target = tmp_path / f"graphe.{name}"
    assert call("export", "--output", str(target))[0] == 0
    store = Store()
    store.load(path=str(target), format=form)
    union = {triple for triples in built.graphs.values() for triple in triples}
    if name in ("trig", "jsonld"):
        assert len(store) == sum(len(set(triples)) for triples in built.graphs.values())
    else:
        assert len(store) == len(union)


def test_export_of_one_graph(call: Call, built: Build) -> None:
    """One certification goes out alone; the list names the graphs."""
    names = call("export", "--list")[1].decode().split()
    assert "certification/RNCP31919" in names
    assert "inferred" in names
    out = call("export", "--graph", "certification/RNCP31919", "--format", "nt")[1]
    assert len(out.splitlines()) == len(set(built.graphs["certification/RNCP31919"]))


def test_export_is_the_same_each_time(call: Call) -> None:
    """Two exports can be compared with a diff."""
    assert call("export", "--format", "ttl")[1] == call("export", "--format", "ttl")[1]

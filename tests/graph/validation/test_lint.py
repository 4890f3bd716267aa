"""Shapes of a user's own: read with ours, and refused with file, line and term when something in them is unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import ShapeError
from refgraph.core.namespaces import ID, PREFIXES, RG, SHAPES
from refgraph.graph.validation import Severity, check, lint, read_shapes
from refgraph.graph.validation.imports import unread

PROLOGUE = """@prefix rg: <https://w3id.org/refgraph/ns#> .
@prefix rgsh: <https://w3id.org/refgraph/shapes#> .
@prefix voc: <https://w3id.org/refgraph/voc/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix mine: <https://example.org/rules#> .
"""
GOOD = """mine:short-title a sh:NodeShape ; sh:targetClass rg:Bloc ;
    sh:property [ sh:path <http://purl.org/dc/terms/title> ; sh:maxLength 10 ; sh:severity sh:Warning ;
        sh:message "Le titre « {?value} » est long."@fr ] .
"""


def written(folder: Path, body: str) -> Path:
    path = folder / "miennes.ttl"
    path.write_text(PROLOGUE + body, "utf-8")
    return path


def test_our_own_shapes_pass_the_lint() -> None:
    """A term misspelt in our own files would make a rule that never fires."""
    shapes = read_shapes()
    lint.require_known_terms(shapes, shapes.files)
    assert len(shapes.files) == 8


def test_a_rule_of_the_user_is_added_to_ours(tmp_path: Path) -> None:
    """A user's rule runs beside ours, and its nested part reports under the name of the rule."""
    written(tmp_path, GOOD)
    shapes = read_shapes([tmp_path])
    assert [rule.value for rule in shapes.added] == ["https://example.org/rules#short-title"]
    bloc = NamedNode(f"{ID}certification/x/bloc/1")
    data = [
        Triple(bloc, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{RG}Bloc")),
        Triple(bloc, NamedNode(PREFIXES["dcterms"] + "title"), Literal("Un titre trop long", language="fr")),
    ]
    (found,) = [result for result in check(data, shapes).results if result.shape.value.startswith("https://example")]
    assert (found.focus, found.severity) == (bloc, Severity.WARNING)
    assert found.value == Literal("Un titre trop long", language="fr")
    assert check(data, read_shapes()).results == check(data, shapes).results[1:]


def test_a_rule_of_ours_that_a_user_switches_off_stays_off(tmp_path: Path) -> None:
    """What a user's file says of one of our rules counts; the rule then runs on the reference engine."""
    written(tmp_path, "rgsh:bloc-title sh:deactivated true .\n")
    shapes = read_shapes([tmp_path])
    assert [rule.value for rule in shapes.added] == [f"{SHAPES}bloc-title"]
    bloc = NamedNode(f"{ID}certification/x/bloc/1")
    data = [Triple(bloc, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{RG}Bloc"))]
    named = {result.shape.value.removeprefix(SHAPES) for result in check(data, shapes).results}
    assert "bloc-title" not in named
    assert "bloc-number" in named


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ;\n    sh:minCont 1 .\n", 8, "« sh:minCont » n’existe pas"),
        ("mine:a a sh:NodeShape ; sh:targetClass rg:Blok .\n", 7, "« rg:Blok » n’existe pas"),
        ("mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:severity sh:Waring .\n", 7, "« sh:Waring »"),
        ("mine:a a sh:PropertyShape ; sh:targetClass rg:Bloc ;\n  sh:path skos:prefLabl .\n", 8, "« skos:prefLabl »"),
        ("mine:a a sh:NodeShape ; sh:targetNode <https://w3id.org/refgraph/voc/segment/voisins> .\n", 7, "voisins"),
        ("mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:property rgsh:nowhere .\n", 7, "« rgsh:nowhere »"),
        (
            "mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:sparql [\n"
            '    sh:prefixes <https://w3id.org/refgraph/shapes> ; sh:select """\n'
            '    SELECT $this WHERE {\n      $this rg:hasCompetense ?k }\n    """ ] .\n',
            10,
            "« rg:hasCompetense » n’existe pas",
        ),
        (
            "mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:sparql [\n"
            '    sh:prefixes <https://w3id.org/refgraph/shapes> ; sh:select """\n'
            '    SELECT $this WHERE {\n      $this rg:order ?k FILTER( }\n    """ ] .\n',
            10,
            "une requête SPARQL est incorrecte",
        ),
        (
            "mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:sparql [\n"
            '    sh:prefixes <https://w3id.org/refgraph/shapes> ; sh:select "SELECT $this { $this fpo:a ?b }" ] .\n',
            8,
            "le préfixe de « fpo:a » n’est pas déclaré",
        ),
        ("mine:a a sh:NodeShape ; sh:targetClass rg:Bloc\n", 8, "la syntaxe Turtle est incorrecte"),
        ("mine:a a unknown:Shape .\n", 7, "la syntaxe Turtle est incorrecte"),
    ],
)
def test_what_is_unknown_is_named_with_file_line_and_term(tmp_path: Path, body: str, line: int, said: str) -> None:
    """Most engines ignore a misspelt term silently: the rule seems kept, and was never checked."""
    path = written(tmp_path, body)
    with pytest.raises(ShapeError) as caught:
        read_shapes([tmp_path])
    assert caught.value.place == f"{path}, ligne\u00a0{line}"
    assert said in caught.value.message


def test_a_near_term_is_suggested(tmp_path: Path) -> None:
    """The remedy proposes the term that was probably meant."""
    written(tmp_path, "mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:minCont 1 .\n")
    with pytest.raises(ShapeError, match="Vouliez-vous écrire « sh:minCount »"):
        read_shapes([tmp_path])


def test_a_term_of_the_users_own_is_left_alone(tmp_path: Path) -> None:
    """Only vocabularies that we know can be judged: a user's own namespace is the user's."""
    written(tmp_path, 'mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; mine:note "à revoir" .\n')
    assert len(read_shapes([tmp_path]).added) == 1


SELECT = 'sh:sparql [ sh:prefixes <https://w3id.org/refgraph/shapes> ; sh:select "%s" ]'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            'sh:property [ sh:path rg:order ; sh:minCount "un" ]',
            "« sh:minCount » attend un nombre entier, et non",
        ),
        ('sh:closed "oui"', "« sh:closed » attend true ou false, et non « oui »"),
        ('sh:property [ sh:path rg:order ; sh:pattern "(" ]', "« sh:pattern » attend une expression rationnelle"),
        ('sh:or "x"', "« sh:or » attend une liste entre parenthèses, et non « x »"),
        ('sh:class "Bloc"', "« sh:class » attend le nom d’un terme, et non « Bloc »"),
        ("sh:property [ sh:minCount 1 ]", "« sh:property » mène à une contrainte sans sh:path"),
        ('sh:js [ sh:jsFunctionName "f" ]', "« sh:js » appartient à une extension de SHACL qui n’est pas évaluée"),
        ('sh:sparql [ sh:message "x" ]', "« sh:sparql » attend une requête dans sh:select"),
        (
            SELECT % "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "attend une requête SELECT qui rend $this",
        ),
        (SELECT % "SELECT ?k WHERE { $this rg:order ?k }", "attend une requête SELECT qui rend $this"),
        (
            SELECT % "SELECT $this { FILTER (<urn:f>($this)) }",
            "la fonction « urn:f » d’une requête SPARQL",
        ),
        (
            'sh:sparql [ sh:select "SELECT $this { $this rg:order ?n }" ]',
            "le préfixe de « rg:order »",
        ),
    ],
)
def test_what_no_engine_would_run_is_refused(tmp_path: Path, body: str, said: str) -> None:
    """A rule that engines ignore, or refuse in English, is told in French with its file, line and term."""
    path = written(tmp_path, f"mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ;\n    {body} .\n")
    with pytest.raises(ShapeError) as caught:
        read_shapes([tmp_path])
    assert caught.value.place == f"{path}, ligne\u00a08"
    assert said in caught.value.message


def test_a_rule_that_targets_nothing_is_refused(tmp_path: Path) -> None:
    """A shape without target, that no other is made of, would never be run and never be missed."""
    written(tmp_path, "mine:a a sh:NodeShape ; sh:property [ sh:path rg:order ; sh:minCount 1 ] .\n")
    with pytest.raises(ShapeError, match="« mine:a » ne vise aucun élément"):
        read_shapes([tmp_path])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("mine:a sh:property [ sh:path rg:order ; sh:minCount 1 ] .", "« mine:a » ne vise aucun élément"),
        ("[] sh:property [ sh:path rg:order ; sh:minCount 1 ] .", "la règle sans nom ne vise aucun élément"),
        (GOOD + "<> sh:entailment mine:tout .", "régime de déduction que refgraph n’a pas"),
    ],
)
def test_nothing_that_an_engine_passes_over_is_accepted(tmp_path: Path, body: str, said: str) -> None:
    """A shape without class, without name or target, an entailment that nobody computes: refused with its sentence."""
    written(tmp_path, body)
    with pytest.raises(ShapeError, match=said):
        read_shapes([tmp_path])


def test_a_file_in_capitals_is_read(tmp_path: Path) -> None:
    """A spreadsheet or a Windows disk writes REGLES.TTL; its rules count like any."""
    (tmp_path / "REGLES.TTL").write_text(PROLOGUE + GOOD, "utf-8")
    assert [rule.value for rule in read_shapes([tmp_path]).theirs] == ["https://example.org/rules#short-title"]


def test_the_files_beside_that_a_file_imports_are_read(tmp_path: Path) -> None:
    """An import is followed inside the folder, by the address or the name of a file; what is not found is known."""
    (tmp_path / "commun.ttl").write_text(PROLOGUE + GOOD, "utf-8")
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    imports = "<> owl:imports <commun.ttl> , <https://example.org/ailleurs> , <http://www.w3.org/2004/02/skos/core> .\n"
    path = written(tmp_path, owl + imports + GOOD.replace("short-title", "other"))
    shapes = read_shapes([path])
    assert [rule.value.rpartition("#")[2] for rule in shapes.theirs] == ["other", "short-title"]
    assert [(file.path, iri) for file, iri in unread(shapes.files)] == [(path, "https://example.org/ailleurs")]


def test_imported_prefixes_serve_a_query(tmp_path: Path) -> None:
    """``sh:prefixes`` leads to an ontology, and on to those that it imports (SHACL, section 5.2.1)."""
    body = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    mine:here owl:imports mine:there ; sh:declare [ sh:prefix "r" ; sh:namespace "%s"^^xsd:anyURI ] .
    mine:there sh:declare [ sh:prefix "dc" ; sh:namespace "http://purl.org/dc/terms/"^^xsd:anyURI ] .
    mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:sparql [ sh:prefixes mine:here ; sh:message "x" ;
        sh:select "SELECT $this { $this a r:Bloc ; dc:title ?t }" ] .
    """
    written(tmp_path, body % RG)
    bloc = NamedNode(f"{ID}certification/x/bloc/1")
    data = [
        Triple(bloc, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{RG}Bloc")),
        Triple(bloc, NamedNode(PREFIXES["dcterms"] + "title"), Literal("Un titre", language="fr")),
    ]
    found = [result for result in check(data, read_shapes([tmp_path])).results if "example.org" in result.shape.value]
    assert [result.focus for result in found] == [bloc]


def test_a_severity_of_the_users_own_keeps_its_name(tmp_path: Path) -> None:
    """It is written in the report, and counts as « à revoir » unless it is placed under one of SHACL's."""
    written(tmp_path, GOOD.replace("sh:Warning", "mine:Conseil"))
    bloc = NamedNode(f"{ID}certification/x/bloc/1")
    data = [
        Triple(bloc, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{RG}Bloc")),
        Triple(bloc, NamedNode(PREFIXES["dcterms"] + "title"), Literal("Un titre trop long", language="fr")),
    ]
    for placed, counted in (("", Severity.WARNING), ("mine:Conseil skos:broader sh:Info .", Severity.INFO)):
        written(tmp_path, GOOD.replace("sh:Warning", "mine:Conseil") + placed)
        report = check(data, read_shapes([tmp_path]))
        (found,) = [result for result in report.results if result.own_severity]
        assert (found.severity, found.own_severity) == (counted, NamedNode("https://example.org/rules#Conseil"))
        assert "sh:resultSeverity <https://example.org/rules#Conseil>" in report.to_turtle()


def test_a_rule_without_name_is_run(tmp_path: Path) -> None:
    """SHACL does not ask for a name: a rule of the user's that has none finds what it finds."""
    written(
        tmp_path, "[] a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:property [ sh:path rg:order ; sh:minCount 1 ] .\n"
    )
    bloc = NamedNode(f"{ID}certification/x/bloc/1")
    data = [Triple(bloc, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{RG}Bloc"))]
    results = check(data, read_shapes([tmp_path])).results
    assert [result.focus for result in results if not isinstance(result.shape, NamedNode)] == [bloc]


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    """A file saved by an old editor is refused at the line of its first accent; a byte order mark is no fault."""
    path = tmp_path / "latin.ttl"
    path.write_bytes((PROLOGUE + "# règle\n").encode("latin-1"))
    with pytest.raises(ShapeError, match="n’est pas en UTF-8") as caught:
        read_shapes([tmp_path])
    assert caught.value.place == f"{path}, ligne\u00a07"
    path.write_bytes(b"\xef\xbb\xbf" + (PROLOGUE + GOOD).encode())
    assert len(read_shapes([tmp_path]).added) == 1


def test_a_file_without_rule_is_refused(tmp_path: Path) -> None:
    """An empty file given by mistake must not pass for rules that are kept."""
    (tmp_path / "vide.ttl").write_text(PROLOGUE, "utf-8")
    with pytest.raises(ShapeError, match="ne contient aucune règle"):
        read_shapes([tmp_path])


def test_what_only_the_engine_refuses_is_told_in_french(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Terms and forms may be right and the shape still be wrong: no word of the engine's reaches the reader."""
    body = "sh:property [ sh:path [ sh:inversePath [ ] ] ; sh:minCount 1 ]"
    path = written(tmp_path, f"mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; {body} .\n")
    bloc = NamedNode(f"{ID}certification/x/bloc/1")
    data = [
        Triple(bloc, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{RG}Bloc")),
        Triple(bloc, NamedNode(f"{RG}order"), Literal(1)),
    ]
    with pytest.raises(ShapeError) as caught:
        check(data, read_shapes([tmp_path]))
    assert caught.value.place == f"{path}, ligne\u00a07"
    assert "ne peut pas être évaluée" in caught.value.message
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_shapes_is_refused(tmp_path: Path, name: str) -> None:
    """A folder given by mistake must not pass for one whose rules are all kept."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(ShapeError, match="dossier de règles"):
        read_shapes([tmp_path / name])


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("https://w3id.org/refgraph/ns#", "https://w3id.org/refgraph/ontology#", "https://w3id.org/refgraph/ns#"),
        ("https://w3id.org/refgraph/ns#", "http://w3id.org/refgraph/ns#", "https://w3id.org/refgraph/ns#"),
        ("http://www.w3.org/ns/shacl#", "https://www.w3.org/ns/shacl#", "http://www.w3.org/ns/shacl#"),
        (
            "prefix sh: <http://www.w3.org/ns/shacl#",
            "prefix s: <http://www.w3.org/ns/shacl/",
            "http://www.w3.org/ns/shacl#",
        ),
    ],
)
def test_a_vocabulary_under_another_address_is_refused(tmp_path: Path, old: str, new: str, right: str) -> None:
    """Under a wrong address no term means anything, and the rules would be ignored in silence."""
    (tmp_path / "miennes.ttl").write_text(PROLOGUE.replace(old, new), "utf-8")
    (tmp_path / "miennes.ttl").open("a", encoding="utf-8").write('mine:a mine:b "c" .\n')
    with pytest.raises(ShapeError) as refused:
        read_shapes([tmp_path])
    assert new.rpartition("<")[2] in str(refused.value)
    assert refused.value.remedy == f"Écrivez « {right} »."


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("a", "a")])
def test_two_rules_of_one_name_are_refused(tmp_path: Path, first: str, second: str) -> None:
    """Two definitions would be joined into a rule that nobody wrote."""
    for name in (first, second):
        with (tmp_path / f"{name}.ttl").open("a", encoding="utf-8") as file:
            file.write(PROLOGUE + "mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:nodeKind sh:IRI .\n")
    with pytest.raises(ShapeError, match="est définie deux fois") as refused:
        read_shapes([tmp_path])
    assert refused.value.place == f"{tmp_path / f'{second}.ttl'}, ligne\u00a0{14 if first == second else 7}"


def test_a_rule_of_ours_is_not_defined_anew(tmp_path: Path) -> None:
    """A user's rule under the name of one of ours would change ours, and be refused by the engine in other words."""
    written(tmp_path, "rgsh:bloc-title a sh:NodeShape ; sh:targetClass rg:Bloc .\n")
    with pytest.raises(ShapeError, match="définie deux fois, la première par refgraph"):
        read_shapes([tmp_path])


def test_rules_in_another_form_than_turtle_are_not_passed_over(tmp_path: Path) -> None:
    """A file of rules that is not read looks like one that is kept."""
    written(tmp_path, GOOD)
    (tmp_path / "autres.jsonld").write_text("{}", "utf-8")
    (tmp_path / "LISEZMOI.txt").write_text("Nos règles.", "utf-8")
    with pytest.raises(ShapeError, match="n’est pas en Turtle") as refused:
        read_shapes([tmp_path])
    assert refused.value.place == str(tmp_path / "autres.jsonld")


def test_a_file_without_a_rule_is_refused(tmp_path: Path) -> None:
    """Statements that hold no shape would be read and never run."""
    written(tmp_path, 'mine:a mine:note "à revoir" .\n')
    with pytest.raises(ShapeError, match="aucun fichier ne contient de règle"):
        read_shapes([tmp_path])


def test_a_bracket_that_stays_open_is_named_with_its_line(tmp_path: Path) -> None:
    """The parser stops at the final dot; what is wrong is the bracket before it. One in a text does not count."""
    written(tmp_path, 'mine:a a sh:NodeShape ; sh:message "[" ;\n sh:property [ sh:path rg:code ;\n sh:minCount 1 .\n')
    with pytest.raises(ShapeError, match="le « \\[ » de la ligne 8 n’est pas fermé"):
        read_shapes([tmp_path])


@pytest.mark.parametrize(
    ("constraint", "told"),
    [
        ('sh:path rg:code ; sh:pattern "^Z"', "« {?value} » n’a pas la forme attendue (expression ^Z)."),
        (
            "sh:path rg:order ; sh:minCount 1",
            f"Il faut au moins 1 valeur(s) pour « {RG}order »\u00a0; il y en a {{?count}}.",
        ),
    ],
)
def test_a_rule_without_a_message_is_told_in_french(tmp_path: Path, constraint: str, told: str) -> None:
    """The engine would tell it in English."""
    written(tmp_path, f"mine:a a sh:NodeShape ; sh:targetClass rg:Bloc ; sh:property [ {constraint} ] .\n")
    bloc = NamedNode(f"{ID}certification/x/bloc/1")
    data = [
        Triple(bloc, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(f"{RG}Bloc")),
        Triple(bloc, NamedNode(f"{RG}code"), Literal("A1")),
    ]
    found = [each for each in check(data, read_shapes([tmp_path])).results if "example.org/rules" in each.shape.value]
    assert [each.message for each in found] == [told]

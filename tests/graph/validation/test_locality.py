"""What a rule may look at, read from its shape: a rule is run on parts of the data only where that is proved."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from refgraph.core.namespaces import PREFIXES, RG, SHAPES
from refgraph.graph.validation import Shapes, read_shapes
from refgraph.graph.validation.locality import reach_of
from refgraph.graph.validation.reach import Reach
from refgraph.graph.validation.shapes import read_file

PROLOGUE = """@prefix rg: <https://w3id.org/refgraph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix mine: <https://example.org/rules#> .
mine:rule a sh:NodeShape ; sh:targetClass rg:Certification ;
"""
RULE = NamedNode("https://example.org/rules#rule")
SPARQL = (
    "sh:sparql [ sh:prefixes <https://w3id.org/refgraph/shapes> ; "
    "sh:select '''PREFIX mine: <https://example.org/rules#> SELECT $this { %s }''' ] ."
)


def reach(folder: Path, body: str) -> Reach:
    path = folder / "miennes.ttl"
    path.write_text(PROLOGUE + body, "utf-8")
    shapes = Shapes((*read_shapes().files, read_file(path, shipped=False)))
    return reach_of([RULE], shapes)[RULE]


def local(iris: set[str]) -> set[str]:
    return {iri.removeprefix(RG) for iri in iris}


def test_each_of_our_rules_goes_from_node_to_node() -> None:
    """A rule that starts elsewhere would be slow on large data: one is noticed here when it is written."""
    shapes = read_shapes()
    reaches = reach_of(shapes.rules, shapes)
    assert [rule.value for rule in reaches if not reaches[rule].is_local] == []
    backward = {rule.value.removeprefix(SHAPES): local(reach.backward) for rule, reach in reaches.items()}
    assert {rule: found for rule, found in backward.items() if found} == {
        "activities-undocumented": {"mobilises"},
        "activity-competence": {"mobilises"},
        "certification-number-unique": {"rncpNumber"},
        "competence-bloc": {"certifiesCompetence", "hasCompetence"},
        "competence-criterion": {"evaluates"},
        "modality-competence": {"isAssessedBy"},
        "modality-passage": {"hasComponent"},
        "quiz-threshold": {"evaluates"},
        "register-verified": {"verifies"},
        "statement-repeated": {"mobilises"},
    }


@pytest.mark.parametrize(
    ("body", "backward"),
    [
        ("sh:property [ sh:path ( rg:hasBloc [ sh:inversePath rg:usesBloc ] ) ; sh:minCount 1 ] .", {"usesBloc"}),
        ("sh:property [ sh:path [ sh:oneOrMorePath [ sh:inversePath rg:replaces ] ] ; sh:maxCount 1 ] .", {"replaces"}),
        ("sh:not [ sh:or ( [ sh:path rg:level ; sh:minCount 1 ] [ sh:path rg:title ; sh:class rg:Bloc ] ) ] .", set()),
        (SPARQL % "$this rg:hasBloc ?b . ?c rg:next ?b", {"next"}),
        (SPARQL % "$this rg:hasBloc/^rg:next ?c . ?c dcterms:title ?t", {"next"}),
        (
            SPARQL % "$this rg:hasBloc ?b FILTER NOT EXISTS { ?c rg:next ?b FILTER EXISTS { ?d rg:of ?c } }",
            {"next", "of"},
        ),
        (
            SPARQL % "OPTIONAL { $this rg:hasBloc ?b } MINUS { ?c rg:next $this } BIND ($this AS ?d) ?d rg:of ?e",
            {"next"},
        ),
        (SPARQL % "{ SELECT $this (COUNT(?b) AS ?n) { $this rg:hasBloc ?b } GROUP BY $this } FILTER (?n > 2)", set()),
        (SPARQL % "VALUES ?v { rg:Bloc } $this rg:hasBloc ?b . ?b a ?v", set()),
    ],
)
def test_a_rule_that_goes_from_node_to_node(tmp_path: Path, body: str, backward: set[str]) -> None:
    """Paths and patterns are followed from the focus node; what is followed backward is told, and nothing else."""
    body = body.replace("rg:", "mine:").replace("mine:Certification", "rg:Certification")
    found = reach(tmp_path, body)
    assert found.is_local
    assert {iri.removeprefix("https://example.org/rules#") for iri in found.backward} == backward


@pytest.mark.parametrize(
    "body",
    [
        "sh:targetNode mine:one ; sh:property [ sh:path dcterms:title ; sh:minCount 1 ] .",
        SPARQL % "?other a rg:Certification ; dcterms:title ?a . $this dcterms:title ?b FILTER (?a = ?b)",
        SPARQL % "{ SELECT (COUNT(?c) AS ?n) { ?c a rg:Certification } } $this rg:hasBloc ?b FILTER (?n > 2)",
        SPARQL % "OPTIONAL { $this rg:hasBloc ?b } ?c rg:order ?b",
        SPARQL % "{ $this rg:hasBloc ?b } UNION { $this rg:level ?c } ?d rg:order ?c",
        SPARQL % "$this rg:hasBloc ?b GRAPH ?g { ?b dcterms:title ?t }",
        SPARQL % "$this dcterms:title ?t FILTER (mine:asks(?t))",
        SPARQL % "$this !(rg:level|^rg:level) ?x",
        "sh:target [ a sh:SPARQLTarget ; sh:select 'SELECT ?this { ?this ?p ?o }' ] .",
        "sh:js [ sh:jsFunctionName 'f' ] .",
    ],
)
def test_a_rule_that_may_look_anywhere(tmp_path: Path, body: str) -> None:
    """What hangs on nothing that is reached, or is not known here, is never run on a part of the data."""
    assert not reach(tmp_path, body).is_local


def test_a_rule_reads_what_it_names(tmp_path: Path) -> None:
    """A user's rule runs on the statements that it may read: the others need not even be given to the engine."""
    found = reach(tmp_path, "sh:property [ sh:path dcterms:title ; sh:lessThan rg:level ; sh:class rg:Bloc ] .")
    assert local(found.read) == {f"{PREFIXES['dcterms']}title", "level", f"{PREFIXES['rdfs']}subClassOf"}
    assert local(found.classes) == {"Certification", "Bloc", "https://example.org/rules#rule"}
    assert not found.reads_anything
    assert reach(tmp_path, "sh:closed true .").reads_anything
    assert reach(tmp_path, SPARQL % "$this ?p ?o").reads_anything

"""Rules of a user's: what they see, and those that have nothing to check."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.namespaces import graph_iri
from refgraph.graph.store.embedded import EmbeddedStore
from refgraph.graph.validation import read_shapes
from refgraph.knowledge.quality import assess, idle
from tests.knowledge.quality import joiners

RULE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rg: <https://w3id.org/refgraph/ns#> .
@prefix mine: <https://example.org/rules#> .
mine:a a sh:NodeShape ; {target} ; sh:nodeKind sh:IRI ; sh:message "x" .
"""


@pytest.mark.parametrize(
    ("target", "silence"),
    [
        ("sh:targetClass mine:Atelier", ["aucun élément du graphe n’est de la classe « mine:Atelier »."]),
        ("sh:targetSubjectsOf mine:taille", ["aucun élément du graphe n’a de propriété « mine:taille »."]),
        ("sh:targetNode mine:moi", ["le graphe ne dit rien de « mine:moi »."]),
        ("sh:targetClass rg:Bloc", []),
    ],
)
def test_a_rule_about_nothing_is_told(tmp_path: Path, target: str, silence: list[str]) -> None:
    """A class of the user's own that the graph does not have is no fault, and no rule that is kept either."""
    path = tmp_path / "miennes.ttl"
    path.write_text(RULE.format(target=target), "utf-8")
    store = EmbeddedStore.of({graph_iri("certification/x"): joiners.graph()})
    start = f"{path}, ligne\u00a04\u00a0: cette règle n’a rien à contrôler, "
    assert idle(read_shapes([tmp_path]), store) == [start + each for each in silence]


@pytest.mark.parametrize(
    ("target", "path", "count"),
    [
        ("elm:Qualification", "mine:none", 3),
        ("elm:LearningAssessmentSpecification", "mine:none", 6),
        ("rg:Bloc", "skos:notation", 2),
        ("rg:Bloc", "elm:learningOutcome", 2),
    ],
)
def test_a_rule_sees_what_people_see(tmp_path: Path, target: str, path: str, count: int) -> None:
    """Classes above, alignments, inferred values: a rule finds what a query of the same words does, or it says so."""
    prefixes = (
        "@prefix elm: <http://data.europa.eu/snb/model/elm/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    )
    limit = "sh:minCount 1" if path == "mine:none" else "sh:maxCount 0"
    rule = RULE.replace("sh:nodeKind sh:IRI", f"sh:property [ sh:path {path} ; {limit} ]")
    (tmp_path / "r.ttl").write_text(prefixes + rule.format(target=f"sh:targetClass {target}"), "utf-8")
    store = EmbeddedStore.of({graph_iri("certification/x"): joiners.graph()})
    found = [one for one in assess(store, read_shapes([tmp_path])).findings if one.rule.kind == "Vos règles"]
    assert len(found) == count


def test_a_value_that_is_no_thing_is_told_as_it_is(tmp_path: Path) -> None:
    """A rule about a literal: its value stands where the name of a thing would."""
    (tmp_path / "r.ttl").write_text(RULE.format(target='sh:targetNode "atelier"'), "utf-8")
    store = EmbeddedStore.of({graph_iri("certification/x"): joiners.graph()})
    (found,) = [one for one in assess(store, read_shapes([tmp_path])).findings if one.rule.kind == "Vos règles"]
    assert (found.place.name, found.certification) == ("valeur «\u00a0atelier\u00a0»", None)


def test_what_is_not_followed_and_what_a_severity_counts_as_are_told(tmp_path: Path) -> None:
    """An import that leads nowhere, a severity that is not of SHACL: each a sentence with its place."""
    body = RULE.format(target="sh:targetClass rg:Bloc").replace('sh:message "x"', "sh:severity mine:Conseil")
    (tmp_path / "r.ttl").write_text(body + "<> <http://www.w3.org/2002/07/owl#imports> <http://b.example/x> .", "utf-8")
    store = EmbeddedStore.of({graph_iri("certification/x"): joiners.graph()})
    told = [each.replace("\u00a0", " ") for each in idle(read_shapes([tmp_path]), store)]
    assert [("owl:imports « http://b.example/x » n’est pas lu" in told[0]), len(told)] == [True, 2]
    assert "la gravité « Conseil » n’est pas de SHACL ; elle compte comme « à revoir »." in told[1]

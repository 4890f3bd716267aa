"""The ontology as its documentation and the help of the pages show it."""

from __future__ import annotations

from refgraph.graph.ontology import read_ontology
from refgraph.knowledge.ontology_terms import OntologyTerm, read_terms

GLOSSARY = {entry.name: entry for entry in read_terms(read_ontology())}


def test_a_class_is_explained() -> None:
    """Label, definition and place in the hierarchy, alignments included."""
    entry = GLOSSARY["rg:Competence"]
    assert (entry.kind, entry.label) == ("class", {"fr": "Compétence", "en": "Competence"})
    assert entry.above == ("ceasn:Competency", "elm:LearningOutcome", "skos:Concept")


def test_a_property_is_explained() -> None:
    """Where it leads from and to, and what it follows from."""
    entry: OntologyTerm = GLOSSARY["rg:usesModality"]
    assert (entry.domain, entry.range) == ((), ("rg:AssessmentModality",))
    assert set(entry.chains) == {("rg:hasCompetence", "rg:isAssessedBy"), ("rg:hasBloc", "rg:usesModality")}
    assert GLOSSARY["rg:hasBloc"].characteristics == ("fonctionnelle inverse",)
    assert GLOSSARY["rg:hasBloc"].inverse == ("rg:isBlocOf",)


def test_only_our_terms_are_listed() -> None:
    """The page documents our namespace, not the ones that we build on."""
    assert len(GLOSSARY) == 216
    assert all(name.startswith("rg:") for name in GLOSSARY)

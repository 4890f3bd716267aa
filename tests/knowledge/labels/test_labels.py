"""What an entity is called: the words of its document, never an IRI where there are words."""

from __future__ import annotations

from refgraph.core.namespaces import ID, VOC
from refgraph.graph.store import EmbeddedStore
from refgraph.knowledge.labels import ancestors, local_name, refs


def test_the_words_of_the_document_come_first(bakers: EmbeddedStore) -> None:
    """Not the composed name « C2 – Façonner… »: code and words apart."""
    iri = f"{ID}certification/boulanger/bloc/1/competence/C2"
    ref = refs(bakers, [iri])[iri]
    assert (ref.label, ref.code, ref.kind.key) == ("Façonner les pâtons.", "C2", "competence")


def test_a_concept_is_called_in_french(bakers: EmbeddedStore) -> None:
    """Vocabularies have English labels as well."""
    iri = f"{VOC}niveau/3"
    assert refs(bakers, [iri])[iri].label == "Niveau 3"


def test_an_unknown_iri_is_called_by_its_end(bakers: EmbeddedStore) -> None:
    """A reader never sees a bare IRI."""
    assert refs(bakers, ["https://example.org/a/b"])["https://example.org/a/b"].label == "b"
    assert local_name("http://www.w3.org/2004/02/skos/core#Concept") == "skos:Concept"


def test_asking_for_nothing_gives_nothing(bakers: EmbeddedStore) -> None:
    """And asks the store nothing."""
    assert refs(bakers, []) == {}


def test_what_stands_above_an_entity_is_in_its_iri() -> None:
    """Only in our own space."""
    assert ancestors(f"{ID}regulation/rgpd/32") == [f"{ID}regulation", f"{ID}regulation/rgpd"]
    assert ancestors("https://example.org/a/b") == []

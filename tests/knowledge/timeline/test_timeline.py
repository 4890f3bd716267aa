"""What happened to a certification, in order, each with the passage that says so."""

from __future__ import annotations

from datetime import date

from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import certification_iri, expand, graph_iri
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.graph.triples.terms import french, plain, typed
from refgraph.knowledge.timeline import timeline, timeline_table

OURS, BEFORE = NamedNode(certification_iri("RNCP90002")), NamedNode(certification_iri("RNCP90001"))
REGISTRATION = NamedNode(f"{OURS.value}/registration/2025-01-02")


def test_the_registration_of_the_shipped_fiche_is_told_day_by_day(store: Store) -> None:
    """Decision, publication and effect in 2018, end in 2023, as the order that its document prints from line 263 on;
    the fiche names no successor, and none is told."""
    told = [(one.day, one.what) for one in timeline(store, certification_iri("RNCP31919"))]
    assert told == [
        (date(2018, 12, 11), "Décision d’enregistrement"),
        (date(2018, 12, 18), "Publication de la décision"),
        (date(2018, 12, 18), "Début de l’enregistrement"),
        (date(2023, 12, 18), "Fin de l’enregistrement"),
    ]
    table = timeline_table(store, certification_iri("RNCP31919"))
    assert {str(cell) for cell in table.column("passage")} == {"001_f93b1616b69b22ca.txt, ligne\u00a0263"}


def test_ancestors_come_first_and_successors_last() -> None:
    """By their number, and by name where the folder has them; nobody's day is made up."""
    said = [
        (OURS, "rg:replacesNumber", plain("RNCP90001")),
        (OURS, "rg:isReplacedByNumber", plain("RNCP90003")),
        (OURS, "rg:hasRegistration", REGISTRATION),
        (REGISTRATION, "rg:endDate", typed("2028-01-01", "xsd:date")),
        (BEFORE, "rg:rncpNumber", plain("RNCP90001")),
        (BEFORE, "rdfs:label", french("Boulanger")),
    ]
    triples = [Triple(subject, NamedNode(expand(name)), value) for subject, name, value in said if value is not None]
    found = timeline(EmbeddedStore.of({graph_iri("certification/RNCP90002"): triples}), OURS.value)
    assert [(one.day, one.what, str(one.about)) for one in found] == [
        (None, "Remplace", "RNCP90001 – Boulanger"),
        (date(2028, 1, 1), "Fin de l’enregistrement", ""),
        (None, "Est remplacée par", "RNCP90003"),
    ]


def test_a_document_that_says_nothing_has_no_timeline(store: Store) -> None:
    """That is « non documenté », with no line and no day."""
    table = timeline_table(store, certification_iri("charge-clientele-particuliers-n6"))
    assert table.rows == ()
    assert table.empty.startswith("non documenté")

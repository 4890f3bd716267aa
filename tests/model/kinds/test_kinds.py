"""Each kind of thing has one sign, and every kind of the ontology that people look at has one."""

from __future__ import annotations

from refgraph.core.namespaces import RG
from refgraph.graph.ontology import read_ontology
from refgraph.model.kinds import BY_CLASS, KINDS, OTHER, kind_of


def test_every_class_named_here_is_one_of_the_ontology() -> None:
    """A renamed class would silently turn its instances into « Notion »."""
    declared = {triple.subject.value for triple in read_ontology() if hasattr(triple.subject, "value")}
    assert set(BY_CLASS) <= declared
    assert len(BY_CLASS) == 25


def test_the_narrowest_kind_wins() -> None:
    """An épreuve is a modality as well; it is shown as an épreuve."""
    assert kind_of({RG + "AssessmentModality", RG + "Examination"}).singular == "Épreuve"
    assert kind_of({RG + "Activity"}).singular == "Activité"
    assert kind_of({"http://www.w3.org/2004/02/skos/core#Concept"}) == OTHER


def test_colour_is_never_the_only_sign() -> None:
    """Kinds of one colour differ by their symbol and their shape."""
    assert len({kind.symbol for kind in KINDS}) == len(KINDS)
    assert all(len(kind.symbol) == 1 and kind.symbol.isprintable() and kind.symbol != " " for kind in (*KINDS, OTHER))

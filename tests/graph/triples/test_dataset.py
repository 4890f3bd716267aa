"""The description of the dataset: deterministic, and true about its graphs."""

from __future__ import annotations

from pathlib import Path

import msgspec
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import BASE, expand
from refgraph.graph.triples import dataset_graph, to_graph
from refgraph.model.records import Reading

COMPLETE = Path(__file__).parent / "goldens" / "complete" / "reading.json"
READING = msgspec.json.decode(COMPLETE.read_bytes(), type=Reading)
ASSERTED = to_graph(READING)
GRAPHS = {"certification/RNCP90001": ASSERTED, "inferred": ASSERTED[:7]}


def values(subject: str, predicate: str, issued: str | None = None) -> list[str]:
    graph = dataset_graph([READING], GRAPHS, "1.2.3", issued)
    wanted = NamedNode(BASE + subject), NamedNode(expand(predicate))
    found = [each.object for each in graph if (each.subject, each.predicate) == wanted]
    return [term.value.removeprefix(BASE) for term in found if isinstance(term, NamedNode | Literal)]


def test_the_dataset_says_what_it_is_made_of() -> None:
    """Version, licence, size and the documents that it was derived from."""
    assert values("dataset", "dcat:version") == ["1.2.3"]
    assert values("dataset", "dcterms:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values("dataset", "void:triples") == [str(len(ASSERTED) + 7)]
    assert values("dataset", "prov:wasDerivedFrom") == ["id/document/fleuriste%20test"]


def test_a_graph_says_which_document_it_holds() -> None:
    """One graph per certification, derived from one document; inferred facts come from none alone."""
    assert values("graph/certification/RNCP90001", "prov:wasDerivedFrom") == ["id/document/fleuriste%20test"]
    assert values("graph/inferred", "prov:wasDerivedFrom") == []
    assert values("graph/inferred", "void:triples") == ["7"]


def test_classes_are_counted_once_per_thing() -> None:
    """A thing that two graphs type alike is one thing."""
    assert values("dataset/class/Competence", "void:entities") == ["2"]
    assert values("dataset/class/SourceDocument", "void:entities") == ["1"]


def test_only_what_things_are_is_counted() -> None:
    """A statement that has a class of ours for object, and a class of another vocabulary, count nothing."""
    thing, kind = NamedNode(BASE + "id/x"), NamedNode(expand("rg:Competence"))
    about = Triple(thing, NamedNode(expand("dcterms:subject")), kind)
    foreign = Triple(thing, NamedNode(expand("rdf:type")), NamedNode(expand("skos:Concept")))
    graph = dataset_graph([READING], {**GRAPHS, "mappings": [about, foreign]}, "1", None)
    counted = {each.subject.value: each.object for each in graph if each.predicate.value == expand("void:entities")}
    assert counted[BASE + "dataset/class/Competence"] == Literal("2", datatype=NamedNode(expand("xsd:integer")))
    assert all(name.startswith(BASE + "dataset/class/") and "/" not in name[len(BASE + "dataset/class/") :]
               for name in counted)  # fmt: skip


def test_no_clock_is_read() -> None:
    """The same inputs give the same triples; a date is there only when it is given."""
    assert dataset_graph([READING], GRAPHS, "1") == dataset_graph([READING], GRAPHS, "1")
    assert values("dataset", "dcterms:issued") == []
    assert values("dataset", "dcterms:issued", "2026-11-21") == ["2026-11-21"]

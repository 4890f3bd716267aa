"""The description of the dataset: deterministic, and true about its graphs."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import BASE, RG, expand
from refgraph.graph.triples import dataset_graph, resized, to_graph
from refgraph.model.records import Reading

COMPLETE = Path(__file__).parent / "goldens" / "complete" / "reading.json"
DESCRIBED = Path(__file__).with_name("dataset.nt")
READING = msgspec.json.decode(COMPLETE.read_bytes(), type=Reading)
ASSERTED = to_graph(READING)
SOURCES = {"certification/RNCP90001": READING.document.name}
SIZES = {"certification/RNCP90001": len(ASSERTED), "inferred": 7}
CLASSES = {f"{RG}Competence": 2}


def values(subject: str, predicate: str, issued: str | None = None) -> list[str]:
    graph = dataset_graph(SOURCES, SIZES, CLASSES, "1.2.3", issued)
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


def test_each_class_has_its_number_of_things() -> None:
    """A partition names its class and says how many things it has."""
    assert values("dataset/class/Competence", "void:entities") == ["2"]
    assert values("dataset/class/Competence", "void:class") == ["ns#Competence"]


def test_no_clock_is_read() -> None:
    """The same inputs give the same triples; a date is there only when it is given."""
    assert dataset_graph(SOURCES, SIZES, CLASSES, "1") == dataset_graph(SOURCES, SIZES, CLASSES, "1")
    assert values("dataset", "dcterms:issued") == []
    assert values("dataset", "dcterms:issued", "2026-11-21") == ["2026-11-21"]


def test_the_description_is_as_a_person_checked() -> None:
    """Every statement about the dataset stands in ``dataset.nt``; 20 triples more in one graph change its two sizes."""
    sizes = {"certification/RNCP90001": 921, "inferred": 7}
    described = dataset_graph(SOURCES, sizes, CLASSES, "1.2.3", "2026-11-21")
    lines = "".join(sorted(f"{triple} .\n" for triple in described))
    if os.environ.get("REWRITE_GOLDENS"):
        DESCRIBED.write_text(lines, "utf-8")
    assert lines == DESCRIBED.read_text("utf-8")
    grown = dataset_graph(SOURCES, sizes | {"inferred": 27}, CLASSES, "1.2.3", "2026-11-21")
    assert resized(described, f"{BASE}graph/inferred", 20) == grown

"""The description of the dataset: deterministic, and true about its graphs."""

from __future__ import annotations

from pyoxigraph import NamedNode

from refgraph.namespaces import BASE, expand
from refgraph.records import DocumentInfo
from refgraph.triples import dataset_graph

DOCUMENTS = [
    DocumentInfo(name="un.txt", sha256="0" * 64, family="fiche"),
    DocumentInfo(name="deux fois.md", sha256="1" * 64, family="tableaux"),
]
SIZES = {"certification/a": 10, "inferred": 7}


def values(subject: str, predicate: str, issued: str | None = None) -> list[str]:
    graph = dataset_graph(DOCUMENTS, SIZES, "1.2.3", issued)
    wanted = NamedNode(BASE + subject), NamedNode(expand(predicate))
    return [str(each.object).strip('"<>') for each in graph if (each.subject, each.predicate) == wanted]


def test_the_dataset_says_what_it_is_made_of() -> None:
    """Version, licence, size and the documents that it was derived from."""
    assert values("dataset", "dcat:version") == ["1.2.3"]
    assert values("dataset", "void:triples") == ['17"^^<http://www.w3.org/2001/XMLSchema#integer']
    assert values("dataset", "prov:wasDerivedFrom") == [
        "https://w3id.org/refgraph/id/document/un",
        "https://w3id.org/refgraph/id/document/deux%20fois",
    ]
    assert values("graph/inferred", "void:triples") == ['7"^^<http://www.w3.org/2001/XMLSchema#integer']


def test_no_clock_is_read() -> None:
    """The same inputs give the same triples; a date is there only when it is given."""
    assert dataset_graph(DOCUMENTS, SIZES, "1") == dataset_graph(DOCUMENTS, SIZES, "1")
    assert values("dataset", "dcterms:issued") == []
    assert values("dataset", "dcterms:issued", "2026-11-21") == ['2026-11-21"^^<http://www.w3.org/2001/XMLSchema#date']

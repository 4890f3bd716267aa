"""What of the closure is kept: all that somebody reads, and nothing that nobody does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.core.namespaces import RG, expand
from refgraph.graph.closure import is_kept
from refgraph.graph.closure.axioms import compact, read_axioms
from refgraph.graph.closure.keeping import READ_BACKWARDS, READ_FOREIGN
from refgraph.graph.ontology import read_ontology
from refgraph.knowledge.things import properties

CODE = assets.root() / "src" / "refgraph"
SILENT = {CODE / "graph/closure/keeping.py", Path(properties.__file__)}
"""The list itself, and the names by which a fiche shows links whichever way they are stored."""
WRITTEN = {"skos:Concept", "skos:ConceptScheme", "skos:notation", "dcterms:publisher"}
"""Terms that documents, schemes or the description of the dataset state: what is stated is stored."""

SHOWN = {"rg:isEvaluatedBy"}
"""Names under which a fiche expects a link that it reads from the other end."""


def line(predicate: str, value: str) -> bytes:
    return f"<http://e/s> <{expand(predicate)}> <{expand(value)}> .\n".encode()


def read_texts() -> list[str]:
    queries = [*assets.queries().rglob("*.rq"), *assets.shapes().glob("*.ttl")]
    code = [path for path in CODE.rglob("*.py") if path not in SILENT]
    return [path.read_text("utf-8") for path in (*queries, *code)]


def left_out() -> set[str]:
    """The terms of which the closure says something and a store nothing."""
    axioms = read_axioms(read_ontology())
    above = {other for kind in ("rdfs:subClassOf", "rdfs:subPropertyOf") for _, other in axioms.paired(kind)}
    return {compact(term) for term in above if not term.startswith(RG)} - READ_FOREIGN | READ_BACKWARDS


def test_the_terms_are_found() -> None:
    """The check below is about all of them."""
    assert len(left_out()) == 38


@pytest.mark.parametrize("term", sorted(left_out() - WRITTEN - SHOWN))
def test_what_is_left_out_is_read_by_nobody(term: str) -> None:
    """A question, a rule or a page that starts to read such a term would find nothing: it must be kept then."""
    name = re.compile(rf"(?<![\w:]){re.escape(term)}(?![\w-])")
    assert [text[:80] for text in read_texts() if name.search(text)] == []


def test_ours_and_what_is_read_is_kept() -> None:
    """A link or class of ours that a question joins is there, whatever else is left out."""
    assert is_kept(line("rg:certifiesCompetence", "rg:x"))
    assert is_kept(line("rdf:type", "rg:Activity"))
    assert is_kept(line("dcterms:isReplacedBy", "rg:x"))
    assert not is_kept(line("rdf:type", "prov:Entity"))
    assert not is_kept(line("dcterms:hasPart", "rg:x"))
    assert not is_kept(line("rg:inGroup", "rg:x"))

"""Every term has its use: written from records, inferred, in the register, or kept for a named purpose."""

from __future__ import annotations

from pathlib import Path

import msgspec
from pyoxigraph import NamedNode, Triple

from refgraph.core import assets
from refgraph.graph.closure import infer
from refgraph.graph.closure.axioms import compact, is_ours, read_axioms
from refgraph.graph.ontology import read_ontology, read_turtle, read_vocabularies
from refgraph.graph.triples import legal_graph, mention_graph, to_graph
from refgraph.graph.triples.mentions import Meaning
from refgraph.model.records import Reading

COMPLETE = Path(__file__).parents[1] / "triples" / "goldens" / "complete" / "reading.json"
NOT_IN_DOCUMENTS = {
    "rg:blocCode": "given by the national register only",
    "rg:replaces": "stated by a person",
    "rg:isReplacedBy": "stated by a person",
    "rg:blocCorrespondsTo": "decided by a person",
    "rg:hasNoCounterpartIn": "decided by a person",
    "rg:theme": "decided by a person",
    "rg:reason": "of what a person decided",
    "rg:subjectVersion": "of what a person decided",
    "rg:objectVersion": "of what a person decided",
    "rg:Settlement": "decided by a person",
    "rg:settles": "decided by a person",
    "rg:settledBy": "decided by a person",
    "rg:settledTarget": "decided by a person",
    "rg:regulatedBy": "when a passage on regulated activity names a text",
    "rg:legalBasis": "when a registration or accommodation names a text",
}


def whole() -> list[Triple]:
    reading = msgspec.json.decode(COMPLETE.read_bytes(), type=Reading)
    meanings = {each.id: Meaning(("rgpd/art-5",), "précise") for each in reading.mentions}
    said = [
        *to_graph(reading),
        *mention_graph(reading.certification.id, meanings),
        *legal_graph(reading, meanings),
        *read_vocabularies(),
        *read_turtle(assets.ontology() / "regulations.ttl"),
    ]
    return [*said, *infer(read_ontology(), said)]


def test_no_term_is_without_use() -> None:
    """A term that nothing writes and nobody needs would promise answers that never come."""
    used = {
        compact(term.value)
        for each in whole()
        for term in (each.subject, each.predicate, each.object)
        if isinstance(term, NamedNode)
    }
    used |= {compact(each.predicate.value) for each in read_turtle(assets.ontology() / "alignments.ttl")}
    declared = {compact(term) for term in read_axioms(read_ontology()).terms() if is_ours(term)}
    assert declared - used == set(NOT_IN_DOCUMENTS)

"""What a document says, as RDF without blank nodes."""

from __future__ import annotations

from pyoxigraph import Triple

from refgraph.graph.triples.assertions import write_assertions
from refgraph.graph.triples.assessment import write_assessment
from refgraph.graph.triples.certification import write_certification
from refgraph.graph.triples.content import write_content
from refgraph.graph.triples.dataset import dataset_graph, resized
from refgraph.graph.triples.legal import legal_graph
from refgraph.graph.triples.mentions import mention_graph, write_mentions
from refgraph.graph.triples.sheet import Sheet
from refgraph.graph.triples.status import UNDER_DEVELOPMENT, as_draft
from refgraph.model.records import Reading

EMPTY_BULLET = "puce vide"
"""The kind of furniture that is a finding: a line where something seems to be missing."""

__all__ = ["UNDER_DEVELOPMENT", "as_draft", "dataset_graph", "legal_graph", "mention_graph", "resized", "to_graph"]


def to_graph(reading: Reading) -> list[Triple]:
    """The graph of one certification: all that its document says, each item with the passage that says it.

    What a document does not say (None in the records) has no triple. Texts go in as literals, whatever they hold.
    Raises RecordError where an id of the reading cannot stand in an IRI.
    """
    sheet = Sheet(reading.certification.id, reading.document)
    write_certification(sheet, reading.certification)
    write_content(sheet, reading)
    write_assessment(sheet, reading)
    write_assertions(sheet, reading)
    write_mentions(sheet, reading.mentions)
    for furniture in reading.furniture:
        if furniture.kind == EMPTY_BULLET:
            sheet.say(sheet.document, "rg:emptyBullet", sheet.excerpt(furniture.source))
    return sheet.triples()

"""Proposals as an SSSOM file: what the tool found, with its confidence, signed by nobody."""

from __future__ import annotations

from collections.abc import Iterable

from refgraph import __version__
from refgraph.graph.sssom import CURIE_MAP, MappingRow, MappingSet, compress, version
from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.proposal import Proposal

METADATA = {
    "curie_map": dict(CURIE_MAP),
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "mapping_set_id": "https://w3id.org/refgraph/mapping/proposals",
    "mapping_set_title": "Correspondances proposées entre compétences, non relues",
    "mapping_tool": "refgraph",
    "mapping_tool_version": __version__,
    "sssom_version": "1.1",
}


def to_mapping_set(proposals: Iterable[Proposal]) -> MappingSet:
    """``proposals`` as SSSOM rows, in their order of subject and object; the explanation is the comment."""
    return MappingSet(METADATA, tuple(_row(proposal) for proposal in proposals))


def _row(proposal: Proposal) -> MappingRow:
    return MappingRow(
        {
            **_end("subject", proposal.subject),
            "predicate_id": proposal.predicate,
            **_end("object", proposal.object),
            "mapping_justification": "semapv:CompositeMatching",
            "confidence": f"{proposal.confidence:.3f}",
            "comment": proposal.explanation.sentence(),
        }
    )


def _end(name: str, item: Item) -> dict[str, str]:
    return {
        f"{name}_id": compress(item.iri),
        f"{name}_label": item.statement,
        f"{name}_source": compress(item.certification),
        f"{name}_source_version": version(item.statement),
    }

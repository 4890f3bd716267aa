"""The texts that a certification rests on, as named by its passages on regulated activity and on legal bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import certification_iri, item_iri, regulation_iri
from refgraph.graph.triples.mentions import Meaning
from refgraph.graph.triples.terms import named
from refgraph.model.records import Mention, Reading, Sourced

PRECISE = "précise"


def legal_graph(reading: Reading, meanings: Mapping[str, Meaning]) -> list[Triple]:
    """Regulated activity and legal bases, for the graph ``mentions``; ``meanings`` is keyed by mention id.

    A mention counts where it is printed inside the passage and means its text precisely: a vague or ambiguous one
    gives no legal basis.
    """
    precise = [(each, meanings[each.id].targets) for each in reading.mentions if _is_precise(each, meanings)]
    return [
        Triple(subject, named(predicate), NamedNode(regulation_iri(target)))
        for subject, predicate, sourced in _legal_passages(reading)
        for mention, targets in precise
        if _holds(sourced, mention)
        for target in targets
    ]


def _legal_passages(reading: Reading) -> Iterator[tuple[NamedNode, str, Sourced]]:
    certification = reading.certification
    me = NamedNode(certification_iri(certification.id))
    for fact in certification.regulated_activities:
        yield me, "rg:regulatedBy", fact
    registration = (certification.registration,) if certification.registration else ()
    for item in (*registration, *certification.accommodations):
        yield NamedNode(item_iri(certification.id, item.id)), "rg:legalBasis", item


def _is_precise(mention: Mention, meanings: Mapping[str, Meaning]) -> bool:
    return mention.id in meanings and meanings[mention.id].state == PRECISE


def _holds(sourced: Sourced, mention: Mention) -> bool:
    return any(
        passage.start <= mention.source.start and mention.source.end <= passage.end
        for passage in (sourced.source, *sourced.other_sources)
    )

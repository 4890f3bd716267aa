"""Mentions of regulations: the words that a document prints, and apart from them the texts that they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import concept_iri, item_iri, regulation_iri
from refgraph.graph.triples.sheet import Sheet
from refgraph.graph.triples.terms import named, plain
from refgraph.model.records import Mention


class Meaning(NamedTuple):
    """What a mention means: keys of the register (``code-assurances/R512-8``) and its state (``ambiguë``)."""

    targets: tuple[str, ...]
    state: str


def write_mentions(sheet: Sheet, mentions: Iterable[Mention]) -> None:
    """Say the words of each mention and the item that holds them."""
    for mention in mentions:
        me = sheet.item(mention.id)
        sheet.begin(me, "rg:RegulatoryMention", mention.text)
        owner = sheet.item(mention.owner) if mention.owner else sheet.certification
        sheet.say(owner, "rg:hasMention", me)
        sheet.say(me, "rg:mentionText", plain(mention.text))
        sheet.quote(me, mention)


def mention_graph(certification: str, meanings: Mapping[str, Meaning]) -> list[Triple]:
    """What the mentions of a certification mean, keyed by mention id: for the graph ``mentions``.

    Kept apart from the graph of the certification, which holds only what the document says.
    """
    return [triple for mention, meaning in meanings.items() for triple in _meaning(certification, mention, meaning)]


def _meaning(certification: str, mention: str, meaning: Meaning) -> list[Triple]:
    me = NamedNode(item_iri(certification, mention))
    state = NamedNode(concept_iri("mention-status", meaning.state))
    targets = [Triple(me, named("rg:mentionTarget"), NamedNode(regulation_iri(key))) for key in meaning.targets]
    return [*targets, Triple(me, named("adms:status"), state)]

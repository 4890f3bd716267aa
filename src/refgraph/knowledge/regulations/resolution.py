"""What the mentions of a reading mean: the recogniser's answer in the words around them, then what people settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Triple

from refgraph.core.errors import RegisterError
from refgraph.core.text import mend
from refgraph.graph.triples import legal_graph
from refgraph.graph.triples.mentions import Meaning, mention_graph
from refgraph.knowledge.regulations.settlements import Settlement
from refgraph.mentions import Citation, Lexicon, recognise
from refgraph.model.records import Mention, Reading
from refgraph.reading.shared.citations import cited


def citations_of(reading: Reading, lexicon: Lexicon | None = None) -> Mapping[str, Citation]:
    """The citation behind each mention of ``reading``, by mention id.

    The words around a mention count (« article 5 » before « et article 6 du code… »); a mention that a person typed
    into the record, elsewhere than where the recogniser found one, is recognised by its own words.
    """
    found = {each.slices[0][0]: each.citation for each in cited(reading, lexicon)}
    citations = {}
    for mention in reading.mentions:
        citation = found.get(mention.source.start)
        if citation is None or mend(citation.text) != mention.text:
            citation = next(iter(recognise(mention.text, lexicon)), None)
        if citation is not None:
            citations[mention.id] = citation
    return citations


def meanings_graph(
    reading: Reading, settlements: Iterable[Settlement] = (), lexicon: Lexicon | None = None
) -> list[Triple]:
    """For the graph ``mentions``: the state of each mention, and its targets unless a person settled them.

    Texts that the document names precisely where it speaks of regulated activity or of a legal basis are told as such.

    A mention that nothing recognises is kept, with the state « inconnue ».

    Raises:
        RegisterError: a decision is about a mention that the document does not have, or has in other words.
    """
    settled = {each.mention: each for each in settlements if each.certification == reading.certification.id}
    _require(settled, reading)
    citations = citations_of(reading, lexicon)
    meanings = {}
    for mention in reading.mentions:
        citation = citations.get(mention.id)
        targets = citation.targets if citation and mention.id not in settled else ()
        meanings[mention.id] = Meaning(targets, citation.state.value if citation else "inconnue")
    return [*mention_graph(reading.certification.id, meanings), *legal_graph(reading, meanings)]


def _require(settled: Mapping[str, Settlement], reading: Reading) -> None:
    mentions: Mapping[str, Mention] = {mention.id: mention for mention in reading.mentions}
    for settlement in settled.values():
        mention = mentions.get(settlement.mention)
        if mention is None or mention.text != settlement.words:
            raise RegisterError(
                f"la décision sur « {settlement.words} » ({settlement.mention}) ne correspond plus au document, "
                f"qui dit « {mention.text if mention else 'non documenté'} ».",
                place=f"settlements.tsv, {settlement.certification}",
                remedy="Relisez cette décision, puis corrigez ou retirez sa ligne.",
            )

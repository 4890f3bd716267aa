"""What the mentions of a reading mean: the recogniser's answer in the words around them, then what people settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Triple

from refgraph.core.text import mend
from refgraph.graph.triples import legal_graph
from refgraph.graph.triples.mentions import Meaning, mention_graph
from refgraph.knowledge.regulations.following import stands
from refgraph.knowledge.regulations.settlements import Settlement
from refgraph.mentions import Citation, Lexicon, Recogniser
from refgraph.model.records import Reading
from refgraph.reading.shared.citations import cited


def citations_of(reading: Reading, lexicon: Lexicon | Recogniser | None = None) -> Mapping[str, Citation]:
    """The citation behind each mention of ``reading``, by mention id.

    The words around a mention count (« article 5 » before « et article 6 du code… »); a mention that a person typed
    into the record, elsewhere than where the recogniser found one, is recognised by its own words.
    """
    recognise = Recogniser.of(lexicon)
    found = {each.slices[0][0]: each.citation for each in cited(reading, recognise)}
    citations = {}
    for mention in reading.mentions:
        citation = found.get(mention.source.start)
        if citation is None or mend(citation.text) != mention.text:
            citation = next(iter(recognise(mention.text)), None)
        if citation is not None:
            citations[mention.id] = citation
    return citations


def meanings_graph(
    reading: Reading, settlements: Iterable[Settlement] = (), lexicon: Lexicon | Recogniser | None = None
) -> list[Triple]:
    """For the graph ``mentions/<id>``: the state of each mention, and its targets unless a person settled them.

    Texts that the document names precisely where it speaks of regulated activity or of a legal basis are told as such.

    A mention that nothing recognises is kept, with the state « inconnue ». A decision on words that the document no
    longer prints there settles nothing.
    """
    settled = {each.mention for each in settlements if stands(each, reading)}
    citations = citations_of(reading, lexicon)
    meanings = {}
    for mention in reading.mentions:
        citation = citations.get(mention.id)
        targets = citation.targets if citation and mention.id not in settled else ()
        meanings[mention.id] = Meaning(targets, citation.state.value if citation else "inconnue")
    return [*mention_graph(reading.certification.id, meanings), *legal_graph(reading, meanings)]

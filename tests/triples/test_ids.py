"""Names: ids that an IRI cannot hold, and what mentions mean."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest

from refgraph.errors import RecordError
from refgraph.records import Bloc, Certification, DocumentInfo, Fact, Passage, Reading
from refgraph.triples import mention_graph, to_graph
from refgraph.triples.mentions import Meaning

HERE = Passage(start=0, end=1, line=1, quote="x")


@dataclass(frozen=True)
class Draft:
    certification: str = "titre-a"
    document: str = "a.txt"
    bloc: str = "bloc/1"
    nsf: str = "313"

    def reading(self) -> Reading:
        title = Fact(text="Titre", source=HERE)
        nsf = Fact(text="313 Finances", code=self.nsf, source=HERE)
        return Reading(
            document=DocumentInfo(name=self.document, sha256="", family="fiche"),
            certification=Certification(id=self.certification, title=title, nsf=(nsf,)),
            blocs=(Bloc(id=self.bloc, number=1, text="Vendre", code="1", source=HERE),),
        )


@pytest.mark.parametrize(
    "draft",
    [Draft(certification="titre à espace"), Draft(bloc="bloc/<1>"), Draft(bloc="bloc/1 "), Draft(certification='a"b')],
)
def test_an_id_that_no_iri_can_hold_is_refused(draft: Draft) -> None:
    """A hand-edited record with a broken id gets one French sentence that quotes it."""
    with pytest.raises(RecordError, match="IRI valable"):
        to_graph(draft.reading())


@pytest.mark.parametrize(
    ("draft", "iri"),
    [
        (Draft(document="mon référentiel #1.md"), "id/document/mon%20r%C3%A9f%C3%A9rentiel%20%231>"),
        (Draft(nsf='3 "13>'), "voc/nsf/3%20%2213%3E>"),
    ],
)
def test_names_that_users_choose_are_encoded(draft: Draft, iri: str) -> None:
    """A file may have any name, and a printed code may hold anything."""
    assert any(f"<https://w3id.org/refgraph/{iri}" in str(triple) for triple in to_graph(draft.reading()))


def test_a_mention_keeps_its_targets_apart() -> None:
    """What a mention means is a graph of its own: targets in the register, and a state."""
    graph = mention_graph("RNCP1", {"mention/1": Meaning(("rgpd", "code-x/R1-2"), "ambiguë")})
    mention = "<https://w3id.org/refgraph/id/certification/RNCP1/mention/1>"
    target = f"{mention} <https://w3id.org/refgraph/ns#mentionTarget> <https://w3id.org/refgraph/id/regulation"
    status = "<http://www.w3.org/ns/adms#status> <https://w3id.org/refgraph/voc/mention-status/ambigue>"
    assert [str(triple) for triple in graph] == [
        f"{target}/rgpd>",
        f"{target}/code-x/R1-2>",
        f"{mention} {status}",
    ]


def test_a_record_survives_its_file() -> None:
    """A reading written as JSON and read back gives the same graph."""
    reading = Draft().reading()
    assert to_graph(msgspec.json.decode(msgspec.json.encode(reading), type=Reading)) == to_graph(reading)

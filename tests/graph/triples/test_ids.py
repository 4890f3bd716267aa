"""Names: ids that an IRI cannot hold, and what mentions mean."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest

from refgraph.core.errors import RecordError
from refgraph.graph.triples import mention_graph, to_graph
from refgraph.graph.triples.mentions import Meaning
from refgraph.model.records import Bloc, Certification, DocumentInfo, Fact, Passage, Reading

HERE = Passage(start=0, end=1, line=1, quote="x")


@dataclass(frozen=True)
class Draft:
    certification: str = "titre-a"
    document: str = "a.txt"
    bloc: str = "bloc/1"
    nsf: str = "313"
    page: str | None = None

    def reading(self) -> Reading:
        title = Fact(text="Titre", source=HERE)
        nsf = Fact(text="313 Finances", code=self.nsf, source=HERE)
        pages = (Fact(text=self.page, source=HERE),) if self.page is not None else ()
        return Reading(
            document=DocumentInfo(name=self.document, sha256="", family="fiche"),
            certification=Certification(id=self.certification, title=title, nsf=(nsf,), pages=pages),
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


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("http://exemple.fr/fiche?code=C1206", "http://exemple.fr/fiche?code=C1206"),
        ("https://exemple.fr/a b/é", "https://exemple.fr/a%20b/%C3%A9"),
        ("https://exemple.fr/100%", None),
        ("javascript:alert(1)", None),
        ("www.exemple.fr", None),
        ("", None),
    ],
)
def test_only_a_web_address_becomes_a_link(address: str, page: str | None) -> None:
    """A page that people click must not run anything; an address that is none stays words in its excerpt."""
    graph = [str(triple) for triple in to_graph(Draft(page=address).reading())]
    links = [line for line in graph if "<http://xmlns.com/foaf/0.1/page> <" in line and "documents" not in line]
    assert [line.rpartition(" ")[2] for line in links] == ([f"<{page}>"] if page else [])


@pytest.mark.parametrize(("code", "label"), [("313", "Finances"), ("31", "313 Finances"), ("", None)])
def test_a_code_is_not_repeated_in_its_label(code: str, label: str | None) -> None:
    """« 313 Finances » is shown as « Finances » with the notation 313, and never cut inside another number."""
    labels = [str(each.object) for each in to_graph(Draft(nsf=code).reading()) if "prefLabel" in each.predicate.value]
    assert labels == ([f'"{label}"@fr'] if label else [])


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


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("RNCP34019BC01", ["RNCP34019BC01"]),
        ("RNCP 34019 BC01", ["RNCP34019BC01"]),
        ("BC01", []),
        ("BC1", ["BC1"]),
        ("BLOC n°1", []),
    ],
)
def test_the_code_of_the_register_is_said_where_it_is_printed(printed: str, codes: list[str]) -> None:
    """« BC01 » alone is no code of the register, and none is made up; « BC1 » is kept, for a rule to tell."""
    reading = Draft().reading()
    coded = msgspec.structs.replace(reading.blocs[0], source_code=printed)
    triples = to_graph(msgspec.structs.replace(reading, blocs=(coded,)))
    found = [each.object.value for each in triples if each.predicate.value.endswith("#blocCode")]  # type: ignore[union-attr]
    assert found == codes


@pytest.mark.parametrize(
    ("written", "siret"),
    [("784 646 689 00041", ["78464668900041"]), ("784646689", ["784646689"]), (None, [])],
)
def test_the_siret_of_a_certifier_is_kept_for_the_rules(written: str | None, siret: list[str]) -> None:
    """A number with spaces is the same number; one that is too short is told by a rule, so it is not dropped."""
    reading = Draft().reading()
    certifier = Fact(text="Confédération", code=written, source=HERE)
    certification = msgspec.structs.replace(reading.certification, certifiers=(certifier,))
    triples = to_graph(msgspec.structs.replace(reading, certification=certification))
    assert [each.object.value for each in triples if each.predicate.value.endswith("#siret")] == siret  # type: ignore[union-attr]


def test_a_title_that_is_not_printed_is_no_title() -> None:
    """A certification whose document prints no title is shown by its document, and nobody asserts a title."""
    reading = Draft().reading()
    certification = msgspec.structs.replace(reading.certification, title=None)
    triples = to_graph(msgspec.structs.replace(reading, certification=certification))
    said = [
        (each.predicate.value.rpartition("/")[2], each.object.value)  # type: ignore[union-attr]
        for each in triples
        if str(each.subject).endswith("certification/titre-a>") and each.predicate.value.endswith(("title", "label"))
    ]
    assert said == [("rdf-schema#label", "Certification sans intitulé (a.txt)")]


def test_a_blank_title_is_no_title() -> None:
    """Spaces typed into a record are silence, which a rule tells."""
    reading = Draft().reading()
    blank = msgspec.structs.replace(reading.blocs[0], text="  ")
    triples = to_graph(msgspec.structs.replace(reading, blocs=(blank,)))
    bloc = [each.subject for each in triples if each.predicate.value.endswith("isPartialQualification")]
    assert not [each for each in triples if each.subject in bloc and each.predicate.value.endswith("terms/title")]

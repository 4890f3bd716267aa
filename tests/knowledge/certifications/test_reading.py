"""What comparisons see of a certification is what its document says, with its passage."""

from __future__ import annotations

import pytest

from refgraph.graph.store import Store
from refgraph.knowledge.certifications import (
    Certifications,
    ComparedCertification,
    Coverage,
    Link,
    Links,
    Titled,
    accepted,
    coverage,
    read,
    titles,
)

BASE = "https://w3id.org/refgraph/id/certification/"


@pytest.fixture(scope="module")
def certifications(store: Store) -> dict[str, ComparedCertification]:
    return {one.iri.removeprefix(BASE): one for one in read(store)}


def test_the_five(certifications: dict[str, ComparedCertification]) -> None:
    """Blocs and competences as counted by hand in the documents."""
    assert {name: [len(bloc.competences) for bloc in one.blocs] for name, one in certifications.items()} == {
        "cqp-charge-affaires-entreprises": [5, 6, 4, 5],
        "RNCP31919": [6, 6, 3, 7, 3],
        "charge-clientele-particuliers-n6": [6, 10, 6],
        "conseiller-clientele-professionnelle-n6": [7, 11, 5],
        "charge-clientele-particuliers-banque-assurance-n6": [20, 19, 7],
    }


def test_a_competence_with_all_that_surrounds_it(certifications: dict[str, ComparedCertification]) -> None:
    """C14 of 000: its statement, how it is assessed, its four criteria, its line."""
    found = next(one for one in certifications["cqp-charge-affaires-entreprises"].competences if one.code == "C14")
    assert found.statement.startswith("Personnaliser la relation quel que soit le canal utilisé")
    assert found.activities == ("Suivi de la relation client",)
    assert [modality.text for modality in found.modalities] == [
        "Evaluation par le tuteur, en situation professionnelle + quiz."
    ]
    assert len(found.criteria) == 4
    assert found.passage is not None
    assert found.passage.document == "000_400e290180d10368.txt"
    assert found.passage.quote.startswith("C14(B1.5) Personnaliser la relation")


def test_what_is_not_said_is_none(certifications: dict[str, ComparedCertification]) -> None:
    """A fiche that prints no level has none; two documents forbid to validate a bloc in part, three don't say."""
    assert certifications["RNCP31919"].level is None
    assert {name: one.allows_partial_bloc for name, one in certifications.items()} == {
        "cqp-charge-affaires-entreprises": None,
        "RNCP31919": None,
        "charge-clientele-particuliers-n6": False,
        "conseiller-clientele-professionnelle-n6": False,
        "charge-clientele-particuliers-banque-assurance-n6": None,
    }


def test_weights_and_durations(certifications: dict[str, ComparedCertification]) -> None:
    """003 prints two hours and 80 % for its oral épreuves."""
    first = certifications["conseiller-clientele-professionnelle-n6"].blocs[0].competences[0].modalities[0]
    assert (first.duration, str(first.weight)) == ("PT2H", "0.8")


def test_steps_are_no_competences(certifications: dict[str, ComparedCertification]) -> None:
    """The seven steps of a sales interview belong to their competence."""
    interview = certifications["charge-clientele-particuliers-banque-assurance-n6"].blocs[1].competences[14]
    assert len(interview.steps) == 7


def test_some_certifications_only(store: Store) -> None:
    """Asked for one, the store gives one; an unknown one is left out."""
    assert [one.iri for one in read(store, [f"{BASE}RNCP31919", f"{BASE}X"])] == [f"{BASE}RNCP31919"]


def test_accepted_pairs_are_in_the_graph(store: Store) -> None:
    """The graph of mappings holds what people accepted, and nothing that they rejected."""
    found = accepted(store)
    pairs = {(link.subject.removeprefix(BASE), link.object.removeprefix(BASE)) for link in found.links}
    first = "charge-clientele-particuliers-n6/bloc/2/competence/C13"
    assert (first, "cqp-charge-affaires-entreprises/bloc/1/competence/C14") in pairs
    assert (first, "charge-clientele-particuliers-banque-assurance-n6/bloc/1/competence/k04") not in pairs
    assert all(link.reviewed for link in found.links)


def test_accepted_pairs_of_some(store: Store) -> None:
    """Asked of two certifications, the graph gives the pairs with an end in either, each once and in the same order."""
    two = f"{BASE}RNCP31919", f"{BASE}conseiller-clientele-professionnelle-n6"
    whole = [link for link in accepted(store).links if link.subject.startswith(two) or link.object.startswith(two)]
    assert list(accepted(store, two).links) == whole
    assert len(whole) < len(accepted(store).links)


@pytest.mark.parametrize(
    ("name", "there", "back"),
    [
        ("exact", Coverage.TOTAL, Coverage.TOTAL),
        ("close", Coverage.PARTIAL, Coverage.PARTIAL),
        ("narrow", Coverage.TOTAL, Coverage.PARTIAL),
        ("broad", Coverage.PARTIAL, Coverage.TOTAL),
        ("related", Coverage.NONE, Coverage.NONE),
    ],
)
def test_who_covers_whom(name: str, there: Coverage, back: Coverage) -> None:
    """« A narrowMatch B » says that A takes B in; sharing a theme covers nothing."""
    links = Links((Link("A", f"skos:{name}Match", "B"),))
    assert coverage("B", ["A"], links)[0] is there
    assert coverage("A", ["B"], links)[0] is back


def test_a_text_leads_to_where_it_is_named_first(certifications: dict[str, ComparedCertification]) -> None:
    """002 names the AMF first in C21 and, by « Directive Crédit », several directives; 000 the AMF in a criterion."""

    def lines(name: str) -> dict[str, int]:
        return {iri.rpartition("/")[2]: passage.line for iri, passage in certifications[name].citations}

    assert lines("cqp-charge-affaires-entreprises") == {"amf": 653, "code-assurances": 654}
    found = lines("charge-clientele-particuliers-n6")
    assert {name: found[name] for name in ("amf", "code-assurances", "ccd-2008", "ccd-2023", "rgpd", "cnil")} == {
        "amf": 714, "code-assurances": 716, "ccd-2008": 717, "ccd-2023": 717, "rgpd": 757, "cnil": 786,
    }  # fmt: skip


def test_one_read_alone_is_as_it_is_among_all(store: Store, certifications: dict[str, ComparedCertification]) -> None:
    """What is asked of one certification is what it says, whole, whatever else the store holds."""
    for name, whole in certifications.items():
        assert read(store, [BASE + name]) == [whole]
    assert read(store, []) == []
    assert read(store, [BASE + "unknown"]) == []


def test_titles_are_those_of_the_documents(store: Store, certifications: dict[str, ComparedCertification]) -> None:
    """A list to choose from names each certification with its clientèles, without reading what it says."""
    assert titles(store) == [Titled(one.iri, one.title, one.segments) for one in certifications.values()]


def test_certifications_are_kept_once_read(store: Store) -> None:
    """A certification asked for again is the same object; they come in the order of their IRIs, each once."""
    kept = Certifications(store)
    names = [BASE + "cqp-charge-affaires-entreprises", BASE + "RNCP31919"]
    first, second = kept.read([*names, names[0], BASE + "unknown"])
    assert [first.iri, second.iri] == [names[1], names[0]]
    assert kept.read(names[:1])[0] is second


def test_the_surest_correspondence_comes_first() -> None:
    """What covers most, then what a person decided, then what is surest, then by name: the order of every cell."""
    links = Links(
        (
            Link("a", "skos:exactMatch", "z4", reviewed=False, confidence=0.9),
            Link("a", "skos:relatedMatch", "z6"),
            Link("a", "skos:broadMatch", "z5"),
            Link("a", "skos:exactMatch", "z2"),
            Link("a", "skos:exactMatch", "z1"),
            Link("a", "skos:exactMatch", "z3", reviewed=False, confidence=0.95),
        )
    )
    assert [link.object for link in links.about("a")] == ["z1", "z2", "z3", "z4", "z5", "z6"]
    assert [link.object for link in links.of("a", {"z6", "z1"})] == ["z1", "z6"]

"""Neighbourhood, lists and cards: what can be reached, counted, and never more than can be read."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import ID, expand
from refgraph.graph.store import EmbeddedStore
from refgraph.knowledge.things import cards, dataset, neighbourhood

BAKER = f"{ID}certification/boulanger"


def test_the_neighbourhood_grows_step_by_step(bakers: EmbeddedStore) -> None:
    """One link away: the bloc, the activity, the modality, the group; nothing inferred, no concept of a scheme."""
    near = neighbourhood(bakers, f"{BAKER}/bloc/1/competence/C1", depth=1)
    assert [node.ref.kind.key for node in near.nodes] == ["competence", "bloc", "activity", "criteria", "modality"]
    assert {edge.name for edge in near.edges} >= {"comporte la compétence", "est évaluée par", "mobilise la compétence"}
    far = neighbourhood(bakers, f"{BAKER}/bloc/1/competence/C1", depth=2)
    assert {node.ref.kind.key for node in far.nodes} >= {"certification", "threshold"}
    assert far.nodes[: len(near.nodes)] == near.nodes


def test_the_neighbourhood_has_an_end(bakers: EmbeddedStore) -> None:
    """The nearest are shown, the rest is counted, and no link leads to what is not shown."""
    cut = neighbourhood(bakers, BAKER, depth=3, limit=3)
    assert len(cut.nodes) == 3
    assert cut.total == 8  # certification, bloc, A1, C1, C2, modality, group, threshold
    shown = {node.ref.iri for node in cut.nodes}
    assert [edge.name for edge in cut.edges] == ["comporte le bloc", "comporte l’activité"]
    assert all(edge.source in shown and edge.target in shown for edge in cut.edges)


def test_kinds_switched_off_are_not_passed_through(bakers: EmbeddedStore) -> None:
    """Without blocs nothing leads from a certification to its competences."""
    assert len(neighbourhood(bakers, BAKER, depth=3, kinds=["competence"]).nodes) == 1


def test_cards_count_blocs_and_competences(bakers: EmbeddedStore) -> None:
    """A step or a mention is no competence; what is not said is None."""
    first = cards(bakers)[0]
    assert (first.ref.label, first.level, first.blocs, first.competences) == ("Titre de boulanger", "Niveau 3", 1, 2)
    assert (first.segments, first.number) == ((), None)
    assert first.document is not None
    assert first.document.label == "boulanger.txt"


def test_competences_without_bloc_count_too() -> None:
    """A certification of the répertoire spécifique has no bloc; its card said « 0 compétence »."""
    me, kind = NamedNode(f"{ID}certification/RS10001"), NamedNode(expand("rdf:type"))
    said = [Triple(me, kind, NamedNode(expand("rg:Certification")))]
    said += [Triple(me, NamedNode(expand("rg:certifiesCompetence")), NamedNode(f"{me.value}/{code}")) for code in "ab"]
    (card,) = cards(EmbeddedStore.of({"https://w3id.org/refgraph/graph/certification/RS10001": said}))
    assert (card.blocs, card.competences) == (0, 2)


def test_the_dataset_says_what_it_knows(bakers: EmbeddedStore) -> None:
    """No date is made up where the graph holds none."""
    loaded = dataset(bakers)
    assert (loaded.certifications, loaded.documents, loaded.issued, loaded.version) == (2, 2, None, None)

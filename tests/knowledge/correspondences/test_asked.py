"""What is asked of some certifications reads no other, and says what the whole says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import MappingError, QueryError
from refgraph.graph.sssom import compress
from refgraph.graph.store import Binding, Solutions, Store
from refgraph.graph.store.forms import Forms
from refgraph.knowledge.compare import between, involved, standing
from refgraph.knowledge.correspondences import Correspondences
from refgraph.workspace import Workspace

BASE = "https://w3id.org/refgraph/id/certification/"
NAMES = ["RNCP31919", "cqp-charge-affaires-entreprises"]


class Listening(Forms):
    """A store that remembers which certifications it was asked about; None: about no one in particular."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: Counter[str | None] = Counter()

    def run(
        self, query: str, bindings: Mapping[str, Binding] = MappingProxyType({})
    ) -> Solutions | bool | list[Triple]:
        named = bindings.get("certification", ())
        assert not isinstance(named, NamedNode | Literal), "certifications are asked for together"
        names: list[str | None] = [node.value.removeprefix(BASE) for node in named]
        self.asked.update(names or [None])
        return self._store.run(query, bindings)

    def graphs(self) -> list[str]:
        return self._store.graphs()

    def export(self, graph: str | None = None) -> list[Triple]:
        return self._store.export(graph)


@pytest.fixture(scope="module")
def found(store: Store, workspace: Workspace) -> Correspondences:
    return Correspondences.of(store, workspace)


def test_comparing_two_reads_two(store: Store, workspace: Workspace, tmp_path: Path) -> None:
    """Sides, links and decisions to confirm of two certifications ask the store of these two, and for their titles,
    once what is proposed between both has been searched and kept."""
    searched = Correspondences.of(store, workspace, tmp_path / "kept")
    pairs = searched.candidates(involved(searched.sides(NAMES)))
    assert len(pairs) > 24
    listening = Listening(store)
    found = Correspondences.of(listening, workspace, tmp_path / "kept")
    assert found.candidates(involved(found.sides(NAMES))) == pairs
    sides = found.sides(NAMES)
    found.links(involved(sides))
    found.stale_pairs(involved(sides))
    one_in_particular = {name for name in listening.asked if name}
    assert one_in_particular == set(NAMES)
    assert listening.asked[None] == 2, "the titles, and the statements that decisions are about"


def test_links_of_two_are_those_of_all(found: Correspondences) -> None:
    """Between two certifications the same links count, in the same order, as when all are read."""
    sides = found.sides(NAMES)
    assert between(sides, found.links(involved(sides))) == between(sides, found.links())
    assert len(between(sides, found.links())) == 24


def test_links_reach_out_of_what_is_asked(found: Correspondences) -> None:
    """A competence is followed into certifications that nobody named: its links with them are there too."""
    links, whole = found.links([BASE + NAMES[0]]), found.links()
    mine = found.certifications.read([BASE + NAMES[0]])[0].competences
    assert [links.about(one.iri) for one in mine] == [whole.about(one.iri) for one in mine]
    followed = next(one.iri for one in mine if one.code == "C7")
    assert [compress(one.iri) for one in found.with_links(followed, links)] == [
        "rgid:RNCP31919",
        "rgid:charge-clientele-particuliers-banque-assurance-n6",
        "rgid:charge-clientele-particuliers-n6",
        "rgid:conseiller-clientele-professionnelle-n6",
        "rgid:cqp-charge-affaires-entreprises",
    ]


def test_statements_are_those_of_the_store(found: Correspondences) -> None:
    """A competence is found by its CURIE with its certification and its name; what is none is not there."""
    statement = found.statements["rgid:RNCP31919/bloc/2/competence/C11"]
    assert statement.label == "C11 – Argumenter les dossiers de financements"
    assert statement.certification == BASE + "RNCP31919"
    assert "rgid:RNCP31919/bloc/2/competence/C99" not in found.statements
    assert "no iri <" not in found.statements
    assert len(found.statements) == 136


def test_a_changed_file_is_read_again(tmp_path: Path, store: Store, workspace: Workspace) -> None:
    """A decision counts in the next answer, and the file is not read again while it stays as it is."""
    folder = tmp_path / "mappings"
    folder.mkdir()
    text = (workspace.mappings / "competences.sssom.tsv").read_text("utf-8")
    (folder / "competences.sssom.tsv").write_text(text, "utf-8")
    found = Correspondences.of(store, Workspace(data=tmp_path, cache=workspace.cache, endpoint=None))
    before = found.decisions
    assert found.renewed().decisions is before
    row = next(iter(before.values()))
    found.register.restore(row, None)
    assert found.decisions is before
    assert len(found.renewed().decisions) == len(before) - 1
    assert row.pair not in found.renewed().decisions


def test_an_unknown_bloc_names_those_there_are(found: Correspondences) -> None:
    """Who names a bloc that is not there reads which ones are."""
    with pytest.raises(QueryError, match="n’est pas un bloc du graphe") as error:
        found.correspond("RNCP31919/bloc/1", "RNCP99999/bloc/1")
    assert "RNCP31919/bloc/5" in str(error.value)


def test_an_absence_is_written_read_back_counted_and_withdrawn(
    store: Store, workspace: Workspace, tmp_path: Path
) -> None:
    """A person says that C24 of the one has nothing in the other: it is SSSOM, counts, and can be taken back."""
    mine = Workspace(data=tmp_path, cache=workspace.cache, endpoint=None)
    found = Correspondences.of(store, mine)
    subject = found.statements["rgid:RNCP31919/bloc/5/competence/C24"]
    other = "rgid:conseiller-clientele-professionnelle-n6"
    row = found.find_absent(subject, other, "Ana", date(2026, 11, 30))
    found.register.record([row], {})
    written = found.register.path.read_text("utf-8")
    assert "#   sssom: https://w3id.org/sssom/" in written
    assert "\tsssom:NoTermFound\t" in written
    for register, state in ((row, "sans correspondance, relue"), (None, "non relue")):
        again = Correspondences.of(store, mine, tmp_path / "kept")
        assert list(again.decisions.values()) == ([register] if register else [])
        links = again.links({BASE + "RNCP31919", BASE + "conseiller-clientele-professionnelle-n6"})
        side = again.sides(["conseiller-clientele-professionnelle-n6", "RNCP31919"])[0]
        assert standing(subject.iri, side.iris, links).state == state
        if register:
            found.register.restore(register, None)


def test_what_an_absence_denies_is_not_proposed(found: Correspondences) -> None:
    """Who said that a certification has nothing for a competence is not asked again about each pair of both."""
    assert len(found.all_proposals()) == 682
    assert len(found.proposals()) == 54


def test_a_same_theme_may_stand_beside_an_absence(found: Correspondences) -> None:
    """A competence of the same theme covers nothing: « aucune, relue » may stand beside it."""
    subject = found.statements["rgid:RNCP31919/bloc/2/competence/C12"]
    row = found.find_absent(subject, "rgid:charge-clientele-particuliers-n6", "Ana", date(2026, 12, 1))
    assert row["object_id"] == "sssom:NoTermFound"
    covered = found.statements["rgid:RNCP31919/bloc/1/competence/C1"]
    with pytest.raises(MappingError, match="une correspondance est acceptée avec cqp-charge-affaires-entreprises"):
        found.find_absent(covered, "rgid:cqp-charge-affaires-entreprises", "Ana", date(2026, 12, 1))

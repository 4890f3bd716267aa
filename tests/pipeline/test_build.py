"""The build reads, makes the graphs, and is the same again for the same inputs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from refgraph.core import assets
from refgraph.core.errors import DocumentError, StoreError
from refgraph.core.namespaces import item_iri
from refgraph.graph.store import Store
from refgraph.pipeline import Build, build, ensure, storing
from refgraph.pipeline.basis import read_basis
from refgraph.workspace import Workspace
from tests.florist import TEXT


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """A workspace of one's own with the fiche and the document 002."""
    sources = tmp_path / "data" / "sources"
    sources.mkdir(parents=True)
    shutil.copy(assets.data() / "catalogue.toml", tmp_path / "data")
    for path in [*(assets.data() / "sources").glob("001_*"), *(assets.data() / "sources").glob("002_*")]:
        shutil.copy(path, sources)
    return Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)


def test_the_five_are_built(built: Build, store: Store) -> None:
    """Every graph is there, the certification → competence chain is inferred, and nothing blocks."""
    assert [record.certification.id for record in built.records] == [
        "cqp-charge-affaires-entreprises",
        "RNCP31919",
        "charge-clientele-particuliers-n6",
        "conseiller-clientele-professionnelle-n6",
        "charge-clientele-particuliers-banque-assurance-n6",
    ]
    kinds = {name for name in built.sizes if "/" not in name}
    assert kinds == {"ontology", "vocabularies", "regulations", "mappings", "inferred", "provenance", "queries"}
    assert [name for name in built.sizes if name.endswith("/RNCP31919")] == [
        "certification/RNCP31919",
        "mentions/RNCP31919",
        "inferred/RNCP31919",
    ]
    rows = store.select("SELECT ?c (COUNT(DISTINCT ?k) AS ?n) { ?c rg:certifiesCompetence ?k } GROUP BY ?c").rows
    assert sorted(int(count.value) for _, count in rows if isinstance(count, Literal)) == [20, 22, 23, 25, 46]


def test_no_statement_is_both_said_and_inferred(built: Build) -> None:
    """What follows never passes for what a document says."""
    inferred = built.triples("inferred")
    said = {triple for name, triples in built.graphs.items() if not name.startswith("inferred") for triple in triples}
    assert len(inferred) == 1378
    assert said.isdisjoint(inferred)


def test_the_questions_are_in_the_graph_as_examples(store: Store) -> None:
    """Tools that know SHACL's executables offer our questions; each of them can be run as it stands."""
    rows = store.select(
        "SELECT ?q ?text { GRAPH graph:queries { ?q a sh:SPARQLExecutable ; sh:select ?text } }".replace(
            "graph:queries", "<https://w3id.org/refgraph/graph/queries>"
        )
    ).rows
    assert len(rows) == 61
    for _, text in rows:
        assert isinstance(text, Literal)
        store.select(text.value)


def test_two_documents_of_one_certification(own: Workspace) -> None:
    """Every certification has one document: the second is left aside, and told."""
    shutil.copy(next(own.sources.glob("001_*")), own.sources / "copie.txt")
    done = build(own)
    assert [unit.document for unit in done.units] == ["001_f93b1616b69b22ca.txt", "002_680993158fc6d417.txt"]
    assert [one.document for one in done.refused] == ["copie.txt"]
    assert "la même certification (RNCP31919) que 001_f93b1616b69b22ca.txt" in done.refused[0].reason


def test_a_bad_document_stops_only_itself(own: Workspace) -> None:
    """The others are built, it is told with its reason, and it is there as soon as it is mended."""
    (own.sources / "lettre.txt").write_text("Chère Madame,\n\nVoici ma recette.\n", "utf-8")
    stages: list[str] = []
    ensure(own, stages.append)
    (told,) = (stage for stage in stages if "lettre.txt" in stage)
    assert told.startswith("Document laissé de côté\u00a0: lettre.txt")
    kept = read_basis(own, own.builds.current())
    assert kept is not None
    assert [one.document for one in kept.refused] == ["lettre.txt"]
    (own.sources / "lettre.txt").write_text(TEXT, "utf-8")
    done = build(own)
    assert (done.refused, len(done.units)) == ((), 3)


def test_a_file_whose_name_is_no_text_is_told(own: Workspace) -> None:
    """A name from an old archive cannot be written in a graph or a key: the file waits for another name."""
    Path(os.fsdecode(os.fsencode(own.sources) + b"/caf\xe9.txt")).write_text(TEXT, "utf-8")
    done = build(own)
    assert [one.reason for one in done.refused] == [
        "caf\ufffd.txt : son nom n’est pas en UTF-8. Renommez-le, par exemple sans accents."
    ]
    assert len(done.units) == 2


def test_one_document_under_two_names_is_told(own: Workspace) -> None:
    """Two copies, and two drafts of one title, are two certifications that nobody may want."""
    (own.sources / "fleuriste.md").write_text(TEXT, "utf-8")
    (own.sources / "fleuriste_copie.md").write_text(TEXT, "utf-8")
    assert build(own).doubles == (("fleuriste.md", "fleuriste_copie.md"),)
    (own.sources / "fleuriste_copie.md").write_text(TEXT.replace("jury", "comité"), "utf-8")
    assert build(own).doubles == (("fleuriste.md", "fleuriste_copie.md"),)
    (own.sources / "fleuriste_copie.md").write_text(TEXT.replace("# CQP Fleuriste", "# CQP Jardinier"), "utf-8")
    assert build(own).doubles == ()


def test_where_no_document_can_be_read_there_is_no_build(own: Workspace) -> None:
    """An empty graph would answer « aucun » to everything: the first reason is told, the graph that was stays."""
    before = build(own).key
    for path in own.documents():
        path.write_bytes(b"")
    with pytest.raises(DocumentError, match=r"aucun document ne peut être lu\. 001_f93b.* 1\u00a0autre document"):
        build(own)
    assert own.builds.current() == before


def test_no_document_at_all(tmp_path: Path) -> None:
    """An empty folder is told with what to do."""
    with pytest.raises(DocumentError, match="--data"):
        build(Workspace(data=tmp_path, cache=tmp_path / "cache", endpoint=None))


def test_the_store_follows_its_inputs(own: Workspace) -> None:
    """It opens at once while nothing changes, and is rebuilt when a document or a record does."""
    stages: list[str] = []
    ensure(own, stages.append)
    assert stages[0] == "Le graphe n’est pas à jour, il est reconstruit"
    stages.clear()
    ensure(own, stages.append)
    assert stages == []
    own.corrections.write_text("# rien encore\n", "utf-8")
    ensure(own, stages.append)
    assert len(stages) == 4


def test_a_build_is_current_when_all_of_it_is_there(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Power fails before the report is kept: servers that run go on with the build before, which is whole."""
    first = build(own).key
    assert own.builds.current() == first
    own.corrections.write_text("# rien encore\n", "utf-8")

    def fail(*_: object) -> None:
        raise StoreError("plus de place.")

    with monkeypatch.context() as patch:
        patch.setattr(storing, "keep_report", fail)
        with pytest.raises(StoreError):
            build(own)
    assert own.builds.current() == first
    second = build(own).key
    assert own.builds.current() == second != first
    assert own.report(second).exists()
    assert own.search_index(second).exists()


def test_a_report_goes_with_its_build(own: Workspace) -> None:
    """The cache does not keep what nobody can open any more."""
    build(own)
    gone = own.report("no-such-build")
    gone.write_text("{}", "utf-8")
    own.corrections.write_text("# rien encore\n", "utf-8")
    build(own)
    assert not gone.exists()
    assert len(list(gone.parent.iterdir())) == 2


def test_data_put_back_are_the_current_ones_again(own: Workspace) -> None:
    """Who undoes an edit needs no new build, and a server that runs follows all the same."""
    first = build(own).key
    catalogue = own.catalogue.read_text("utf-8")
    own.catalogue.write_text(f"{catalogue}\n# relu", "utf-8")
    assert build(own).key == own.builds.current() != first
    own.catalogue.write_text(catalogue, "utf-8")
    ensure(own)
    assert own.builds.current() == first


def test_a_build_of_other_data_in_the_same_cache_is_not_current_here(own: Workspace, tmp_path: Path) -> None:
    """One cache serves several data folders: a server on one never shows what was built of another."""
    first = build(own).key
    shutil.copytree(own.sources, tmp_path / "other" / "sources")
    other = Workspace(data=tmp_path / "other", cache=own.cache, endpoint=None)
    assert build(other).key != first
    assert own.builds.current() == first


def test_the_same_inputs_give_the_same_graph(own: Workspace) -> None:
    """Two builds of the same state hold the same triples, in the same order."""
    assert build(own).graphs == build(own).graphs


def test_a_date_that_no_calendar_has_is_told_by_its_rule(own: Workspace) -> None:
    """What a fiche prints wrong is a finding at its entity, not a refusal to build."""
    (path,) = (own.data / "sources").glob("001_*")
    path.write_text(path.read_text("utf-8").replace("18 décembre 2023", "31 février 2023"), "utf-8")
    found = [each for each in build(own).report.results if each.shape.value.endswith("#registration-date")]
    assert [(str(each.focus), each.value) for each in found] == [
        (
            f"<{item_iri('RNCP31919', 'registration/2018-12-18')}>",
            Literal("2023-02-31", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        )
    ]

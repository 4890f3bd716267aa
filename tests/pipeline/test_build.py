"""The build reads again, respects what people corrected, and says what differs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from refgraph.core import assets
from refgraph.core.errors import DocumentError, RecordError, StoreError
from refgraph.core.namespaces import VOC, item_iri
from refgraph.graph.store import Store
from refgraph.pipeline import Build, build, ensure, pipeline, write_records
from refgraph.workspace import Workspace


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
    assert [reading.certification.id for reading in built.readings] == [
        "cqp-charge-affaires-entreprises",
        "RNCP31919",
        "charge-clientele-particuliers-n6",
        "conseiller-clientele-professionnelle-n6",
        "charge-clientele-particuliers-banque-assurance-n6",
    ]
    assert {"ontology", "vocabularies", "regulations", "mentions", "inferred", "provenance", "queries"} <= set(
        built.sizes
    )
    rows = store.select("SELECT ?c (COUNT(DISTINCT ?k) AS ?n) { ?c rg:certifiesCompetence ?k } GROUP BY ?c").rows
    assert sorted(int(count.value) for _, count in rows if isinstance(count, Literal)) == [20, 22, 23, 25, 46]


def test_no_statement_is_both_said_and_inferred(built: Build) -> None:
    """What follows never passes for what a document says."""
    said = {triple for name, triples in built.graphs.items() if name != "inferred" for triple in triples}
    assert said.isdisjoint(built.graphs["inferred"])


def test_the_questions_are_in_the_graph_as_examples(store: Store) -> None:
    """Tools that know SHACL's executables offer our questions; each of them can be run as it stands."""
    rows = store.select(
        "SELECT ?q ?text { GRAPH graph:queries { ?q a sh:SPARQLExecutable ; sh:select ?text } }".replace(
            "graph:queries", "<https://w3id.org/refgraph/graph/queries>"
        )
    ).rows
    assert len(rows) >= 40
    for _, text in rows:
        assert isinstance(text, Literal)
        store.select(text.value)


def test_records_are_written_once_and_stay_byte_for_byte(own: Workspace) -> None:
    """Reading the documents again gives the files that are there."""
    written = write_records(own)
    assert [path.name for path in written] == ["RNCP31919.json", "charge-clientele-particuliers-n6.json"]
    before = {path: path.read_bytes() for path in written}
    assert write_records(own) == []
    assert {path: path.read_bytes() for path in written} == before
    assert [one.differences for one in build(own).kept] == [(), ()]


def _edit(own: Workspace, before: str, after: str, name: str = "RNCP31919.json") -> Path:
    path = own.records / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return path


def test_what_a_person_corrected_counts_and_is_said(own: Workspace) -> None:
    """The statement of C17 is corrected by hand: the graph has it, known as « saisi », and the build tells."""
    write_records(own)
    _edit(
        own,
        '"statement": "Assurer la conformité des dossiers"',
        '"statement": "Assurer la conformité des dossiers de crédit"',
    )
    done = build(own)
    assert [found.item for found in done.kept[0].differences] == ["bloc/4/competence/C17"]
    assert "« Assurer la conformité des dossiers de crédit »" in done.kept[0].differences[0].sentence
    competence = NamedNode(item_iri("RNCP31919", "bloc/4/competence/C17"))
    rows = (
        own.open_store()
        .select("SELECT ?s ?basis { ?c rg:statement ?s ; rg:mainExcerpt ?e . ?e rg:basis ?basis }", {"c": competence})
        .rows
    )
    assert rows == [
        (Literal("Assurer la conformité des dossiers de crédit", language="fr"), NamedNode(f"{VOC}basis/saisi"))
    ]
    # Writing the records again keeps the correction and marks it.
    [path] = write_records(own)
    kept = json.loads(path.read_text("utf-8"))
    corrected = next(item for item in kept["competences"] if item["code"] == "C17")
    assert corrected["statement"].endswith("de crédit")
    assert corrected["source"]["basis"] == "saisi"
    assert write_records(own) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"bloc": "bloc/5"', '"bloc": "bloc/9"', "qui n’existe pas"),
        ('"number": 2', '"number": 1', "numéro 1"),
        ('"code": "C17"', '"code": "C16"', "C16 désigne deux compétences"),
        ('"quote": "Questionnaire"', '"quote": "Quiz"', "« Quiz » n’est pas à sa place"),
        ('"id": "RNCP31919"', '"id": "RNCP1"', "la fiche est celle de"),
        ('"blocs": [', '"blocs" [', "JSON est mal formé"),
    ],
)
def test_a_slip_in_a_record_stops_the_build(own: Workspace, before: str, after: str, words: str) -> None:
    """A record that contradicts itself or its document is refused with the name of its file."""
    write_records(own)
    _edit(own, before, after)
    with pytest.raises(RecordError) as caught:
        build(own)
    assert words in caught.value.message
    assert (caught.value.place or "").startswith("RNCP31919.json")
    assert own.builds.current() is None


def test_a_document_that_changed_is_not_taken_for_the_reviewed_one(own: Workspace) -> None:
    """A new version of a document must be read again; corrections by hand are not lost in silence."""
    write_records(own)
    source = next(own.sources.glob("001_*"))
    source.write_text(source.read_text("utf-8").replace("Secteur bancaire", "Secteur de la banque"), "utf-8")
    with pytest.raises(RecordError, match="--records"):
        build(own)
    assert [path.name for path in write_records(own)] == ["RNCP31919.json"]
    build(own)
    _edit(own, '"text": "Secteur de la banque"', '"text": "Secteur bancaire"')
    write_records(own)
    source.write_text(source.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(RecordError, match="saisi"):
        write_records(own)


def test_a_record_without_document_and_a_certification_twice(own: Workspace) -> None:
    """Every record belongs to one document, every certification has one."""
    write_records(own)
    shutil.copy(own.records / "RNCP31919.json", own.records / "orpheline.json")
    with pytest.raises(RecordError, match="aucun document"):
        build(own)
    (own.records / "orpheline.json").unlink()
    shutil.copy(next(own.sources.glob("001_*")), own.sources / "copie.txt")
    with pytest.raises(RecordError, match="RNCP31919"):
        build(own)


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
    write_records(own)
    ensure(own, stages.append)
    assert len(stages) == 6


def test_a_build_is_current_when_all_of_it_is_there(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Power fails before the report is kept: servers that run go on with the build before, which is whole."""
    first = build(own).key
    assert own.builds.current() == first
    write_records(own)

    def fail(*_: object) -> None:
        raise StoreError("plus de place.")

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "keep_report", fail)
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
    write_records(own)
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

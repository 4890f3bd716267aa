"""What people corrected reaches the graph as « saisi »; a text added to the register reaches everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import VOC, item_iri
from refgraph.pipeline import build, keep
from refgraph.reading.corrections import ITEM, Status
from refgraph.reading.corrections.file import add
from refgraph.workspace import Workspace
from tests.florist import C2, TEXT, correction

STATEMENT = "Recouper les tiges en biais avant leur mise en eau"
CHARTER = """@prefix rg: <https://w3id.org/refgraph/ns#> .
@prefix r: <https://w3id.org/refgraph/id/regulation/> .
@prefix type: <https://w3id.org/refgraph/voc/regulation-type/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
r:charte-des-fleurs a rg:Regulation ; rdfs:label "Charte des fleurs"@fr ; skos:prefLabel "Charte des fleurs"@fr ;
    dcterms:type type:loi .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Workspace:
    """A data folder with the florist's document."""
    (tmp_path / "data" / "sources").mkdir(parents=True)
    (tmp_path / "data" / "sources" / "fleuriste.md").write_text(
        TEXT.replace("en respectant la commande", "selon la Charte des fleurs"), "utf-8"
    )
    return Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)


def test_a_correction_is_in_the_graph_as_typed(folder: Workspace) -> None:
    """The statement that the person wrote, led back to the passage that it corrects; the others stay printed, of which
    nothing is said."""
    add(folder.corrections, [correction("competence", C2, "statement", STATEMENT, "Recouper les tiges sous l’eau")])
    assert build(folder).outcomes[0].status is Status.APPLIED
    ask = "SELECT ?s ?basis { ?c rg:statement ?s ; rg:mainExcerpt ?e OPTIONAL { ?e rg:basis ?basis } }"
    store = folder.open_store()
    found = [
        store.select(ask, {"c": NamedNode(item_iri("fleuriste", f"bloc/1/competence/{code}"))}).rows
        for code in ("C1", "C2")
    ]
    assert found == [
        [(Literal("Trier les tiges selon leur fraîcheur", language="fr"), None)],
        [(Literal("Recouper les tiges sous l’eau", language="fr"), NamedNode(f"{VOC}basis/saisi"))],
    ]


def test_an_added_item_is_never_in_the_graph_as_read(folder: Workspace) -> None:
    """What no reader saw is « saisi » in the graph too."""
    told = '{"text": "La tige est coupée en biais", "in": "L\'eau est propre"}'
    add(folder.corrections, [correction("criterion", "en biais", ITEM, after=told)])
    build(folder)
    rows = (
        folder.open_store()
        .select("SELECT ?basis { ?c rg:statement 'La tige est coupée en biais'@fr ; rg:mainExcerpt/rg:basis ?basis }")
        .rows
    )
    assert rows == [(NamedNode(f"{VOC}basis/saisi"),)]


def test_a_text_added_to_the_register_is_found_beside_corrections(folder: Workspace) -> None:
    """The lexicon grows: its mention is read at the next build, and corrected items stay corrected."""
    add(folder.corrections, [correction("competence", C2, "statement", STATEMENT, "Recouper les tiges sous l’eau")])
    assert [each.text for each in keep(folder).records[0].mentions] == ["code de commerce"]
    (folder.data / "regulations.ttl").write_text(CHARTER, "utf-8")
    [kept] = keep(folder).kept
    assert [each.text for each in kept.record.mentions] == ["Charte des fleurs", "code de commerce"]
    assert [outcome.status for outcome in kept.outcomes] == [Status.APPLIED]


def test_corrections_of_a_certification_without_document_are_told(folder: Workspace) -> None:
    """A document that left takes nothing along: its corrections wait."""
    other = correction("competence", C2, "statement", STATEMENT, "Tailler")
    add(folder.corrections, [other])
    (folder.sources / "fleuriste.md").rename(folder.sources / "jardinier.md")
    found = keep(folder)
    assert (found.unplaced, found.outcomes, found.is_open) == ((other,), (), True)


def test_a_build_follows_its_corrections(folder: Workspace) -> None:
    """A correction makes another key, a correction taken back the one before; records set aside make none."""
    key = folder.key()
    add(folder.corrections, [correction("competence", C2, "statement", STATEMENT, "Tailler")])
    assert folder.key() != key
    folder.corrections.unlink()
    folder.records_aside.mkdir()
    (folder.records_aside / "fleuriste.json").write_text("{}", "utf-8")
    assert folder.key() == key


def test_corrections_of_the_shipped_data_are_in_the_user_s_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody writes into what ships; the build of the shipped data follows them all the same."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    shipped = Workspace(cache=tmp_path / "cache", endpoint=None)
    assert shipped.corrections == tmp_path / "own" / "refgraph" / "corrections.tsv"
    key = shipped.key()
    add(shipped.corrections, [correction("competence", C2, "statement", STATEMENT, "Tailler")])
    assert shipped.key() != key


def test_a_slip_in_the_file_is_named(folder: Workspace) -> None:
    """A file with a line that is no correction counts for nothing: the build tells which line, and why."""
    folder.corrections.write_text("fleuriste\tcompetence\n", "utf-8")
    [told] = [one for one in build(folder).refused if one.document == "corrections.tsv"]
    assert "2 colonne" in told.reason

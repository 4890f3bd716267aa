"""Bringing a référentiel in: a preview that writes nothing, an import that is all or nothing, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from refgraph.core.errors import DocumentError, RecordError, StoreError
from refgraph.graph.validation import read_shapes
from refgraph.knowledge import quality
from refgraph.knowledge.quality import ProofState
from refgraph.pipeline import build, desk_of, intake, write_edit
from refgraph.pipeline.intake import Intake
from refgraph.reading.corrections.file import read_corrections
from refgraph.reading.corrections.settling import Signed
from refgraph.workspace import Workspace
from tests.florist import ROWS, TEXT

FLORIST = ("fleuriste.md", TEXT.encode())
REWORDED = ("fleuriste.md", TEXT.replace("Recouper les tiges", "Retailler les tiges").encode())
ADA = Signed("Ada", date(2026, 12, 1), "relu sur l’original")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all: what belongs to no certification is worked out once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def own(tmp_path: Path, cache: Path) -> Workspace:
    """A data folder without any document."""
    (tmp_path / "data" / "sources").mkdir(parents=True)
    return Workspace(data=tmp_path / "data", cache=cache, endpoint=None)


def held(workspace: Workspace) -> dict[str, bytes]:
    """What the data folder holds, but for what refgraph remembers for itself and the journal."""
    return {
        path.relative_to(workspace.data).as_posix(): path.read_bytes()
        for path in sorted(workspace.data.rglob("*"))
        if path.is_file() and ".refgraph" not in path.parts and path.name != "journal.tsv" and path.suffix != ".lock"
    }


def imported(workspace: Workspace, *received: tuple[str, bytes], as_id: str = "") -> Intake:
    found = intake.propose(workspace, received, as_id)
    intake.confirm(found.draft)
    return found


def reword(found: Intake) -> None:
    """Correct C2 in the preview."""
    certification = found.previews[0].told.certification
    desk = desk_of(found.draft.staged, certification)
    assert desk is not None
    edit = desk.change(desk.item("C2"), "statement", "Recouper les tiges sous l’eau", "", ADA)
    write_edit(found.draft.staged, desk, edit)


def test_an_export_of_several_fiches_is_as_many_documents(own: Workspace) -> None:
    """Two certifications of the répertoire spécifique in one file: both come in, and neither is asked for the level and
    the blocs that such a certification has not (Code du travail, L. 6113-6)."""
    fiche = (
        "<FICHE><NUMERO_FICHE>{}</NUMERO_FICHE><INTITULE>{}</INTITULE><CERTIFICATEURS><CERTIFICATEUR>"
        "<NOM_CERTIFICATEUR>ÉCOLE DES CIMES</NOM_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>"
        "<CAPACITES_ATTESTEES>C1. Assurer un grimpeur    C2. Vérifier un nœud</CAPACITES_ATTESTEES></FICHE>"
    )
    export = f"<FICHES>{fiche.format('RS10001', 'Grimper')}{fiche.format('RS10002', 'Grimper')}</FICHES>"
    found = imported(own, ("export.xml", export.encode()))
    assert [(one.told.name, one.told.certification) for one in found.previews] == [
        ("RS10001.xml", "RS10001"),
        ("RS10002.xml", "RS10002"),
    ]
    assert found.previews[0].missing == (
        "2\u00a0compétences sans modalité d’évaluation\u00a0: «\u00a0C1\u00a0», «\u00a0C2\u00a0».",
        "2\u00a0compétences sans critère d’évaluation\u00a0: «\u00a0C1\u00a0», «\u00a0C2\u00a0».",
    )
    assert sorted(path.name for path in own.received()) == ["RS10001.xml", "RS10002.xml"]
    assessed = quality.assess(own.builds.open(build(own).key), read_shapes())
    assert [each.name for each in assessed.groups] == ["Grimper (RS10001)", "Grimper (RS10002)"]
    assert {proof.state for proof in assessed.proofs if proof.criterion.number in ("6°", "7°")} == {
        ProofState.OUT_OF_SCOPE
    }


def test_a_preview_tells_all_and_writes_nothing(own: Workspace) -> None:
    """What is read, what is missing, what the check finds, of which certification; the folder stays as it is."""
    found = intake.propose(own, [FLORIST])
    (one,) = found.previews
    assert (one.told.certification, one.told.target) == ("fleuriste", "fleuriste.md")
    assert one.told.why == "le document n’imprime pas de numéro\u00a0: c’est le nom du fichier"
    assert one.counts == (2, 4, 4, 4, 4, 1)
    assert [(bloc.title, bloc.counts) for bloc in one.blocs] == [
        ("BLOC 1 – Composer des bouquets", (3, 3, 3, 3)),
        ("BLOC 2 – Vendre en boutique", (1, 1, 1, 1)),
    ]
    assert one.missing[:3] == (
        "Le numéro RNCP ou RS n’est pas documenté.",
        "Le niveau n’est pas documenté.",
        "Le certificateur n’est pas documenté.",
    )
    assert "Nombre de compétences du bloc\u00a0: 1\u202f; il en faut au moins 2." in [
        each.sentence for each in one.findings
    ]
    assert (len(one.difference.added), one.difference.changed, one.difference.removed) == (19, [], [])
    assert one.duplicates == ()
    assert held(own) == {}
    assert [path.name for path in own.data.iterdir()] == ["sources"]


def test_a_draft_is_found_again(own: Workspace) -> None:
    """A page that is loaded again, or the same files dropped again, go on with what was corrected in the preview."""
    first = intake.propose(own, [FLORIST])
    reword(first)
    again = intake.look(intake.open_draft(own, first.draft.id))
    (one,) = again.previews
    assert one.kept.record.competences[1].statement == "Recouper les tiges sous l’eau"
    assert one.corrections == 1
    assert intake.propose(own, [FLORIST]).draft.id == first.draft.id
    assert [each.id for each in intake.drafts(own)] == [first.draft.id]
    intake.discard(again.draft)
    with pytest.raises(DocumentError, match="n’existe plus"):
        intake.open_draft(own, first.draft.id)


def test_an_import_brings_document_and_corrections_together(own: Workspace) -> None:
    """The file as received, and each correction of the preview as « saisi »; the same again changes nothing."""
    found = intake.propose(own, [FLORIST])
    reword(found)
    assert intake.confirm(found.draft).certifications == ("fleuriste",)
    assert sorted(held(own)) == ["corrections.tsv", "sources/fleuriste.md"]
    assert held(own)["sources/fleuriste.md"] == TEXT.encode()
    (kept,) = read_corrections(own.corrections)
    assert (kept.certification, kept.field, kept.after, kept.author) == (
        "fleuriste",
        "statement",
        "Recouper les tiges sous l’eau",
        "Ada",
    )
    before = held(own)
    again = intake.propose(own, [FLORIST])
    assert again.unchanged
    assert again.previews[0].duplicates == ("fleuriste.md a exactement le même contenu.",)
    assert held(own) == before


def test_a_changed_document_keeps_what_was_corrected(own: Workspace) -> None:
    """What differs is told, and the correction of another item still counts; one that no longer fits is told."""
    first = intake.propose(own, [FLORIST])
    reword(first)
    intake.confirm(first.draft)
    moved = TEXT.replace(ROWS[0], "").replace("Lier un bouquet rond", "Lier un bouquet plat")
    found = intake.propose(own, [("fleuriste.md", moved.encode())])
    (one,) = found.previews
    assert one.told.replaces.keys() == {"fleuriste.md"}
    assert one.corrections == 1
    assert [(each.before, each.after) for each in one.difference.changed] == [
        (
            "C3 Lier un bouquet rond en respectant la commande",
            "C3 Lier un bouquet plat en respectant la commande",
        )
    ]
    assert "C1 Trier les tiges selon leur fraîcheur" in [each.before for each in one.difference.removed]
    intake.confirm(found.draft)
    desk = desk_of(own, "fleuriste")
    assert desk is not None
    assert desk.item("C2").record.statement == "Recouper les tiges sous l’eau"
    third = intake.propose(own, [REWORDED])
    assert any(sentence.startswith("Correction à décider") for sentence in third.previews[0].doubtful)


def test_a_new_version_under_another_name_takes_the_place_of_the_old(own: Workspace) -> None:
    """Same title and same competences: the certification keeps its id, by the catalogue, and the old file goes."""
    imported(own, FLORIST)
    found = imported(own, ("fleuriste v2.md", REWORDED[1]))
    assert found.previews[0].told.why == "fleuriste.md a le même intitulé et dit les mêmes compétences"
    assert sorted(held(own)) == ["catalogue.toml", "sources/fleuriste v2.md"]
    assert own.catalogue.read_text("utf-8") == '[[document]]\nfile = "fleuriste v2.md"\nid = "fleuriste"\n'


def test_a_person_says_which_certification_it_is(own: Workspace) -> None:
    """The id counts at once and later; what was corrected goes with it; one that cannot be an id is refused."""
    found = intake.propose(own, [FLORIST])
    reword(found)
    draft = intake.choose(found.draft, found.draft.documents[0].sha256, "cqp-fleuriste")
    again = intake.look(draft)
    assert (again.previews[0].told.certification, again.previews[0].corrections) == ("cqp-fleuriste", 1)
    intake.confirm(again.draft)
    assert [each.certification for each in read_corrections(own.corrections)] == ["cqp-fleuriste"]
    assert 'id = "cqp-fleuriste"' in own.catalogue.read_text("utf-8")
    with pytest.raises(RecordError, match="cqp-fleuriste-n-4"):
        intake.propose(own, [FLORIST], "CQP fleuriste n°4")


def test_two_documents_of_one_certification_do_not_go_in_together(own: Workspace) -> None:
    """The second is told, and nothing is written until one of them is left out."""
    found = intake.propose(own, [FLORIST, ("fleuriste.txt", REWORDED[1])])
    assert "fleuriste.md décrit la même certification (fleuriste)." in found.refused[0].refused
    with pytest.raises(DocumentError, match="laissez"):
        intake.confirm(found.draft)
    assert held(own) == {}
    intake.confirm(intake.look(intake.leave_out(found.draft, found.refused[0].sha256)).draft)
    assert sorted(held(own)) == ["sources/fleuriste.md"]


def test_what_cannot_be_read_is_told_and_stops_the_import(own: Workspace) -> None:
    """All or nothing: the good file beside it is not written either."""
    found = intake.propose(own, [FLORIST, ("liste.txt", b"Pain, beurre, lait")])
    assert [each.name for each in found.refused] == ["liste.txt"]
    assert len(found.previews) == 1
    with pytest.raises(DocumentError, match=r"liste\.txt"):
        intake.confirm(found.draft)
    assert held(own) == {}


def test_the_folder_that_changed_meanwhile_is_not_overwritten(own: Workspace) -> None:
    """Somebody else brings another document of that name between preview and confirmation."""
    found = intake.propose(own, [FLORIST])
    (own.sources / "fleuriste.md").write_bytes(REWORDED[1])
    with pytest.raises(StoreError, match="a changé dans le dossier"):
        intake.confirm(found.draft)
    assert held(own) == {"sources/fleuriste.md": REWORDED[1]}


def test_imports_are_taken_back_one_by_one(own: Workspace) -> None:
    """Document, catalogue and corrections are as before; a file that changed since is never overwritten."""
    imported(own, FLORIST)
    before = held(own)
    second = intake.propose(own, [("fleuriste v2.md", REWORDED[1])])
    desk = desk_of(second.draft.staged, "fleuriste")
    assert desk is not None
    write_edit(second.draft.staged, desk, desk.change(desk.item("C3"), "statement", "Lier un bouquet", "", ADA))
    intake.confirm(second.draft)
    assert intake.undo(own) == "import de fleuriste v2.md"
    assert {name: raw for name, raw in held(own).items() if name != "corrections.tsv"} == before
    assert read_corrections(own.corrections) == []
    (own.sources / "fleuriste.md").write_bytes(b"autre chose")
    with pytest.raises(StoreError, match="perdrait ce changement"):
        intake.undo(own)
    (own.sources / "fleuriste.md").write_bytes(FLORIST[1])
    assert intake.undo(own) == "import de fleuriste.md"
    assert "sources/fleuriste.md" not in held(own)
    with pytest.raises(StoreError, match="aucun import à défaire"):
        intake.undo(own)


def test_a_certification_is_withdrawn_and_comes_back_with_its_decisions(own: Workspace) -> None:
    """The document leaves what is built, the corrections stay, and count again once it is back."""
    found = intake.propose(own, [FLORIST])
    reword(found)
    intake.confirm(found.draft)
    assert intake.withdraw(own, "fleuriste") == "fleuriste.md"
    assert sorted(held(own)) == ["corrections.tsv", "withdrawn/fleuriste.md"]
    assert len(read_corrections(own.corrections)) == 1
    with pytest.raises(RecordError, match="aucun document ne décrit"):
        intake.withdraw(own, "fleuriste")
    again = imported(own, FLORIST)
    assert again.previews[0].corrections == 1


def test_a_file_name_is_no_path(own: Workspace) -> None:
    """Whatever a browser or an archive calls a file, it stays in sources/ and is seen there."""
    found = intake.propose(own, [("../../.caché/~$Réf: n°1?.md", FLORIST[1])])
    assert found.draft.documents[0].target == "Réf- n°1-.md"


CONFLICT = b"a\tb\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> other\n"


def test_files_of_decisions_that_nobody_can_read_stop_nothing_else(own: Workspace) -> None:
    """Each is told with file and line and stays byte for byte; documents are built and imported; once mended, they
    count."""
    imported(own, FLORIST)
    reword_in(own)
    kept = own.corrections.read_bytes()
    own.mappings.mkdir()
    broken = [own.corrections, own.settlements, own.mappings / "a.sssom.tsv", own.mappings / "correspondances.json"]
    for path in broken:
        path.write_bytes(CONFLICT)
    done = build(own)
    assert [each.document for each in done.refused] == [path.name for path in broken]
    assert all("ligne\u00a02" in each.reason for each in done.refused)
    assert [unit.certification for unit in done.units] == ["fleuriste"]
    assert [path.read_bytes() for path in broken] == [CONFLICT] * 4
    imported(own, ("vannier.md", TEXT.replace("Fleuriste", "Vannier").encode()))
    assert sorted(path.name for path in own.received()) == ["fleuriste.md", "vannier.md"]
    own.corrections.write_bytes(kept)
    for path in broken[1:]:
        path.unlink()
    again = build(own)
    assert again.refused == ()
    assert "Recouper les tiges sous l’eau" in [each.statement for one in again.records for each in one.competences]


def reword_in(workspace: Workspace) -> None:
    """Correct C2 of the florist in the data folder itself."""
    desk = desk_of(workspace, "fleuriste")
    assert desk is not None
    write_edit(workspace, desk, desk.change(desk.item("C2"), "statement", "Recouper les tiges sous l’eau", "", ADA))


def test_a_document_of_one_title_is_asked_about_with_the_remedy(own: Workspace) -> None:
    """A renamed file of other competences is not taken for the certification of its title by itself: the preview asks,
    and says what to answer."""
    imported(own, FLORIST)
    other = TEXT
    for words in ("Trier les tiges", "Recouper les tiges", "Lier un bouquet", "Conseiller le client"):
        other = other.replace(words, f"Savoir {words.lower()} autrement")
    found = intake.propose(own, [("nouveau-nom.md", other.encode())])
    assert [one.replace("\u00a0", " ") for one in found.previews[0].duplicates] == [
        "fleuriste.md (fleuriste) a le même intitulé : si c’est la même certification, donnez à ce document "
        "l’identifiant fleuriste (« --as »)."
    ]
    answered = intake.look(intake.choose(found.draft, found.draft.documents[0].sha256, "fleuriste"))
    assert answered.previews[0].told.replaces.keys() == {"fleuriste.md"}

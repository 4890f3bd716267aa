"""A data folder of version 0.1 opens: its hand edits live on as corrections, and nobody is told to have made others."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from refgraph.core import assets
from refgraph.core.errors import RecordError
from refgraph.model.records import Basis, Furniture
from refgraph.pipeline import keep
from refgraph.pipeline.inheritance import TakenOver, take_over
from refgraph.reading import discovery, registry
from refgraph.reading.corrections import Status, sentence_of
from refgraph.reading.corrections.file import read_corrections
from refgraph.reading.corrections.inheritance import AUTHOR, Likeness, inherited
from refgraph.reading.recordfile import dump
from refgraph.workspace import Workspace
from tests.florist import C2, C3, TEXT, read

DAY = date(2026, 11, 30)
RECORD = dump(read()[1]).decode()
CHECKED = Path(__file__).parents[1] / "reading" / "shipped"


@pytest.fixture
def folder(tmp_path: Path) -> Workspace:
    """A data folder as version 0.1 left it: the document, and the record that it wrote of it."""
    (tmp_path / "data" / "sources").mkdir(parents=True)
    (tmp_path / "data" / "records").mkdir()
    (tmp_path / "data" / "sources" / "fleuriste.md").write_text(TEXT, "utf-8")
    (tmp_path / "data" / "records" / "fleuriste.json").write_text(RECORD, "utf-8")
    return Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)


def edit(folder: Workspace, *changes: tuple[str, str]) -> None:
    """Difference the record as a person does in an editor."""
    path = folder.older_records / "fleuriste.json"
    text = path.read_text("utf-8")
    for before, after in changes:
        assert text.count(before) == 1, (before, text.count(before))
        text = text.replace(before, after)
    path.write_text(text, "utf-8")


def block(start: str, end: str) -> str:
    """The lines of the record from those with ``start`` to those before ``end``."""
    first = RECORD.index(start)
    return RECORD[RECORD.rindex("    {\n", 0, first) : RECORD.rindex("    {\n", 0, RECORD.index(end, first))]


def taken(folder: Workspace) -> TakenOver:
    found = take_over(folder, DAY)
    assert found is not None
    return found


def told(found: TakenOver) -> list[tuple[str, str, str, str, bool]]:
    return [(each.kind, each.field, each.before, each.after, bool(each.author)) for each in found.corrections]


def test_a_record_that_nobody_touched_leaves_no_correction(folder: Workspace) -> None:
    """The file is moved aside, whole, and said; there is nothing to correct."""
    found = taken(folder)
    assert found.corrections == ()
    assert list(found.sentences()) == [
        "Fiches de la version 0.1 reprises\u00a0: 1\u00a0fiche. "
        "Elles sont maintenant dans records.0.1/, où rien ne les lit."
    ]
    assert (folder.records_aside / "fleuriste.json").read_text("utf-8") == RECORD
    assert not folder.older_records.exists()
    assert not folder.corrections.exists()
    assert take_over(folder, DAY) is None


def test_a_statement_that_a_person_wrote_lives_on(folder: Workspace) -> None:
    """The correction is signed by the taking over, dated, applied, and its item is « saisi »."""
    edit(folder, ('"statement": "Recouper les tiges en biais avant', '"statement": "Tailler les tiges en biais avant'))
    [correction] = taken(folder).corrections
    assert sentence_of(correction) == (
        "la compétence «\u00a0C2. Recouper les tiges en biais avant leur mise en eau\u00a0», l’énoncé\u00a0: "
        "lu «\u00a0Recouper les tiges en biais avant leur mise en eau\u00a0», "
        "corrigé en «\u00a0Tailler les tiges en biais avant leur mise en eau\u00a0»"
    )
    assert (correction.author, correction.day) == ("reprise de la fiche", DAY)
    assert read_corrections(folder.corrections) == [correction]
    [kept] = keep(folder).kept
    assert [outcome.status for outcome in kept.outcomes] == [Status.APPLIED]
    assert kept.record.competences[1].statement == "Tailler les tiges en biais avant leur mise en eau"
    assert [each.source.basis for each in kept.record.competences] == [
        Basis.EXTRAIT,
        Basis.SAISI,
        Basis.EXTRAIT,
        Basis.EXTRAIT,
    ]


EDITS: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, str, str, str]]] = {
    "a fact": (
        (('"text": "CQP Fleuriste"', '"text": "CQP Fleuriste confirmé"'),),
        ("certification.title", "text", "CQP Fleuriste", "CQP Fleuriste confirmé"),
    ),
    "a number": (
        (
            (
                '"weight": null,\n      "is_individual": null,\n      "jury": {',
                '"weight": 0.30,\n      "is_individual": null,\n      "jury": {',
            ),
        ),
        ("modality", "weight", "", "0.30"),
    ),
    "a jury": (
        (('"member_count": 2', '"member_count": 3'),),
        ("modality", "jury.member_count", "2", "3"),
    ),
    "a method": (
        (('"methods": ["entretien"]', '"methods": ["entretien", "oral"]'),),
        ("component", "methods", "", "oral"),
    ),
    "a link": (
        (('"activities": ["bloc/1/activity/A3"]', '"activities": ["bloc/1/activity/A3", "bloc/1/activity/A1"]'),),
        ("competence", "activities", "", "A1. Préparer les fleurs"),
    ),
    "a criterion": (
        (('"text": "Le bouquet tient debout"', '"text": "Le bouquet tient seul"'),),
        ("criterion", "text", "Le bouquet tient debout", "Le bouquet tient seul"),
    ),
    "a passage": (
        (
            (
                '"start": 155, "end": 178, "line": 6, "quote": "A1. Préparer les fleurs"',
                '"start": 155, "end": 167, "line": 6, "quote": "A1. Préparer"',
            ),
        ),
        ("activity", "source", "A1. Préparer les fleurs", "A1. Préparer"),
    ),
}


@pytest.mark.parametrize(("changes", "expected"), EDITS.values(), ids=EDITS)
def test_each_kind_of_hand_edit_lives_on(
    folder: Workspace, changes: tuple[tuple[str, str], ...], expected: tuple[str, str, str, str]
) -> None:
    """Facts, numbers, parts, links, criteria and passages that a person wrote are corrections, and count."""
    edit(folder, *changes)
    assert told(taken(folder)) == [(*expected, True)]
    [kept] = keep(folder).kept
    assert [outcome.status for outcome in kept.outcomes] == [Status.APPLIED]


def test_an_item_that_a_person_added_lives_on_as_typed(folder: Workspace) -> None:
    """It has its own id and its passage, and is « saisi » whatever the record said."""
    third = block('"id": "bloc/1/competence/C3"', '"id": "bloc/2/competence/C4"')
    added = third.replace("competence/C3", "competence/C9").replace('"code": "C3"', '"code": "C9"')
    added = added.replace('"order": 3', '"order": 4').replace('"statement": "Lier un', '"statement": "Emballer un')
    edit(folder, (third, third + added))
    [correction] = taken(folder).corrections
    assert (correction.kind, correction.quote, correction.field) == ("competence", C3, "item")
    [kept] = keep(folder).kept
    new = next(each for each in kept.record.competences if each.code == "C9")
    assert (new.id, new.statement) == ("bloc/1/competence/C9", "Emballer un bouquet rond en respectant la commande")
    assert (new.source.quote, new.source.basis) == (C3, Basis.SAISI)


def test_an_item_that_a_person_took_out_stays_out(folder: Workspace) -> None:
    """The reader had counted it: the numbers of the others jump there."""
    second = block('"id": "bloc/1/modality/m02"', '"id": "bloc/1/modality/m03"')
    edit(folder, (second, ""))
    assert told(taken(folder)) == [("modality", "item", "Mise en situation pratique (2 heures)", "", True)]
    [kept] = keep(folder).kept
    assert [each.id for each in kept.record.modalities] == [
        "bloc/1/modality/m01",
        "bloc/1/modality/m03",
        "bloc/2/modality/m01",
    ]


def test_fields_of_another_version_and_wrong_marks_are_no_correction(folder: Workspace) -> None:
    """An empty field is left; one that says something is told; « saisi » that an upgrade put on what was read goes."""
    edit(
        folder,
        ('"source_code": "BLOC 1",', '"source_code": "BLOC 1",\n      "ects": null,'),
        ('"source_code": "BLOC 2",', '"source_code": "BLOC 2",\n      "ects": 6,'),
        (f'"quote": "{C2}",\n        "basis": "extrait"', f'"quote": "{C2}",\n        "basis": "saisi"'),
    )
    found = taken(folder)
    assert found.corrections == ()
    assert list(found.sentences())[1:] == [
        "  fleuriste.json, bloc 2\u00a0: le champ « ects » (6), d’une autre version, n’est pas repris"
    ]
    [kept] = keep(folder).kept
    assert kept.record is kept.reading


def test_a_text_added_to_the_register_is_found_and_nobody_corrected_it(folder: Workspace) -> None:
    """The record was read with fewer texts: the mention that it lacks is the lexicon's, not a person's."""
    mention = RECORD[RECORD.index('  "mentions": [') : RECORD.index('  "furniture"')]
    edit(folder, (mention, '  "mentions": [],\n'))
    assert taken(folder).corrections == ()
    assert [each.text for each in keep(folder).records[0].mentions] == ["code de commerce"]


def test_what_a_person_or_an_older_reader_may_have_left_out_waits(folder: Workspace) -> None:
    """A duration that is read and that the record lacks: nobody can tell; both values are told, nothing is decided."""
    edit(
        folder,
        ('"text": "Le bouquet tient debout"', '"text": "Le bouquet tient"'),
        ('"methods": ["entretien"],', '"methods": [],'),
    )
    found = taken(folder)
    assert told(found) == [
        ("component", "methods", "entretien", "", False),
        ("criterion", "text", "Le bouquet tient debout", "Le bouquet tient", False),
    ]
    assert list(found.sentences())[1] == (
        "  2\u00a0différences dont on ne peut pas dire qui l’a faite, à décider (plus bas)"
    )
    [kept] = keep(folder).kept
    assert [outcome.status for outcome in kept.outcomes] == [Status.UNDECIDED, Status.UNDECIDED]
    assert kept.record == kept.reading


@pytest.mark.parametrize(
    ("source", "record", "methods"),
    [
        ("000_400e290180d10368.txt", "cqp-charge-affaires-entreprises", '["diagnostic", "presentation-commission"]'),
        ("002_680993158fc6d417.txt", "charge-clientele-particuliers-n6", '["livrables"]'),
        ("003_9aa1763f7bae16bc.txt", "conseiller-clientele-professionnelle-n6", '["epreuve-ecrite"]'),
        ("004_88229ca4c97ea489.txt", "charge-clientele-particuliers-banque-assurance-n6", '["mise-en-situation"]'),
    ],
)
def test_what_a_person_may_have_left_out_of_a_shipped_record_waits(
    tmp_path: Path, source: str, record: str, methods: str
) -> None:
    """Two layouts read the shipped documents as version 0.1 did, so that a method less is somebody's, or a loss."""
    own = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    own.sources.mkdir(parents=True)
    own.older_records.mkdir()
    shutil.copy(assets.data() / "sources" / source, own.sources)
    shutil.copy(assets.data() / "catalogue.toml", own.data)
    text = (CHECKED / f"{record}.json").read_text("utf-8")
    own.older_records.joinpath(f"{record}.json").write_text(text.replace(f'"methods": {methods}', '"methods": []', 1))
    left_out = msgspec.json.decode(methods, type=list[str])
    assert told(taken(own)) == [("component", "methods", method, "", False) for method in left_out]


@pytest.fixture
def other_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The layout reads otherwise than version 0.1 did."""
    known = registry.named("tableaux")

    class Better:
        NAME, VERSION, DESCRIPTION = known.layout.NAME, "other", known.layout.DESCRIPTION
        recognises, read = staticmethod(known.layout.recognises), staticmethod(known.layout.read)

    found = registry.discovery()
    newer = discovery.Discovery({**found.known, "tableaux": replace(known, layout=Better())}, found.refused)
    monkeypatch.setattr(registry, "discovery", lambda: newer)


@pytest.mark.usefixtures("other_reader")
def test_what_only_an_older_reader_explains_is_no_correction(folder: Workspace) -> None:
    """The layout reads better now: what the record has not, or says in the words of its passage, was read so then."""
    edit(
        folder,
        ('"member_count": 2', '"member_count": null'),
        ('"methods": ["entretien"]', '"methods": []'),
        ('"text": "Mettre en eau"', '"text": "A2. Mettre en eau"'),
        ('"text": "Le bouquet tient debout"', '"text": "Le bouquet tient"'),
    )
    assert taken(folder).corrections == ()


@pytest.mark.usefixtures("other_reader")
def test_what_a_person_wrote_is_told_from_a_reading_without_the_reader_of_then(folder: Workspace) -> None:
    """Words and numbers that the passage does not print were typed; a link waits for someone."""
    edit(
        folder,
        ('"statement": "Lier un bouquet', '"statement": "Nouer un bouquet'),
        ('"member_count": 2', '"member_count": 3'),
        ('"text": "Assembler"', '"text": "Assembler les fleurs"'),
        ('"activities": ["bloc/1/activity/A3"]', '"activities": ["bloc/1/activity/A3", "bloc/1/activity/A1"]'),
    )
    assert told(taken(folder)) == [
        ("activity", "text", "Assembler", "Assembler les fleurs", True),
        (
            "competence",
            "statement",
            "Lier un bouquet rond en respectant la commande",
            "Nouer un bouquet rond en respectant la commande",
            True,
        ),
        ("competence", "activities", "", "A1. Préparer les fleurs", False),
        ("modality", "jury.member_count", "2", "3", True),
    ]


def test_what_version_0_1_read_of_an_annex_is_no_correction() -> None:
    """Its reader took the rows of any table for competences, today's tells them as unread: nobody added them."""
    document, reading = read(TEXT + "\nAnnexe\n\nRose ancienne\nJacinthe\n")
    sources = [
        document.passage(start, start + len(name))
        for name in ("Rose ancienne", "Jacinthe")
        for start in [document.text.index(name)]
    ]
    reading = msgspec.structs.replace(
        reading, furniture=tuple(Furniture(kind="tableau non lu", source=source) for source in sources)
    )
    more = [
        msgspec.structs.replace(
            reading.competences[3],
            id=f"bloc/2/competence/k0{order}",
            statement=source.quote,
            code=None,
            order=order,
            source=source,
        )
        for order, source in enumerate(sources, 2)
    ]
    record = msgspec.structs.replace(reading, competences=(*reading.competences, *more), furniture=())
    assert inherited(document, reading, record, Likeness.SAME_VALUES, DAY) == []
    assert [each.author for each in inherited(document, reading, record, Likeness.SAME, DAY)] == [
        AUTHOR,
        AUTHOR,
        "",
        "",
    ]


def test_a_document_that_changed_since_keeps_what_was_typed(folder: Workspace) -> None:
    """Version 0.1 refused to build here; what was read of the old document is no correction of the new one."""
    edit(folder, ('"statement": "Recouper les tiges en biais avant', '"statement": "Tailler les tiges en biais avant'))
    source = folder.sources / "fleuriste.md"
    source.write_text(TEXT.replace("# CQP", "\n# CQP").replace("fraîcheur", "âge"), "utf-8")
    assert told(taken(folder)) == [
        (
            "competence",
            "statement",
            "Recouper les tiges en biais avant leur mise en eau",
            "Tailler les tiges en biais avant leur mise en eau",
            True,
        )
    ]
    [kept] = keep(folder).kept
    assert [outcome.status for outcome in kept.outcomes] == [Status.APPLIED]
    assert kept.record.competences[0].statement == "Trier les tiges selon leur âge"


def test_a_record_without_document_waits_for_it(folder: Workspace) -> None:
    """Its corrections are taken over when the document comes back; until then it is told, and stops nothing."""
    edit(folder, ('"statement": "Recouper', '"statement": "Tailler'))
    (folder.sources / "fleuriste.md").rename(folder.data / "fleuriste.md")
    (folder.sources / "jardin.md").write_text(TEXT.replace("Fleuriste", "Jardinier") + "\n", "utf-8")
    found = taken(folder)
    assert (found.moved, found.waiting, found.corrections) == ((), ("fleuriste.json",), ())
    assert "Remettez le document" in next(iter(found.sentences()))
    assert (folder.older_records / "fleuriste.json").exists()
    (folder.data / "fleuriste.md").rename(folder.sources / "fleuriste.md")
    assert len(taken(folder).corrections) == 1


def test_a_document_whose_certification_has_another_name_now(folder: Workspace) -> None:
    """The catalogue names it otherwise: the record is known by the very bytes of its document."""
    edit(folder, ('"statement": "Recouper', '"statement": "Tailler'))
    folder.catalogue.write_text('[[document]]\nfile = "fleuriste.md"\nid = "fleurs"\n', "utf-8")
    assert [each.certification for each in taken(folder).corrections] == ["fleurs"]
    assert [outcome.status for outcome in keep(folder).outcomes] == [Status.APPLIED]


def test_a_broken_record_is_named_and_nothing_is_moved(folder: Workspace) -> None:
    """A slip in a file that holds corrections stops the build, as it did, rather than lose them."""
    edit(folder, ('"blocs": [', '"blocs" ['))
    with pytest.raises(RecordError) as caught:
        take_over(folder, DAY)
    assert (caught.value.place or "").startswith("fleuriste.json, ligne")
    assert (folder.older_records / "fleuriste.json").exists()


def test_what_is_corrected_already_is_not_taken_over_again(folder: Workspace) -> None:
    """An old record that comes back, by a merge or a backup, does not undo what people decided since."""
    edit(folder, ('"statement": "Recouper', '"statement": "Tailler'))
    [correction] = taken(folder).corrections
    folder.older_records.mkdir()
    (folder.older_records / "fleuriste.json").write_text(RECORD.replace('nt": "Recouper', 'nt": "Scier'), "utf-8")
    taken(folder)
    assert read_corrections(folder.corrections) == [correction]
    assert sorted(path.name for path in folder.records_aside.iterdir()) == ["fleuriste.2.json", "fleuriste.json"]


def test_a_folder_that_cannot_be_written_is_taken_over_for_each_build(
    folder: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that is read only the corrections count all the same, and this is said."""
    edit(folder, ('"statement": "Recouper', '"statement": "Tailler'))

    def refuse(*_: object) -> None:
        raise PermissionError(13, "read only")

    monkeypatch.setattr("refgraph.core.files.locked", refuse)
    found = taken(folder)
    assert "ne peut pas être écrit" in next(iter(found.sentences()))
    [kept] = keep(folder).kept
    assert kept.record.competences[1].statement.startswith("Tailler")
    assert (folder.older_records / "fleuriste.json").exists()


def _die_at(folder: Workspace, step: int) -> None:
    """Take over in a process that is killed before its step number ``step`` that changes a file."""
    count = [0]

    def mortal(act: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            count[0] += 1
            if count[0] == step:
                os._exit(9)
            return act(*arguments, **named)

        return run

    for name in ("replace", "mkdir", "rmdir"):
        setattr(Path, name, mortal(getattr(Path, name)))
    os.fsync = mortal(os.fsync)  # type: ignore[assignment]
    take_over(folder, DAY)
    os._exit(0)


def test_killed_at_any_step_nothing_is_lost(folder: Workspace, tmp_path: Path) -> None:
    """Whatever step the kill comes before, the next build ends as an undisturbed one does."""
    edit(folder, ('"statement": "Recouper', '"statement": "Tailler'), ('"member_count": 2', '"member_count": 3'))
    text = (folder.older_records / "fleuriste.json").read_text("utf-8")
    (folder.older_records / "jardin.json").write_text(text.replace('"fleuriste', '"jardin'), "utf-8")
    (folder.sources / "jardin.md").write_text(TEXT, "utf-8")
    killed = 0
    for step in range(1, 20):
        copy = Workspace(data=tmp_path / str(step), cache=tmp_path / "cache", endpoint=None)
        shutil.copytree(folder.data, copy.data)
        process = multiprocessing.get_context("fork").Process(target=_die_at, args=(copy, step))
        process.start()
        process.join(60)
        killed += process.exitcode == 9
        take_over(copy, DAY)
        assert len(read_corrections(copy.corrections)) == 4
        assert sorted(path.name for path in copy.records_aside.iterdir()) == ["fleuriste.json", "jardin.json"]
        assert not list(copy.data.glob("records/*"))
        if process.exitcode == 0:
            break
    assert killed == 12

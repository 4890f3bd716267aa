"""`refgraph correct`: correcting, listing, taking back and deciding, in French, on a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.reading.corrections.file import read_corrections
from refgraph.workspace import CACHE
from tests.florist import C2, C3, TEXT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the florist's document."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "fleuriste.md").write_text(TEXT, "utf-8")
    monkeypatch.setenv(CACHE, str(tmp_path.parent / "cache"))
    return tmp_path


class Command:
    """Runs the command line on one folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, what is printed, and what is said beside it."""
        with pytest.raises(SystemExit) as left:
            main(["--data", str(self._folder), *arguments])
        said = self._capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(folder, capsys)


ADA = ("--by", "Ada", "--reason", "relu sur l’original", "--date", "2026-11-21")
REWORD = ("correct", "add", "fleuriste", "C2", "statement", "Recouper les tiges sous l’eau", *ADA)


def test_a_field_is_corrected_listed_and_taken_back(run: Command, folder: Path) -> None:
    """The line of the file, the table, and the reading again once the correction is gone."""
    code, _, said = run(*REWORD)
    assert code == 0
    assert said.startswith(f"Corrigé [{read_corrections(folder / 'corrections.tsv')[0].key}]\u00a0: la compétence «")
    assert (folder / "corrections.tsv").read_text("utf-8").splitlines()[1] == (
        f"fleuriste\tcompetence\t{C2}\t\tstatement\tRecouper les tiges en biais avant leur mise en eau"
        "\tRecouper les tiges sous l’eau\tAda\t2026-11-21\trelu sur l’original"
    )
    code, out, _ = run("correct", "list", "--format", "csv")
    reference = read_corrections(folder / "corrections.tsv")[0].key
    assert out.splitlines()[1].startswith(f"{reference};fleuriste;")
    assert ";appliquée;Ada;21/11/2026;relu sur l’original" in out
    code, out, _ = run("correct", "show", "fleuriste", "C2")
    assert (
        "  statement (l’énoncé)\u00a0: Recouper les tiges sous l’eau "
        "(lu\u00a0: Recouper les tiges en biais avant leur mise en eau)\n"
    ) in out
    code, _, said = run("correct", "take-back", reference)
    assert (code, said.startswith("Reprise\u00a0: la compétence «")) == (0, True)
    assert read_corrections(folder / "corrections.tsv") == []


def test_correcting_again_replaces_and_what_is_read_needs_nothing(run: Command, folder: Path) -> None:
    """One field has one correction; writing what is read is refused, as is a value that is none."""
    run(*REWORD)
    run("correct", "add", "fleuriste", "C2", "statement", "Tailler les tiges", *ADA)
    assert [each.after for each in read_corrections(folder / "corrections.tsv")] == ["Tailler les tiges"]
    code, _, said = run("correct", "add", "fleuriste", "C3", "code", "C3", *ADA)
    assert (code, "disent la même chose" in said or "déjà ce qui est lu" in said) == (2, True)
    code, _, said = run("correct", "add", "fleuriste", "bloc/1/modality/m03", "duration_minutes", "une heure", *ADA)
    assert (code, said) == (
        2,
        "Erreur\u00a0: la durée en minutes\u00a0: « une heure » n’est pas un nombre. Corrigez la valeur.\n",
    )


def test_links_and_new_items_are_named_as_people_name_them(run: Command, folder: Path) -> None:
    """A link by a code or an id, an item by its words; what is added can be corrected in its turn, and taken back."""
    assert run("correct", "add", "fleuriste", "C2", "activities", "A1", *ADA)[0] == 0
    assert run("correct", "add", "fleuriste", "C2", "activities", "", "--instead-of", "A2", *ADA)[0] == 0
    told = ("statement=Respecter la commande", "bloc=bloc/1", "code=C5", "activities=A3", "activities=A1")
    assert run("correct", "new", "fleuriste", "competence", "en respectant la commande", *told, *ADA)[0] == 0
    code, out, _ = run("correct", "show", "fleuriste", "C5")
    assert "  bloc (le bloc)\u00a0: BLOC 1 – Composer des bouquets (lu\u00a0: non documenté)\n" in out
    assert "A3. Assembler, A1. Préparer les fleurs" in out
    assert run("correct", "add", "fleuriste", "C5", "statement", "Tenir la commande", *ADA)[0] == 0
    assert run("correct", "add", "fleuriste", "C5", "activities", "", "--instead-of", "A1", *ADA)[0] == 0
    rows = read_corrections(folder / "corrections.tsv")
    assert [each.field for each in rows] == ["activities", "activities", "item"]
    assert rows[2].after == (
        '{"statement": "Tenir la commande", "bloc": "BLOC 1 – Composer des bouquets", "code": "C5", '
        '"activities": ["A3. Assembler"]}'
    )
    code, _, said = run("correct", "remove", "fleuriste", "C5", *ADA)
    assert (code, f"take-back {rows[2].key}" in said) == (2, True)


def test_removing_an_item(run: Command) -> None:
    """The build says how many corrections count; the item is gone from the count."""
    assert run("correct", "remove", "fleuriste", C3, *ADA)[0] == 0
    code, out, said = run("build")
    assert (code, "CQP Fleuriste (fleuriste.md)\u00a0: 2\u00a0blocs, 3\u00a0compétences" in out) == (0, True)
    assert "  1\u00a0correction appliquée (« refgraph correct list »)\n" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "boulanger", "C2", "statement", "x", *ADA), "aucun document ne décrit « boulanger »"),
        (("add", "fleuriste", "C9", "statement", "x", *ADA), "« C9 » ne désigne aucun élément"),
        (("add", "fleuriste", "m01", "text", "x", *ADA), "ne désigne aucun élément"),
        (("add", "fleuriste", "Mise en situation", "text", "x", *ADA), "désigne 2 éléments. Nommez-le"),
        (("add", "fleuriste", "C2", "enonce", "x", *ADA), "« enonce » n’est pas un champ de la compétence"),
        (("add", "fleuriste", "C2", "bloc", "C3", *ADA), "« C3 » n’est pas le bloc"),
        (("add", "fleuriste", "C2", "code", "C1", *ADA), "C1 désigne deux compétences"),
        (("add", "fleuriste", "C2", "statement", "", *ADA), "ne peut pas être vide"),
        (("new", "fleuriste", "competence", "Peindre", "statement=x", *ADA), "le document n’imprime pas ces mots"),
        (("new", "fleuriste", "talent", "Lier", "statement=x", *ADA), "« talent » n’est pas une sorte"),
        (("new", "fleuriste", "competence", "Lier", "x", *ADA), "« x » n’est pas de la forme"),
        (("new", "fleuriste", "competence", "Lier", "code=C5", *ADA), "il manque « statement »"),
        (("take-back", "00000000"), "aucune correction n’a la référence « 00000000 »"),
        (("settle", "00000000", "--keep", "reading", *ADA), "aucune correction n’a la référence"),
    ],
)
def test_what_cannot_be_corrected_is_refused_in_one_sentence(
    run: Command, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Code 2, the reason and the remedy in French, and nothing is written."""
    code, _, said = run("correct", *arguments)
    assert (code, words in said, said.count("\n")) == (2, True, 1), said
    assert not (folder / "corrections.tsv").exists()


def test_a_correction_that_no_longer_fits_is_told_and_decided(run: Command, folder: Path) -> None:
    """The build tells the three values and goes on; --strict fails; the person keeps the correction, or the reading."""
    run(*REWORD)
    source = folder / "sources" / "fleuriste.md"
    source.write_text(TEXT.replace("avant leur mise en eau", "puis les mettre en eau"), "utf-8")
    reference = read_corrections(folder / "corrections.tsv")[0].key
    code, _, said = run("build")
    assert code == 0
    assert (
        f"  ne convient plus [{reference}]\u00a0: la compétence «\u00a0{C2}\u00a0», l’énoncé\u00a0: "
        "lu «\u00a0Recouper les tiges en biais avant leur mise en eau\u00a0», "
        "corrigé en «\u00a0Recouper les tiges sous l’eau\u00a0», "
        "lu maintenant «\u00a0Recouper les tiges en biais puis les mettre en eau\u00a0» – le passage a changé\n"
    ) in said
    code, out, _ = run("correct", "list", "--open", "--format", "csv")
    assert f"{reference};fleuriste;" in out
    code, _, said = run("correct", "settle", reference, "--keep", "correction", *ADA)
    assert code == 0, said
    [kept] = read_corrections(folder / "corrections.tsv")
    assert kept.before == "Recouper les tiges en biais puis les mettre en eau"
    assert run("correct", "list", "--open", "--format", "csv")[1].count("\n") == 1
    source.write_text(TEXT.replace("avant leur mise en eau", "d’un coup net"), "utf-8")
    assert run("correct", "settle", kept.key, "--keep", "reading", *ADA)[0] == 0
    assert read_corrections(folder / "corrections.tsv") == []


def test_records_are_written_to_look_at_and_never_read_back(run: Command, folder: Path) -> None:
    """--records writes what counts as text, beside the user's data and not in them; a change there changes nothing."""
    run(*REWORD)
    code, _, said = run("build", "--records")
    text = folder.parent / "cache" / "records" / "fleuriste.json"
    assert (code, f"Fiche écrite pour la regarder\u00a0: {text}" in said) == (0, True)
    assert '"statement": "Recouper les tiges sous l’eau"' in text.read_text("utf-8")
    assert not (folder / "records").exists()
    text.write_text("{}", "utf-8")
    assert run("build")[0] == 0


def test_a_slip_in_the_file_is_told_with_its_line(run: Command, folder: Path) -> None:
    """The person who edited it is told where; nothing is built from half of the corrections."""
    run(*REWORD)
    path = folder / "corrections.tsv"
    path.write_text(path.read_text("utf-8").replace("\tcompetence\t", "\tcompétence\t"), "utf-8")
    code, _, said = run("build")
    assert code == 0
    assert "corrections.tsv, ligne\u00a02 : « compétence » n’est pas une sorte d’élément" in said

"""A workbook goes out to a team and comes back: every fault has its sentence, and one fault stops all."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from refgraph.core.errors import MappingError
from refgraph.graph import sssom
from refgraph.knowledge.decisions import (
    Decision,
    Review,
    Statement,
    StatementContext,
    WorkbookLine,
    decide,
    decision_of,
    from_mappings,
    from_workbook,
    to_workbook,
)

BASE = "https://w3id.org/refgraph/id/certification/"


def statement(name: str, text: str) -> Statement:
    return Statement(f"{BASE}{name}", text, f"{BASE}{name.partition('/')[0]}")


A1, A2 = statement("A/1", "=Vendre"), statement("A/2", "Acheter")
B1 = statement("B/1", "Négocier")
TODAY = {"rgid:A/1": A1, "rgid:A/2": A2, "rgid:B/1": B1}
ANA = decide(A2, B1, Review(Decision.ACCEPT, "Ana", date(2026, 11, 20), "skos:broadMatch", "vu", 0.5))
KNOWN = {ANA.pair: ANA}
LINES = [
    WorkbookLine(A1, B1, "skos:closeMatch", 0.42, "mots communs"),
    WorkbookLine(B1, A2, "skos:narrowMatch", 0.5, "", ANA),
]


def edited(**cells: Any) -> bytes:
    """The workbook with some cells changed (``O4="…"``)."""
    workbook = load_workbook(io.BytesIO(to_workbook(LINES)))
    for place, value in cells.items():
        workbook["Relecture"][place] = value
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


DECIDED = {"N4": "accepter", "O4": "compétence proche", "Q4": "Bob", "R4": "22/11/2026", "P4": "à garder"}


def test_untouched_it_changes_nothing() -> None:
    """What went out comes back without loss: the decision of Ana is the same row, the open pair stays open."""
    changes = from_workbook(to_workbook(LINES), TODAY, KNOWN)
    assert (changes.added, changes.changed, changes.unchanged, changes.issues) == ((), (), 1, ())


def test_each_column_offers_its_own_choices() -> None:
    """Whoever clicks « Décision » or « Relation retenue » picks from its words, on every line of the sheet."""
    sheet = load_workbook(io.BytesIO(to_workbook(LINES)))["Relecture"]
    assert (sheet["N3"].value, sheet["O3"].value) == ("Décision", "Relation retenue")
    assert {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation} == {
        "N4:N5": '"accepter,rejeter,incertain"',
        "O4:O5": '"même compétence,compétence proche,comprise dans l’autre,comprend l’autre,même thème"',
    }


def test_a_decision_to_confirm_goes_out_open() -> None:
    """A statement has changed: coming back untouched, the workbook must not confirm what nobody has read again."""
    now = statement("A/2", "Acheter en ligne")
    content = to_workbook([WorkbookLine(B1, now, "skos:narrowMatch", 0.5, "", ANA)])
    sheet = load_workbook(io.BytesIO(content))["Relecture"]
    assert [sheet.cell(4, column).value for column in range(14, 19)] == [None] * 5
    assert str(sheet["M4"].value).split("\n") == [
        "À revalider\u00a0: acceptée par Ana, un énoncé a changé depuis.",
        "Énoncé 2 lu alors\u00a0: Acheter",
        "Énoncé 2 aujourd’hui\u00a0: Acheter {+en ligne+}",
    ]
    changes = from_workbook(content, {**TODAY, "rgid:A/2": now}, KNOWN)
    assert (changes.rows, changes.unchanged, changes.issues) == ((), 0, ())


def test_a_decision_comes_in() -> None:
    """Words of the choices, a French date, the tool's confidence kept beside the reviewer."""
    changes = from_workbook(edited(**DECIDED), TODAY, KNOWN)
    (row,) = changes.added
    assert changes.issues == ()
    assert row["predicate_id"] == "skos:closeMatch"
    assert (row["reviewer_label"], row["review_date"], row["comment"]) == ("Bob", "2026-11-22", "à garder")
    assert (row["confidence"], row["reviewer_agreement"]) == ("0.42", "1.0")
    assert row["subject_source_version"] == A1.version


def test_a_colleague_signs_once_and_takes_the_relations_proposed() -> None:
    """Name and day above the titles count for each line that has none, « accepter » alone for the relation proposed."""
    changes = from_workbook(edited(B1="Zoé", D1="30/11/2026", N4="accepter"), TODAY, KNOWN)
    (row,) = changes.added
    assert (changes.issues, changes.unchanged) == ((), 1)
    assert [row[slot] for slot in ("predicate_id", "reviewer_label", "review_date")] == [
        "skos:closeMatch", "Zoé", "2026-11-30",
    ]  # fmt: skip


def test_who_changes_a_decision_signs_it() -> None:
    """A decision that a colleague turns round is his, though the name of who took it still stands in the line."""
    ((_, after),) = from_workbook(edited(B1="Zoé", D1="30/11/2026", N5="rejeter"), TODAY, KNOWN).changed
    assert [after[slot] for slot in ("reviewer_label", "review_date", "reviewer_agreement")] == [
        "Zoé", "2026-11-30", "-1.0",
    ]  # fmt: skip


def test_all_faults_are_told_at_once_and_the_good_rows_can_be_taken() -> None:
    """Three faults of one line are three sentences; the line beside it is whole and can be taken alone."""
    changes = from_workbook(edited(N4="accepter", O4="pareil", R4="hier", N5="rejeter", Q5="Bob"), TODAY, KNOWN)
    assert [issue.line for issue in changes.issues] == [4, 4, 4]
    told = [
        any(words in issue.message for issue in changes.issues)
        for words in ("«\u00a0pareil\u00a0»", "pas signée", "«\u00a0hier\u00a0»")
    ]
    assert told == [True] * 3
    assert [row["reviewer_label"] for row in changes.rows] == ["Bob"]


def test_two_decisions_on_one_pair_are_both_left() -> None:
    """Neither of two lines that judge one pair is a good row: which one is meant, nobody knows."""
    doubled = {**DECIDED, "S4": "rgid:A/2", "C4": A2.text, "U4": A2.version, "N5": "rejeter"}
    assert from_workbook(edited(**doubled), TODAY, KNOWN).rows == ()


def test_the_sheet_of_0_1_comes_in() -> None:
    """A workbook that went out before its titles moved down has them in the first row, and still comes back."""
    workbook = load_workbook(io.BytesIO(edited(**DECIDED)))
    workbook["Relecture"].delete_rows(1, 2)
    out = io.BytesIO()
    workbook.save(out)
    assert [row.reviewer for row in from_workbook(out.getvalue(), TODAY, KNOWN).added] == ["Bob"]


def test_a_line_shows_where_both_competences_stand() -> None:
    """Certification, bloc, criteria and passage are beside the words: nobody has to open the explorer to judge."""
    around = StatementContext("CQP Vente", "Bloc 1", "• Écoute", "vente.txt, ligne 3")
    line = WorkbookLine(A1, B1, "skos:closeMatch", 0.42, "", around=(around, StatementContext("CQP Achat")))
    sheet = load_workbook(io.BytesIO(to_workbook([line])))["Relecture"]
    assert [cell.value for cell in sheet[4][:7]] == [
        "CQP Vente", "Bloc 1", "'=Vendre", "• Écoute", "vente.txt, ligne 3", "CQP Achat", None,
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.fitToWidth) == ("A4", "$3:$3", 1)


def test_a_workbook_saved_by_libreoffice_comes_back(tmp_path: Path) -> None:
    """LibreOffice writes cells, dates and lists its own way: the same decisions, and the same three faults."""
    path = tmp_path / "relecture.xlsx"
    path.write_bytes(edited(B1="Zoé", D1=date(2026, 11, 30), N4="accepter", N5="peut-être", R5="hier", L5=42))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    command[4:] = ["xlsx", "--outdir", str(tmp_path / "saved"), str(tmp_path / "relecture.ods")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    changes = from_workbook((tmp_path / "saved" / "relecture.xlsx").read_bytes(), TODAY, KNOWN)
    assert [(issue.line, issue.message.partition("\u00a0;")[0]) for issue in changes.issues] == [
        (5, "la décision «\u00a0peut-être\u00a0» est inconnue"),
        (5, "la date «\u00a0hier\u00a0» n’est pas lisible"),
        (5, "la confiance «\u00a042\u00a0» n’est pas un nombre entre 0 et 1"),
    ]
    (row,) = changes.added
    assert [row[slot] for slot in ("predicate_id", "reviewer_label", "review_date", "confidence")] == [
        "skos:closeMatch", "Zoé", "2026-11-30", "0.42",
    ]  # fmt: skip


def test_a_changed_decision_is_shown_with_the_earlier_one() -> None:
    """The dry run can say what was decided before, and by whom."""
    changes = from_workbook(edited(N5="rejeter", Q5="Bob"), TODAY, KNOWN)
    ((before, after),) = changes.changed
    assert (before["reviewer_label"], after["reviewer_label"], after["reviewer_agreement"]) == ("Ana", "Bob", "-1.0")


def test_the_words_of_the_pages_decide_too() -> None:
    """« rejetée » is what a reviewer reads on the screen, and writes."""
    ((_, after),) = from_workbook(edited(N5="Rejetée", Q5="Bob"), TODAY, KNOWN).changed
    assert after["reviewer_agreement"] == "-1.0"


@pytest.mark.parametrize(
    ("cells", "line", "sentence"),
    [
        ({**DECIDED, "S4": "rgid:Z/9"}, 4, "l’identifiant «\u00a0rgid:Z/9\u00a0» est inconnu"),
        ({**DECIDED, "N4": "peut-être"}, 4, "la décision «\u00a0peut-être\u00a0» est inconnue"),
        ({**DECIDED, "O4": None, "K4": None}, 4, "la relation manque"),
        (
            {**DECIDED, "O4": "pareil"},
            4,
            "«\u00a0pareil\u00a0» est inconnue\u00a0; choisissez parmi «\u00a0même compétence",
        ),
        ({**DECIDED, "N4": None}, 4, "la décision manque, mais «\u00a0Relation retenue\u00a0» est rempli"),
        ({"P4": "à revoir ensemble"}, 4, "la décision manque, mais «\u00a0Commentaire\u00a0» est rempli"),
        ({**DECIDED, "H4": "Négocier un prix"}, 4, "l’énoncé écrit («\u00a0Énoncé 2\u00a0») ne va pas avec"),
        ({**DECIDED, "R4": None}, 4, "la date manque"),
        ({**DECIDED, "Q4": None}, 4, "la décision n’est pas signée"),
        ({**DECIDED, "Q4": "=1+1"}, 4, "la cellule Q4 («\u00a0Relecteur\u00a0») est une formule"),
        ({**DECIDED, "R4": "hier"}, 4, "la date «\u00a0hier\u00a0» n’est pas lisible"),
        ({**DECIDED, "L4": 42}, 4, "n’est pas un nombre entre 0 et 1"),
        (
            {**DECIDED, "U4": "sha256:0000000000000000"},
            4,
            "l’énoncé de «\u00a0rgid:A/1\u00a0» a changé depuis l’export",
        ),
        ({**DECIDED, "T4": "rgid:A/2", "H4": A2.text, "V4": A2.version}, 4, "de la même certification"),
        ({**DECIDED, "S4": "rgid:A/2", "C4": A2.text, "U4": A2.version}, 5, "la ligne 4 juge déjà cette paire"),
    ],
)
def test_every_fault_has_its_sentence(cells: dict[str, Any], line: int, sentence: str) -> None:
    """The row of the sheet and what to do, so that the team can mend its workbook."""
    changes = from_workbook(edited(**cells), TODAY, KNOWN)
    assert [(issue.line, sentence in issue.message) for issue in changes.issues] == [(line, True)]


def test_merged_cells_are_told() -> None:
    """« accepter » over two merged lines would decide the first only: the second is told, and nothing is kept."""
    workbook = load_workbook(io.BytesIO(edited(**DECIDED)))
    workbook["Relecture"].merge_cells("N4:N5")
    out = io.BytesIO()
    workbook.save(out)
    changes = from_workbook(out.getvalue(), TODAY, KNOWN)
    assert [(issue.line, "N5" in issue.message and "fusionnée" in issue.message) for issue in changes.issues] == [
        (5, True)
    ]


@pytest.mark.parametrize("word", ["Compétence proche", "closeMatch", "skos:closeMatch", "COMPÉTENCE PROCHE"])
def test_a_relation_is_told_in_several_ways(word: str) -> None:
    """The label of the list, in any case, or the name of the standard."""
    assert from_workbook(edited(**{**DECIDED, "O4": word}), TODAY, KNOWN).added[0]["predicate_id"] == "skos:closeMatch"


@pytest.mark.parametrize("title", ["Identifiant 1", "Décision", "Relecteur", "Version 2"])
def test_a_missing_column_stops_the_import(title: str) -> None:
    """Without a needed column no row can be understood."""
    workbook = load_workbook(io.BytesIO(to_workbook(LINES)))
    sheet = workbook["Relecture"]
    sheet.delete_cols(next(cell.column for cell in sheet[3] if cell.value == title))
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(MappingError, match=f"colonnes absentes\u00a0: «\u00a0{title}\u00a0»\\. "):
        from_workbook(out.getvalue(), TODAY, KNOWN)


def empty_workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"a;b;c", empty_workbook()])
def test_what_is_no_workbook_of_ours(content: bytes) -> None:
    """Another file gets one sentence."""
    with pytest.raises(MappingError, match=r"classeur XLSX|la feuille"):
        from_workbook(content, TODAY, KNOWN)


def test_no_statement_becomes_a_formula() -> None:
    """A statement that begins with = is text in the workbook."""
    sheet = load_workbook(io.BytesIO(to_workbook(LINES)))["Relecture"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet["C4"].value == "'=Vendre"


def tsv(*rows: sssom.MappingRow) -> sssom.Scan:
    header = {"curie_map": sssom.CURIE_MAP, "license": "x", "mapping_set_id": "y"}
    return sssom.parse(sssom.write(sssom.MappingSet(header, rows)), "c.sssom.tsv")


@pytest.mark.parametrize(
    ("slots", "sentence"),
    [
        ({"subject_id": "rgid:Z/9"}, "l’identifiant «\u00a0rgid:Z/9\u00a0» est inconnu"),
        ({"object_source_version": "sha256:1"}, "a changé depuis l’export"),
        ({"object_source_version": ""}, "les colonnes subject_source_version et object_source_version manquent"),
        ({"predicate_id": "skos:sameMatch"}, "est inconnue"),
        ({"object_label": "Vendre des pommes"}, "l’énoncé écrit (object_label) ne va pas avec «\u00a0rgid:B/1\u00a0»"),
        ({"subject_source": "rgid:C"}, "la certification écrite (subject_source) ne va pas avec"),
        ({"review_date": ""}, "la décision n’est pas datée"),
        (
            {
                "object_id": "rgid:A/1",
                "object_label": "=Vendre",
                "object_source": "rgid:A",
                "object_source_version": A1.version,
            },
            "sont de la même certification",
        ),
        ({"reviewer_label": "", "reviewer_agreement": ""}, "la ligne n’est pas une décision"),
    ],
)
def test_a_mapping_file_is_checked_the_same_way(slots: dict[str, str], sentence: str) -> None:
    """A TSV that a colleague edited is taken in by the same rules."""
    changes = from_mappings(tsv(ANA.with_slots(**slots)), TODAY, {})
    assert changes.rows == ()
    assert [(sentence in issue.message, str(issue.path)) for issue in changes.issues] == [(True, "fichier")]
    assert from_mappings(tsv(ANA), TODAY, {}).added == (ANA,)


def test_a_file_of_another_tool_counts_for_the_statements_of_today_when_asked() -> None:
    """No version, an author instead of a reviewer, « Not »: taken in as a decision of that author, a rejection."""
    gone = ("subject_source", "subject_source_version", "object_source", "object_source_version", "review_date")
    theirs = ANA.with_slots(**dict.fromkeys((*gone, "reviewer_label", "reviewer_agreement"), ""))
    theirs = theirs.with_slots(author_label="Zoé", mapping_date="2026-11-01", predicate_modifier="Not")
    assert from_mappings(tsv(theirs), TODAY, {}).rows == ()
    (row,) = from_mappings(tsv(theirs), TODAY, {}, as_read_today=True).added
    assert decision_of(row) is Decision.REJECT
    agreed = theirs.with_slots(predicate_modifier="")
    assert [decision_of(row) for row in from_mappings(tsv(agreed), TODAY, {}, as_read_today=True).added] == [
        Decision.ACCEPT
    ]
    assert [row[slot] for slot in ("reviewer_label", "review_date", "subject_source_version")] == [
        "Zoé",
        "2026-11-01",
        ANA["subject_source_version"],
    ]


def test_prefixes_of_a_colleague_are_understood_as_he_declares_them() -> None:
    """Another prefix for our names is taken in as ours; our prefix for other names is unknown."""
    text = sssom.write(sssom.MappingSet({"curie_map": sssom.CURIE_MAP, "license": "x", "mapping_set_id": "y"}, (ANA,)))
    renamed = sssom.parse(text.replace("rgid", "cert"), "c.sssom.tsv")
    assert [row["subject_id"] for row in from_mappings(renamed, TODAY, {}).added] == ["rgid:A/2"]
    elsewhere = from_mappings(sssom.parse(text.replace(BASE, "https://example.org/"), "c.sssom.tsv"), TODAY, {})
    assert ["est inconnu" in issue.message for issue in elsewhere.issues] == [True]


def test_a_file_cut_in_its_last_cell_is_told() -> None:
    """A comment cut short would be taken for another comment: a last line without an end stops the import."""
    whole = sssom.write(sssom.MappingSet({"curie_map": sssom.CURIE_MAP, "license": "x", "mapping_set_id": "y"}, (ANA,)))
    changes = from_mappings(sssom.parse(whole[:-2], "c.sssom.tsv"), TODAY, {})
    assert ["n’est pas terminée" in issue.message for issue in changes.issues] == [True]
    assert from_mappings(sssom.parse(whole, "c.sssom.tsv"), TODAY, {}).issues == ()

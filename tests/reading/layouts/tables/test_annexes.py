"""Tables that are no table of competences: wherever they stand, they add no item, and the reader is told of each."""

from __future__ import annotations

import pytest

from refgraph.model.records import Reading
from refgraph.reading.opening import decode
from refgraph.reading.registry import read_document

HEAD = "| Activités | Compétences | Modalités | Critères |\n|---|---|---|---|\n"
TITLE = "# CQP Fleuriste\n\n"
FIRST = f"{HEAD}| BLOC 1 – Composer | | | |\n| A1. Trier | C1. Trier les tiges | Étude de cas | Le tri est rapide. |\n"
ROW = "| A2. Conseiller | C2. Conseiller un client | Jeu de rôle | Le conseil est juste. |\n"
SECOND = f"{HEAD}| BLOC 2 – Vendre | | | |\n{ROW}"

ANNEXES = {
    "glossaire": "\n## Glossaire\n\n| Sigle | Signification |\n|---|---|\n| CAP | Certificat d’aptitude |\n",
    "jury": "\n## Jury\n\n| Membre | Qualité | Organisme |\n|---|---|---|\n| Président | Gérante | Boutique |\n",
    "planning": "\n| Heure | Épreuve | Salle | Durée |\n|---|---|---|---|\n| 9 h | Étude de cas | 12 | 2 h |\n",
    "html": "\n<table><tr><th>Bloc</th><th>Coefficient</th></tr><tr><td>1</td><td>3</td></tr></table>\n",
    "sans titre": "\n## Correspondances\n\nFleurs\tPlantes\tSaisons\tPrix\nRoses\tVivaces\tÉté\t12\n",
}


def read(text: str) -> Reading:
    return read_document(decode(text.encode(), "fleuriste.md"))


def items(reading: Reading) -> list[str]:
    groups = [item.text for group in reading.criteria_groups for item in group.criteria]
    return [
        *(item.text for item in reading.blocs),
        *(item.text for item in reading.activities),
        *(item.statement for item in reading.competences),
        *(item.text for item in reading.modalities),
        *groups,
    ]


ITEMS = [
    "Composer",
    "Vendre",
    "Trier",
    "Conseiller",
    "Trier les tiges",
    "Conseiller un client",
    "Étude de cas",
    "Jeu de rôle",
    "Le tri est rapide.",
    "Le conseil est juste.",
]


def test_without_annex_all_is_read() -> None:
    """The documents below differ from this one by their annex alone."""
    assert items(read(f"{TITLE}{FIRST}\n{SECOND}")) == ITEMS


@pytest.mark.parametrize("annex", ANNEXES)
@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_an_annex_adds_no_item_and_is_told(annex: str, place: str) -> None:
    """Nothing is invented: a glossary, a jury or a planning never becomes competences, wherever it stands."""
    parts = {
        "before": (TITLE, ANNEXES[annex], "\n", FIRST, "\n", SECOND),
        "between": (TITLE, FIRST, ANNEXES[annex], "\n", SECOND),
        "after": (TITLE, FIRST, "\n", SECOND, ANNEXES[annex]),
    }
    reading = read("".join(parts[place]))
    assert items(reading) == ITEMS
    told = [issue.message for issue in reading.issues if "n’est pas lu" in issue.message]
    assert len(told) == 1


def test_the_reader_learns_which_table_is_not_read() -> None:
    """The words above it, how many rows it has and its line lead to it in the document."""
    reading = read(f"{TITLE}{FIRST}{ANNEXES['glossaire']}")
    told = [(issue.line, issue.message) for issue in reading.issues if "n’est pas lu" in issue.message]
    assert told == [
        (
            10,
            "Le tableau sous « Glossaire » (2\u00a0lignes) n’est pas lu\u00a0: il fait partie d’une annexe.",
        )
    ]


def test_a_table_without_a_header_is_not_guessed_by_its_width() -> None:
    """Four columns are no reason to take the second for competences."""
    unread = "| Mois | Ventes | Achats | Stock |\n|---|---|---|---|\n| Mai | 12 | 8 | 4 |\n"
    reading = read(f"{TITLE}{unread}\n{FIRST}")
    assert [item.statement for item in reading.competences] == ["Trier les tiges"]


def test_a_table_that_goes_on_behind_a_page_is_read() -> None:
    """A header printed once still stands above rows of the next page that look like those of the table."""
    reading = read(f"{TITLE}{FIRST}\nFleuriste – référentiel\n\n{ROW}")
    assert [item.statement for item in reading.competences] == ["Trier les tiges", "Conseiller un client"]

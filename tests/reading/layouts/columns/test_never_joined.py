"""Words of two columns are never joined in one statement, however their lines are printed into each other."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.core.errors import DocumentError
from refgraph.model.records import Reading
from refgraph.reading.layouts import columns, tables
from refgraph.reading.opening import decode

VERBS = ("Planifier", "Régler", "Conduire", "Contrôler", "Rédiger", "Vérifier")
LEFT = ("réceptions", "quais", "camions", "palettes", "stocks", "rayonnages", "commandes", "retours")
RIGHT = ("délais", "plannings", "registres", "écarts", "consignes", "dossiers", "mesures", "relevés")
COMPETENCES = st.builds(
    lambda verb, words: f"{verb} les {' et les '.join(words)} du site",
    st.sampled_from(VERBS),
    st.lists(st.sampled_from(LEFT), min_size=2, max_size=6, unique=True),
)
CRITERIA = st.builds(
    lambda opening, words: f"{opening} {' et les '.join(words)} sont respectés par le candidat",
    st.sampled_from(("Les", "Chaque jour les", "Des")),
    st.lists(st.sampled_from(RIGHT), min_size=2, max_size=6, unique=True),
)
ROWS = st.lists(st.tuples(COMPETENCES, CRITERIA), min_size=3, max_size=6)
TITLES = "REFERENTIEL D’ACTIVITES\nREFERENTIEL DE COMPETENCES\nREFERENTIEL D’EVALUATION\n\n"
HEAD = f"Titre Cariste\n\n{TITLES}BLOC n°1 – Stocker\n\n"


def joined(reading: Reading) -> list[str]:
    """The statements that hold words of both columns."""
    texts = [
        *(item.text for item in reading.activities),
        *(item.statement for item in reading.competences),
        *(item.text for item in reading.modalities),
        *(item.text for group in reading.criteria_groups for item in group.criteria),
    ]
    return [text for text in texts if any(word in text for word in LEFT) and any(word in text for word in RIGHT)]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ROWS, st.integers(24, 48), st.integers(20, 40), st.sampled_from((" ", "  ", "      ")))
def test_lines_printed_into_each_other(rows: list[tuple[str, str]], left: int, right: int, gap: str) -> None:
    """What a viewer copies of two columns is read rightly, or refused."""
    lines = []
    for number, (competence, criterion) in enumerate(rows, 1):
        pairs = zip_longest(
            textwrap.wrap(f"C{number}. {competence}", left), textwrap.wrap(criterion, right), fillvalue=""
        )
        lines += [*(f"{one}{gap}{other}".strip() for one, other in pairs), ""]
    text = HEAD + "\n".join(lines)
    found, refused = [], ""
    try:
        found = joined(columns.read(decode(text.encode(), "cariste.txt"), "x"))
    except DocumentError as error:
        refused = error.message
    assert (found, "colonnes" in refused) in (([], True), ([], False))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ROWS, st.sampled_from(("pipes", "html", "tabs")), st.booleans())
def test_cells_of_a_table(rows: list[tuple[str, str]], writing: str, is_merged: bool) -> None:
    """A cell is the whole of what stands in it, and no more, however tables are written and cells merged."""
    head = ("Compétences", "Critères d’évaluation")
    shown = [head, *((one, "" if is_merged and number % 2 else other) for number, (one, other) in enumerate(rows))]
    if writing == "html":
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in shown)
        table = f"<table>{body}</table>\n"
    elif writing == "pipes":
        table = "\n".join(["| " + " | ".join(row) + " |" for row in shown[:1]] + ["|---|---|"])
        table += "\n" + "\n".join("| " + " | ".join(row) + " |" for row in shown[1:]) + "\n"
    else:
        table = "\n".join("\t".join(row) for row in shown) + "\n"
    reading = tables.read(decode(f"# Titre Cariste\n\n## BLOC 1 – Stocker\n\n{table}".encode(), "cariste.md"), "x")
    assert joined(reading) == []
    statements = [item.statement for item in reading.competences]
    assert list(dict.fromkeys(statements)) == list(dict.fromkeys(one for one, _ in rows))

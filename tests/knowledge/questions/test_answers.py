"""Every shipped question against the answer that a person found in the documents.

The answers stand in ``answers/<subject>.yaml``: the values given, the columns compared, and the rows. ``only`` keeps
the rows that start with one of these texts. Rows are compared without regard to their order, which each engine may
choose for ties, and each as often as it comes.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from refgraph.core import assets
from refgraph.core.namespaces import BASE, ID
from refgraph.core.table import Cell, Resource, Table, show
from refgraph.core.text import fold
from refgraph.graph.store import Store
from refgraph.knowledge import questions
from refgraph.knowledge.questions import Question

ANSWERS = Path(__file__).parent / "answers"
SHORT = {
    "cqp-charge-affaires-entreprises": "000",
    "RNCP31919": "001",
    "charge-clientele-particuliers-banque-assurance-n6": "004",
    "charge-clientele-particuliers-n6": "002",
    "conseiller-clientele-professionnelle-n6": "003",
}
CATALOGUE = questions.read_catalogue()

WITHOUT_PASSAGE = {
    "changements-a-venir", "certifications-par-texte", "fiche-d-un-texte", "informations-non-documentees",
    "methodes-par-certification", "remplacement", "taux-de-couverture", "verifications-a-refaire",
    "verbes", "effectifs", "oral-et-ecrit-par-bloc",
}  # fmt: skip
"""The questions that count, or that ask the register or what is absent: no line of a document says it."""

QUOTED = {
    "modality": (
        "charge-par-bloc", "competences-par-methode", "intervenants", "modalites-communes",
        "modalites-d-une-competence", "quiz-et-seuils", "quiz-sans-seuil", "tuteur-seul", "modalites-partagees",
    ),
    "competence": (
        "analyse-financiere", "competences-communes-aux-clienteles", "competences-d-une-activite",
        "competences-d-une-clientele", "competences-de-deux-certifications", "competences-par-bloc",
        "competences-sans-critere", "competences-sans-equivalent", "competences-sans-modalite",
        "competences-sur-le-risque", "enonces-identiques", "evaluation-d-un-texte", "forme-des-enonces",
        "numerique-et-omnicanal",
    ),
    "item": ("codes-manquants", "doublons", "handicap", "mot-dans-les-enonces"),
    "words": (
        "citations-d-une-autorite", "citations-par-type", "mentions-tranchees", "references-a-preciser",
        "textes-cites", "textes-plus-en-vigueur",
    ),
    "criterion": ("criteres-d-une-competence", "criteres-sans-competence"),
    "counterpart": ("correspondances-d-une-competence", "qui-a-decide"),
    "continuation": ("epreuves-en-plusieurs-parties",),
    "subactivity activity": ("activites-par-bloc",),
    "step": ("etapes",),
    "activity": ("activites-sans-competence",),
    "title": ("intitules-de-bloc-divergents",),
    "route": ("voies-d-acces",),
    "rule": ("regles-de-validation",),
}  # fmt: skip
"""The column that names what the passage of a line says, by question; the first of several that is not empty."""

LITERAL = {
    "activites-reglementees", "carte-identite", "certifications-cherchees", "echeances", "liens-deduits",
    "seuils-et-ponderations",
}  # fmt: skip
"""The questions whose passage says a value, not a thing: their expected answers write it out, or its line."""


def cases() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path.stem, name, case)
        for path in sorted(ANSWERS.glob("*.yaml"))
        for name, found in yaml.safe_load(path.read_text("utf-8")).items()
        for case in found
    ]


def shortened(cell: Cell) -> str:
    if not isinstance(cell, Resource):
        return " ".join(show(cell).split())
    if cell.iri.startswith(f"{ID}document/"):
        return cell.label[:3]
    text = cell.iri.replace(f"{ID}certification/", "").replace(f"{ID}regulation/", "r:").replace(f"{BASE}voc/", "v:")
    for long, short in SHORT.items():
        if text == long or text.startswith(f"{long}/"):
            return short + text.removeprefix(long)
    return text


def rows_of(table: Table, case: dict[str, Any]) -> list[str]:
    columns = [table.names.index(name) for name in case["columns"].split()]
    rows = [" | ".join(shortened(row[column]) for column in columns) for row in table.rows]
    return sorted(row for row in rows if row.startswith(tuple(case.get("only", [""]))))


def answer(store: Store, subject: str, name: str, case: dict[str, Any]) -> Table:
    return questions.run(store, CATALOGUE.find(f"{subject}/{name}"), case.get("values", {}))


every_case = pytest.mark.parametrize(
    ("subject", "name", "case"), cases(), ids=lambda value: value if isinstance(value, str) else ""
)


@every_case
def test_a_question_gives_the_answer_found_in_the_documents(
    subject: str, name: str, case: dict[str, Any], store: Store
) -> None:
    """A line too many is invented, a line missing is lost: either ends the trust of those who ask."""
    table = answer(store, subject, name, case)
    assert rows_of(table, case) == sorted(line.strip() for line in case["answer"].splitlines())
    if not case["answer"]:
        assert table.rows == ()
        assert table.empty


def test_every_question_has_an_answer_found_by_hand() -> None:
    """A question without expected answer could give anything."""
    answered = {f"{subject}/{name}" for subject, name, case in cases()}
    assert answered == {f"{question.subject}/{question.name}" for question in CATALOGUE.questions}
    assert len(answered) == 61
    assert CATALOGUE.broken == ()


def choosable() -> list[Question]:
    """The questions that answer for all certifications or for one."""
    return [
        question
        for question in CATALOGUE.questions
        if any(one.name == "certification" and not one.required for one in question.parameters)
    ]


def test_the_questions_that_a_certification_narrows_are_found() -> None:
    """The test below would prove nothing over none of them."""
    assert len(choosable()) == 32


@pytest.mark.parametrize("question", choosable(), ids=lambda question: question.name)
def test_a_chosen_certification_keeps_its_lines_and_no_other(question: Question, store: Store) -> None:
    """Who asks about one certification gets what the answer for all says of it, line for line, and nothing else."""
    needed = {"method": "mise-en-situation", "word": "client"}
    values = {one.name: needed[one.name] for one in question.parameters if one.required}
    everything = questions.run(store, question, values)
    found = Counter[tuple[Cell, ...]]()
    for name, short in SHORT.items():
        table = questions.run(store, question, {**values, "certification": name})
        assert {shortened(cell) for cell in table.column("certification")} <= {short}
        found.update(table.rows)
    assert found == Counter(everything.rows)


@every_case
def test_each_line_leads_to_its_passage(subject: str, name: str, case: dict[str, Any], store: Store) -> None:
    """The passage of a line of the answer begins in the document at the line that it says."""
    table = answer(store, subject, name, case)
    assert ("passage" in table.names) == (name not in WITHOUT_PASSAGE)
    for start in ("passage line document", "otherPassage otherLine otherDocument"):
        if start.split()[0] in table.names:
            for passage, line, document in zip(*(table.column(key) for key in start.split()), strict=True):
                if passage is None:
                    assert name in ("activites-reglementees", "carte-identite")
                    continue
                assert place(document, passage, line) >= 0, passage


def place(document: Cell, passage: Cell, line: Cell) -> int:
    """Where in its document a passage begins on ``line``; -1 where it does not."""
    assert isinstance(document, Resource)
    assert isinstance(line, int)
    text = (assets.data() / "sources" / document.label).read_text("utf-8-sig")
    lines = text.split("\n")
    offset = sum(len(each) + 1 for each in lines[: line - 1])
    return text.find(str(passage), offset, offset + len(lines[line - 1]) + len(str(passage)))


def words(cell: Cell) -> set[str]:
    """The words of a cell, of two letters and more: codes are printed in one place and composed in another."""
    return set(re.findall(r"\b[^\W\d_]{2,}\b", fold(re.sub(r"<[^>]*>", " ", show(cell)))))


@every_case
def test_each_passage_says_the_thing_of_its_line(subject: str, name: str, case: dict[str, Any], store: Store) -> None:
    """A passage that stands on its line but says another thing is a false proof: its words are those of the thing."""
    table = answer(store, subject, name, case)
    for column, named in QUOTED.items():
        if name in named:
            for row in table.rows:
                cells = dict(zip(table.names, row, strict=True))
                said = next(cells[key] for key in column.split() if cells[key] is not None)
                quoted, meant = words(cells["passage"]), words(said)
                assert meant <= quoted or quoted <= meant, (said, cells["passage"])


def test_every_passage_is_compared_with_what_it_says() -> None:
    """A question that is in none of these tables would quote anything."""
    named = [name for names in QUOTED.values() for name in names]
    assert sorted([*named, *WITHOUT_PASSAGE, *LITERAL]) == sorted(question.name for question in CATALOGUE.questions)


FIRST = {
    "carte-identite": "",
    "certifications-cherchees": "",
    "codes-manquants": "document line",
    "competences-par-bloc": "document",
    "doublons": "document",
    "enonces-identiques": "",
    "intervenants": "role document line",
    "modalites-communes": "method document line",
    "activites-reglementees": "",
    "qui-a-decide": "competence document line",
}
"""What the lines of an answer are sorted by, where it is not the place in the document."""


@every_case
def test_lines_come_in_the_order_of_the_document(subject: str, name: str, case: dict[str, Any], store: Store) -> None:
    """People read an answer beside the document: it goes down with it, and does not leap."""
    table = answer(store, subject, name, case)
    if "passage" not in table.names:
        return
    columns = FIRST.get(name, "document line").split()
    keys = [[sortable(row[table.names.index(column)]) for column in columns] for row in table.rows]
    assert keys == sorted(keys)


def sortable(cell: Cell) -> tuple[int, str]:
    return (cell, "") if isinstance(cell, int) else (0, cell.iri if isinstance(cell, Resource) else show(cell))

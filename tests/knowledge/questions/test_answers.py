"""Every shipped question against the answer that a person found in the documents.

The answers stand in ``answers/<subject>.yaml``: the values given, the columns compared, and the rows. ``*`` stands for
any cell; ``rows`` is the number of rows where only the distinct ones are written out; ``only`` keeps the rows that
start with one of these texts. Rows are compared without regard to their order, which each engine may choose for ties.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from refgraph.core import assets
from refgraph.core.namespaces import BASE, ID
from refgraph.core.table import Resource, Table, show
from refgraph.graph.store import Store
from refgraph.knowledge import questions

ANSWERS = Path(__file__).parent / "answers"
SHORT = {
    "cqp-charge-affaires-entreprises": "000",
    "RNCP31919": "001",
    "charge-clientele-particuliers-banque-assurance-n6": "004",
    "charge-clientele-particuliers-n6": "002",
    "conseiller-clientele-professionnelle-n6": "003",
}
CATALOGUE = questions.read_catalogue()


def cases() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path.stem, name, case)
        for path in sorted(ANSWERS.glob("*.yaml"))
        for name, found in yaml.safe_load(path.read_text("utf-8")).items()
        for case in found
    ]


def shortened(cell: Any) -> str:
    if not isinstance(cell, Resource):
        return " ".join(show(cell).split())
    text = cell.iri.replace(f"{ID}certification/", "").replace(f"{ID}regulation/", "r:").replace(f"{BASE}voc/", "v:")
    for long, short in SHORT.items():
        if text == long or text.startswith(f"{long}/"):
            return short + text.removeprefix(long)
    return text


def rows_of(table: Table, case: dict[str, Any]) -> list[str]:
    columns = [table.names.index(name) for name in case["columns"].split()]
    rows = [" | ".join(shortened(row[column]) for column in columns) for row in table.rows]
    if "only" in case:
        rows = [row for row in rows if row.startswith(tuple(case["only"]))]
    return sorted(set(rows)) if "rows" in case or "only" in case or "regulation" in table.names else sorted(rows)


@pytest.mark.parametrize(
    ("subject", "name", "case"), cases(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_question_gives_the_answer_found_in_the_documents(
    subject: str, name: str, case: dict[str, Any], store: Store
) -> None:
    """A line too many is invented, a line missing is lost: either ends the trust of those who ask."""
    question = CATALOGUE.find(f"{subject}/{name}")
    table = questions.run(store, question, case.get("values", {}))
    found = rows_of(table, case)
    expected = sorted(line.strip() for line in case["answer"].splitlines())
    patterns = [line.replace("[", "[[]") if "*" in line else line for line in expected]
    assert len(found) == len(expected), "\n".join(found)
    for row, pattern in zip(found, patterns, strict=True):
        assert fnmatchcase(row, pattern) if "*" in pattern else row == pattern
    if "rows" in case:
        assert len(table) == case["rows"]
    if not expected:
        assert table.empty


def test_every_question_has_an_answer_found_by_hand() -> None:
    """A question without expected answer could give anything; fewer than 40 means that discovery broke.

    The answers stand here, or in the ``test_questions.py`` of the module that the question belongs to.
    """
    answered = {f"{subject}/{name}" for subject, name, _ in cases()}
    elsewhere = "".join(path.read_text("utf-8") for path in ANSWERS.parents[1].glob("*/test_questions.py"))
    shipped = {f"{question.subject}/{question.name}" for question in CATALOGUE.questions}
    assert answered <= shipped
    assert [name for name in sorted(shipped - answered) if name.rpartition("/")[2] not in elsewhere] == []
    assert len(answered) >= 40
    assert CATALOGUE.broken == ()


@pytest.mark.parametrize(
    ("subject", "name", "case"), cases(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_line_leads_to_its_passage(subject: str, name: str, case: dict[str, Any], store: Store) -> None:
    """The passage of a line of the answer stands in the document at the line that it says."""
    table = questions.run(store, CATALOGUE.find(f"{subject}/{name}"), case.get("values", {}))
    if "passage" not in table.names:
        assert name in (
            "remplacement",
            "methodes-par-certification",
            "certifications-par-texte",
            "informations-non-documentees",
        )
        return
    for passage, line, document in zip(*(table.column(key) for key in ("passage", "line", "document")), strict=True):
        if passage is None:
            assert name == "carte-identite"
            continue
        assert isinstance(document, Resource)
        text = (assets.data() / "sources" / document.label).read_text("utf-8-sig")
        offset = sum(len(each) + 1 for each in text.split("\n")[: line - 1])
        assert passage in text[offset : offset + len(text.split("\n")[line - 1]) + len(passage)]

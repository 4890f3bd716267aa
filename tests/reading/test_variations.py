"""The same words as another export writes them: what is read must not depend on spaces, accents or bullets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.opening import decode
from refgraph.reading.shared import coverage

SOURCES = sorted((Path(__file__).parents[2] / "data" / "sources").glob("*.txt"))
_ACCENTED_CAPITAL = re.compile(r"[À-ÖØ-Þ]")


def _without_accent(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", match[0])[0]


EXPORTS: dict[str, Callable[[str], str]] = {
    "ends of line of Windows": lambda text: text.replace("\n", "\r\n"),
    "no white space at line ends": lambda text: "\n".join(line.rstrip() for line in text.split("\n")),
    "blank lines at the end": lambda text: text + "\n\n \n\n",
    "a page number at the end": lambda text: text + "\n7\n",
    "a byte-order mark": lambda text: "\ufeff" + text,
    "non-breaking spaces before signs": lambda text: re.sub(r" (?=[:;%?!–] )", "\u00a0", text),
    "non-breaking spaces inside sentences": lambda text: re.sub(r"(?<=\w) (?=de )", "\u00a0", text),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "capitals without accents": lambda text: _ACCENTED_CAPITAL.sub(_without_accent, text),
    "other round bullets": lambda text: text.translate(dict.fromkeys(map(ord, "•\uf0d8"), "▪")),
    "other dashes": lambda text: re.sub(r"^- |(?<=<li>)- ", "– ", text, flags=re.MULTILINE),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "two spaces": lambda text: re.sub(r"(?<=[a-z]) (?=la |les )", "  ", text),
}


def _counts(reading: Reading) -> dict[str, object]:
    certification = reading.certification
    return {
        "competences": [sum(item.bloc == bloc.id for item in reading.competences) for bloc in reading.blocs],
        "activities": len(reading.activities),
        "modalities": [(len(item.competences), len(item.components)) for item in reading.modalities],
        "groups": [(len(group.competences), len(group.criteria)) for group in reading.criteria_groups],
        "thresholds": [criterion.threshold_on for group in reading.criteria_groups for criterion in group.criteria],
        "mentions": len(reading.mentions),
        "issues": len(reading.issues),
        "rules": [rule.code for rule in certification.validation_rules],
        "certification": [certification.level and certification.level.code, len(certification.jobs)],
    }


def test_the_five_are_found() -> None:
    """A moved folder must not leave the suite green with nothing to check."""
    assert len(SOURCES) == 5


@pytest.mark.parametrize("export", EXPORTS, ids=str)
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name[:3])
def test_the_export_changes_nothing(path: Path, export: str) -> None:
    """Counts, links and thresholds stay; each quote stands at its offsets and no line is lost."""
    printed = path.read_text(encoding="utf-8")
    document = decode(EXPORTS[export](printed).encode(), path.name)
    reading = registry.read_document(document)
    assert _counts(reading) == _counts(registry.read(path))
    assert coverage.uncovered(document, reading) == []
    for passage in coverage.passages(reading):
        assert document.text[passage.start : passage.end] == passage.quote


@pytest.mark.parametrize("blank", ["\n", "\n\n"], ids=["no blank line", "one blank line everywhere"])
def test_lost_borders_of_cells(blank: str) -> None:
    """Where the export dropped the borders of cells, words and codes still tell the columns apart."""
    case = Path(__file__).parent / "layouts" / "columns" / "cases" / "comptabilite" / "source.txt"
    printed = re.sub(r"\n\s*\n+", blank, case.read_text(encoding="utf-8"))
    reading = registry.read_document(decode(printed.encode(), case.name))
    assert [len(item.competences) for item in reading.modalities] == [2, 1, 1, 2]
    assert [len(group.criteria) for group in reading.criteria_groups] == [2, 2, 1, 3, 2, 2]

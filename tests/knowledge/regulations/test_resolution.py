"""From the mentions of a reading to their meaning, and unknown texts to the end of the line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from refgraph.knowledge.regulations import Change, citations_of, coverage_of, evidence_of, watch
from refgraph.knowledge.regulations.coverage import Level
from refgraph.model.records import Reading
from refgraph.pipeline import ensure
from refgraph.workspace import Workspace

COUNTED_BY_HAND = {"000": 2, "001": 5, "002": 14, "003": 0, "004": 3}


@pytest.mark.parametrize("file", COUNTED_BY_HAND)
def test_every_mention_of_the_five_has_a_meaning(readings: Mapping[str, Reading], file: str) -> None:
    """As many mentions as a person counted, each with the citation behind it."""
    reading = readings[file]
    assert len(reading.mentions) == COUNTED_BY_HAND[file]
    assert set(citations_of(reading)) == {mention.id for mention in reading.mentions}


def test_the_words_around_a_mention_count(readings: Mapping[str, Reading]) -> None:
    """« Articles 313-7-1 à 313-7-3 » belongs to the text named after the article that follows: precise, not vague."""
    citations = citations_of(readings["001"])
    assert citations["mention/1"].targets == ("rg-amf/313-7-1", "rg-amf/313-7-2", "rg-amf/313-7-3")
    assert {str(citation.state) for citation in citations.values()} == {"précise"}


def test_an_unknown_text_is_kept_and_told(tmp_path: Path, sources: Path) -> None:
    """A text that the register lacks is a row of the coverage and of the watch, with its words and its line."""
    text = (
        (sources / "002_680993158fc6d417.txt")
        .read_text("utf-8")
        .replace("la Directive Crédit et", "le décret n° 2031-7 et")
    )
    (tmp_path / "data" / "sources").mkdir(parents=True)
    (tmp_path / "data" / "sources" / "autre.txt").write_text(text, "utf-8")
    evidence = evidence_of(
        ensure(Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)), date(2026, 11, 21)
    )
    (alert,) = [alert for alert in watch(evidence) if alert.change is Change.INCONNU]
    assert alert.cited[0].words == "décret n° 2031-7"
    assert alert.cited[0].passages[0].line == 717
    labels = [row.label for row in coverage_of(evidence, Level.CERTIFICATION).rows]
    assert "« décret n° 2031-7 » (texte inconnu du registre)" in labels

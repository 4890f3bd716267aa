"""Référentiels of other trades, as the export would flatten them, beside outlines that a person checked.

REWRITE_GOLDENS=1 writes the outlines anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from refgraph.model.records import Certification, Reading
from refgraph.reading import registry
from refgraph.reading.opening import open_document
from refgraph.reading.shared.coverage import passages

GOLDENS = Path(__file__).parent / "goldens"
CASES = sorted(path.parent.name for path in GOLDENS.glob("*/source.txt"))


def outline(reading: Reading) -> str:
    """A reading as a text that can be compared with the document at a glance."""
    lines = [*_head(reading.certification)]
    for bloc in reading.blocs:
        lines += [f"BLOC {bloc.code} {bloc.text}", *(f"  = {title.text}" for title in bloc.alternative_titles)]
        lines += [
            f"  {'  - ' if item.parent else 'ACTIVITÉ '}{item.code or ''} {item.text}"
            for item in reading.activities
            if item.bloc == bloc.id
        ]
        lines += _assessed(reading, bloc.id)
    lines += [f"MENTION {mention.text} ({mention.owner or 'certification'})" for mention in reading.mentions]
    lines += [f"{piece.kind.upper()} {piece.source.quote}" for piece in reading.furniture]
    lines += [f"PROBLÈME ligne {issue.line} {issue.message}" for issue in reading.issues]
    return "\n".join(" ".join(line.split()) if line[0] != " " else line for line in lines) + "\n"


def _head(certification: Certification) -> Iterator[str]:
    yield f"TITRE {certification.title.text}"
    for name in ("kind", "level", "rncp_number"):
        fact = getattr(certification, name)
        yield f"{name} {fact.code if fact else 'non documenté'}"
    yield from (f"certificateur {fact.text}" for fact in certification.certifiers)
    yield from (f"clientèle {fact.code}" for fact in certification.segments)
    yield from (f"RÈGLE {rule.code} {rule.text}" for rule in certification.validation_rules)
    yield from (f"AMÉNAGEMENT {item.text} [{item.legal_basis}]" for item in certification.accommodations)


def _assessed(reading: Reading, bloc: str) -> Iterator[str]:
    for item in (item for item in reading.competences if item.bloc == bloc):
        beside = ", ".join(activity.rpartition("/")[2] for activity in item.activities)
        yield f"  COMPÉTENCE {item.source_code or 'sans code'} | {beside} | {item.statement}"
    for modality in (item for item in reading.modalities if item.bloc == bloc):
        yield f"  MODALITÉ {_last(modality.competences)} | {modality.text.replace(chr(10), ' / ')}"
    for group in (group for group in reading.criteria_groups if group.bloc == bloc):
        yield f"  CRITÈRES {_last(group.competences)} | {group.text or 'sans titre'}"
        for one in group.criteria:
            ratio = f" [seuil {one.minimum_ratio} de {one.threshold_on}]" if one.minimum_ratio is not None else ""
            yield f"    - {one.text}{ratio}"


def _last(links: tuple[str, ...]) -> str:
    return ", ".join(link.rpartition("/")[2] for link in links)


def test_every_golden_case_is_found() -> None:
    """A case that discovery misses would never run again."""
    assert CASES == ["coiffure", "cuisine", "informatique", "logistique", "soin", "vente"]


@pytest.mark.parametrize("case", CASES)
def test_another_trade_is_read_as_a_person_reads_it(case: str) -> None:
    """The reader knows the layout, not the five documents: other trades, codes and bullets come out right."""
    found = outline(registry.read(GOLDENS / case / "source.txt"))
    golden = GOLDENS / case / "outline.txt"
    if os.environ.get("REWRITE_GOLDENS"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_every_quote_stands_at_its_offsets(case: str) -> None:
    """A passage leads to the very words in the file, with carriage returns and page breaks in it."""
    path = GOLDENS / case / "source.txt"
    document, reading = open_document(path), registry.read(path)
    assert all(document.text[found.start : found.end] == found.quote for found in passages(reading))
    assert all(document.line_at(found.start) == found.line for found in passages(reading))

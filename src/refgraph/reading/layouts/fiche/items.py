"""Entries of a fiche as activities, modalities and criteria."""

from __future__ import annotations

from refgraph.model import ids
from refgraph.model.records import Activity, CriteriaGroup, Criterion, Modality
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche.entries import Entry
from refgraph.reading.shared import assessment, codes


def activity(entry: Entry, order: int) -> Activity:
    """An activity of the summary, which names no bloc."""
    code = codes.code(entry.text) or codes.number(entry.text)
    return Activity(
        id=ids.activity("", None, order),
        bloc="",
        text=entry.text[code.length if code else 0 :],
        order=order,
        code=code.code if code else None,
        source_code=code.printed if code else None,
        source=entry.passage,
    )


def modalities(bloc: str, found: list[Entry]) -> list[Modality]:
    """The modalities of a bloc, which name no competence."""
    made = []
    for number, entry in enumerate(found, 1):
        id = ids.modality(bloc, number)
        analysis = assessment.analyse(id, entry.text)
        made.append(analysis.modality(id=id, bloc=bloc, text=entry.text, source=entry.passage))
    return made


def groups(document: Document, bloc: str, found: list[Entry]) -> list[CriteriaGroup]:
    """The criteria of a bloc, which name no competence, as one group."""
    if not found:
        return []
    id = ids.criteria_group(bloc, 1)
    criteria = tuple(
        Criterion(
            id=ids.criterion(id, number),
            text=entry.text,
            source=entry.passage,
            minimum_ratio=assessment.threshold(entry.text),
        )
        for number, entry in enumerate(found, 1)
    )
    source = document.passage(found[0].start, found[-1].end)
    return [CriteriaGroup(id=id, bloc=bloc, criteria=criteria, source=source)]

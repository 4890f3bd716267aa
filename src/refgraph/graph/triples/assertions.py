"""Links with their evidence: one node says how the links of one cell, or one typed by a person, are known.

A link without such a node is printed: side by side in one row, or by a code. The passage is that of the item whose cell
gives the link.
"""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from refgraph.graph.triples.sheet import Sheet
from refgraph.graph.triples.terms import date, french, named, plain
from refgraph.model import ids
from refgraph.model.records import Activity, Assertion, Basis, CriteriaGroup, Criterion, Modality, Passage, Reading

_BY_OBJECT = frozenset({"isAssessedBy"})
"""The relations that the cell of their object gives."""


def write_assertions(sheet: Sheet, reading: Reading) -> None:
    """Say how those links are known that nothing prints; one node for all that one cell gives in the same way."""
    passages = {each.id: each.source for each in _cells(reading)}
    sets: dict[tuple[object, ...], list[Assertion]] = defaultdict(list)
    for link in reading.links:
        key = (_cell(link), link.relation, link.basis, link.ground or "", link.author or "", link.date or "")
        sets[key].append(link)
    ranks: dict[str, int] = defaultdict(int)
    for links in sets.values():
        path = ids.assertion(_cell(links[0]), links[0].relation)
        ranks[path] += 1
        me = sheet.item(path if ranks[path] == 1 else f"{path}-{ranks[path]}")
        _assertion(sheet, me, links, passages)


def _cells(reading: Reading) -> tuple[Activity | Modality | CriteriaGroup | Criterion, ...]:
    criteria = (each for group in reading.criteria_groups for each in group.criteria)
    return (*reading.activities, *reading.modalities, *reading.criteria_groups, *criteria)


def _cell(link: Assertion) -> str:
    return link.object if link.relation in _BY_OBJECT else link.subject


def _assertion(sheet: Sheet, me: NamedNode, links: list[Assertion], passages: dict[str, Passage]) -> None:
    first = links[0]
    sheet.begin(me, "rg:Assertion", "")
    sheet.say(me, "rg:linkSubject", *(sheet.item(link.subject) for link in links))
    sheet.say(me, "rg:linkProperty", named(f"rg:{first.relation}"))
    sheet.say(me, "rg:linkObject", *(sheet.item(link.object) for link in links))
    sheet.say(me, "rg:basis", sheet.concept("basis", first.basis.value))
    sheet.say(me, "rg:ground", french(first.ground))
    sheet.say(me, "rg:decidedBy", plain(first.author))
    sheet.say(me, "rg:decidedOn", date(first.date))
    passage = passages.get(_cell(first))
    if passage and first.basis is Basis.DEDUIT:
        sheet.say(me, "rg:excerpt", sheet.excerpt(passage))

"""Acceptances when a document changes: they follow the words that they were given for, or wait.

An acceptance stands where a finding of its rule still has its words. Else it follows to the one other entity of its
certification where a finding of the rule has these words and nobody accepted it. Never a guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from refgraph.core.namespaces import ID
from refgraph.knowledge.quality.acceptance import Acceptance, read_acceptances, rewriting
from refgraph.knowledge.quality.findings import Finding


def follow_acceptances(path: Path, findings: Sequence[Finding]) -> list[tuple[Acceptance, str]]:
    """Let the acceptances in the file at ``path`` follow to where ``findings`` have their words now; gives each that
    moved with the entity that it is on now (path below our space). ``findings`` are all those of today.

    Raises:
        RefgraphError: a line of the file cannot be understood, or the file cannot be written.
    """
    if not _moves(read_acceptances(path), findings):
        return []
    with rewriting(path) as acceptances:
        moved = _moves(acceptances, findings)
        acceptances[:] = [replace(each, entity=moved[each]) if each in moved else each for each in acceptances]
    return [*moved.items()]


def _moves(acceptances: Iterable[Acceptance], findings: Iterable[Finding]) -> dict[Acceptance, str]:
    """The entity that each acceptance follows to."""
    given = list(acceptances)
    entities = defaultdict[tuple[str, str, str], set[str]](set)
    for finding in findings:
        entity = finding.place.iri.removeprefix(ID)
        entities[finding.rule.name, _certification(entity), finding.checksum].add(entity)
    found = {each: entities[each.rule, _certification(each.entity), each.checksum] for each in given}
    kept = {(each.rule, each.entity) for each in given if each.entity in found[each]}
    moved: dict[Acceptance, str] = {}
    for each in given:
        free = [entity for entity in found[each] if (each.rule, entity) not in kept]
        if (each.rule, each.entity) not in kept and len(free) == 1:
            moved[each] = free[0]
    wanted = Counter((each.rule, entity) for each, entity in moved.items())
    return {each: entity for each, entity in moved.items() if wanted[each.rule, entity] == 1}


def _certification(entity: str) -> str:
    """``certification/RNCP31919`` of ``certification/RNCP31919/bloc/1``."""
    return "/".join(entity.split("/")[:2])

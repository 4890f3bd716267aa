"""The common core: competences found on all sides, on some, on one only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.knowledge.certifications import ComparedCompetence, Link, Links, covers
from refgraph.knowledge.compare.sides import Side


@dataclass(frozen=True)
class Shared:
    """Competences that correspond to each other, side by side, and the links that tie them."""

    members: tuple[tuple[str, tuple[ComparedCompetence, ...]], ...]
    links: tuple[Link, ...]

    @property
    def sides(self) -> tuple[str, ...]:
        """The names of the sides that have it."""
        return tuple(name for name, _ in self.members)


@dataclass(frozen=True)
class Core:
    """What all sides share, what several but not all share, and what is specific, by the name of the side."""

    everywhere: tuple[Shared, ...]
    partly: tuple[Shared, ...]
    specific: tuple[tuple[str, tuple[ComparedCompetence, ...]], ...]


def common_core(sides: Sequence[Side], links: Links) -> Core:
    """Competences tied directly or through a third, as far as ``links`` go; same theme alone ties nothing."""
    groups = _groups(sides, links)
    shared = [_shared(group, sides, links) for group in groups]
    several = [one for one in shared if len(one.members) > 1]
    together = {competence.iri for one in several for _, members in one.members for competence in members}
    return Core(
        everywhere=tuple(one for one in several if len(one.members) == len(sides)),
        partly=tuple(one for one in several if len(one.members) < len(sides)),
        specific=tuple((side.name, tuple(c for c in side.competences if c.iri not in together)) for side in sides),
    )


def _groups(sides: Sequence[Side], links: Links) -> list[list[str]]:
    """The connected sets of competences, in the order of their first member."""
    order = [competence.iri for side in sides for competence in side.competences]
    side_of = {iri: number for number, side in enumerate(sides) for iri in side.iris}
    met: set[str] = set()
    groups = []
    for start in order:
        if start in met:
            continue
        group, ahead = [], [start]
        met.add(start)
        while ahead:
            here = ahead.pop()
            group.append(here)
            there = (link for link in links.of(here, side_of) if covers(link) and side_of[link.object] != side_of[here])
            for link in there:
                if link.object not in met:
                    met.add(link.object)
                    ahead.append(link.object)
        groups.append(group)
    return groups


def _shared(group: Sequence[str], sides: Sequence[Side], links: Links) -> Shared:
    inside = set(group)
    members = [(side.name, tuple(c for c in side.competences if c.iri in inside)) for side in sides]
    used = {
        frozenset((link.subject, link.object)): link for iri in group for link in links.of(iri, inside) if covers(link)
    }
    return Shared(tuple(one for one in members if one[1]), tuple(used.values()))

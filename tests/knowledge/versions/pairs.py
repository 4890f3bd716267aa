"""Pairs of versions as a person wrote them, with what became of each competence, said before the rules were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from refgraph.knowledge.versions import Fate, Version, VersionDifference, VersionItem, VersionKind
from refgraph.model.records import Passage

FOLDER = Path(__file__).parent / "told"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@dataclass(frozen=True)
class Written:
    """A pair of versions; ``fates`` are told by the words of v2 (of v1 for what is gone), with the sources' words."""

    old: Version
    new: Version
    fates: dict[str, tuple[str, frozenset[str]]]


def written(name: str, code: Callable[[int, int], str] = lambda _, place: f"C{place}") -> Written:
    """The pair in the file ``name``; ``code`` gives the code of the competence at a place of a version (1, 2)."""
    said: dict[str, str] = {}
    items: tuple[list[VersionItem], list[VersionItem]] = ([], [])
    fates: dict[str, tuple[str, frozenset[str]]] = {}
    gone: list[str] = []
    side, bloc = 0, ""
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        told = [part.strip() for part in line.split("|")]
        if line in ("v1", "v2"):
            side = int(line[1])
        elif line.startswith("== "):
            bloc = f"bloc/{1 + sum(one.kind is VersionKind.BLOC for one in items[side - 1])}"
            items[side - 1].append(_item(VersionKind.BLOC, bloc, line[3:]))
        elif side == 1:
            said[told[0]] = told[1]
            items[0].append(_competence(items[0], bloc, told[1], code(1, len(said))))
        elif side == 2 and told[0] == "supprimée":
            gone.append(told[1])
        elif side == 2:
            items[1].append(_competence(items[1], bloc, told[2], code(2, len(items[1]))))
            fates[told[2]] = told[0], frozenset(said[one] for one in told[1].split())
    fates |= {said[one]: ("supprimée", frozenset()) for one in gone}
    return Written(_version("avant", items[0]), _version("après", items[1]), fates)


def labels(found: VersionDifference) -> dict[str, tuple[str, frozenset[str]]]:
    """The fates that were found, as a pair tells them."""
    return {
        (each.new or each.old[0]).text: (
            each.fate.value,
            frozenset(one.text for one in each.old) if each.new else frozenset(),
        )
        for each in found.of(VersionKind.COMPETENCE)
    }


def links(told: dict[str, tuple[str, frozenset[str]]]) -> set[tuple[str, str]]:
    """The pairs of an old and a new text."""
    return {(old, new) for new, (fate, olds) in told.items() if fate != Fate.REMOVED for old in olds}


def _competence(items: list[VersionItem], bloc: str, text: str, code: str) -> VersionItem:
    return _item(VersionKind.COMPETENCE, f"{bloc}/competence/{code}", text, bloc=bloc, name=code)


def _item(kind: VersionKind, id: str, text: str, *, bloc: str = "", name: str = "") -> VersionItem:
    return VersionItem(kind, id, text, Passage(start=0, end=len(text), line=1, quote=text), name, bloc)


def _version(id: str, items: list[VersionItem]) -> Version:
    kinds = (VersionKind.BLOC, VersionKind.COMPETENCE)
    return Version(id, f"{id}.txt", id, {kind: tuple(one for one in items if one.kind is kind) for kind in kinds})

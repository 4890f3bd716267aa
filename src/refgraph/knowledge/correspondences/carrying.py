"""Decisions that follow a certification into its next version, in one step, by a person's word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from refgraph.core.errors import MappingError
from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.correspondences.known import Correspondences
from refgraph.knowledge.versions import Touched, carried

_NOBODY = "?"
"""Stands for who will sign, where only the pairs are asked for."""


@dataclass(frozen=True)
class Followers:
    """The decisions that can follow: ``fresh`` are to be written; ``decided`` is on how many pairs of the new version
    people have decided already."""

    fresh: tuple[MappingRow, ...]
    decided: int


def followers(found: Correspondences, touched: Touched) -> Followers:
    """The decisions of ``touched`` that can follow into the new version; nobody has signed them."""
    return _followers(found, touched, _NOBODY, date.min)


def carry(found: Correspondences, touched: Touched, reviewer: str, day: date) -> Followers:
    """Write the decisions of ``touched`` that can follow, signed by ``reviewer``; what has been written.

    Raises:
        MappingError: nobody signs, both versions are one certification, the new one is not in the data folder,
            somebody has meanwhile decided, or the file cannot be written; nothing is written then.
    """
    old, new = touched.difference.old.id, touched.difference.new.id
    if old == new:
        raise MappingError(
            "les deux versions sont la même certification.",
            remedy="Ses décisions suivent d’elles-mêmes quand vous importez la nouvelle version.",
        )
    told = _followers(found, touched, reviewer, day)
    missing = next((end for row in told.fresh for end in row.ends if end not in found.statements), None)
    if missing is not None:
        raise MappingError(
            f"{missing.removeprefix('rgid:')} n’est pas dans le dossier de données.",
            remedy="Importez d’abord la nouvelle version\u00a0: «\u00a0refgraph import FICHIER\u00a0».",
        )
    if told.fresh:
        found.register.record(told.fresh, found.decisions)
    return told


def _followers(found: Correspondences, touched: Touched, reviewer: str, day: date) -> Followers:
    rows = carried(touched, touched.difference.new.id, reviewer, day)
    fresh = tuple(row for row in rows if row.pair not in found.decisions)
    return Followers(fresh, len(rows) - len(fresh))

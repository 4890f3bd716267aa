"""What a build is made from, read once: the checksums of all files, and what people corrected and settled."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from refgraph.core.errors import RefgraphError
from refgraph.knowledge.dossier import SIGNED, Signatures
from refgraph.knowledge.regulations import Settlement, read_settlements
from refgraph.pipeline.background import Background
from refgraph.pipeline.mappings import unread_mappings
from refgraph.reading.corrections import Correction
from refgraph.reading.corrections.file import read_corrections
from refgraph.workspace import Cache, Workspace, key_of


class _About(Protocol):
    @property
    def certification(self) -> str: ...


_Told = TypeVar("_Told", bound=_About)
_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Inputs:
    """``checksums`` are those of the workspace; ``corrections`` and ``settlements`` are by certification.

    ``unread`` are the files of decisions that cannot be understood, by name, and why: they count for nothing until
    somebody mends them, and stop nothing else.
    """

    workspace: Workspace
    checksums: Mapping[str, str]
    corrections: Mapping[str, tuple[Correction, ...]]
    settlements: Mapping[str, tuple[Settlement, ...]]
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The key of the build."""
        return key_of(self.checksums)


def background_of(workspace: Workspace, checksums: Mapping[str, str]) -> Background:
    """What every certification of ``workspace`` is built beside, whose files have these ``checksums``."""
    told = f"{checksums['refgraph']}\n{checksums.get('regulations.ttl', '')}"
    key = hashlib.sha256(told.encode()).hexdigest()[:32]
    return Background(workspace.register, Cache(workspace.cache / "background"), key)


def settled(workspace: Workspace, background: Background) -> list[Settlement]:
    """The settlements, as their file has them now.

    Raises:
        RegisterError: the file cannot be understood.
    """
    path = workspace.settlements
    return read_settlements(path, background.register) if path.exists() else []


def read_inputs(
    workspace: Workspace,
    checksums: Mapping[str, str],
    background: Background,
    unwritten: Iterable[Correction] = (),
) -> Inputs:
    """What a build of ``workspace`` is made from; ``unwritten`` are corrections that hold although no file has them."""
    unread: list[tuple[str, str]] = []

    def told(path: Path, read: Callable[[], Sequence[_Read]]) -> Sequence[_Read]:
        try:
            return read()
        except RefgraphError as error:
            unread.append((path.name, str(error)))
            return ()

    corrections = told(workspace.corrections, lambda: read_corrections(workspace.corrections))
    settlements = told(workspace.settlements, lambda: settled(workspace, background))
    unread += unread_mappings(workspace.mappings)
    signed = Signatures(workspace.mappings / SIGNED)
    told(signed.path, signed.load)
    held = _by_certification([*corrections, *unwritten])
    return Inputs(workspace, checksums, held, _by_certification(settlements), tuple(unread))


def _by_certification(told: Iterable[_Told]) -> dict[str, tuple[_Told, ...]]:
    found: defaultdict[str, list[_Told]] = defaultdict(list)
    for each in told:
        found[each.certification].append(each)
    return {name: tuple(some) for name, some in found.items()}

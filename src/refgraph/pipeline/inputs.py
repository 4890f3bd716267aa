"""What a build is made from, read once: the checksums of all files, and what people corrected and settled."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from refgraph.knowledge.regulations import Settlement, read_settlements
from refgraph.pipeline.background import Background
from refgraph.reading.corrections import Correction
from refgraph.reading.corrections.file import read_corrections
from refgraph.workspace import Cache, Workspace, key_of


@dataclass(frozen=True)
class Inputs:
    """``checksums`` are those of the workspace; ``corrections`` and ``settlements`` are by certification."""

    workspace: Workspace
    checksums: Mapping[str, str]
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    settlements: Mapping[str, tuple[Settlement, ...]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the build."""
        return key_of(self.checksums)

    def background(self) -> Background:
        """What every certification is built beside."""
        told = f"{self.checksums['refgraph']}\n{self.checksums.get('regulations.ttl', '')}"
        key = hashlib.sha256(told.encode()).hexdigest()[:32]
        return Background(self.workspace.register, Cache(self.workspace.cache / "background"), key)

    def settled(self) -> list[Settlement]:
        """The settlements, as their file has them now.

        Raises:
            RegisterError: the file cannot be understood.
        """
        path = self.workspace.settlements
        return read_settlements(path, self.background().register) if path.exists() else []


def read_inputs(workspace: Workspace, unwritten: Iterable[Correction] = ()) -> Inputs:
    """What a build of ``workspace`` is made from; ``unwritten`` are corrections that hold although no file has them.

    Raises:
        RecordError, RegisterError: the corrections or the settlements cannot be understood.
    """
    corrections = [*read_corrections(workspace.corrections), *unwritten]
    inputs = Inputs(workspace, workspace.checksums(), _by_certification(corrections))
    return replace(inputs, settlements=_by_certification(inputs.settled()))


class _About(Protocol):
    @property
    def certification(self) -> str: ...


_Told = TypeVar("_Told", bound=_About)


def _by_certification(told: Iterable[_Told]) -> dict[str, tuple[_Told, ...]]:
    found: defaultdict[str, list[_Told]] = defaultdict(list)
    for each in told:
        found[each.certification].append(each)
    return {name: tuple(some) for name, some in found.items()}

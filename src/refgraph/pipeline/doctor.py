"""Whether everything that people wrote and decided can be read, and what can be mended without choosing for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from refgraph.core import files
from refgraph.core.errors import RefgraphError
from refgraph.core.french import NBSP
from refgraph.graph import sssom
from refgraph.knowledge.dossier import SIGNED, Signatures
from refgraph.knowledge.quality import read_acceptances
from refgraph.pipeline.inputs import background_of, settled
from refgraph.pipeline.mappings import mapping_files
from refgraph.pipeline.readings import catalogue_of
from refgraph.reading.corrections.file import read_corrections
from refgraph.workspace import Workspace
from refgraph.workspace.making import check_version
from refgraph.workspace.transaction import STATE, is_pending, recover

_ABANDONED = 3600.0
"""Seconds after which a file that was being written has surely been left by a process that was killed."""


@dataclass(frozen=True)
class Ailment:
    """What is wrong, in French, and what mends it; None where a person has to."""

    sentence: str
    mend: Callable[[], str] | None = None


def ailments(workspace: Workspace) -> Iterator[Ailment]:
    """What is wrong with the data folder of ``workspace``; nothing is changed."""
    try:
        check_version(workspace.data)
    except RefgraphError as error:
        yield Ailment(str(error))
    if is_pending(workspace.data):
        yield Ailment("un import n’est pas mené à son terme.", lambda: _recovered(workspace))
    for name in workspace.misnamed():
        yield Ailment(f"{name}{NBSP}: son nom n’est pas en UTF-8. Renommez-le.")
    for path, read in _decisions(workspace):
        yield from _unreadable(workspace, path, read)
    yield from _left(workspace)


def _decisions(workspace: Workspace) -> Iterator[tuple[Path, Callable[[], object]]]:
    """Each file of decisions with what reads it."""
    checksums = workspace.checksums
    yield workspace.catalogue, lambda: catalogue_of(workspace)
    yield workspace.corrections, lambda: read_corrections(workspace.corrections)
    yield workspace.settlements, lambda: settled(workspace, background_of(workspace, checksums()))
    yield workspace.acceptances, lambda: read_acceptances(workspace.acceptances)
    for path in mapping_files(workspace.mappings):
        yield path, partial(sssom.read, path)
    signatures = Signatures(workspace.mappings / SIGNED)
    yield signatures.path, signatures.load
    yield signatures.withdrawals_path, signatures.withdrawals


def _unreadable(workspace: Workspace, path: Path, read: Callable[[], object]) -> Iterator[Ailment]:
    if path.is_symlink() and not path.exists():
        yield Ailment(f"{path}{NBSP}: ce lien ne mène à rien. Remettez le fichier, ou retirez le lien.")
        return
    if not path.exists():
        return
    try:
        read()
    except RefgraphError as error:
        yield Ailment(str(error), _converter(workspace, path))


def _converter(workspace: Workspace, path: Path) -> Callable[[], str] | None:
    """What rewrites in UTF-8 a file that a spreadsheet saved in Windows-1252; the file as it was stays beside."""
    raw = path.read_bytes()
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        return None

    def convert() -> str:
        kept = workspace.data / STATE / "mended" / f"{time.strftime('%Y%m%dT%H%M%S')}-{path.name}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        with files.locked(path):
            files.put(kept, path.read_bytes())
            files.put(path, path.read_bytes().decode("cp1252", "replace").encode())
        return f"{path.name} est réécrit en UTF-8 (l’ancien est gardé{NBSP}: {kept})."

    return convert


def _left(workspace: Workspace) -> Iterator[Ailment]:
    """Files that a process was writing when it was killed."""
    folders = {workspace.data, workspace.sources, workspace.mappings, workspace.corrections.parent}
    for folder in sorted(each for each in folders if each.is_dir()):
        for path in sorted(folder.glob(".*-????????")):
            if path.is_file() and time.time() - path.stat().st_mtime > _ABANDONED:
                told = f"{path}{NBSP}: une écriture interrompue a laissé ce fichier."
                yield Ailment(told, partial(_gone, path))


def _gone(path: Path) -> str:
    path.unlink(missing_ok=True)
    return f"{path.name} est retiré."


def _recovered(workspace: Workspace) -> str:
    recover(workspace.data)
    return "L’import est mené à son terme."

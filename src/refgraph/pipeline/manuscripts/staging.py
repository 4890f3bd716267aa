"""Where manuscripts are in the graph: in a data folder of their own, which holds all that counts, and them.

The data folder of the user is built without them. So no question, count or rate over all certifications can hold a
manuscript, whatever it asks: this is the one rule, and there is no list of places that must remember it. Who names a
manuscript is answered from the folder that is made here (`for_names`).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from refgraph.core import files
from refgraph.pipeline.manuscripts.keeping import manuscripts
from refgraph.workspace import Manuscript, Workspace
from refgraph.workspace.catalogue import catalogued

_STAMP = "stamp"
_SINGLE = ("settlements.tsv", "regulations.ttl", "corrections.tsv", "acceptances.tsv", "thesaurus.ttl")


def staged(workspace: Workspace) -> Workspace:
    """The data folder in which the manuscripts of ``workspace`` are in the graph beside its certifications.

    Raises:
        DocumentError: the list of manuscripts cannot be understood.
        OSError: the cache cannot be written.
    """
    held = [one for one in manuscripts(workspace) if (workspace.manuscripts / one.file).is_file()]
    whose = hashlib.sha256(str(workspace.data.resolve()).encode()).hexdigest()[:16]
    top = workspace.cache / "manuscripts" / whose
    made = Workspace(top / "data", workspace.cache, None, frozenset(one.id for one in held))
    stamp = _stamp(workspace, held)
    with files.locked(top / _STAMP):
        if not (top / _STAMP).exists() or (top / _STAMP).read_text() != stamp:
            _stage(workspace, made, held)
            files.replace(top / _STAMP, stamp)
    return made


def for_names(workspace: Workspace, names: Iterable[str]) -> Workspace:
    """The workspace that knows what ``names`` say: ids, IRIs, or addresses of items. That of ``workspace`` unless one
    of them is a manuscript, or an item of one."""
    if workspace.endpoint:
        return workspace
    ids = {one.id for one in manuscripts(workspace)}
    named = any(not ids.isdisjoint(name.removeprefix("rgid:").split("/")) for name in names)
    return staged(workspace) if named else workspace


def _stage(workspace: Workspace, made: Workspace, held: Sequence[Manuscript]) -> None:
    shutil.rmtree(made.data, ignore_errors=True)
    made.sources.mkdir(parents=True)
    for path in workspace.received():
        (made.sources / path.name).symlink_to(path.resolve())
    for one in held:
        shutil.copyfile(workspace.manuscripts / one.file, made.sources / one.file)
    # Copies: a build lets decisions follow their words, and these are not the files to do it in.
    if workspace.mappings.is_dir():
        shutil.copytree(workspace.mappings, made.mappings)
    for name in _SINGLE:
        for path in (workspace.data / name, workspace.corrections.parent / name):
            if path.is_file():
                shutil.copyfile(path, made.data / name)
    text = workspace.catalogue.read_text("utf-8-sig") if workspace.catalogue.exists() else ""
    files.replace(made.catalogue, catalogued(text, {one.file: one.id for one in held}))


def _stamp(workspace: Workspace, held: Sequence[Manuscript]) -> str:
    """A checksum of all that is staged."""
    told = [*sorted(workspace.checksums().items()), *((one.id, one.file) for one in held)]
    others = [workspace.manuscripts / one.file for one in held]
    others += [workspace.acceptances, workspace.data / "thesaurus.ttl", *sorted(workspace.mappings.glob("*.json"))]
    sums = [_sum(path) for path in others]
    return hashlib.sha256(repr((told, sums)).encode()).hexdigest()


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

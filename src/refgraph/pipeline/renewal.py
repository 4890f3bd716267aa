"""A build after a decision on a correspondence: only its graph is written again, in the build before.

Nothing else depends on the reviewed correspondences: no axiom of the ontology and no rule of the check speaks of the
properties that they use, which a test holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import copy2

import msgspec

from refgraph.core.namespaces import graph_iri
from refgraph.graph.ntriples import digest, lines_of
from refgraph.graph.store import GraphChange
from refgraph.graph.triples import resized
from refgraph.pipeline.basis import keep_basis, mapped, read_basis
from refgraph.pipeline.mappings import Mapped
from refgraph.workspace import Workspace, key_of

_FOLDER, _SUFFIX = "mappings/", ".sssom.tsv"
_REVIEWED, _DESCRIPTION = "mappings", "provenance"


def renew(workspace: Workspace) -> str | None:
    """The key of the build of ``workspace`` as it is now, made from the current one where decisions alone have changed.

    None where anything else has, where the current build cannot be told, or where a decision is on words that are gone.

    Raises:
        StoreError: the cache cannot be written.
    """
    current, checksums = workspace.builds.current(), workspace.checksums()
    basis = read_basis(workspace, current)
    if current is None or basis is None or not _only_decisions(basis.checksums, checksums):
        return None
    if any(one.document.endswith((".tsv", ".json")) for one in basis.refused):
        return None
    reviewed = mapped(workspace, checksums, basis.versions)
    if reviewed.unread or not basis.waiting.issuperset(reviewed.waiting):
        return None  # what the whole build tells of it
    key = key_of(checksums)
    graphs = basis.graphs | _store(workspace, key, current, reviewed, basis.graphs.get(_REVIEWED))
    for path_of in (workspace.search_index, workspace.report):
        _share(path_of(current), path_of(key))
    keep_basis(workspace, msgspec.structs.replace(basis, checksums=checksums, waiting=reviewed.waiting, graphs=graphs))
    workspace.builds.publish(key)
    return key


def _store(workspace: Workspace, key: str, base: str, reviewed: Mapped, before: str | None) -> dict[str, str]:
    """Write the store of ``key``, whose reviewed correspondences had the checksum ``before`` in that of ``base``; the
    checksums of the graphs that differ, by name."""
    store = workspace.builds.open(base)
    mappings, description = graph_iri(_REVIEWED), graph_iri(_DESCRIPTION)
    had = reviewed.known_lines
    if digest(had) != before:
        had = lines_of(store.export(mappings)) if mappings in store.graphs() else []
    told = store.export(description)
    tells = lines_of(resized(told, mappings, len(reviewed.lines) - len(had)))
    changes = [_change(mappings, had, reviewed.lines), _change(description, lines_of(told), tells)]
    workspace.builds.amend(key, base, changes)
    return {_REVIEWED: digest(reviewed.lines), _DESCRIPTION: digest(tells)}


def _change(graph: str, before: Iterable[bytes], now: Iterable[bytes]) -> GraphChange:
    had, has = frozenset(before), frozenset(now)
    return GraphChange(graph, had - has, has - had)


def _only_decisions(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether what changed, came or went are files of decisions on correspondences, and nothing else."""
    changed = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    return all(name.startswith(_FOLDER) and name.endswith(_SUFFIX) for name in changed)


def _share(source: Path, target: Path) -> None:
    """Have ``target`` be the file that ``source`` is: neither is ever written again."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        copy2(source, target)

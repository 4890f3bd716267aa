"""A build after a decision on a correspondence: only its graph is written again, in the build before.

Nothing else depends on the reviewed correspondences: no axiom of the ontology and no rule of the check speaks of the
properties that they use, which a test holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shutil import copy2

import msgspec
from pyoxigraph import Triple

from refgraph.core.namespaces import graph_iri
from refgraph.graph.ntriples import digest, lines_of
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.triples import resized
from refgraph.pipeline.basis import keep_basis, read_basis, waiting
from refgraph.pipeline.mappings import mapping_graph, unread
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
    if any(unread(workspace.mappings)) or any(one.document.endswith((".tsv", ".json")) for one in basis.refused):
        return None  # what the whole build tells of it
    still_waiting = frozenset(waiting(workspace, basis.versions))
    if not basis.waiting.issuperset(still_waiting):
        return None
    key = key_of(checksums)
    mappings = mapping_graph(workspace.mappings, basis.versions)
    graphs = basis.graphs | _store(workspace, key, current, mappings)
    for path_of in (workspace.search_index, workspace.report):
        _share(path_of(current), path_of(key))
    keep_basis(workspace, msgspec.structs.replace(basis, checksums=checksums, waiting=still_waiting, graphs=graphs))
    workspace.builds.publish(key)
    return key


def _store(workspace: Workspace, key: str, base: str, mappings: list[Triple]) -> dict[str, str]:
    """Write the store of ``key``; the checksums of the graphs that differ from those of ``base``, by name."""
    store = workspace.builds.open(base)
    reviewed, description = graph_iri(_REVIEWED), graph_iri(_DESCRIPTION)
    growth = len(mappings) - len(_exported(store, reviewed))
    described = resized(store.export(description), reviewed, growth)
    graphs = {_REVIEWED: lines_of(mappings), _DESCRIPTION: lines_of(described)}
    workspace.builds.renew(key, base, [(graph_iri(name), lines) for name, lines in graphs.items()])
    return {name: digest(lines) for name, lines in graphs.items()}


def _exported(store: EmbeddedStore, graph: str) -> list[Triple]:
    return store.export(graph) if graph in store.graphs() else []


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

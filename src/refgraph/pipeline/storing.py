"""The store, the search index and the report of a build, put in place: those of the build before with what differs."""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.core.namespaces import graph_iri
from refgraph.graph.validation import Report
from refgraph.knowledge.search import Index
from refgraph.pipeline.basis import BuildBasis, keep_basis
from refgraph.pipeline.dataset import NamedGraph, SearchRows
from refgraph.pipeline.reports import drop_reports, keep_report
from refgraph.workspace import Workspace, key_of

_MOST_RENEWED = 0.2
"""The share of a store above which it is loaded anew: a triple costs some five times as much to replace as to load."""


def store(
    workspace: Workspace,
    before: BuildBasis | None,
    now: BuildBasis,
    graphs: Mapping[str, NamedGraph],
    rows: SearchRows,
    report: Report,
) -> None:
    """Put the build ``now`` in place as the current one: its ``graphs``, the ``rows`` of its search, its ``report``.

    Raises:
        StoreError: the cache cannot be written.
    """
    key = key_of(now.checksums)
    _store(workspace, key, before, graphs)
    _index(workspace, key, before, rows)
    keep_report(workspace, key, report)
    keep_basis(workspace, now)
    # Last: from now on servers that run show this build, and find all of it.
    workspace.builds.publish(key)
    drop_reports(workspace)


def _store(workspace: Workspace, key: str, before: BuildBasis | None, graphs: Mapping[str, NamedGraph]) -> None:
    changed = [name for name, graph in graphs.items() if before is None or before.graphs.get(name) != graph.digest]
    size = sum(graph.size for graph in graphs.values())
    if before is None or sum(graphs[name].size for name in changed) > _MOST_RENEWED * size:
        workspace.builds.load(key, ((graph_iri(name), graph.lines()) for name, graph in graphs.items()))
        return
    gone = [name for name in before.graphs if name not in graphs]
    named = ((graph_iri(name), graphs[name].lines() if name in graphs else ()) for name in (*gone, *changed))
    workspace.builds.renew(key, key_of(before.checksums), named)


def _index(workspace: Workspace, key: str, before: BuildBasis | None, rows: SearchRows) -> None:
    path = workspace.search_index(key)
    base = workspace.search_index(key_of(before.checksums)) if before else None
    with workspace.builds.writing():
        if before is None or base is None or not base.exists():
            Index.write(path, ((name, told()) for name, (_, told) in rows.items()))
            return
        changed = {name: told() for name, (checksum, told) in rows.items() if before.rows.get(name) != checksum}
        Index.copy(base, path, changed | {name: () for name in before.rows if name not in rows})

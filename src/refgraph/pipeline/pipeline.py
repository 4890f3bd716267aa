"""The whole way from the documents to a store that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pyoxigraph import Triple

from refgraph.core.namespaces import graph_iri
from refgraph.graph.validation import Report, check, read_shapes
from refgraph.knowledge.search import Index
from refgraph.model.records import Issue, Reading
from refgraph.pipeline.following import Followed, follow
from refgraph.pipeline.graphs import asserted_graphs, close, described
from refgraph.pipeline.inheritance import TakenOver, take_over
from refgraph.pipeline.mappings import mapping_graph
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.records import Records, issued, keep
from refgraph.pipeline.renewal import keep_basis
from refgraph.pipeline.reports import drop_reports, keep_report
from refgraph.workspace import Workspace, key_of

Progress = Callable[[str], None]
"""Told each stage as it begins, as a French phrase."""


def _silent(stage: str) -> None:
    pass


@dataclass(frozen=True)
class Build:
    """What a build made: the records it used, the graphs by name, the report of the check, and the key of the store.

    ``followed`` is what became of the decisions that people took on documents which have changed since, ``taken_over``
    what became of the records of version 0.1, where there were any.
    """

    key: str
    read: Records
    graphs: dict[str, list[Triple]] = field(repr=False)
    report: Report = field(repr=False)
    followed: Followed
    taken_over: TakenOver | None = None

    @property
    def records(self) -> tuple[Reading, ...]:
        """What counts for each document."""
        return self.read.records

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read, or not with certainty, in the order of the documents."""
        return tuple(issue for record in self.records for issue in record.issues)

    @property
    def sizes(self) -> dict[str, int]:
        """How many triples each graph holds."""
        return {name: len(triples) for name, triples in self.graphs.items()}


def build(workspace: Workspace, progress: Progress = _silent) -> Build:
    """Read, close, check and store everything of ``workspace``; nothing is written unless all of it succeeds.

    Raises:
        RefgraphError: what any stage refuses, with its place and remedy.
    """
    workspace.require_local()
    taken_over = take_over(workspace)
    checksums = workspace.checksums()
    key = key_of(checksums)
    progress("Lecture des documents")
    cache = ReadingCache(workspace, checksums)
    read = keep(workspace, cache, taken_over)
    records = read.records
    followed = follow(workspace, records)
    if followed.moved:
        # The files of decisions have changed, and documents may have meanwhile: all is read again under one key.
        return replace(build(workspace, progress), followed=followed, taken_over=taken_over)
    progress("Écriture du graphe")
    asserted = asserted_graphs(records, workspace.settlements, workspace.register, cache.recogniser)
    asserted["mappings"] = mapping_graph(workspace.mappings, records)
    progress("Déduction")
    graphs = close(asserted)
    progress("Contrôle")
    report = check([triple for triples in asserted.values() for triple in triples], read_shapes())
    graphs = described(graphs, records, issued(workspace))
    progress("Enregistrement")
    workspace.builds.write(key, {graph_iri(name): triples for name, triples in graphs.items()})
    Index.kept(workspace.builds.open(key), workspace.search_index(key)).close()
    keep_report(workspace, key, report)
    keep_basis(workspace, checksums, records)
    # Last: from now on servers that run show this build, and find all of it.
    workspace.builds.publish(key)
    drop_reports(workspace)
    cache.clean()
    return Build(key, read, graphs, report, followed, taken_over)

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
from refgraph.pipeline.mappings import mapping_graph
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.records import Kept, issued, keep
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

    ``followed`` is what became of the decisions that people took on documents which have changed since.
    """

    key: str
    kept: tuple[Kept, ...]
    graphs: dict[str, list[Triple]] = field(repr=False)
    report: Report = field(repr=False)
    followed: Followed

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What counts for each document."""
        return tuple(one.reading for one in self.kept)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read, or not with certainty, in the order of the documents."""
        return tuple(issue for reading in self.readings for issue in reading.issues)

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
    checksums = workspace.checksums()
    key = key_of(checksums)
    progress("Lecture des documents et des fiches")
    cache = ReadingCache(workspace, checksums)
    kept = tuple(keep(workspace, cache))
    readings = [one.reading for one in kept]
    followed = follow(workspace, readings)
    if followed.moved:
        # The files of decisions have changed, and documents may have meanwhile: all is read again under one key.
        return replace(build(workspace, progress), followed=followed)
    progress("Écriture du graphe")
    asserted = asserted_graphs(readings, workspace.settlements, workspace.register, cache.recogniser)
    asserted["mappings"] = mapping_graph(workspace.mappings, readings)
    progress("Déduction")
    graphs = close(asserted)
    progress("Contrôle")
    report = check([triple for triples in asserted.values() for triple in triples], read_shapes())
    graphs = described(graphs, readings, issued(workspace))
    progress("Enregistrement")
    workspace.builds.write(key, {graph_iri(name): triples for name, triples in graphs.items()})
    Index.kept(workspace.builds.open(key), workspace.search_index(key)).close()
    keep_report(workspace, key, report)
    keep_basis(workspace, checksums, readings)
    # Last: from now on servers that run show this build, and find all of it.
    workspace.builds.publish(key)
    drop_reports(workspace)
    cache.clean()
    return Build(key, kept, graphs, report, followed)

"""The whole way from the documents to a store that answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from pyoxigraph import Triple

from refgraph.core.errors import DocumentError
from refgraph.core.french import count
from refgraph.core.namespaces import graph_iri
from refgraph.graph.validation import Report, read_shapes
from refgraph.knowledge.quality import read_findings
from refgraph.model.records import Issue, Reading
from refgraph.pipeline.basis import BuildBasis, mapped, read_basis
from refgraph.pipeline.changes import BuildChanges, changes
from refgraph.pipeline.dataset import NamedGraph, SearchRows, WholeDataset
from refgraph.pipeline.following import Followed, follow, follow_findings
from refgraph.pipeline.grouping import groups
from refgraph.pipeline.inheritance import TakenOver, take_over
from refgraph.pipeline.inputs import Inputs, background_of, read_inputs, settled
from refgraph.pipeline.mappings import Mapped
from refgraph.pipeline.records import issued
from refgraph.pipeline.refusals import RefusedDocument
from refgraph.pipeline.storing import store
from refgraph.pipeline.surroundings import Surroundings
from refgraph.pipeline.unit import Unit
from refgraph.pipeline.workshop import Workshop
from refgraph.reading.corrections import Correction, CorrectionOutcome
from refgraph.workspace import Cache, Workspace, key_of

Progress = Callable[[str], None]
"""Told each stage as it begins, as a French phrase."""


def _silent(stage: str) -> None:
    pass


@dataclass(frozen=True)
class Build:
    """What a build made: the certifications, the report of the check, the sizes of the graphs, and what had changed.

    ``followed`` is what became of the decisions that people took on documents which have changed since, ``taken_over``
    what became of the records of version 0.1, where there were any. ``refused`` are the documents that cannot be used,
    ``unplaced`` the corrections of certifications that no document describes.
    """

    key: str
    units: tuple[Unit, ...]
    report: Report = field(repr=False)
    sizes: Mapping[str, int]
    changes: BuildChanges
    followed: Followed
    refused: tuple[RefusedDocument, ...]
    unplaced: tuple[Correction, ...]
    taken_over: TakenOver | None
    _workspace: Workspace = field(repr=False)
    _workshop: Workshop = field(repr=False, compare=False)

    @property
    def records(self) -> tuple[Reading, ...]:
        """What counts for each document, read from where it is kept each time."""
        return tuple(self._workshop.statements(unit).record for unit in self.units)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What could not be read, or not with certainty, in the order of the documents."""
        return tuple(issue for unit in self.units for issue in unit.issues)

    @property
    def doubles(self) -> tuple[tuple[str, ...], ...]:
        """The documents, by file name, that hold the same bytes, or print one title: two certifications of each."""
        found = [_alike(self.units, lambda unit: unit.sha256), _alike(self.units, lambda unit: unit.title)]
        return tuple(dict.fromkeys(names for some in found for names in some))

    @property
    def outcomes(self) -> tuple[CorrectionOutcome, ...]:
        """What became of each correction."""
        return tuple(outcome for unit in self.units for outcome in unit.outcomes)

    @property
    def is_open(self) -> bool:
        """Whether someone has to decide about a correction."""
        return bool(self.unplaced) or any(outcome.is_open for outcome in self.outcomes)

    @cached_property
    def graphs(self) -> dict[str, list[Triple]]:
        """The graphs by name, from the store."""
        opened = self._workspace.builds.open(self.key)
        named = set(opened.graphs())
        return {name: opened.export(graph_iri(name)) if graph_iri(name) in named else [] for name in self.sizes}

    def triples(self, *kinds: str) -> list[Triple]:
        """What the graphs of these kinds hold: ``inferred`` is one, and so is ``certification``."""
        return [each for name, graph in self.graphs.items() if name.partition("/")[0] in kinds for each in graph]


def _alike(units: Sequence[Unit], sign: Callable[[Unit], str | None]) -> list[tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for unit in units:
        if said := sign(unit):
            found.setdefault(said, []).append(unit.document)
    return [tuple(names) for names in found.values() if len(names) > 1]


def build(workspace: Workspace, progress: Progress = _silent, processes: int = 1) -> Build:
    """Read, close, check and store everything of ``workspace``; nothing is shown unless all of it succeeds.

    What has not changed since an earlier build is taken from it, certification by certification. ``processes`` are how
    many may work at once.

    Raises:
        RefgraphError: what any stage refuses, with its place and remedy.
    """
    workspace.require_local()
    taken_over = take_over(workspace)
    progress("Lecture des documents")
    checksums = workspace.checksums()
    background = background_of(workspace, checksums)
    inputs = read_inputs(workspace, checksums, background, taken_over.unwritten if taken_over else ())
    workshop = Workshop(inputs, background, processes)
    units = workshop.units(workspace.documents())
    if not units:
        raise _none_read(workshop.refused)
    versions = {curie: version for unit in units for curie, version in unit.versions.items()}
    followed = Followed() if (undecided := _undecided(inputs)) else _followed(workspace, workshop, units, versions)
    if followed.moved:
        # The files of decisions have changed, and documents may have meanwhile: all is read again under one key.
        again = build(workspace, progress, processes)
        return replace(again, followed=followed.and_then(again.followed), taken_over=taken_over)
    progress("Déduction et contrôle")
    dataset = closed_dataset(workspace, workshop, units)
    report = dataset.report()
    progress("Enregistrement")
    reviewed = mapped(workspace, inputs.checksums, versions)
    graphs, rows = dataset.graphs(reviewed.lines, issued(workspace)), dataset.rows()
    before = read_basis(workspace, workspace.builds.current())
    now = _basis(inputs, versions, reviewed, graphs, rows, (*workshop.refused, *_misnamed(workspace), *undecided))
    store(workspace, before, now, graphs, rows, report)
    followed = followed.and_then(_accepted(workspace, before, now, report))
    workshop.clean()
    dataset.clean()
    return Build(
        inputs.key,
        tuple(units),
        report,
        {name: graph.size for name, graph in graphs.items()},
        changes(before, now, workshop.read, workshop.closed),
        followed,
        now.refused,
        _unplaced(inputs, units),
        taken_over,
        workspace,
        workshop,
    )


def _undecided(inputs: Inputs) -> list[RefusedDocument]:
    """The files of decisions that nobody can read. While one says nothing, the words that the others would follow may
    be other ones than people decided on: none does."""
    return [RefusedDocument(*each) for each in inputs.unread]


def _followed(workspace: Workspace, workshop: Workshop, units: Sequence[Unit], versions: Mapping[str, str]) -> Followed:
    """What becomes of the decisions on statements, blocs and mentions."""
    blocs = {curie: version for unit in units for curie, version in unit.bloc_versions.items()}
    held = partial(settled, workspace, workshop.background)
    return follow(workspace, versions, blocs, held, _records(workshop, units))


def _accepted(workspace: Workspace, before: BuildBasis | None, now: BuildBasis, report: Report) -> Followed:
    """What becomes of the accepted findings, where the graphs are other ones than before."""
    if not workspace.acceptances.exists() or (before is not None and before.graphs == now.graphs):
        return Followed()
    built = workspace.builds.open(key_of(now.checksums))
    return follow_findings(workspace, read_findings(report, read_shapes(), built))


def _misnamed(workspace: Workspace) -> list[RefusedDocument]:
    why = "son nom n’est pas en UTF-8. Renommez-le, par exemple sans accents."
    return [RefusedDocument(name, f"{name} : {why}") for name in workspace.misnamed()]


def _none_read(refused: Sequence[RefusedDocument]) -> DocumentError:
    others = f" {count(len(refused) - 1, 'autre document', 'autres documents')} de même." if refused[1:] else ""
    return DocumentError(f"aucun document ne peut être lu. {refused[0].reason}{others}")


def closed_dataset(workspace: Workspace, workshop: Workshop, units: Sequence[Unit]) -> WholeDataset:
    """The dataset of ``units``, once what follows from them is known."""
    surroundings = Surroundings(units, workshop.background)
    grouped = groups(units, surroundings, workshop.background)
    closed = workshop.groups(
        grouped, lambda group: surroundings.of(node for unit in group.units for node in unit.crossing.named)
    )
    return WholeDataset(workshop, units, surroundings, grouped, closed, Cache(workspace.cache / "across"))


def _records(workshop: Workshop, units: Sequence[Unit]) -> Callable[[Collection[str]], list[Reading]]:
    return lambda names: [workshop.statements(unit).record for unit in units if unit.certification in names]


def _basis(
    inputs: Inputs,
    versions: dict[str, str],
    reviewed: Mapped,
    graphs: Mapping[str, NamedGraph],
    rows: SearchRows,
    refused: tuple[RefusedDocument, ...],
) -> BuildBasis:
    return BuildBasis(
        checksums=dict(inputs.checksums),
        versions=versions,
        waiting=reviewed.waiting,
        graphs={name: graph.digest for name, graph in graphs.items()},
        rows={name: checksum for name, (checksum, _) in rows.items()},
        refused=refused,
    )


def _unplaced(inputs: Inputs, units: Sequence[Unit]) -> tuple[Correction, ...]:
    known = {unit.certification for unit in units}
    return tuple(each for name, some in inputs.corrections.items() if name not in known for each in some)

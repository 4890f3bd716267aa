"""A build after a decision on a correspondence: only its graph is written again, in the build before.

That nothing else depends on the reviewed correspondences is not assumed: no axiom of the ontology and no rule of the
check speaks of the properties that they use, or everything is built.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from shutil import copy2

import msgspec
from msgspec import Struct
from pyoxigraph import Triple

from refgraph.core.namespaces import expand, graph_iri
from refgraph.graph import sssom
from refgraph.graph.sssom.predicates import INVERSE
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.triples import resized
from refgraph.model.records import Reading
from refgraph.pipeline.mappings import mapping_files, statement_versions
from refgraph.workspace import Workspace, key_of

_FOLDER, _SUFFIX = "mappings/", ".sssom.tsv"
_PROPERTIES = frozenset(expand(curie) for curie in INVERSE)


class BuildBasis(Struct, frozen=True):
    """What a build was made from (`Workspace.checksums`), the versions of its statements by CURIE, and the pairs of
    statements on which a decision waits because they have changed. ``is_apart`` says that nothing else depends on
    decisions."""

    checksums: dict[str, str]
    versions: dict[str, str]
    waiting: frozenset[tuple[str, str]] = frozenset()
    is_apart: bool = False


def keep_basis(workspace: Workspace, checksums: Mapping[str, str], readings: Iterable[Reading]) -> None:
    """Keep what the build that is made from what has these ``checksums`` was made from, and forget builds long gone.

    Raises:
        StoreError: the cache cannot be written.
    """
    versions = statement_versions(readings)
    waiting = frozenset(_waiting(workspace, versions))
    _write(workspace, BuildBasis(dict(checksums), versions, waiting, _stands_alone()))


def renew(workspace: Workspace) -> str | None:
    """The key of the build of ``workspace`` as it is now, made from the current one where decisions alone have changed.

    None where anything else has, where the current build cannot be told, or where a decision is on words that are gone.

    Raises:
        MappingError: a file of decisions is no valid SSSOM.
        StoreError: the cache cannot be written.
    """
    current, checksums = workspace.builds.current(), workspace.checksums()
    basis = _basis(workspace, current)
    if current is None or basis is None or not _only_decisions(basis.checksums, checksums):
        return None
    if not basis.is_apart or not basis.waiting.issuperset(_waiting(workspace, basis.versions)):
        return None
    key = key_of(checksums)
    mappings = sssom.to_graph(map(sssom.read, mapping_files(workspace.mappings)), basis.versions)
    _store(workspace, key, current, mappings)
    for path_of in (workspace.search_index, workspace.report):
        _share(path_of(current), path_of(key))
    _write(workspace, BuildBasis(checksums, basis.versions, basis.waiting, basis.is_apart))
    workspace.builds.publish(key)
    return key


def _store(workspace: Workspace, key: str, base: str, mappings: list[Triple]) -> None:
    store = workspace.builds.open(base)
    name, description = graph_iri("mappings"), graph_iri("provenance")
    growth = len(mappings) - len(_exported(store, name))
    graphs = {name: mappings, description: resized(store.export(description), name, growth)}
    workspace.builds.renew(key, base, graphs)


def _exported(store: EmbeddedStore, graph: str) -> list[Triple]:
    return store.export(graph) if graph in store.graphs() else []


def _basis(workspace: Workspace, key: str | None) -> BuildBasis | None:
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(workspace.basis(key or "none").read_bytes(), type=BuildBasis)
    return None


def _write(workspace: Workspace, basis: BuildBasis) -> None:
    path = workspace.basis(key_of(basis.checksums))
    with workspace.builds.writing():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".part")
        aside.write_bytes(msgspec.json.encode(basis))
        aside.replace(path)
        for other in path.parent.glob("*.json"):
            if other != path and not workspace.builds.has(other.stem):
                other.unlink(missing_ok=True)


def _only_decisions(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether what changed, came or went are files of decisions on correspondences, and nothing else."""
    changed = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    return all(name.startswith(_FOLDER) and name.endswith(_SUFFIX) for name in changed)


def _stands_alone() -> bool:
    """Whether nothing that is inferred or found in a check depends on the properties of correspondences."""
    from refgraph.graph.closure import named_in_axioms
    from refgraph.graph.ontology import read_ontology
    from refgraph.graph.validation import read_shapes
    from refgraph.graph.validation.reaches import reaches

    read = {name for reach in reaches(read_shapes()).values() for name in reach.read}
    return _PROPERTIES.isdisjoint(named_in_axioms(read_ontology()) | read)


def _waiting(workspace: Workspace, versions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs of statements that a person decided on and that no longer read so."""
    for path in mapping_files(workspace.mappings):
        for row in sssom.read(path).rows:
            if (row["reviewer_label"] or row["reviewer_id"]) and not sssom.is_current(row, versions):
                yield row.pair


def _share(source: Path, target: Path) -> None:
    """Have ``target`` be the file that ``source`` is: neither is ever written again."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        copy2(source, target)

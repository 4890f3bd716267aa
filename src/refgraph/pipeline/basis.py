"""What a build was made from, kept beside it: by this a later build tells what has changed."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from refgraph import __version__
from refgraph.pipeline.mappings import Mapped, read_mapped
from refgraph.pipeline.refusals import RefusedDocument
from refgraph.workspace import Cache, Workspace, key_of


class BuildBasis(Struct, frozen=True):
    """What a build was made from (`Workspace.checksums`), the versions of its statements by CURIE, and the pairs of
    statements on which a decision waits because they have changed.

    ``graphs`` and ``rows`` are the checksums of its graphs by name, and of its search rows by certification;
    ``refused`` are the documents that could not be used.
    """

    checksums: dict[str, str]
    versions: dict[str, str]
    waiting: frozenset[tuple[str, str]] = frozenset()
    graphs: dict[str, str] = {}
    rows: dict[str, str] = {}
    refused: tuple[RefusedDocument, ...] = ()


_SAID = ("certification", "inferred", "settlements")
"""The graphs that say what certifications say: a decision on a correspondence is in none of them."""
_decoder = msgspec.msgpack.Decoder(BuildBasis)


def read_basis(workspace: Workspace, key: str | None) -> BuildBasis | None:
    """What the build ``key`` was made from; None where that is not known, or its store is gone."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        if key and workspace.builds.has(key):
            return _decoder.decode(workspace.basis(key).read_bytes())
    return None


def proposals_folder(workspace: Workspace, key: str | None = None) -> Path | None:
    """The folder for what is proposed from the documents of the build ``key`` (default: the current one), one folder
    as long as they say the same; None where that is not known."""
    basis = read_basis(workspace, key or workspace.builds.current())
    if basis is None or workspace.endpoint:
        return None
    said = {name: digest for name, digest in basis.graphs.items() if name.partition("/")[0] in _SAID}
    return workspace.cache / "proposals" / key_of({**said, "version": __version__})


def mapped(workspace: Workspace, checksums: Mapping[str, str], versions: Mapping[str, str]) -> Mapped:
    """What the mapping files of ``workspace`` come to beside statements of these ``versions`` by CURIE.

    Raises:
        StoreError: the cache cannot be written.
    """
    with workspace.builds.writing():
        return read_mapped(workspace.mappings, versions, checksums["refgraph"], Cache(workspace.cache / "mapped"))


def keep_basis(workspace: Workspace, basis: BuildBasis) -> None:
    """Keep ``basis``, and forget builds long gone.

    Raises:
        StoreError: the cache cannot be written.
    """
    path = workspace.basis(key_of(basis.checksums))
    with workspace.builds.writing():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".part")
        aside.write_bytes(msgspec.msgpack.encode(basis))
        aside.replace(path)
        for other in path.parent.glob(f"*{path.suffix}"):
            if other != path and not workspace.builds.has(other.stem):
                other.unlink(missing_ok=True)

"""A data folder as one archive, and a folder from an archive: what people wrote and decided, and the documents."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from refgraph.core import files
from refgraph.core.errors import StoreError
from refgraph.workspace.folders import Workspace
from refgraph.workspace.making import MARK, NEW_FOLDER
from refgraph.workspace.transaction import STATE, alone


def back_up(workspace: Workspace, archive: Path) -> int:
    """Write the data of ``workspace`` to the new file ``archive``; how many files it holds.

    What is kept apart because the data folder is the shipped one goes with it. Nobody imports meanwhile.

    Raises:
        StoreError: there is such a file, or it cannot be written.
    """
    if archive.exists():
        raise StoreError("ce fichier existe déjà.", place=str(archive), remedy="Nommez un autre fichier.")
    part = archive.with_name(f".{archive.name}.part")
    try:
        with alone(workspace.data):
            held = dict(_held(workspace))
            with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as packed:
                for name, path in sorted(held.items()):
                    packed.write(path, name)
        part.replace(archive)
        files.sync(archive.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            "la sauvegarde ne peut pas être écrite.",
            place=str(archive),
            remedy="Vérifiez la place libre et vos droits.",
        ) from error
    return len(held)


def restore(archive: Path, folder: Path) -> int:
    """Make the new folder ``folder`` from ``archive``; how many files it holds.

    Raises:
        StoreError: it is no such archive, or the folder is not empty or cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise StoreError("ce dossier n’est pas vide.", place=str(folder), remedy=NEW_FOLDER)
        with zipfile.ZipFile(archive) as packed:
            names = [each.filename for each in packed.infolist() if not each.is_dir()]
            if (
                packed.testzip()
                or not any(name.startswith("sources/") for name in names)
                or not all(map(_is_safe, names))
            ):
                raise zipfile.BadZipFile
            for name in sorted(names, key=lambda name: name == MARK):  # last: a folder that has it is whole
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                files.put(path, packed.read(name))
    except zipfile.BadZipFile as error:
        raise StoreError(
            "ce n’est pas une sauvegarde de refgraph, ou elle est abîmée.",
            place=str(archive),
            remedy="Choisissez-en une autre.",
        ) from error
    except OSError as error:
        raise StoreError(
            "la sauvegarde ne peut pas être reprise.",
            place=str(error.filename or archive),
            remedy="Vérifiez les noms et vos droits.",
        ) from error
    return len(names)


def _held(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    data = workspace.data
    for path in data.rglob("*"):
        inside = path.relative_to(data)
        is_ours = path.suffix == ".lock" or (
            path.name.startswith(".") and path.name not in (".gitignore", ".gitattributes")
        )
        if path.is_file() and not is_ours and STATE not in inside.parts and ".git" not in inside.parts:
            yield inside.as_posix(), path
    for own in (workspace.corrections, workspace.acceptances):
        if own.is_file() and not own.is_relative_to(data):
            yield own.name, own
    if workspace.own_queries.is_dir() and not workspace.own_queries.is_relative_to(data):
        for path in workspace.own_queries.rglob("*.rq"):
            yield f"queries/{path.relative_to(workspace.own_queries).as_posix()}", path


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name

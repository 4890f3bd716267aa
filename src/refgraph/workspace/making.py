"""A data folder of one's own: made with or without the shipped référentiels, remembered, and known by its version."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

from refgraph.core import assets, files
from refgraph.core.errors import StoreError

MARK = "refgraph.toml"
"""The file that says of what version a data folder is."""
NEW_FOLDER = "Nommez un dossier vide ou nouveau."
VERSION = 1
_MARK = f"""# Un dossier de données de refgraph\u00a0: tout ce qu’il contient est du texte à garder dans git.
version = {VERSION}
"""
_IGNORED = ".refgraph/\n.*.lock\n"
_MERGED = "corrections.tsv merge=union\njournal.tsv merge=union\n"
_ABOUT = """# Mon dossier de référentiels

- `sources/` : les documents tels que reçus ; `refgraph import` les y met
- `catalogue.toml` : les noms courts des certifications sans numéro RNCP
- `corrections.tsv` : ce que des personnes ont corrigé dans ce qui est lu
- `mappings/`, `settlements.tsv`, `acceptances.tsv` : les décisions
- `queries/` : vos questions ; `regulations.ttl` : vos textes de loi
- `journal.tsv` : qui a décidé quoi, et quand
- `withdrawn/` : les documents retirés

`refgraph where` dit ce qui est utilisé, `refgraph doctor` vérifie, `refgraph backup` sauvegarde.
"""


def make(folder: Path, *, with_shipped: bool) -> None:
    """Make the data folder ``folder``, ``with_shipped`` with the référentiels that ship with refgraph.

    Raises:
        StoreError: there is something in it already, or it cannot be written.
    """
    if (folder / MARK).exists():
        raise StoreError("c’est déjà un dossier de refgraph.", place=str(folder), remedy="Nommez-le avec --data.")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError("ce dossier n’est pas vide.", place=str(folder), remedy=NEW_FOLDER)
        files.refuse_package(folder)
        (folder / "sources").mkdir(parents=True)
        shutil.copy(assets.data() / "thesaurus.ttl", folder)
        if with_shipped:
            _copy_shipped(folder)
        for name in ("mappings", "queries"):
            (folder / name).mkdir(exist_ok=True)
        for name, text in (("LISEZMOI.md", _ABOUT), (".gitignore", _IGNORED), (".gitattributes", _MERGED)):
            files.replace(folder / name, text)
        files.replace(folder / MARK, _MARK)  # last: a folder that has it is whole
    except OSError as error:
        raise StoreError(
            "ce dossier ne peut pas être fait.", place=str(folder), remedy="Vérifiez vos droits d’écriture."
        ) from error


def _copy_shipped(folder: Path) -> None:
    for path in sorted((assets.data() / "sources").iterdir()):
        files.put(folder / "sources" / path.name, path.read_bytes())
    shutil.copy(assets.data() / "catalogue.toml", folder)
    shutil.copytree(assets.data() / "mappings", folder / "mappings", ignore=shutil.ignore_patterns(".*"))


def remember(folder: Path) -> None:
    """Have an installed refgraph work with ``folder`` where nothing else is named.

    Raises:
        StoreError: the user's settings cannot be written.
    """
    path = _memory()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, f"{folder.resolve()}\n")
    except OSError as error:
        raise StoreError("ce choix ne peut pas être retenu.", place=str(path)) from error


def remembered() -> Path | None:
    """The data folder that an installed refgraph was told to work with, where it is still there; else None."""
    if not assets.is_packaged():
        return None
    try:
        folder = Path(_memory().read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError, RuntimeError):
        return None
    return folder if folder.is_absolute() and folder.is_dir() else None


def check_version(folder: Path) -> None:
    """Pass a data folder that this version of refgraph knows.

    Raises:
        StoreError: it was made by a later one, or its mark cannot be read.
    """
    try:
        version = tomllib.loads((folder / MARK).read_text("utf-8-sig")).get("version", VERSION)
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StoreError(
            "ce fichier ne peut pas être lu.",
            place=str(folder / MARK),
            remedy=f"Il dit seulement « version = {VERSION} ».",
        ) from error
    if not isinstance(version, int) or version > VERSION:
        raise StoreError(
            f"ce dossier est de la version {version}, plus récente que ce refgraph ({VERSION}).",
            place=str(folder / MARK),
            remedy="Installez une version plus récente de refgraph.",
        )


def _memory() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "refgraph" / "workspace"

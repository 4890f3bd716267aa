"""A data folder of one's own: made, known by its version, saved, taken up again, looked over."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.core.errors import StoreError
from refgraph.knowledge.dossier.signatures import Withdrawal
from refgraph.pipeline.doctor import ailments
from refgraph.workspace import DATA, Workspace
from refgraph.workspace.backup import back_up, restore
from refgraph.workspace.making import make, remember, remembered


def files_in(folder: Path) -> dict[str, bytes]:
    """What a data folder holds, but for locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def test_a_folder_is_made_with_the_five_or_without(tmp_path: Path) -> None:
    """Documents, catalogue and decisions that ship, or an empty folder; what is there is never overwritten."""
    make(tmp_path / "all", with_shipped=True)
    sources = {path.name for path in (assets.data() / "sources").iterdir()}
    assert {path.name for path in (tmp_path / "all" / "sources").iterdir()} == sources
    assert (tmp_path / "all" / "catalogue.toml").read_bytes() == (assets.data() / "catalogue.toml").read_bytes()
    make(tmp_path / "none", with_shipped=False)
    assert list((tmp_path / "none" / "sources").iterdir()) == []
    with pytest.raises(StoreError, match="déjà un dossier"):
        make(tmp_path / "none", with_shipped=False)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a").write_text("a", "utf-8")
    with pytest.raises(StoreError, match="n’est pas vide"):
        make(tmp_path / "other", with_shipped=False)
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["a"]


def test_a_folder_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """It is told, and so is a mark that cannot be read."""
    make(tmp_path / "data", with_shipped=False)
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    assert len(workspace.checksums()) == 1
    for text, words in (("version = 2\n", "plus récente"), ("version\n", "ne peut pas être lu")):
        (tmp_path / "data" / "refgraph.toml").write_text(text, "utf-8")
        with pytest.raises(StoreError, match=words):
            workspace.checksums()


def test_an_installed_refgraph_remembers_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until it is gone, or another is named; a checkout goes on with its own data."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.delenv(DATA, raising=False)
    make(tmp_path / "data", with_shipped=False)
    remember(tmp_path / "data")
    assert remembered() is None
    assert Workspace().is_shipped
    monkeypatch.setattr(assets, "is_packaged", lambda: True)
    monkeypatch.setattr(assets, "root", lambda: tmp_path / "package")
    assert Workspace().data == tmp_path / "data"
    monkeypatch.setenv(DATA, str(tmp_path / "named"))
    assert Workspace().data == tmp_path / "named"
    monkeypatch.delenv(DATA)
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    assert Workspace().data == tmp_path / "package" / "data"


def test_a_backup_gives_back_the_folder(tmp_path: Path) -> None:
    """Every file, byte for byte; neither the archive nor the folder is ever overwritten, and no name leaves it."""
    make(tmp_path / "data", with_shipped=True)
    (tmp_path / "data" / "queries" / "a").mkdir()
    (tmp_path / "data" / "queries" / "a" / "b.rq").write_text("ASK {}", "utf-8")
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    held = back_up(workspace, tmp_path / "kept.zip")
    assert restore(tmp_path / "kept.zip", tmp_path / "again") == held
    assert files_in(tmp_path / "again") == files_in(tmp_path / "data")
    with pytest.raises(StoreError, match="existe déjà"):
        back_up(workspace, tmp_path / "kept.zip")
    with pytest.raises(StoreError, match="n’est pas vide"):
        restore(tmp_path / "kept.zip", tmp_path / "again")
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as packed:
        packed.writestr("sources/a.txt", "a")
        packed.writestr("../outside.txt", "a")
    with pytest.raises(StoreError, match="pas une sauvegarde"):
        restore(tmp_path / "bad.zip", tmp_path / "new")
    assert not (tmp_path / "outside.txt").exists()


def test_what_ails_a_folder_is_told_and_mended(tmp_path: Path) -> None:
    """A conflict of git waits for a person; Windows-1252 is rewritten, the file as it was kept. Withdrawn signatures
    ail from nothing."""
    make(tmp_path / "data", with_shipped=False)
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    withdrawal = dict.fromkeys(Withdrawal.__struct_fields__, "x")
    (workspace.mappings / "correspondances-retirees.json").write_text(json.dumps([withdrawal]), "utf-8")
    assert list(ailments(workspace)) == []
    heading = "rule\tentity\tchecksum\taccepted_by\taccepted_on\treason\n"
    saved = (heading + "r\te\tc\tZoé\t2026-11-21\tété\n").encode("cp1252")
    workspace.acceptances.write_bytes(saved)
    workspace.corrections.write_text("<<<<<<< HEAD\n", "utf-8")
    conflict, spreadsheet = ailments(workspace)
    assert conflict.sentence.startswith("corrections.tsv, ligne\u00a01 : git a laissé ici un conflit")
    assert conflict.mend is None
    assert spreadsheet.sentence.startswith("acceptances.tsv, ligne\u00a02 : cette ligne n’est pas en UTF-8")
    assert spreadsheet.mend is not None
    spreadsheet.mend()
    assert workspace.acceptances.read_text("utf-8").endswith("Zoé\t2026-11-21\tété\n")
    (kept,) = (workspace.data / ".refgraph" / "mended").iterdir()
    assert kept.read_bytes() == saved
    assert [each.sentence for each in ailments(workspace)] == [conflict.sentence]

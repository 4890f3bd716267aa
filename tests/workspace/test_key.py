"""What changes a build, and what does not: the key of a workspace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from refgraph.workspace import Workspace
from refgraph.workspace.fingerprints import Fingerprints

HOUR = 3_600_000_000_000


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """A workspace of two small documents, old enough for the disk to be believed."""
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    workspace.sources.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        _write(workspace.sources / name, f"Titre {name}")
    return workspace


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "queries/mienne.rq",
        "acceptances.tsv",
        "thesaurus.ttl",
        "notes.md",
        "sources/.brouillon.txt",
        "sources/anciens/c.txt",
        "records/lisez-moi.txt",
        "mappings/brouillon.xlsx",
        "mappings/correspondances.json",
    ],
)
def test_what_no_build_reads_changes_none(own: Workspace, name: str) -> None:
    """A saved question, an accepted finding, a word of the trade, a note or a stray file costs no rebuild."""
    key = own.key()
    _write(own.data / name, "quelque chose")
    assert own.key() == key


@pytest.mark.parametrize(
    "name",
    [
        "sources/c.txt",
        "records/X.json",
        "mappings/competences.sssom.tsv",
        "catalogue.toml",
        "settlements.tsv",
        "regulations.ttl",
    ],
)
def test_what_a_build_reads_changes_it(own: Workspace, name: str) -> None:
    """Each file that the graph is made from: when it comes, when it changes, and back when it goes."""
    before = own.key()
    _write(own.data / name, "quelque chose")
    added = own.key()
    _write(own.data / name, "autre chose")
    changed = own.key()
    (own.data / name).unlink()
    assert len({before, added, changed}) == 3
    assert own.key() == before


def test_the_key_is_that_of_the_contents_on_any_machine(own: Workspace, tmp_path: Path) -> None:
    """Another folder, another cache, other times on the disk: the same files are the same build."""
    other = Workspace(data=tmp_path / "ailleurs", cache=tmp_path / "autre", endpoint=None)
    for name in ("b.txt", "a.txt"):
        _write(other.sources / name, f"Titre {name}")
        os.utime(other.sources / name, ns=(HOUR, HOUR))
    assert other.key() == own.key()


def test_a_document_that_keeps_its_size_and_time_is_read_again(own: Workspace) -> None:
    """An editor or a copy that sets the time back hides no change."""
    path = own.sources / "a.txt"
    os.utime(path, ns=(HOUR, HOUR))
    before, state = own.key(), path.stat()
    path.write_text("Autre a.txt", "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert own.key() != before


def test_a_file_that_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is asked before each question: two hundred documents must not be read for it."""
    path, kept = tmp_path / "a.txt", tmp_path / "cache" / "fingerprints"
    path.write_text("Titre", "utf-8")
    monkeypatch.setattr("refgraph.workspace.fingerprints._SETTLED", -HOUR)
    first = Fingerprints(kept).of([path])
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", _only(kept))
        assert Fingerprints(kept).of([path]) == first
    kept.write_bytes(b"\xc1 no fingerprints")
    assert Fingerprints(kept).of([path]) == first


def test_a_file_that_was_written_just_now_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes within one tick of a coarse clock look alike to the disk."""
    path, kept = tmp_path / "a.txt", tmp_path / "fingerprints"
    path.write_text("Titre", "utf-8")
    Fingerprints(kept).of([path])
    monkeypatch.setattr(Path, "read_bytes", _only(kept))
    with pytest.raises(AssertionError):
        Fingerprints(kept).of([path])


def _only(allowed: Path):  # type: ignore[no-untyped-def]
    read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        assert path == allowed, f"{path} is read"
        return read(path)

    return read_bytes

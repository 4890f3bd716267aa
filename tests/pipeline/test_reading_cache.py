"""A document is read once for itself, its reader and the texts of law; its words are searched for texts once."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.knowledge.regulations import meanings_graph
from refgraph.mentions import Citation, Lexicon, recognise
from refgraph.model.records import Reading
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.reading import registry
from refgraph.reading.opening import open_document
from refgraph.workspace import Workspace


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """A workspace of the document 001, which is read the quickest."""
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    workspace.sources.mkdir(parents=True)
    shutil.copy(next((assets.data() / "sources").glob("001_*")), workspace.sources)
    return workspace


def read(own: Workspace, ids: dict[str, str] | None = None) -> Reading:
    (path,) = own.documents()
    return ReadingCache(own, own.checksums()).read(open_document(path), ids or {})


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each document has been read."""
    times: Counter[str] = Counter()
    read_document = registry.read_document

    def counted(document, *rest):  # type: ignore[no-untyped-def]
        times[document.name[:3]] += 1
        return read_document(document, *rest)

    monkeypatch.setattr(registry, "read_document", counted)
    return times


def test_what_was_read_is_kept_whole(own: Workspace, count: Counter[str]) -> None:
    """Every field comes back as it was read, and nothing is read a second time."""
    first = read(own)
    assert read(own) == first
    assert len(first.competences) == 25
    assert count["001"] == 1


def test_what_decides_how_a_document_is_read_has_it_read_again(
    own: Workspace, count: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another document, id in the catalogue, text of law, version of another’s layout: each may be read otherwise."""
    read(own)
    (path,) = own.documents()
    read(own, {path.name: "autre"})
    assert count["001"] == 2
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    read(own)
    assert count["001"] == 3
    shutil.copy(assets.ontology() / "regulations.ttl", own.data)
    read(own)
    assert count["001"] == 4
    monkeypatch.setattr(registry, "signature_of_others", lambda: "lettre 2 (acme 1.0)")
    read(own)
    assert count["001"] == 5


def test_a_file_that_was_cut_is_no_reading(own: Workspace, count: Counter[str]) -> None:
    """A full disk or a kill in the middle costs a reading, never a wrong one."""
    first = read(own)
    (file,) = (each for each in (own.cache / "readings").iterdir() if each.suffix != ".id")
    whole = file.read_bytes()
    for broken in (b"", whole[: len(whole) // 2], whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(broken)
        assert read(own) == first
    assert count["001"] == 4


def test_words_are_searched_for_texts_once(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading them and telling what they mean asks for the same words: a third of a build went into asking twice."""
    asked: Counter[str] = Counter()

    def counted(text: str, lexicon: Lexicon | None) -> list[Citation]:
        asked[text] += 1
        return recognise(text, lexicon)

    monkeypatch.setattr("refgraph.mentions.memory.recognise", counted)
    (path,) = own.documents()
    cache = ReadingCache(own, own.checksums())
    reading, recogniser = cache.recognised(open_document(path), {})
    assert len(asked) == 80
    assert set(asked.values()) == {1}
    meant = meanings_graph(reading, (), recogniser)
    assert set(asked.values()) == {1}
    again = ReadingCache(own, own.checksums())
    kept, knowing = again.recognised(open_document(path), {})
    assert meanings_graph(kept, (), knowing) == meant
    assert set(asked.values()) == {1}

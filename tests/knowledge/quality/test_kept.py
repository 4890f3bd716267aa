"""The check that a build made is what pages and commands tell later, without checking again."""

from __future__ import annotations

from pathlib import Path

from refgraph.graph.store import EmbeddedStore, Store
from refgraph.graph.validation import Report, check, read_report, read_shapes, write_report
from refgraph.knowledge.quality import asserted, report_of
from refgraph.pipeline import Build
from refgraph.workspace import Workspace


def test_the_build_keeps_what_its_check_found(workspace: Workspace, built: Build, store: Store) -> None:
    """What is read later is what was found, result by result, and what a check of the store would find again."""
    kept = read_report(workspace.report(built.key))
    assert len(kept) == 187
    assert kept == built.report
    assert kept == check(asserted(store), read_shapes())


def test_what_is_kept_is_told_and_nothing_is_checked_again(built: Build, store: EmbeddedStore, tmp_path: Path) -> None:
    """A page that opens after a restart reads one file: what that file holds is what it tells."""
    elsewhere = Workspace(data=tmp_path, cache=tmp_path, endpoint=None)
    write_report(elsewhere.report(built.key), Report(built.report.results[:3]))
    assert report_of(elsewhere, store, read_shapes()).results == built.report.results[:3]


def test_where_nothing_is_kept_it_is_checked_now(built: Build, store: EmbeddedStore, tmp_path: Path) -> None:
    """A cache that was emptied, a damaged file, a store in memory: the same answer, only later."""
    elsewhere = Workspace(data=tmp_path, cache=tmp_path, endpoint=None)
    shapes = read_shapes()
    assert report_of(elsewhere, store, shapes) == built.report
    elsewhere.report(built.key).parent.mkdir()
    elsewhere.report(built.key).write_text("{", "utf-8")
    assert report_of(elsewhere, store, shapes) == built.report
    small = EmbeddedStore.of({name: store.export(name) for name in store.graphs() if name.endswith("/RNCP31919")})
    assert 0 < len(report_of(elsewhere, small, shapes)) < len(built.report)

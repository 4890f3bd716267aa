"""The first page of an installed refgraph makes a data folder, and nothing is written into the package."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from refgraph.core import assets
from refgraph.workspace import CACHE, DATA


def page() -> None:
    """The page alone, as the test harness wants it: a function that imports what it needs."""
    from refgraph.faces.pages import importing

    importing.render()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home without any folder of refgraph, and a refgraph that takes its files for an installed package."""
    root = assets.root()
    monkeypatch.setattr(assets, "is_packaged", lambda: True)
    monkeypatch.setattr(assets, "root", lambda: root)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.setenv(DATA, "")
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def test_the_folder_is_made_and_worked_with_at_once(installed: Path) -> None:
    """One click: the folder is there, remembered, and the page offers to add a document to it."""
    app = AppTest.from_function(page, default_timeout=60).run()
    assert [button.label for button in app.button] == ["Faire ce dossier"]
    assert app.text_input[0].value == str(installed / "refgraph")
    app.checkbox[0].uncheck()
    app.button[0].click().run()
    assert not app.exception
    assert os.environ[DATA] == str(installed / "refgraph")
    assert (installed / "refgraph" / "refgraph.toml").exists()
    assert (installed / "settings" / "refgraph" / "workspace").read_text("utf-8") == f"{installed / 'refgraph'}\n"
    assert "Lire" in [button.label for button in app.button]

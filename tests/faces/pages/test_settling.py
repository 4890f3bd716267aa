"""Settling a mention on the page, on a copy of the data: the decision is written, and the page follows it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from refgraph.core import assets

OPEN_CELL = "ccd-2008~charge-clientele-particuliers-n6/bloc/3"


def page() -> None:
    """The page alone, as the test harness wants it: a function that imports what it needs."""
    from refgraph.faces.pages import regulations

    regulations.render()


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page on a copy of the documents, in which a person may decide."""
    shutil.copytree(assets.data() / "sources", tmp_path / "data" / "sources")
    shutil.copy(assets.data() / "catalogue.toml", tmp_path / "data")
    monkeypatch.setenv("REFGRAPH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("REFGRAPH_CACHE", str(tmp_path / "cache"))
    st.cache_resource.clear()
    st.cache_data.clear()
    one = AppTest.from_function(page, default_timeout=120)
    one.query_params["par"] = "bloc"
    one.query_params["case"] = OPEN_CELL
    one.query_params["date"] = "2026-11-21"
    yield one.run()
    st.cache_resource.clear()
    st.cache_data.clear()


def test_a_decision_on_the_page_is_kept(app: AppTest, tmp_path: Path) -> None:
    """Text, name and reason go to the file beside the documents; the mention is then told as settled, by whom."""
    assert not app.exception
    assert len(app.button) == 2
    app.selectbox[0].select("mcd-2014")
    app.text_input[1].input("A. Martin")
    app.button[0].click().run()
    assert not app.exception
    rows = (tmp_path / "data" / "settlements.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t")[:5] for row in rows[1:]] == [
        ["charge-clientele-particuliers-n6", "mention/5", "Directive Crédit", "mcd-2014", "A. Martin"]
    ]
    assert len(app.button) == 1


def test_a_decision_without_a_name_is_not_kept(app: AppTest, tmp_path: Path) -> None:
    """Nothing is written until the text and the person are known."""
    app.selectbox[0].select("mcd-2014")
    app.button[0].click().run()
    assert not (tmp_path / "data" / "settlements.tsv").exists()

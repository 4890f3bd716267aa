"""Correcting what was read on the fiche of an item, on a copy of the data: it is written, and the page follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from refgraph.reading.corrections.file import read_corrections
from tests.florist import TEXT

C2 = "certification/fleuriste/bloc/1/competence/C2"
READ = "Recouper les tiges en biais avant leur mise en eau"


def page() -> None:
    """The page alone, as the test harness wants it: a function that imports what it needs."""
    from refgraph.faces.pages import explore

    explore.render()


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The fiche of the florist's C2, its form open."""
    (tmp_path / "data" / "sources").mkdir(parents=True)
    (tmp_path / "data" / "sources" / "fleuriste.md").write_text(TEXT, "utf-8")
    monkeypatch.setenv("REFGRAPH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("REFGRAPH_CACHE", str(tmp_path / "cache"))
    st.cache_resource.clear()
    st.cache_data.clear()
    one = AppTest.from_function(page, default_timeout=120)
    one.query_params["fiche"] = C2
    one.query_params["corriger"] = "1"
    yield one.run()
    st.cache_resource.clear()
    st.cache_data.clear()


def fields(app: AppTest) -> list[str]:
    return [str(option) for option in app.selectbox(key="https://w3id.org/refgraph/id/" + C2 + ".field").options]


def shown(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def sign(app: AppTest, author: str = "Ada", reason: str = "relu sur l’original") -> None:
    app.text_input[0].input(author)
    app.text_input[1].input(reason)


def click(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_a_correction_on_the_page_is_kept_and_shown(app: AppTest, tmp_path: Path) -> None:
    """What the person writes goes to corrections.tsv with what was read, and the fiche says it at once."""
    assert not app.exception
    assert fields(app)[0] == f"l’énoncé\u00a0: {READ}"
    app.text_area[0].set_value("Recouper les tiges sous l’eau")
    sign(app)
    click(app, "Corriger")
    assert not app.exception
    (kept,) = read_corrections(tmp_path / "data" / "corrections.tsv")
    assert (kept.certification, kept.kind, kept.field) == ("fleuriste", "competence", "statement")
    assert (kept.before, kept.after, kept.author) == (READ, "Recouper les tiges sous l’eau", "Ada")
    assert "corriger" not in app.query_params
    assert "Recouper les tiges sous l’eau" in shown(app)


def test_a_correction_that_nobody_signs_is_not_kept(app: AppTest, tmp_path: Path) -> None:
    """Name and reason are asked for before anything is written."""
    app.text_area[0].set_value("Recouper les tiges sous l’eau")
    sign(app, reason=" ")
    click(app, "Corriger")
    assert not (tmp_path / "data" / "corrections.tsv").exists()
    assert "une correction se signe" in shown(app)


def test_what_is_read_already_is_no_correction(app: AppTest, tmp_path: Path) -> None:
    """Nothing is written, and the page says why."""
    sign(app)
    click(app, "Corriger")
    assert not (tmp_path / "data" / "corrections.tsv").exists()
    assert "rien à corriger" in shown(app)


def test_an_item_that_is_none_is_taken_out(app: AppTest, tmp_path: Path) -> None:
    """The correction removes it, and the page goes to the certification, since the item has no fiche any more."""
    sign(app)
    click(app, "Retirer cet élément")
    assert not app.exception
    (kept,) = read_corrections(tmp_path / "data" / "corrections.tsv")
    assert (kept.field, kept.before, kept.after) == ("item", READ, "")
    assert app.query_params["fiche"] == "certification/fleuriste"

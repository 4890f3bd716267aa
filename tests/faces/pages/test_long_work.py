"""Long work on a page: its steps are shown, it can be cancelled, and what goes wrong is told in a sentence."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    import threading

    import streamlit as st

    from refgraph.core.errors import StoreError
    from refgraph.faces.pages import components, tasks

    def work(progress: tasks.TaskProgress) -> str:
        progress.step("Première étape", 0.25)
        gate.wait(20)
        progress.step("Seconde étape", 0.75)
        return "le résultat"

    gate = st.session_state.setdefault("gate", threading.Event())
    failing = st.session_state.get("failing")

    def failing_work(progress: tasks.TaskProgress) -> str:
        raise StoreError("le graphe est parti.", remedy="Reconstruisez-le.")

    components.text(tasks.run("essai", "Essai", failing_work if failing else work, patience=0.2))


def said(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_steps_are_shown_until_the_result_is_there() -> None:
    """The page says which step it is at, and then shows the result in place of the steps."""
    app = AppTest.from_function(script, default_timeout=60).run()
    assert "Première étape" in said(app)
    assert [button.label for button in app.button] == ["Annuler"]
    app.session_state["gate"].set()
    app.session_state["tasks"]["essai"].finished.wait(5)
    app.run()
    assert "le résultat" in said(app)
    assert not app.button


def test_cancelling_gives_the_page_back_at_once() -> None:
    """The work still waits behind its gate; the reader does not."""
    app = AppTest.from_function(script, default_timeout=60).run()
    app.button[0].click().run()
    assert "Travail annulé." in said(app)
    assert "le résultat" not in said(app)
    assert [button.label for button in app.button] == ["Recommencer"]


def test_an_error_in_the_work_is_a_sentence() -> None:
    """What a thread raises reaches the reader as any other error does."""
    app = AppTest.from_function(script, default_timeout=60)
    app.session_state["failing"] = True
    app.run()
    assert "Le graphe est parti." in said(app)
    assert "Reconstruisez-le." in said(app)
    assert not app.exception

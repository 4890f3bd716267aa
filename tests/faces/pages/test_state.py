"""What a widget shows is what the address says, whatever happened to the run before."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest


def script() -> None:
    from refgraph.faces.pages import state

    state.choices("Certifications", {"A": "Première", "B": "Seconde"}, "cote", ["A"])
    state.choice("Sens", {"A": "Première", "B": "Seconde"}, "sens", "B")
    state.switch("Propositions", "propositions")


def said(app: AppTest) -> list[str]:
    """What the page tells the reader, each time as HTML with plain spaces."""
    return [one.proto.body.replace("\u00a0", " ") for one in app.get("html")]


def test_each_run_tells_the_browser_what_its_widgets_show() -> None:
    """A run that another cuts short tells nothing; widgets left empty would be sent back as the reader’s choice."""
    app = AppTest.from_function(script)
    app.query_params["cote"] = ["B", "A"]
    for _ in range(2):
        app.run()
        assert app.multiselect[0].value == ["B", "A"]
        assert [one.proto.set_value for one in (app.multiselect[0], app.selectbox[0], app.toggle[0])] == [True] * 3


def test_a_choice_goes_to_the_address() -> None:
    """What the reader chooses is written to the address and kept by the next run."""
    app = AppTest.from_function(script).run()
    app.multiselect[0].set_value(["A", "B"]).run()
    app.toggle[0].set_value(True).run()
    assert app.query_params["cote"] == ["A", "B"]
    assert app.query_params["propositions"] == "oui"
    assert app.multiselect[0].value == ["A", "B"]
    assert app.toggle[0].value is True


@pytest.mark.parametrize("wrong", ["zzz", "31/02/2026", "-1", "9" * 5000, "😀", "<script>", "\x00", "  "])
def test_what_an_address_asks_in_vain_is_said(wrong: str) -> None:
    """A stale link shows what there is, and says that it is not what was asked; never a traceback."""
    app = AppTest.from_function(script)
    app.query_params["cote"] = ["B", wrong]
    app.query_params["sens"] = wrong
    app.run()
    assert not app.exception
    assert (app.multiselect[0].value, app.selectbox[0].value) == (["B"], "B")
    told = said(app)
    assert [re.findall(r"(\w+) : «", one) for one in told] == [["Certifications"], ["Sens"]]
    assert all("L’adresse le demande" in one for one in told)


def test_an_address_that_asks_for_what_there_is_says_nothing() -> None:
    """A good link is no reason for a warning."""
    app = AppTest.from_function(script)
    app.query_params["cote"], app.query_params["sens"] = ["B", "A"], "A"
    assert said(app.run()) == []

"""What stands in an address is shown as the text that it is, on every page and in every parameter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from lxml import html
from streamlit.testing.v1 import AppTest

from refgraph.faces import pages
from refgraph.pipeline import Build
from refgraph.workspace import CACHE, DATA, Workspace

HOSTILE = (
    "[piège](http://evil.example/a) ![p](http://evil.example/i.png) <img src=http://evil.example/j.png onerror=x()>"
)
SHOWN = {
    "home": [""],
    "explore": ["", "fiche=certification/RNCP31919/bloc/1/competence/C1"],
    "compare": [f"vue={view}" for view in ("matrice", "socle", "passerelle", "correspondance")],
    "align": [f"vue={view}" for view in ("file", "decisions", "classeur")],
    "queries": ["", "question=competences-par-bloc", "question=verifications-a-refaire", "sparql=oui"],
    "regulations": [f"vue={view}" for view in ("couverture", "veille", "activites")],
    "quality": [f"vue={view}" for view in ("constats", "dossier")],
    "help": [""],
}
"""Each page in each of its views; the rest of the address is hostile."""
MARKDOWN = ("markdown", "warning", "error", "info", "success", "caption", "title", "header", "subheader", "toast")
"""The kinds of elements in which Streamlit makes links and images of words."""


def parameters() -> set[str]:
    """The parameters that pages read, by their code: the strings that the functions of ``state`` are given."""
    places = {"value": 0, "values": 0, "pick": 0, "choice": 2, "choices": 2, "switch": 1, "words": 1, "moment": 1}
    places |= {"page_of": 0, "whole": 0, "pager": 0, "facet": 2, "tabs": 2}
    found = {"vue", "sparql", "corriger", "propositions"}
    for module in Path(str(pages.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in places:
                given = node.args[places[node.func.attr] :][:1] + [one.value for one in node.keywords]
                names = {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
                found |= {name for name in names if name.isidentifier()}
    return found


def page(name: str) -> None:
    from importlib import import_module

    from refgraph.faces.pages import shell

    module = import_module(f"refgraph.faces.pages.{name}")
    shell.guarded(module.TITLE, module.render)()


@pytest.fixture
def shared(workspace: Workspace, built: Build, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(DATA, str(workspace.data))
    monkeypatch.setenv(CACHE, str(workspace.cache))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def test_the_parameters_are_known() -> None:
    """A parameter that a page begins to read is tried by the next test, and somebody has thought of it."""
    assert len(parameters() & {"fiche", "cote", "case", "question", "mots", "date", "regle", "accepter", "rang"}) == 9


@pytest.mark.parametrize("name", SHOWN)
def test_no_parameter_makes_a_link_or_an_image(name: str, shared: None) -> None:
    """A link sent by somebody cannot put a link or an image of theirs among the words of refgraph."""
    for view in SHOWN[name]:
        app = AppTest.from_function(page, kwargs={"name": name}, default_timeout=120)
        for parameter in parameters() - {"sparql"}:
            app.query_params[parameter] = HOSTILE
        for one in view.split("&"):
            parameter, _, value = one.partition("=")
            app.query_params[parameter or "vue"] = value or HOSTILE
        app.run()
        assert not app.exception
        assert [one for kind in MARKDOWN for one in app.get(kind) if "evil" in str(one.proto)] == []
        for element in app.get("html"):
            assert foreign(element.proto.body) == [], view


def foreign(markup: str) -> list[str]:
    """The addresses of another server that ``markup`` leads to or loads."""
    found = html.fragment_fromstring(markup, create_parent="div").xpath("//@href | //@src | //@action | //@srcset")
    return [str(one) for one in found if "evil.example" in str(one).partition("?")[0]]

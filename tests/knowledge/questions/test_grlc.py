"""The files work unchanged in grlc: its rules, applied here as its documentation and source state them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pyoxigraph import Store as Oxigraph

from refgraph.core import assets
from refgraph.graph.store.tokens import variables

FILES = sorted(assets.queries().rglob("*.rq"))

# gquery.get_parameters: mark, name without underscore, type, and a user-defined part.
VARIABLE = re.compile(
    r"(?P<required>[_]{1,2})(?P<name>[^_]+)_?(?P<type>[a-zA-Z0-9]+)?_?(?P<userdefined>[a-zA-Z0-9]+)?.*$"
)


def test_the_files_are_found() -> None:
    """The checks below run on every shipped question."""
    assert len(FILES) == 61


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_grlc_reads_the_header(path: Path) -> None:
    """gquery.get_yaml_decorators: lines that start with « #+ », stripped of these signs, are one YAML mapping."""
    text = path.read_text("utf-8")
    content = yaml.safe_load("\n".join(row.lstrip("#+") for row in text.split("\n") if row.startswith("#+")))
    assert isinstance(content["summary"], str)
    assert content["summary"].endswith("?")
    assert all(isinstance(tag, str) for tag in content["tags"])
    for entry in [*content.get("defaults", []), *content.get("enumerate", [])]:
        assert isinstance(entry, dict)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_grlc_binds_the_parameters(path: Path) -> None:
    """A thing of the graph is typed ``iri``: grlc writes it between angle brackets. Names have no underscore."""
    text = path.read_text("utf-8")
    parameters = [name for name in variables(text) if name.startswith("_")]
    for name in parameters:
        match = VARIABLE.match(name)
        assert match
        assert match["name"].isalnum()
        assert match["type"] in ("iri", "text", "integer", "decimal", "boolean", "date")
    # gquery.rewrite_query puts the value in place of the variable, in the text.
    for name in sorted(parameters, key=len, reverse=True):
        value = "<http://example.org/x>" if "_iri" in name else '"x"'
        text = re.sub(rf"\?{name}\b", value, text) if not name.startswith("__") else text
    Oxigraph().query(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_runs_on_any_server(path: Path) -> None:
    """It declares its own prefixes, and avoids what rdflib, Virtuoso or the sandbox answer badly or refuse."""
    text = path.read_text("utf-8")
    query = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    Oxigraph().query(text)
    assert not re.search(r"\bMINUS\b|\bSERVICE\b|\bFROM\b", query)

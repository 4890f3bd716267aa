"""A broken ontology file gets one French sentence with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.errors import OntologyError
from refgraph.graph.ontology import read_ontology, read_turtle


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"@prefix rg: <https://w3id.org/refgraph/ns#> .\nrg:A a rg:B\n", "ligne 3"),
        (b"\n\nrg:A a rg:B .\n", "ligne 3"),
        (b'<http://e/a> <http://e/b> "caf\xe9" .\n', "ligne 1"),
        (b"\x00\x01\x02", "ligne 1"),
    ],
)
def test_a_syntax_error_names_file_and_line(tmp_path: Path, content: bytes, line: str) -> None:
    """People edit these files by hand."""
    (tmp_path / "refgraph.ttl").write_bytes(content)
    with pytest.raises(OntologyError) as refused:
        read_turtle(tmp_path / "refgraph.ttl")
    assert refused.value.place == f"refgraph.ttl, {line}"
    assert "Turtle" in refused.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A data folder without its ontology is told, not a traceback."""
    with pytest.raises(OntologyError) as refused:
        read_ontology(tmp_path)
    assert refused.value.place == "refgraph.ttl"
    assert str(tmp_path) in str(refused.value)


def test_an_empty_file_has_no_triples(tmp_path: Path) -> None:
    """Nothing said is nothing read."""
    (tmp_path / "empty.ttl").write_bytes(b"# rien\n")
    assert read_turtle(tmp_path / "empty.ttl") == []

"""What all tests share: the five documents, read and built once for the whole run in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from refgraph.core import assets
from refgraph.graph.store import Store
from refgraph.model.records import Reading
from refgraph.pipeline import Build, build
from refgraph.reading import registry
from refgraph.workspace import Workspace
from tests.bakers import bakers, bakers_text

__all__ = ["bakers", "bakers_text"]

SOURCES = assets.data() / "sources"


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the five documents as received."""
    return SOURCES


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """The five documents as read, by the first three digits of their file."""
    catalogue = registry.read_catalogue(assets.data() / "catalogue.toml")
    return {path.name[:3]: registry.read(path, catalogue) for path in sorted(SOURCES.glob("*.txt"))}


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The shipped data with a cache of its own."""
    return Workspace(cache=tmp_path_factory.mktemp("cache"), data=assets.data(), endpoint=None)


@pytest.fixture(scope="session")
def built(workspace: Workspace) -> Iterator[Build]:
    """The five documents, built once; their store stays, whatever else is built beside it."""
    one = build(workspace)
    opened = workspace.builds.open(one.key)
    yield one
    del opened


@pytest.fixture(scope="session")
def store(workspace: Workspace, built: Build) -> Store:
    """The store of the five, open for reading."""
    return workspace.builds.open(built.key)


@pytest.fixture
def prepared_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """pySHACL asks the same query for each focus node, and rdflib parses it each time: two thirds of its time."""

    def translated(text: str, base: str | None = None, names: Mapping[str, object] | None = None) -> Query:
        return _prepared(text, base, tuple((names or {}).items()))

    monkeypatch.setattr(processor, "parseQuery", str)
    monkeypatch.setattr(processor, "translateQuery", translated)


@cache
def _prepared(text: str, base: str | None, names: tuple[tuple[str, object], ...]) -> Query:
    return translateQuery(parseQuery(text), base, dict(names))

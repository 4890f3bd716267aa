"""A decision on a correspondence changes its graph and nothing else: the build equals one made from nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.core.namespaces import graph_iri
from refgraph.graph.closure import named_in_axioms
from refgraph.graph.ontology import read_ontology
from refgraph.graph.store import EmbeddedStore
from refgraph.pipeline import build, ensure
from refgraph.workspace import Workspace
from tests.pipeline.equality import quads, same

RENEWED = "Décisions sur des correspondances prises en compte, le reste est inchangé"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents 001 and 002 with the decisions that ship, built once."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "sources").mkdir()
    for path in [*(assets.data() / "sources").glob("001_*"), *(assets.data() / "sources").glob("002_*")]:
        shutil.copy(path, folder / "sources")
    shutil.copy(assets.data() / "catalogue.toml", folder)
    shutil.copytree(assets.data() / "mappings", folder / "mappings")
    return folder


@pytest.fixture(scope="module")
def first(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of the first build."""
    cache = tmp_path_factory.mktemp("first") / "cache"
    build(Workspace(data=data, cache=cache, endpoint=None))
    return cache


@pytest.fixture
def own(data: Path, first: Path, tmp_path: Path) -> Workspace:
    """A copy of the data, as the first build left them."""
    shutil.copytree(data, tmp_path / "data")
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    shutil.copytree(first, workspace.cache)
    key = workspace.key()
    assert workspace.builds.has(key)
    workspace.builds.publish(key)
    return workspace


def decide(own: Workspace) -> None:
    """Take a decision on the two documents out of the file: C1 of RNCP31919 is near C1 of the document 002."""
    path = own.mappings / "competences.sssom.tsv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    between = re.compile(r"rgid:RNCP31919/\S+\t.*\trgid:charge-clientele-particuliers-n6/")
    del lines[next(number for number, line in enumerate(lines) if between.match(line))]
    path.write_text("".join(lines), "utf-8")


def test_the_build_after_a_decision_equals_one_from_nothing(own: Workspace, tmp_path: Path) -> None:
    """Quad for quad, the description of the dataset among them; the report and the index are those that were."""
    before = own.builds.current()
    assert before is not None
    decide(own)
    stages: list[str] = []
    store = ensure(own, stages.append)
    assert stages == [RENEWED]
    key = own.builds.current()
    assert key is not None
    assert key != before
    anew = Workspace(data=own.data, cache=tmp_path / "anew", endpoint=None)
    done = build(anew)
    assert done.key == key
    renewed, _ = same(own, anew, "conseil")
    assert isinstance(store, EmbeddedStore)
    assert quads(store) == quads(renewed)
    told = len(own.builds.open(before).export(graph_iri("mappings")))
    said = 2 + 10  # the pair both ways, and who decided what, when, why, of which words
    assert len(store.export(graph_iri("mappings"))) == told - said


def test_the_build_before_still_answers(own: Workspace) -> None:
    """Files that two builds share are written by neither: a page that is open goes on reading what it read."""
    before = own.builds.current()
    assert before is not None
    opened = own.builds.open(before)
    told = quads(opened)
    decide(own)
    ensure(own)
    assert quads(opened) == told
    assert quads(own.builds.open(before)) == told


def test_decisions_one_after_the_other(own: Workspace) -> None:
    """Each is told from the build before it, and one that is taken back gives the build that was."""
    first = own.builds.current()
    text = (own.mappings / "competences.sssom.tsv").read_text("utf-8")
    for _ in range(3):
        decide(own)
        stages: list[str] = []
        ensure(own, stages.append)
        assert stages in ([RENEWED], [])
    (own.mappings / "competences.sssom.tsv").write_text(text, "utf-8")
    ensure(own)
    assert own.builds.current() == first


@pytest.mark.parametrize("name", ["sources/002_680993158fc6d417.txt", "catalogue.toml"])
def test_whatever_else_has_changed_is_built(own: Workspace, name: str) -> None:
    """A decision beside a new document is no reason to keep the old document's graph."""
    path = own.data / name
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    decide(own)
    stages: list[str] = []
    ensure(own, stages.append)
    assert stages[0] == "Le graphe n’est pas à jour, il est reconstruit"


def test_no_axiom_speaks_of_correspondences() -> None:
    """One that did would have every decision build everything: who writes it learns it here."""
    named = named_in_axioms(read_ontology())
    assert "https://w3id.org/refgraph/ns#hasBloc" in named
    assert [iri for iri in named if iri.startswith("http://www.w3.org/2004/02/skos/core#") and "Match" in iri] == []

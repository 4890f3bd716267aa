"""Whatever is edited in whatever order, a build that takes over what stayed equals one from nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.knowledge.certifications import Certifications
from refgraph.knowledge.proposals import from_certifications, propose
from refgraph.knowledge.regulations import Settlement, read_register, register_of, write_settlement
from refgraph.pipeline import build, ensure
from refgraph.reading.corrections.file import add, take_back
from refgraph.workspace import Workspace
from tests.florist import C2, TEXT, correction
from tests.pipeline.equality import same
from tests.pipeline.test_records import CHARTER

FICHE = next((assets.data() / "sources").glob("001_*")).read_text("utf-8")
GARDENER = TEXT.replace("Fleuriste", "Jardinier").replace("tiges", "branches").replace("bouquet", "massif")
AMBIGUOUS = TEXT.replace("Fleuriste", "Conseiller").replace("le code de commerce", "la directive crédit")
STATEMENT = "Recouper les tiges en biais avant leur mise en eau"
CORRECTION = correction("competence", C2, "statement", STATEMENT, "Recouper les tiges sous l’eau")


def of_number(number: int) -> str:
    """The fiche of another certification, of the same organisations, jobs and specialities."""
    return FICHE.replace("31919", str(number))


class Edits:
    """What people do to the data folder of ``workspace``, by name, each the other way round the second time."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.all: dict[str, Callable[[], object]] = {
            "a word": lambda: self._swap("fleuriste.md", "fraîcheur", "éclat"),
            "an added statement": lambda: self._swap("jardinier.md", "avant leur mise en eau", "avant leur plantation"),
            "a document": lambda: self._document("conseiller.md", AMBIGUOUS),
            "a fiche that shares organisations": lambda: self._document("autre.txt", of_number(41919)),
            "the first to name them": lambda: self._document("RNCP31919.txt", FICHE),
            "an organisation": lambda: self._swap("dernier.txt", "FBF", "Fédération bancaire"),
            "a correction": self._correct,
            "a decision": self._decide,
            "texts of law": lambda: self._toggle(workspace.data / "regulations.ttl", CHARTER),
            "a settled mention": self._settle,
            "the day of the data": lambda: self._toggle(workspace.catalogue, "issued = 2026-11-21\n"),
        }

    def _document(self, name: str, text: str) -> None:
        self._toggle(self._workspace.sources / name, text)

    def _toggle(self, path: Path, text: str) -> None:
        if path.exists():
            path.unlink()
        else:
            path.write_text(text, "utf-8")

    def _swap(self, name: str, one: str, other: str) -> None:
        path = self._workspace.sources / name
        text = path.read_text("utf-8")
        path.write_text(text.replace(one, other) if one in text else text.replace(other, one), "utf-8")

    def _correct(self) -> None:
        path = self._workspace.corrections
        if not (path.exists() and take_back(path, [CORRECTION.key])):
            add(path, [CORRECTION])

    def _decide(self) -> None:
        folder = self._workspace.mappings
        if folder.exists():
            shutil.rmtree(folder)
        else:
            shutil.copytree(assets.data() / "mappings", folder)

    def _settle(self) -> None:
        path = self._workspace.settlements
        if path.exists():
            path.unlink()
            return
        told = Settlement(
            certification="conseiller",
            mention="mention/1",
            words="directive crédit",
            target="mcd-2014",
            settled_by="A. Martin",
            settled_on=date(2026, 11, 21),
        )
        write_settlement(path, told, register_of(read_register(self._workspace.register)))


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """A data folder with two référentiels and a fiche."""
    sources = tmp_path / "data" / "sources"
    sources.mkdir(parents=True)
    for name, text in (("fleuriste.md", TEXT), ("jardinier.md", GARDENER), ("dernier.txt", of_number(51919))):
        (sources / name).write_text(text, "utf-8")
    return Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)


def from_nothing(own: Workspace, cache: Path) -> Workspace:
    """The same data with a cache that knows nothing of any certification."""
    shutil.rmtree(cache, ignore_errors=True)
    shutil.copytree(own.cache / "background", cache / "background")
    anew = Workspace(data=own.data, cache=cache, endpoint=None)
    build(anew)
    return anew


def test_any_sequence_of_edits(own: Workspace, tmp_path: Path) -> None:
    """Quad for quad, the report, the index and the proposals; each edit is made and, later, unmade."""
    edits = Edits(own)
    chance = random.Random(1)
    names = list(edits.all)
    chance.shuffle(names)
    ensure(own)
    for number, name in enumerate([*names, *names]):
        edits.all[name]()
        ensure(own)
        if number and number % 7 == 0:  # seven builds, each from the one before, then one from nothing
            stores = same(own, from_nothing(own, tmp_path / "anew"), "tige", "banque", "FBF", "mcd", "tigse")
            one, other = (propose(from_certifications(Certifications(each).all())) for each in stores)
            assert one == other

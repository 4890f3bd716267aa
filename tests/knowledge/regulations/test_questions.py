"""The saved questions about the register: expected answers found by hand in the documents and the register."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.table import Table, show
from refgraph.graph.store import Store
from refgraph.knowledge.questions import Catalogue, read_catalogue, run

OURS = (
    "activites-reglementees",
    "changements-a-venir",
    "fiche-d-un-texte",
    "mentions-tranchees",
    "textes-plus-en-vigueur",
    "verifications-a-refaire",
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return read_catalogue(Path(tmp_path_factory.mktemp("own")))


def ask(store: Store, catalogue: Catalogue, name: str, **values: str) -> Table:
    return run(store, catalogue.find(name), {key: [value] for key, value in values.items()})


def test_they_are_all_listed(catalogue: Catalogue) -> None:
    """None is lost from its folder, none has a broken header."""
    names = {question.name for question in catalogue.questions}
    assert set(OURS) <= names
    assert not [broken for broken in catalogue.broken if "reglementation" in str(broken.path)]


def test_texts_no_longer_in_force(store: Store, catalogue: Catalogue) -> None:
    """Three articles with two successors each, the directive of 2008 in two places, Bâle II; one of them in 2018."""
    today = ask(store, catalogue, "textes-plus-en-vigueur", day="2026-11-21")
    lines = [(show(line), show(end)) for line, end in zip(today.column("line"), today.column("end"), strict=True)]
    assert sorted(lines) == sorted(
        [("68", "03/01/2018")] * 6 + [("717", "20/11/2026"), ("728", "20/11/2026"), ("56", "01/01/2014")]
    )
    before = ask(store, catalogue, "textes-plus-en-vigueur", day="2018-01-01")
    assert [show(cell) for cell in before.column("words")] == ["BALE II"]


def test_changes_to_come(store: Store, catalogue: Catalogue) -> None:
    """In the year after 1 January 2018: MIF 2, the RGPD, the instruction, the code; on 21 November 2026: RGAA 5."""
    before = ask(store, catalogue, "changements-a-venir", day="2018-01-01")
    days = sorted({show(cell) for cell in before.column("when")})
    assert days == ["01/10/2018", "03/01/2018", "25/05/2018", "31/07/2018"]
    today = ask(store, catalogue, "changements-a-venir", day="2026-11-21")
    assert [show(cell) for cell in today.column("event")] == ["nouvelle version annoncée"]


def test_what_the_register_says_of_a_text(store: Store, catalogue: Catalogue) -> None:
    """Eight facts of the directive of 2008, each with its confidence; the repeal is sure."""
    table = ask(store, catalogue, "fiche-d-un-texte", regulation="ccd-2008")
    facts = {
        show(name): show(level)
        for name, level in zip(table.column("property"), table.column("confidence"), strict=True)
    }
    assert len(table) == 8
    assert facts["fin de validité"] == "H"
    assert facts["transposé par"] == "M"


def test_verifications_to_redo(store: Store, catalogue: Catalogue) -> None:
    """None a year after the day on which all was verified, all of them the day after."""
    assert len(ask(store, catalogue, "verifications-a-refaire", day="2027-11-21")) == 0
    table = ask(store, catalogue, "verifications-a-refaire", day="2027-11-22")
    assert len(table) == 395
    assert {show(cell) for cell in table.column("verified")} == {"21/11/2026"}


def test_regulated_activities(store: Store, catalogue: Catalogue) -> None:
    """Two passages of one certification; the four others are undocumented, and stay in the answer."""
    table = ask(store, catalogue, "activites-reglementees")
    assert sorted(show(cell) for cell in table.column("line")) == ["67", "72"] + ["non documenté"] * 4


def test_no_mention_is_settled_as_shipped(store: Store, catalogue: Catalogue) -> None:
    """The shipped data hold no decision: the answer is empty and says what that means."""
    table = ask(store, catalogue, "mentions-tranchees")
    assert len(table) == 0
    assert "Personne n’a encore tranché" in table.empty

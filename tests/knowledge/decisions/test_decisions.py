"""A decision is signed, dated, tied to the words that were read, and waits when these change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from refgraph.core.errors import MappingError
from refgraph.core.table import Marked
from refgraph.knowledge.decisions import (
    STALE,
    Decision,
    Review,
    Statement,
    decide,
    decision_of,
    decisions_table,
    is_stale,
    state,
    without_today,
)

BASE = "https://w3id.org/refgraph/id/certification/"
B1 = Statement(f"{BASE}B/bloc/1/competence/C1", "Traiter les réclamations", f"{BASE}B")
A1 = Statement(f"{BASE}A/bloc/1/competence/C9", "Gérer les litiges", f"{BASE}A")
A2 = Statement(f"{BASE}A/bloc/1/competence/C2", "Vendre", f"{BASE}A")
TODAY = {f"rgid:{one.iri.removeprefix(BASE)}": one for one in (A1, A2, B1)}


def review(
    decision: Decision = Decision.ACCEPT, predicate: str = "skos:broadMatch", reviewer: str = "Ana", **others: Any
) -> Review:
    return Review(decision, reviewer, date(2026, 11, 21), predicate, **others)


def test_what_is_kept() -> None:
    """Both ends in one order with the inverse relation, both versions, the tool's confidence beside the reviewer's."""
    row = decide(B1, A1, review(comment=" de même\nportée ", proposed=0.873))
    assert row.slots == {
        "subject_id": "rgid:A/bloc/1/competence/C9",
        "subject_label": "Gérer les litiges",
        "subject_source": "rgid:A",
        "subject_source_version": A1.version,
        "predicate_id": "skos:narrowMatch",
        "object_id": "rgid:B/bloc/1/competence/C1",
        "object_label": "Traiter les réclamations",
        "object_source": "rgid:B",
        "object_source_version": B1.version,
        "mapping_justification": "semapv:CompositeMatching",
        "mapping_tool": "refgraph",
        "confidence": "0.873",
        "reviewer_label": "Ana",
        "review_date": "2026-11-21",
        "reviewer_agreement": "1.0",
        "comment": "de même portée",
    }


@pytest.mark.parametrize(
    ("decision", "word"),
    [(Decision.ACCEPT, "acceptée"), (Decision.REJECT, "rejetée"), (Decision.UNSURE, "incertaine")],
)
def test_the_three_decisions(decision: Decision, word: str) -> None:
    """Accepted, rejected and unsure are told apart when they are read back."""
    row = decide(A1, B1, review(decision))
    assert decision_of(row) is decision
    assert state(row, TODAY) == word


@pytest.mark.parametrize(
    ("change", "stale"),
    [
        ({}, False),
        ({"text": "Gérer  les litiges "}, False),
        ({"text": "Gérer les litiges complexes"}, True),
    ],
)
def test_a_changed_statement_waits(change: dict[str, str], stale: bool) -> None:
    """A word that changes makes the decision « à revalider »; spacing does not."""
    row = decide(A1, B1, review())
    now = {**TODAY, "rgid:A/bloc/1/competence/C9": Statement(A1.iri, change.get("text", A1.text), A1.certification)}
    assert is_stale(row, now) is stale
    assert (state(row, now) == STALE) is stale


def test_a_statement_that_is_gone_waits() -> None:
    """A decision on a competence that no document has any more holds no longer."""
    assert is_stale(decide(A1, B1, review()), {"rgid:B/bloc/1/competence/C1": B1})


@pytest.mark.parametrize(
    ("pair", "given", "sentence"),
    [
        ((A1, B1), review(reviewer=" "), "la décision n’est pas signée"),
        ((A1, B1), review(predicate=""), "la relation manque"),
        ((A1, B1), review(predicate="skos:sameMatch"), "la relation «\u00a0skos:sameMatch\u00a0» est inconnue"),
        ((A1, A2), review(), "les deux compétences sont de la même certification"),
    ],
)
def test_what_is_refused(pair: tuple[Statement, Statement], given: Review, sentence: str) -> None:
    """Unsigned, without or with an unknown relation, inside one certification: one sentence each."""
    with pytest.raises(MappingError, match=sentence):
        decide(pair[0], pair[1], given)


def test_a_decision_stands_in_its_columns() -> None:
    """One whole row: a cell that slips a column would give one person's words, or one statement, to another."""
    row = decide(A1, B1, review(Decision.REJECT, comment="autre objet"))
    table = decisions_table([row], TODAY)
    assert table.rows == (
        (
            "rejetée", "comprise dans l’autre", "Gérer les litiges", "Traiter les réclamations", "", "", "Ana",
            date(2026, 11, 21), "autre objet", "", "rgid:A/bloc/1/competence/C9", "rgid:B/bloc/1/competence/C1",
        ),
    )  # fmt: skip
    assert table.columns == (
        "État", "Relation", "Énoncé 1", "Énoncé 2", "Énoncé 1 aujourd’hui", "Énoncé 2 aujourd’hui", "Relecteur", "Date",
        "Commentaire", "Second lecteur", "Identifiant 1", "Identifiant 2",
    )  # fmt: skip
    assert without_today(table).columns == (*table.columns[:4], *table.columns[6:9], *table.columns[10:])


def test_a_stale_decision_shows_both_wordings() -> None:
    """The words that were decided on stand beside those of today, only what changed marked; the end that says the same
    is not repeated; a competence that is gone is « retirée », and as before once its document is back."""
    row = decide(A1, B1, review())
    reworded = {**TODAY, "rgid:B/bloc/1/competence/C1": replace(B1, text="Traiter toutes les réclamations écrites")}
    stale = decisions_table([row], reworded)
    shown = [one.with_signs() if isinstance(one, Marked) else one for one in stale.rows[0][:6]]
    assert (shown[0], *shown[2:]) == (
        "à revalider", "Gérer les litiges", "Traiter les réclamations", "",
        "Traiter {+toutes+} les réclamations {+écrites+}",
    )  # fmt: skip
    assert without_today(stale).columns[4:6] == ("Énoncé 2 aujourd’hui", "Relecteur")
    gone = decisions_table([row], {name: one for name, one in TODAY.items() if name.startswith("rgid:A")})
    assert (gone.rows[0][0], gone.rows[0][5]) == ("compétence retirée", "retirée")
    assert decisions_table([row], TODAY).rows[0][0] == "acceptée"

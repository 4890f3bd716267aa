"""What a new version touches, and decisions taken over by a person's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from refgraph.core.errors import MappingError
from refgraph.core.table import Marked
from refgraph.graph.sssom import MappingRow, version
from refgraph.knowledge.dossier import Signature
from refgraph.knowledge.versions import (
    Fate,
    Touched,
    carried,
    compare,
    counts_table,
    fates_table,
    short_table,
    touched,
    touched_tables,
    version_of,
)  # fmt: skip
from tests import florist

DAY = date(2027, 3, 4)
SORT, CUT, TIE = (text.partition(". ")[2] for text in (florist.C1, florist.C2, florist.C3))
NEW = florist.TEXT.replace("Recouper les tiges en biais", "Recouper les tiges au sécateur")


def decision(code: str, words: str, agreement: str = "1.0", bloc: int = 1) -> MappingRow:
    return MappingRow(
        {
            "subject_id": "rgid:RNCP1/bloc/1/competence/C7",
            "subject_label": "Trier la marchandise",
            "subject_source": "rgid:RNCP1",
            "subject_source_version": version("Trier la marchandise"),
            "predicate_id": "skos:closeMatch",
            "object_id": f"rgid:fleuriste/bloc/{bloc}/competence/{code}",
            "object_label": words,
            "object_source": "rgid:fleuriste",
            "object_source_version": version(words),
            "mapping_justification": "semapv:ManualMappingCuration",
            "reviewer_label": "Ana",
            "review_date": "2026-11-21",
            "reviewer_agreement": agreement,
            "comment": "Vu ensemble.",
        }
    )


def verdict(bloc: int) -> Signature:
    return Signature(
        first=f"rgid:fleuriste/bloc/{bloc}", second="rgid:RNCP1/bloc/1", verdict="partielle", person="Ana",
        day="2026-11-21", reason="relu", first_version="sha256:1", second_version="sha256:2",
    )  # fmt: skip


@pytest.fixture
def found() -> Touched:
    without = NEW.replace(florist.ROWS[2], "")
    old, new = (version_of(florist.read(text)[1]) for text in (florist.TEXT, without))
    rows = [decision("C1", SORT), decision("C2", CUT), decision("C3", TIE, "-1.0")]
    return touched(compare(old, replace(new, id="fleuriste-2")), rows, [verdict(1), verdict(2)])


def test_a_decision_follows_only_where_the_words_are_the_same(found: Touched) -> None:
    """Same words: it can follow; other words: to look at again; a competence that is gone: nothing to follow to."""
    assert [each.state for each in found.decisions] == ["peut suivre", "à relire", "sans suite"]


def test_a_decision_on_words_that_had_changed_already_does_not_follow() -> None:
    """A decision that was stale before the new version came does not become fresh by being carried."""
    old = version_of(florist.read()[1])
    stale = touched(compare(old, old), [decision("C1", "Trier les fleurs")], [])
    assert [each.state for each in stale.decisions] == ["à relire"]


def test_what_is_carried_is_signed_and_says_whence(found: Touched) -> None:
    """The row on the successor bears the name and day of who took it over, the words of today, and its origin."""
    [row] = carried(found, "fleuriste-2", " Bo ", DAY)
    assert {name: row[name] for name in ("subject_id", "subject_source", "object_id", "predicate_id")} == {
        "subject_id": "rgid:RNCP1/bloc/1/competence/C7",
        "subject_source": "rgid:RNCP1",
        "object_id": "rgid:fleuriste-2/bloc/1/competence/C1",
        "predicate_id": "skos:closeMatch",
    }
    assert (row["object_label"], row["object_source_version"]) == (SORT, version(SORT))
    assert (row["object_source"], row["reviewer_label"], row["review_date"]) == ("rgid:fleuriste-2", "Bo", "2027-03-04")
    assert row["comment"] == (
        "Vu ensemble. Reprise de rgid:fleuriste/bloc/1/competence/C1, décidé par Ana le 2026-11-21."
    )


def test_nobody_signs_nothing_is_carried(found: Touched) -> None:
    """A decision is a person's: without a name none is taken over, nor one whose competence says something else."""
    with pytest.raises(MappingError, match="signée"):
        carried(found, "fleuriste-2", " ", DAY)
    with pytest.raises(MappingError, match="ne dit plus la même chose"):
        found.decisions[1].carried("fleuriste-2", "Bo", DAY)


def test_tables_show_old_and_new_words_with_the_change_marked(found: Touched) -> None:
    """The words decided on stand beside those of today, only what differs marked; signatures and comparisons follow."""
    decisions, signatures, comparisons = touched_tables(found)
    old, new = decisions.rows[1][2:4]
    assert isinstance(old, Marked)
    assert isinstance(new, Marked)
    assert old.with_signs() == "Recouper les tiges [-en biais-] avant leur mise en eau"
    assert new.with_signs() == "Recouper les tiges {+au sécateur+} avant leur mise en eau"
    assert [row[-1] for row in signatures.rows] == [
        "compétences changées\u00a0: à relire",
        "mêmes compétences\u00a0: à signer de nouveau",
    ]
    assert [(str(row[0]), *row[1:]) for row in comparisons.rows] == [("RNCP1", 1, 1, 1)]


def test_the_difference_as_tables(found: Touched) -> None:
    """Each item has one row with its fate, codes, words, passages and ids; on paper what is the same is left out."""
    table = fates_table(found.difference)
    counted = counts_table(found.difference).rows
    assert len(table) == sum(cell for row in counted for cell in row if isinstance(cell, int))
    changed = [row for row in table.rows if row[0] == "compétence" and row[1] != "identique"]
    assert [tuple(map(str, row[1:6])) for row in changed] == [
        ("reformulée", "C2", "C2", CUT, CUT.replace("en biais", "au sécateur")),
        ("supprimée", "C3", "", TIE, ""),
    ]
    assert changed[0][7:] == (
        "fleuriste.md, ligne\u00a07",
        "fleuriste.md, ligne\u00a07",
        "fleuriste/bloc/1/competence/C2",
        "fleuriste-2/bloc/1/competence/C2",
    )
    told = short_table(found.difference, [fate for fate in Fate if fate is not Fate.IDENTICAL])
    assert "identique" not in {row[1] for row in told.rows}
    assert len(told) == sum(row[1] != "identique" for row in table.rows)

"""Decisions follow a certification into its next version by a person's word, for the command and for the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from refgraph.core.errors import MappingError
from refgraph.graph.sssom import MappingRow, version
from refgraph.graph.store import Store
from refgraph.knowledge.correspondences import Correspondences, carry, followers
from refgraph.knowledge.versions import Touched, compare, touched, version_of
from refgraph.model.records import Reading
from refgraph.workspace import Workspace

DAY = date(2027, 3, 4)
BEFORE, AFTER = "rgid:ancienne", "rgid:RNCP31919"
OTHER = "rgid:cqp-charge-affaires-entreprises/bloc/1/competence/C1"


def decision(record: Reading, place: int, agreement: str = "1.0") -> MappingRow:
    """A decision on a competence of the version before."""
    competence = record.competences[place]
    return MappingRow(
        {
            "subject_id": f"{BEFORE}/{competence.id}",
            "subject_label": competence.statement,
            "subject_source": BEFORE,
            "subject_source_version": version(competence.statement),
            "predicate_id": "skos:closeMatch",
            "object_id": OTHER,
            "object_label": "Préparer son plan d'action commercial",
            "object_source": OTHER.partition("/")[0],
            "mapping_justification": "semapv:ManualMappingCuration",
            "reviewer_label": "Ana",
            "review_date": "2026-11-21",
            "reviewer_agreement": agreement,
        }
    )


@pytest.fixture
def found(store: Store, tmp_path: Path) -> Correspondences:
    """The five, with no decision on them."""
    return Correspondences.of(store, Workspace(data=tmp_path, cache=tmp_path / "cache", endpoint=None))


@pytest.fixture
def told(readings: dict[str, Reading]) -> Touched:
    """Two decisions on the fiche as it was, whose words it still prints."""
    now = version_of(readings["001"])
    rows = [decision(readings["001"], 0), decision(readings["001"], 1, "-1.0")]
    return touched(compare(replace(now, id="ancienne"), now), rows, [])


def test_decisions_follow_once_and_signed(found: Correspondences, told: Touched) -> None:
    """Both are written on the new competences, by who takes them over; a second time there is nothing to write."""
    assert len(followers(found, told).fresh) == 2
    written = carry(found, told, "Ben", DAY)
    kept = found.register.load().rows
    assert sorted(row.pair for row in kept) == sorted(row.pair for row in written.fresh)
    assert {next(end for end in row.ends if end != OTHER).partition("/")[0] for row in kept} == {AFTER}
    assert {(row.reviewer, row["review_date"], row["reviewer_agreement"]) for row in kept} == {
        ("Ben", "2027-03-04", "1.0"),
        ("Ben", "2027-03-04", "-1.0"),
    }
    again = carry(found.renewed(), told, "Ben", DAY)
    assert (again.fresh, again.decided) == ((), 2)


def test_what_cannot_be_carried_is_refused_and_writes_nothing(found: Correspondences, told: Touched) -> None:
    """No name; one certification with itself; a new version that is not in the data folder."""
    now = told.difference.new
    absent = touched(
        compare(told.difference.old, replace(now, id="RNCP99999")), [one.row for one in told.decisions], []
    )
    same = touched(compare(now, now), [], [])
    for some, reviewer, said in (
        (told, " ", "n’est pas signée"),
        (same, "Ben", "sont la même certification"),
        (absent, "Ben", "RNCP99999/.* n’est pas dans le dossier"),
    ):
        with pytest.raises(MappingError, match=said):
            carry(found, some, reviewer, DAY)
    assert not found.register.path.exists()

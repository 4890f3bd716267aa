"""Findings that a designer accepts: kept in a file, shown as accepted, back when the words change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from refgraph.core.errors import RefgraphError
from refgraph.core.namespaces import graph_iri
from refgraph.graph.ontology import read_vocabularies
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.triples import to_graph
from refgraph.graph.validation import Severity, read_shapes
from refgraph.knowledge import quality
from refgraph.knowledge.quality import Assessment
from refgraph.knowledge.quality.acceptance import Acceptance, add, read_acceptances
from tests.knowledge.quality import joiners

BEFORE = "Choisir les bois et marquer les défauts selon leur origine, afin de limiter leur empreinte carbone"
AFTER = "Choisir les bois de pays et marquer les défauts selon leur origine, afin de limiter leur empreinte carbone"
DAY = date(2026, 11, 21)


def assessed(statement: str, path: Path) -> Assessment:
    """The intact référentiel with another statement of C1, and the decisions that the file keeps."""
    reading = joiners.joiners()
    first, *others = reading.competences
    reading = replace(reading, competences=(replace(first, statement=statement), *others))
    graphs = {"vocabularies": read_vocabularies(), f"certification/{joiners.ID}": to_graph(reading)}
    store = EmbeddedStore.of({graph_iri(name): graph for name, graph in graphs.items()})
    return quality.assess(store, read_shapes(), quality.read_acceptances(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "acceptances.tsv"


def test_an_accepted_finding_is_kept_and_shown_as_accepted(path: Path) -> None:
    """The finding stays in the list with its reason, and is no longer counted as open."""
    first = assessed(BEFORE, path)
    (found,) = first.findings
    assert first.counts[Severity.INFO] == 1
    quality.accept(path, [found], "énoncé voulu par la branche", "Anne", DAY)
    again = assessed(BEFORE, path)
    (kept,) = again.findings
    assert kept.accepted is not None
    assert (kept.accepted.reason, kept.accepted.accepted_by) == ("énoncé voulu par la branche", "Anne")
    assert (again.counts[Severity.INFO], again.accepted) == (0, 1)
    assert "accepté le 21/11/2026\u00a0: énoncé voulu par la branche" in quality.render(again)


def test_it_comes_back_when_its_statement_changes(path: Path) -> None:
    """A decision on other words does not hold: the finding is open again and says why."""
    quality.accept(path, assessed(BEFORE, path).findings, "énoncé voulu", "Anne", DAY)
    again = assessed(AFTER, path)
    (found,) = again.findings
    assert found.is_open
    assert found.outdated is not None
    assert again.counts[Severity.INFO] == 1
    assert "l’énoncé a changé depuis l’acceptation du 21/11/2026" in quality.render(again)


def test_a_decision_without_its_finding_is_told(path: Path) -> None:
    """When the fault is corrected, the decision that is left over is counted, so that it can be taken out."""
    quality.accept(path, assessed(BEFORE, path).findings, "énoncé voulu", "Anne", DAY)
    corrected = "Choisir les bois selon leur origine, afin de limiter leur empreinte carbone"
    assert [each.rule for each in assessed(corrected, path).unmatched] == ["several-competences"]


def test_the_file_is_one_a_person_and_git_can_read(path: Path) -> None:
    """One decision a line, in a canonical order, under a heading."""
    quality.accept(path, assessed(BEFORE, path).findings, "énoncé\tvoulu\npar la branche", "Anne", DAY)
    heading, row = path.read_text("utf-8").splitlines()
    assert heading == "rule\tentity\tchecksum\taccepted_by\taccepted_on\treason"
    fields = row.split("\t")
    assert fields[:2] == ["several-competences", f"certification/{joiners.ID}/bloc/1/competence/C1"]
    assert fields[3:] == ["Anne", "2026-11-21", "énoncé voulu par la branche"]


def test_a_decision_is_replaced_and_withdrawn(path: Path) -> None:
    """Accepting twice keeps the last reason; withdrawing leaves nothing of it."""
    found = assessed(BEFORE, path).findings
    quality.accept(path, found, "une raison", "Anne", DAY)
    quality.accept(path, found, "une meilleure raison", "Anne", DAY)
    assert [each.reason for each in quality.read_acceptances(path)] == ["une meilleure raison"]
    assert quality.take_back(path, assessed(BEFORE, path).findings) == 1
    assert quality.read_acceptances(path) == []


def test_a_reason_is_required(path: Path) -> None:
    """« Accepté » without a reason is no decision; nothing is written."""
    with pytest.raises(RefgraphError, match="raison"):
        quality.accept(path, assessed(BEFORE, path).findings, "  ", "Anne", DAY)
    assert not path.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("verb-first\tcertification/x", "2 champs au lieu de 6"),
        ("verb-first\tcertification/x\tabc\tAnne\t21/11/2026\traison", "n’est pas une date"),
        ("verb-first\tcertification/x\tabc\tAnne\t2026-11-21\t ", "raison"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_lost(path: Path, line: str, said: str) -> None:
    """A file edited by hand may be wrong: its line is named, and the file stays as it is."""
    path.write_text(f"# relu le 20/11\n{line}\n", "utf-8")
    with pytest.raises(RefgraphError, match=said) as caught:
        quality.read_acceptances(path)
    assert caught.value.place == "acceptances.tsv, ligne\u00a02"
    assert path.read_text("utf-8") == f"# relu le 20/11\n{line}\n"


def test_references_name_a_finding_or_its_fold(path: Path) -> None:
    """The reference between brackets on the screen finds the finding again; an unknown one is refused."""
    assessment = assessed(BEFORE, path)
    (found,) = assessment.findings
    assert quality.find(assessment, found.reference) == (found,)
    assert f"[{found.reference}]" in quality.render(assessment)
    with pytest.raises(RefgraphError, match="aucun constat"):
        quality.find(assessment, "00000000")


def test_people_who_accept_at_once_lose_nothing(tmp_path: Path) -> None:
    """Who reads the file before another has written it would write the other's decision away."""
    path = tmp_path / "acceptances.tsv"

    def decide(number: int) -> None:
        day = date(2026, 11, 21)
        one = Acceptance(
            rule="verb-first", entity=f"c/{number}", checksum="0", accepted_by="A", accepted_on=day, reason="relu"
        )
        add(path, [one])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(decide, range(40)))
    assert {each.entity for each in read_acceptances(path)} == {f"c/{number}" for number in range(40)}

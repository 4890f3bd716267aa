"""A person's decision on an open mention: kept in its own file and graph, followed by every answer."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from refgraph.core import assets, ledger
from refgraph.core.errors import RegisterError
from refgraph.core.namespaces import graph_iri
from refgraph.graph.store import Store
from refgraph.knowledge.regulations import (
    Change,
    Settlement,
    evidence_of,
    find_cited,
    read_register,
    read_settlements,
    register_of,
    settlement_of,
    watch,
    write_settlement,
)
from refgraph.knowledge.regulations.register import Register
from refgraph.pipeline import build, ensure
from refgraph.workspace import Workspace

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def register() -> Register:
    return register_of(read_register())


@pytest.fixture
def own_workspace(tmp_path: Path) -> Workspace:
    shutil.copytree(assets.data() / "sources", tmp_path / "data" / "sources")
    shutil.copy(assets.data() / "catalogue.toml", tmp_path / "data")
    return Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)


def settlement(**changes: object) -> Settlement:
    fields = {
        "certification": "charge-clientele-particuliers-n6",
        "mention": "mention/5",
        "words": "Directive Crédit",
        "target": "mcd-2014",
        "settled_by": "A. Martin",
        "settled_on": TODAY,
        "comment": "Crédit immobilier, d’après le certificateur.",
    }
    return Settlement(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_settled_mention_is_ambiguous_no_more(own_workspace: Workspace, register: Register) -> None:
    """The decision holds for its mention only; the words and state in the document's own graphs stay as they were."""
    write_settlement(own_workspace.settlements, settlement(), register)
    store = ensure(own_workspace)
    evidence = evidence_of(store, TODAY)
    by_iri = {each.iri.partition("/certification/")[2]: each for each in evidence.cited}
    settled = by_iri["charge-clientele-particuliers-n6/mention/5"]
    assert (settled.words, settled.targets, settled.settled) == ("Directive Crédit", ("mcd-2014",), "A. Martin")
    assert str(settled.state) == "ambiguë"
    assert by_iri["charge-clientele-particuliers-n6/mention/8"].targets == ("ccd-2008", "ccd-2023", "mcd-2014")
    open_ones = [alert for alert in watch(evidence) if alert.change in (Change.AMBIGU, Change.ABROGE)]
    assert {each.owner.label[:3] for alert in open_ones for each in alert.cited} == {"E3 "}
    said = store.export(graph_iri("certification/charge-clientele-particuliers-n6"))
    assert not any("regulation/" in str(triple) for triple in said)
    assert len(store.export(graph_iri("settlements/charge-clientele-particuliers-n6"))) == 7


def test_a_decision_is_written_in_place_of_an_earlier_one(tmp_path: Path, register: Register) -> None:
    """One line for each mention, sorted; a second decision replaces the first, and can be read back."""
    path = tmp_path / "settlements.tsv"
    write_settlement(path, settlement(mention="mention/8"), register)
    write_settlement(path, settlement(), register)
    write_settlement(path, settlement(target="ccd-2023"), register)
    assert [(each.mention, each.target) for each in read_settlements(path, register)] == [
        ("mention/5", "ccd-2023"),
        ("mention/8", "mcd-2014"),
    ]


def test_remarks_and_breaks_do_not_break_the_file(tmp_path: Path, register: Register) -> None:
    """What a person wrote above the rows stays, and a reason on two lines is one row."""
    path = tmp_path / "settlements.tsv"
    path.write_text("# relu en réunion\n", "utf-8")
    write_settlement(path, settlement(comment="Crédit\nimmobilier\tseulement"), register)
    assert path.read_text("utf-8").startswith("# relu en réunion\n")
    assert [each.comment for each in read_settlements(path, register)] == ["Crédit immobilier seulement"]


@pytest.mark.parametrize(
    ("mention", "target", "person", "message", "remedy"),
    [
        ("mention/1", "rgpd", "A. Martin", "désigne déjà un texte", "corrigez le document"),
        ("mention/5", "rgpd", "A. Martin", "ne peut pas viser « rgpd »", "ccd-2008, ccd-2023, mcd-2014"),
        ("mention/5", "mcd-2041", "A. Martin", "« mcd-2041 » n’est pas dans le registre", "mcd-2014"),
        ("mention/5", "mcd-2014", " ", "il manque le nom de la personne", "--by"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    store: Store, mention: str, target: str, person: str, message: str, remedy: str
) -> None:
    """Only an open mention is settled, by somebody, and only to a text that bears the name."""
    evidence = evidence_of(store, TODAY)
    cited = find_cited(evidence, "charge-clientele-particuliers-n6", mention)
    draft = settlement(mention=mention, words=cited.words, target=target, settled_by=person)
    with pytest.raises(RegisterError) as refused:
        settlement_of(cited, evidence, draft)
    assert message in refused.value.message
    assert remedy in str(refused.value.remedy)


def test_a_mention_is_found_by_its_number(store: Store) -> None:
    """« 5 » is « mention/5 »; a wrong one is answered with those that are open, a wrong certification with others."""
    evidence = evidence_of(store, TODAY)
    assert find_cited(evidence, "charge-clientele-particuliers-n6", "5").words == "Directive Crédit"
    with pytest.raises(RegisterError, match=r"mention/5 \(« Directive Crédit »\), mention/6"):
        find_cited(evidence, "charge-clientele-particuliers-n6", "99")
    with pytest.raises(RegisterError, match=r"aucune certification « nulle » ne cite de texte.*RNCP31919"):
        find_cited(evidence, "nulle", "5")


def test_a_settled_mention_can_be_settled_anew(own_workspace: Workspace, register: Register) -> None:
    """The texts that bear the name are known after a first decision too."""
    write_settlement(own_workspace.settlements, settlement(), register)
    evidence = evidence_of(ensure(own_workspace), TODAY)
    cited = find_cited(evidence, "charge-clientele-particuliers-n6", "mention/5")
    assert settlement_of(cited, evidence, settlement(target="ccd-2023")).target == "ccd-2023"
    with pytest.raises(RegisterError, match="ne peut pas viser"):
        settlement_of(cited, evidence, settlement(target="rgpd"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("a\tmention/5\tmots\tmcd-2014\tA. Martin\t2026-11-21", "la ligne a 6 colonne(s) au lieu de 7"),
        ("a\tmention/5\tmots\tinconnu\tA. Martin\t2026-11-21\t", "le texte « inconnu » n’est pas dans le registre"),
        ("a\tmention/5\tmots\tmcd-2014\tA. Martin\t21/11/2026\t", "« 21/11/2026 » n’est pas une date"),
        ("a\tmention/5\tmots\tmcd-2014\t\t2026-11-21\t", "il manque la certification, la mention"),
    ],
)
def test_a_wrong_line_is_refused(tmp_path: Path, register: Register, line: str, sentence: str) -> None:
    """A decision that cannot be read is told with its line, never skipped."""
    path = tmp_path / "settlements.tsv"
    path.write_text(f"# décisions\n{line}\n", "utf-8")
    with pytest.raises(RegisterError) as refused:
        read_settlements(path, register)
    assert sentence in str(refused.value)
    assert "settlements.tsv, ligne\u00a02" in str(refused.value)


def test_a_mention_settled_twice_is_refused(tmp_path: Path, register: Register) -> None:
    """Two decisions on one mention contradict each other."""
    path = tmp_path / "settlements.tsv"
    line = "a\tmention/5\tmots\tmcd-2014\tA. Martin\t2026-11-21\t"
    path.write_text(f"{line}\n{line}\n", "utf-8")
    with pytest.raises(RegisterError, match="tranchée deux fois"):
        read_settlements(path, register)


def test_a_decision_on_other_words_does_not_count(own_workspace: Workspace, register: Register) -> None:
    """When the document changes its words, the old decision does not silently apply to the new ones; it is told."""
    write_settlement(own_workspace.settlements, settlement(words="Directive Crédit Immobilier"), register)
    done = build(own_workspace)
    assert len(done.followed.waiting) == 1
    assert "(mention/5 de charge-clientele-particuliers-n6) est sans effet" in done.followed.waiting[0]
    assert done.triples("settlements") == []


WRITER = """
import sys
from datetime import date
from pathlib import Path
from refgraph.knowledge.regulations import Settlement, read_register, register_of, write_settlement
register = register_of(read_register())
target = sorted(register.texts)[0]
for number in range(40):
    one = Settlement(certification=sys.argv[2], mention=f"mention/{number}", words="la loi", target=target,
                     settled_by="Ana", settled_on=date(2026, 11, 21))
    write_settlement(Path(sys.argv[1]), one, register)
"""


def test_two_people_who_decide_at_once_lose_nothing(tmp_path: Path, register: Register) -> None:
    """Two processes write forty decisions each into one file: all eighty are there, and the journal tells each."""
    (tmp_path / "sources").mkdir()
    path = tmp_path / "settlements.tsv"
    both = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("un", "deux")]
    assert [each.wait(timeout=120) for each in both] == [0, 0]
    kept = read_settlements(path, register)
    assert sorted({each.certification for each in kept}) == ["deux", "un"]
    assert len(kept) == 80
    assert sum(each.change == ledger.ADDED for each in ledger.read(tmp_path / "journal.tsv")) == 81

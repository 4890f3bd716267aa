"""A dossier rests on accepted alignments, is signed, and falls when a source changes."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from docx import Document
from openpyxl import load_workbook

from refgraph.core.errors import MappingError, QueryError
from refgraph.core.exports import FORMATS, to_xlsx
from refgraph.core.table import Table, show
from refgraph.graph.sssom import MappingRow, compress
from refgraph.graph.store import Store
from refgraph.knowledge.certifications import (
    ComparedBloc,
    ComparedCertification,
    ComparedCompetence,
    ComparedCriterion,
    Link,
    Links,
    accepted,
    bloc_version,
    bloc_version_of_0_1,
    bloc_versions,
    read,
)
from refgraph.knowledge.compare import CoverageState, Standing
from refgraph.knowledge.dossier import (
    BlocCorrespondence,
    Signatures,
    Verdict,
    correspond,
    correspondence_tables,
    obstacles,
    reproduction_table,
    reproductions,
    to_docx,
    to_turtle,
    waiting,
)  # fmt: skip
from refgraph.model.records import Reading
from refgraph.workspace.transaction import is_pending, recover

BASE = "https://w3id.org/refgraph/id/certification/"
FIRST, SECOND = "RNCP31919/bloc/1", "cqp-charge-affaires-entreprises/bloc/1"
DAY = date(2026, 11, 21)
GOLDENS = Path(__file__).parent


@pytest.fixture(scope="module")
def certifications(store: Store) -> list[ComparedCertification]:
    return read(store)


@pytest.fixture
def pair(certifications: list[ComparedCertification], store: Store) -> BlocCorrespondence:
    return correspond(certifications, FIRST, SECOND, accepted(store))


@pytest.fixture
def signatures(tmp_path: Path) -> Signatures:
    return Signatures(tmp_path / "correspondances.json")


def test_coverage_both_ways(pair: BlocCorrespondence) -> None:
    """Two of six competences of the one and two of five of the other: a partial correspondence."""
    for lines, unreviewed in ((pair.first_lines, 4), (pair.second_lines, 3)):
        assert [line.standing.state.value for line in lines] == ["couverte"] * 2 + ["non relue"] * unreviewed
    assert pair.proposed is Verdict.PARTIAL


@pytest.mark.parametrize(
    ("predicate", "how_many", "verdict"),
    [("exact", 2, Verdict.TOTAL), ("exact", 1, Verdict.PARTIAL), ("close", 2, Verdict.PARTIAL),
     ("narrow", 2, Verdict.PARTIAL), ("related", 2, None), ("exact", 0, None)],
)  # fmt: skip
def test_the_proposed_verdict(
    certifications: list[ComparedCertification], predicate: str, how_many: int, verdict: Verdict | None
) -> None:
    """Total needs every competence of both blocs wholly covered by the other; what nobody reviewed leads to none."""
    blocs = [next(b for o in certifications for b in o.blocs if b.iri == f"{BASE}{name}") for name in (FIRST, SECOND)]
    small = [replace(bloc, competences=bloc.competences[:2]) for bloc in blocs]
    cut = [replace(o, blocs=tuple(b for b in small if b.iri.startswith(f"{o.iri}/"))) for o in certifications]
    ends = zip(small[0].competences, small[1].competences, strict=True)
    links = Links(tuple(Link(a.iri, f"skos:{predicate}Match", b.iri) for a, b in ends)[:how_many])
    assert correspond(cut, FIRST, SECOND, links).proposed is verdict


def test_proposals_do_not_count(certifications: list[ComparedCertification]) -> None:
    """A dossier rests on what people have accepted, whatever the tool proposes."""
    one, other = (f"{BASE}{name}/competence/C1" for name in (FIRST, SECOND))
    links = Links((Link(one, "skos:exactMatch", other, reviewed=False),))
    assert correspond(certifications, FIRST, SECOND, links).proposed is None


def test_nothing_is_handed_in_unsigned(pair: BlocCorrespondence, signatures: Signatures) -> None:
    """A verdict has a person and a reason, else it is no verdict."""
    assert obstacles(pair, signatures.of(pair)) == ["le verdict n’est pas signé."]
    for person, reason in (("", "vu"), ("Ana", " ")):
        with pytest.raises(MappingError, match="un verdict est signé et motivé"):
            signatures.sign(pair, Verdict.PARTIAL, person, reason, DAY)
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "deux compétences communes", DAY)
    assert obstacles(pair, signatures.of(pair)) == []


def test_a_changed_source_blocks(pair: BlocCorrespondence, signatures: Signatures) -> None:
    """A word that changes in a competence of either bloc, and the signature no longer holds."""
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "vu", DAY)
    first, *others = pair.first.competences
    now = replace(pair, first=replace(pair.first, competences=(replace(first, statement="Autre"), *others)))
    (sentence,) = obstacles(now, signatures.of(now))
    assert "a changé depuis la signature du 21/11/2026" in sentence


def test_an_alignment_to_confirm_blocks(pair: BlocCorrespondence, signatures: Signatures) -> None:
    """While a decision on one of the competences waits, the dossier waits."""
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "vu", DAY)
    waiting = [frozenset((pair.first.competences[0].iri, f"{BASE}autre"))]
    assert "à revalider" in obstacles(pair, signatures.of(pair), waiting)[0]


def test_signing_again_replaces(
    pair: BlocCorrespondence, signatures: Signatures, certifications: list[ComparedCertification], store: Store
) -> None:
    """One verdict per pair of blocs, whichever way round it is asked for."""
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "vu", DAY)
    back = correspond(certifications, SECOND, FIRST, accepted(store))
    signatures.sign(back, Verdict.NONE, "Bob", "relu", DAY)
    assert [(one.person, one.verdict) for one in signatures.load()] == [("Bob", "aucune")]


def test_each_pair_of_blocs_has_its_own_signature(
    pair: BlocCorrespondence, signatures: Signatures, certifications: list[ComparedCertification], store: Store
) -> None:
    """Of two signed pairs that share a bloc each is found with its own verdict; a third pair stays unsigned."""
    other, third = (correspond(certifications, FIRST, f"{SECOND[:-1]}{number}", accepted(store)) for number in (2, 3))
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "vu", DAY)
    signatures.sign(other, Verdict.NONE, "Bob", "rien de commun", DAY)
    assert [(one.second, one.verdict, one.person) for one in signatures.load()] == [
        ("rgid:cqp-charge-affaires-entreprises/bloc/1", "partielle", "Ana"),
        ("rgid:cqp-charge-affaires-entreprises/bloc/2", "aucune", "Bob"),
    ]
    back = correspond(certifications, f"{SECOND[:-1]}2", FIRST, accepted(store))
    found = [signatures.of(one) for one in (pair, other, third, back)]
    assert [one.person if one else None for one in found] == ["Ana", "Bob", None, "Bob"]
    assert obstacles(third, signatures.of(third)) == ["le verdict n’est pas signé."]


def test_only_alignments_of_these_blocs_are_waited_for(pair: BlocCorrespondence) -> None:
    """What has to be confirmed in other blocs does not hold this dossier up; how many wait is told."""
    elsewhere = frozenset((f"{BASE}RNCP31919/bloc/2/competence/C7", f"{BASE}autre"))
    here = [frozenset((bloc.competences[0].iri, f"{BASE}autre")) for bloc in (pair.first, pair.second)]
    assert waiting(pair, [elsewhere]) == []
    assert waiting(pair, [elsewhere, *here]) == here
    assert obstacles(pair, None, [elsewhere, *here])[0] == (
        "des alignements de ces blocs sont à revalider (2)\u00a0: un énoncé a changé."
    )


def test_a_broken_file_is_told(signatures: Signatures) -> None:
    """A file that somebody edited wrongly gives one sentence."""
    signatures.path.write_text("[{}]", "utf-8")
    with pytest.raises(MappingError, match="les verdicts signés sont illisibles"):
        signatures.load()


def test_what_a_certifier_takes_away(pair: BlocCorrespondence, signatures: Signatures) -> None:
    """Word, workbook and Turtle say the same, each line with its passage."""
    signature = signatures.sign(pair, Verdict.PARTIAL, "Ana", "deux compétences communes", DAY)
    tables = correspondence_tables(pair, signature)
    text = "\n".join(cell.text for table in Document(io.BytesIO(to_docx("D", tables))).tables
                     for row in table.rows for cell in row.cells)  # fmt: skip
    sheets = load_workbook(io.BytesIO(to_xlsx(*tables))).worksheets
    cells = "\n".join(str(cell.value) for sheet in sheets for row in sheet for cell in row)
    assert tables[0].rows[-2] == ("Date", DAY, "")
    turtle = to_turtle(pair, signature).decode()
    for said in (text, cells):
        assert "deux compétences communes" in said
        assert "001_f93b1616b69b22ca.txt, ligne\u00a097" in said
        assert "Niveau 7" in said
    assert "rg:blocCorrespondsTo" in turtle
    assert "signée par Ana le 2026-11-21 : deux compétences communes" in turtle
    assert turtle.count("dcterms:bibliographicCitation") == 11


def handed_in(pair: BlocCorrespondence, signatures: Signatures) -> tuple[list[Table], bytes]:
    """The tables and the Turtle of a signed dossier: two decisions, one of them a rejection."""
    signature = signatures.sign(pair, Verdict.PARTIAL, "Ana", "deux compétences communes", DAY)
    covered, rejected = pair.first_lines[0], replace(pair.first_lines[-1], standing=Standing(CoverageState.ABSENT))
    decisions = {
        frozenset((covered.competence.iri, covered.standing.links[0].subject)): MappingRow(
            {"reviewer_label": "Ana", "review_date": "2026-11-02", "reviewer_agreement": "1.0", "comment": "même geste"}
        ),
        frozenset((rejected.competence.iri, pair.second.competences[0].iri)): MappingRow(
            {"reviewer_label": "Bob", "reviewer_agreement": "-1.0", "predicate_modifier": "Not"}
        ),
    }
    known = replace(pair, first_lines=(*pair.first_lines[:-1], rejected))
    return list(correspondence_tables(known, signature, decisions)), to_turtle(pair, signature)


def test_a_dossier_says_what_a_person_checked(pair: BlocCorrespondence, signatures: Signatures) -> None:
    """Every word of a signed dossier stands in `dossier.md`, every statement of its Turtle in `dossier.ttl`."""
    tables, turtle = handed_in(pair, signatures)
    said = "\n".join(FORMATS["md"].write(table).decode() for table in tables)
    for golden, text in ((GOLDENS / "dossier.md", said), (GOLDENS / "dossier.ttl", turtle.decode())):
        if os.environ.get("REWRITE_GOLDENS"):
            golden.write_text(text, "utf-8")
        assert text == golden.read_text("utf-8")


def test_a_dossier_in_word_has_its_contents_remarks_and_annexes() -> None:
    """The day, the remarks, the contents where there are several parts, and the annexes from a page of their own."""
    one, two, three = (Table(("Colonne",), ((name,),), title=name) for name in ("Un", "Deux", "Trois"))
    document = Document(io.BytesIO(to_docx("Titre", [one, two], ["À lire."], [three])))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:3] == ["Titre", f"Établi le {date.today():%d/%m/%Y} avec refgraph.", "À lire."]
    headings = [each for each in document.paragraphs if each.style and each.style.name == "Heading 2"]
    assert [each.text for each in headings] == ["Un", "Deux", "Annexe 1 – Trois"]
    assert [text.strip() for text in texts if text.endswith("\t")] == ["Un", "Deux", "Annexe 1 – Trois"]
    breaks = [at for at, each in enumerate(document.paragraphs) if 'w:type="page"' in each._p.xml]
    assert [document.paragraphs[at + 1].text for at in breaks] == ["Annexe 1 – Trois"]
    alone = Document(io.BytesIO(to_docx("Titre", [one, two])))
    assert [each.text for each in alone.paragraphs if each.text][2:] == ["Un", "Deux"]


def test_a_verdict_without_any_decision_says_so(
    certifications: list[ComparedCertification], pair: BlocCorrespondence
) -> None:
    """No verdict is proposed where nobody has decided; one in part says how much is left to review."""
    alone = correspond(certifications, FIRST, SECOND, Links())
    assert correspondence_tables(alone, None)[0].rows[4][1] == "non établi (11\u00a0compétences non relues)"
    assert correspondence_tables(pair, None)[0].rows[4][1] == "partielle (7\u00a0compétences non relues)"


def test_activities_and_modalities_lead_to_their_passages(pair: BlocCorrespondence) -> None:
    """What a bloc says is found again in its document, and no two modalities stand in one row as if they matched."""
    table = next(one for one in correspondence_tables(pair, None) if one.title.startswith("Activités et modalités"))
    assert [(show(bloc)[:6], aspect) for bloc, aspect, _ in table.rows].count(("Bloc\u00a01", "Activité")) >= 1
    said = [str(text) for *_, text in table.rows if text]
    assert len(said) == 12
    assert "Préparation et suivi de l’activité commerciale [000_400e290180d10368.txt, ligne\u00a028]" in said
    assert all(text.endswith("]") for text in said)


def test_each_competence_has_its_decision_and_both_wordings(pair: BlocCorrespondence) -> None:
    """Who decided, when and why, the words of both documents and the criteria of both stand in one row."""
    line = pair.first_lines[0]
    (link,) = line.standing.links
    row = MappingRow({"reviewer_label": "Ana", "review_date": "2026-11-02", "reviewer_agreement": "1.0",
                      "comment": "même geste"})  # fmt: skip
    tables = correspondence_tables(pair, None, {frozenset((line.competence.iri, link.subject)): row})
    covered = next(one for one in tables if one.title.startswith("Couverture de Bloc"))
    cells = dict(zip(covered.columns, covered.rows[0], strict=True))
    assert (str(cells["Décidé par"]), str(cells["Pourquoi"])) == ("Ana, 02/11/2026", "même geste")
    assert "001_f93b1616b69b22ca.txt, ligne\u00a097" in str(cells["Passages"])
    assert "000_400e290180d10368.txt" in str(cells["Passages"])
    assert cells["Critères"] is None
    assert str(cells["Critères de l’autre"]).count("\n") >= 1
    unreviewed = dict(zip(covered.columns, covered.rows[-1], strict=True))
    assert [unreviewed[name] for name in ("Par", "Critères de l’autre", "Décidé par", "Pourquoi")] == ["–"] * 4
    assert tables[-1].title == "Signature du certificateur"


def test_a_rejection_is_told_with_who_rejected(pair: BlocCorrespondence) -> None:
    """An absence rests on the rejections: each is named."""
    line = replace(pair.first_lines[-1], standing=Standing(CoverageState.ABSENT))
    row = MappingRow({"reviewer_label": "Bob", "reviewer_agreement": "-1.0", "predicate_modifier": "Not"})
    other = pair.second.competences[0].iri
    tables = correspondence_tables(
        replace(pair, first_lines=(line,)), None, {frozenset((line.competence.iri, other)): row}
    )
    covered = next(one for one in tables if one.title.startswith("Couverture de Bloc"))
    assert covered.rows[0][5:7] == ("Bob (rejet)", "sans motif écrit")


def test_a_signature_is_withdrawn_with_trace(pair: BlocCorrespondence, signatures: Signatures) -> None:
    """What was signed and is taken back blocks the dossier again, and stays to be read with who, when and why."""
    with pytest.raises(MappingError, match="il n’y a rien à retirer"):
        signatures.withdraw(pair, "Bob", "erreur", DAY)
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "vu", DAY)
    with pytest.raises(MappingError, match="un retrait est signé et motivé"):
        signatures.withdraw(pair, "Bob", " ", DAY)
    signatures.withdraw(pair, "Bob", "relu  depuis", date(2026, 11, 30))
    assert obstacles(pair, signatures.of(pair)) == ["le verdict n’est pas signé."]
    (gone,) = signatures.withdrawals()
    assert (gone.person, gone.withdrawn_by, gone.withdrawn_on, gone.withdrawn_for) == (
        "Ana", "Bob", "2026-11-30", "relu depuis",
    )  # fmt: skip
    signatures.sign(pair, Verdict.NONE, "Ana", "relu", DAY)
    signatures.withdraw(pair, "Ana", "encore", DAY)
    assert [one.verdict for one in signatures.withdrawals()] == ["partielle", "aucune"]


def test_a_withdrawal_that_is_cut_short_is_whole_or_absent(
    pair: BlocCorrespondence, signatures: Signatures, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before both files are written aside nothing is withdrawn; killed after, who comes next finds it done."""
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "vu", DAY)

    class KilledError(BaseException):
        pass

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr("refgraph.core.files.aside", killed)
        with pytest.raises(KilledError):
            signatures.withdraw(pair, "Bob", "erreur", DAY)
    assert (signatures.of(pair) is not None, signatures.withdrawals()) == (True, [])
    with monkeypatch.context() as patched:
        patched.setattr("refgraph.workspace.transaction._carry_out", lambda top: killed() if is_pending(top) else None)
        with pytest.raises(KilledError):
            signatures.withdraw(pair, "Bob", "erreur", DAY)
    recover(signatures.path.parent)
    assert (signatures.of(pair), [one.withdrawn_by for one in signatures.withdrawals()]) == (None, ["Bob"])


@pytest.mark.parametrize("names", [("RNCP31919/bloc/9", SECOND), (FIRST, "RNCP31919/bloc/2")])
def test_a_wrong_choice_is_told(certifications: list[ComparedCertification], names: tuple[str, str]) -> None:
    """An unknown bloc, or two of one certification."""
    with pytest.raises(QueryError, match=r"n’est pas un bloc du graphe|de la même certification"):
        correspond(certifications, *names, Links())


def test_literal_reproduction(certifications: list[ComparedCertification]) -> None:
    """The two statements that 000 and 002 share word for word are the longest; no certifier is printed in them."""
    copies = reproductions(certifications)
    assert [(copy.words, copy.kind, copy.certifier) for copy in copies[:2]] == [
        (20, "mot pour mot", "non documenté"),
        (18, "mot pour mot", "non documenté"),
    ]
    assert copies[0].common.startswith("Personnaliser la relation quel que soit le canal utilisé")
    assert copies[1].common.startswith("Mettre en œuvre une démarche d'après-vente valorisante")
    assert all(copy.first.certification.iri != copy.second.certification.iri for copy in copies)
    assert len(copies) == 29
    assert all(copy.words >= 6 or copy.likeness >= 85 for copy in copies)


@pytest.mark.parametrize(
    ("certifiers", "word"),
    [
        ((("Banque A",), ("banque a", "X")), "même certificateur"),
        ((("Banque A",), ("Banque B",)), "autre certificateur"),
        (((), ("Banque B",)), "non documenté"),
    ],
)
def test_who_copies_whom(
    certifications: list[ComparedCertification], certifiers: tuple[tuple[str, ...], tuple[str, ...]], word: str
) -> None:
    """Copying oneself is not copying others; a certifier that no document prints is unknown."""
    two = [
        o for o in certifications if o.iri.endswith(("charge-affaires-entreprises", "charge-clientele-particuliers-n6"))
    ]
    known = [replace(certification, certifiers=names) for certification, names in zip(two, certifiers, strict=True)]
    copies = reproductions(known)
    assert {copy.certifier for copy in copies} == {word}
    assert {row[1] for row in reproduction_table(copies).rows} == {word}


def test_a_short_statement_nearly_the_same_is_a_copy() -> None:
    """Fewer than six words in common count where both texts are alike; a criterion of two competences counts once."""
    said = ComparedCriterion("a/k", "Le stock est à jour chaque soir", None, None)
    mark = ComparedCriterion("a/m", "60 % de bonnes réponses au questionnaire final", Decimal("0.60"), None)

    def one(name: str, statement: str, *criteria: ComparedCriterion) -> ComparedCertification:
        both = [ComparedCompetence(f"{name}/{n}", text, n, f"C{n}", criteria=criteria)
                for n, text in enumerate((statement, f"Autre chose pour {name}"), 1)]  # fmt: skip
        bloc = ComparedBloc(f"{name}/bloc", "1", "Bloc", 1, tuple(both))
        return ComparedCertification(name, name, (bloc,), None, (), (), None)

    first = one("a", "Tenir le stock du magasin central", said, mark)
    second = one("b", "Tenir le stock du magasin centralisé", replace(said, iri="b/k"), replace(mark, iri="b/m"))
    assert [(copy.first.iri, copy.second.iri, copy.words, copy.kind) for copy in reproductions([first, second])] == [
        ("a/k", "b/k", 7, "mot pour mot"),
        ("a/1", "b/1", 5, "quasi-copie"),
    ]
    assert reproduction_table(reproductions([first])).empty == (
        "Aucun passage commun d’au moins 6 mots, et aucun texte semblable à 85\u202f% ou plus, lettre à lettre."
    )


def test_a_bloc_has_one_version_in_record_and_graph(
    certifications: list[ComparedCertification], readings: dict[str, Reading]
) -> None:
    """A build finds where the words of a signed bloc stand by what it has read: that must be what was signed."""
    stored = {compress(bloc.iri): bloc_version(bloc) for one in certifications for bloc in one.blocs}
    read_ = {curie: version for one in readings.values() for curie, version in bloc_versions(one).items()}
    assert read_ == stored
    assert len(read_) == 18


def test_a_signature_of_0_1_holds(pair: BlocCorrespondence, signatures: Signatures) -> None:
    """Version 0.1 signed with the IRIs of the competences: where nothing has moved, nobody has to sign again."""
    signature = signatures.sign(pair, Verdict.PARTIAL, "Ana", "relu", DAY)
    older = msgspec.structs.replace(
        signature,
        first_version=bloc_version_of_0_1(pair.first),
        second_version=bloc_version_of_0_1(pair.second),
    )
    assert older != signature
    assert obstacles(pair, older) == []

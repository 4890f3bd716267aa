"""Decisions outlive a change of the documents: they follow the words that they were taken on, or wait and are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from refgraph.graph.validation import read_shapes
from refgraph.knowledge.certifications import accepted, read
from refgraph.knowledge.decisions import Decision, DecisionRegister, Review, Statement, decide
from refgraph.knowledge.dossier import Signatures, Verdict, correspond, obstacles
from refgraph.knowledge.quality import accept, read_findings
from refgraph.pipeline import Build, build
from refgraph.workspace import Workspace

_BASE = "https://w3id.org/refgraph/id/certification/"
_HEAD = """## {title} – Titre niveau 5

| RÉFÉRENTIEL D'ACTIVITÉS | RÉFÉRENTIEL DE COMPÉTENCES | MODALITÉS D'ÉVALUATION | CRITÈRES D'ÉVALUATION |
|---|---|---|---|
| **BLOC 1 – Servir les clients** | | | |
"""
_ROW = "| A1. Accueillir | {statement} | Mise en situation | Les mots sont justes |\n"
_K02 = "pret/bloc/1/competence/k02"
_BLOC = "| **BLOC {number} – Suivre les dossiers** | | | |\n"
_FIRST = ("Présenter les offres de prêt au client.", "Appliquer la Directive Crédit à chaque dossier.")
_ADDED = "Rappeler les règles de la Directive Crédit en équipe."
_SECOND = ("Présenter au client les offres de prêt.",)
_SETTLEMENTS = (
    "# relu en novembre\r\n"
    "certification\tmention\twords\ttarget\tsettled_by\tsettled_on\tcomment\r\n"
    "pret\tmention/1\tDirective Crédit\tmcd-2014\tA. Martin\t2026-11-21\tvu mention/1\r\n"
)


def document(folder: Path, name: str, title: str, *blocs: tuple[str, ...]) -> None:
    """Write a référentiel of blocs with these competences, which bear no codes."""
    text = _HEAD.format(title=title)
    for number, statements in enumerate(blocs, 1):
        text += _BLOC.format(number=number) if number > 1 else ""
        text += "".join(_ROW.format(statement=each) for each in statements)
    (folder / f"{name}.md").write_text(text, "utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """Two référentiels, a decision on the second competence of the first of them, and one on its only mention."""
    sources = tmp_path / "data" / "sources"
    sources.mkdir(parents=True)
    document(sources, "pret", "Conseiller en prêts", _FIRST)
    document(sources, "guichet", "Agent de guichet", _SECOND)
    (tmp_path / "data" / "catalogue.toml").write_text('[documents]\n"pret.md" = "pret"\n"guichet.md" = "guichet"\n')
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    one, other = (
        Statement(f"{_BASE}{name}", text, f"{_BASE}{name.partition('/')[0]}")
        for name, text in (("pret/bloc/1/competence/k02", _FIRST[1]), ("guichet/bloc/1/competence/k01", _SECOND[0]))
    )
    review = Review(Decision.ACCEPT, "Ana", date(2026, 11, 21), "skos:closeMatch")
    DecisionRegister(workspace.mappings / "competences.sssom.tsv").record([decide(one, other, review)])
    workspace.settlements.write_bytes(_SETTLEMENTS.encode())
    return workspace


def mappings(built: Build) -> list[str]:
    """The end of each IRI of the reviewed correspondences, one way."""
    return sorted(
        f"{str(each.subject)[1:-1].removeprefix(_BASE)} {str(each.object)[1:-1].removeprefix(_BASE)}"
        for each in built.graphs["mappings"]
        if "guichet" in str(each.subject) and str(each.predicate).endswith("Match>")
    )


def targets(built: Build) -> list[str]:
    """Which mention means which text by a person's decision."""
    return [
        f"{str(each.subject)[1:-1].removeprefix(_BASE)} {str(each.object)[1:-1].rpartition('/')[2]}"
        for each in built.triples("settlements")
        if str(each.predicate).endswith("mentionTarget>")
    ]


def test_nothing_moves_where_nothing_changed(own: Workspace) -> None:
    """A build on the documents that people decided on leaves their files alone and has nothing to tell."""
    before = {path: path.read_bytes() for path in (own.settlements, own.mappings / "competences.sssom.tsv")}
    done = build(own)
    assert (done.followed.moved, done.followed.waiting) == ((), ())
    assert {path: path.read_bytes() for path in before} == before
    assert mappings(done) == ["guichet/bloc/1/competence/k01 pret/bloc/1/competence/k02"]
    assert targets(done) == ["pret/mention/1 mcd-2014"]


def test_a_competence_inserted_above_takes_no_decision_along(own: Workspace) -> None:
    """The decision goes from k02 to k03 with its words; one line of the file changes, and the build tells."""
    path = own.mappings / "competences.sssom.tsv"
    before = path.read_text("utf-8").splitlines()
    document(own.sources, "pret", "Conseiller en prêts", ("Accueillir le client.", *_FIRST))
    done = build(own)
    assert done.followed.moved == (
        "competences.sssom.tsv\u00a0: rgid:pret/bloc/1/competence/k02 est maintenant rgid:pret/bloc/1/competence/k03",
    )
    assert done.followed.waiting == ()
    assert mappings(done) == ["guichet/bloc/1/competence/k01 pret/bloc/1/competence/k03"]
    after = path.read_text("utf-8").splitlines()
    assert [(one, two) for one, two in zip(before, after, strict=True) if one != two] == [
        (before[-1], before[-1].replace("k02", "k03"))
    ]
    assert own.is_ready()
    assert build(own).followed == type(done.followed)()


def test_a_decision_whose_words_are_gone_waits(own: Workspace) -> None:
    """The statement is reworded and the mention with it: both decisions stay in their files, say nothing of the graph,
    are told, and stop nothing."""
    before = {path: path.read_bytes() for path in (own.settlements, own.mappings / "competences.sssom.tsv")}
    document(own.sources, "pret", "Conseiller en prêts", (_FIRST[0], "Appliquer le RGPD à chaque dossier."))
    done = build(own)
    assert done.followed.moved == ()
    assert done.followed.waiting == (
        "competences.sssom.tsv\u00a0: la décision de Ana sur rgid:guichet/bloc/1/competence/k01 et "
        "rgid:pret/bloc/1/competence/k02 est à revalider, car un énoncé a changé ou n’est plus là",
        "settlements.tsv\u00a0: la décision de A. Martin sur «\u00a0Directive Crédit\u00a0» (mention/1 de pret) est "
        "sans effet, car le document ne dit plus ces mots à cet endroit",
    )
    assert (mappings(done), targets(done)) == ([], [])
    assert {path: path.read_bytes() for path in before} == before


def test_a_settled_mention_follows_its_words(own: Workspace) -> None:
    """Another mention above makes of mention/1 mention/2: the decision follows, its comment and line ends stay."""
    document(own.sources, "pret", "Conseiller en prêts", ("Appliquer le RGPD.", *_FIRST))
    done = build(own)
    assert "settlements.tsv\u00a0: mention/1 de pret («\u00a0Directive Crédit\u00a0») est maintenant mention/2" in (
        done.followed.moved
    )
    assert targets(done) == ["pret/mention/2 mcd-2014"]
    assert own.settlements.read_bytes() == _SETTLEMENTS.replace("pret\tmention/1", "pret\tmention/2").encode()


def test_a_settled_mention_does_not_choose(own: Workspace) -> None:
    """Where the words stand twice and neither at the old place, nobody says which was meant: the decision waits."""
    document(own.sources, "pret", "Conseiller en prêts", ("Appliquer le RGPD.", _ADDED, _FIRST[1]))
    done = build(own)
    assert [sentence.partition("\u00a0:")[0] for sentence in done.followed.waiting] == ["settlements.tsv"]
    assert targets(done) == []
    assert own.settlements.read_bytes() == _SETTLEMENTS.encode()


def sign(own: Workspace) -> Path:
    """A verdict on the bloc of the first référentiel and that of the second, and the file that keeps it."""
    done = build(own)
    store = own.builds.open(done.key)
    pair = correspond(read(store), "pret/bloc/1", "guichet/bloc/1", accepted(store))
    signatures = Signatures(own.mappings / "correspondances.json")
    signatures.sign(pair, Verdict.PARTIAL, "Ana", "relu ensemble", date(2026, 11, 21))
    return signatures.path


def test_a_signature_follows_its_bloc(own: Workspace) -> None:
    """A bloc put before it makes of bloc 1 bloc 2: the signature goes along, holds there, and the build tells."""
    path = sign(own)
    before = path.read_text("utf-8")
    document(own.sources, "pret", "Conseiller en prêts", ("Accueillir le client.",), _FIRST)
    done = build(own)
    told = "correspondances.json\u00a0: rgid:pret/bloc/1 est maintenant rgid:pret/bloc/2"
    assert [sentence for sentence in done.followed.moved if sentence.startswith("corr")] == [told]
    assert path.read_text("utf-8") == before.replace("rgid:pret/bloc/1", "rgid:pret/bloc/2")
    store = own.builds.open(done.key)
    pair = correspond(read(store), "pret/bloc/2", "guichet/bloc/1", accepted(store))
    assert obstacles(pair, Signatures(path).of(pair)) == []


def test_a_signature_on_other_words_stays(own: Workspace) -> None:
    """A statement of the bloc changed: the signature stays in its file, and the dossier asks to sign again."""
    path = sign(own)
    before = path.read_bytes()
    document(own.sources, "pret", "Conseiller en prêts", ("Accueillir le client.",), (_FIRST[0],))
    done = build(own)
    assert [sentence for sentence in done.followed.moved if sentence.startswith("corr")] == []
    assert path.read_bytes() == before
    store = own.builds.open(done.key)
    pair = correspond(read(store), "pret/bloc/1", "guichet/bloc/1", accepted(store))
    assert "a changé depuis la signature du 21/11/2026" in obstacles(pair, Signatures(path).of(pair))[0]


def accepted_finding(own: Workspace) -> bytes:
    """The file of accepted findings, once somebody has accepted that k02 tells no purpose."""
    done = build(own)
    found = read_findings(done.report, read_shapes(), own.builds.open(done.key))
    accept(
        own.acceptances,
        [each for each in found if each.rule.name == "purpose-missing" and each.place.iri == f"{_BASE}{_K02}"],
        "énoncé voulu",
        "Ana",
        date(2026, 11, 21),
    )
    return own.acceptances.read_bytes()


def test_an_accepted_finding_follows_its_words(own: Workspace) -> None:
    """The finding on k02 was accepted; a competence put before it makes k03 of it, and it stays accepted."""
    before = accepted_finding(own)
    document(own.sources, "pret", "Conseiller en prêts", ("Accueillir le client.", *_FIRST))
    done = build(own)
    told = (
        "acceptances.tsv\u00a0: certification/pret/bloc/1/competence/k02, accepté par Ana (purpose-missing), "
        "est maintenant certification/pret/bloc/1/competence/k03"
    )
    assert [sentence for sentence in done.followed.moved if sentence.startswith("acc")] == [told]
    assert own.acceptances.read_bytes() == before.replace(b"k02", b"k03")
    assert build(own).followed.moved == ()


def test_an_accepted_finding_does_not_choose(own: Workspace) -> None:
    """Where its words stand twice and neither at the old place, nobody says which was meant: the file stays."""
    before = accepted_finding(own)
    document(own.sources, "pret", "Conseiller en prêts", (_FIRST[1], "Accueillir le client.", _FIRST[1]))
    done = build(own)
    assert [sentence for sentence in done.followed.moved if sentence.startswith("acc")] == []
    assert own.acceptances.read_bytes() == before


def test_a_broken_file_of_accepted_findings_stops_nothing(own: Workspace) -> None:
    """It is told with its line, and the build ends."""
    own.acceptances.write_text("purpose-missing\n", "utf-8")
    waiting = build(own).followed.waiting
    assert [one for one in waiting if one.startswith("acc")] == [
        "acceptances.tsv, ligne\u00a01 : la ligne compte 1 champs au lieu de 6. Corrigez la ligne, ou retirez-la."
    ]


def test_a_file_of_a_broken_table_is_not_rewritten(own: Workspace) -> None:
    """A mapping file that is no SSSOM is told with what is wrong, says nothing of the graph, and stays as it is."""
    path = own.mappings / "competences.sssom.tsv"
    path.write_text(path.read_text("utf-8") + "rgid:pret/bloc/1/competence/k02\n", "utf-8")
    before = path.read_bytes()
    document(own.sources, "pret", "Conseiller en prêts", ("Accueillir le client.", *_FIRST))
    done = build(own)
    [told] = [one for one in done.refused if one.document == "competences.sssom.tsv"]
    assert "n’a pas le même nombre de cellules" in told.reason
    assert mappings(done) == []
    assert path.read_bytes() == before

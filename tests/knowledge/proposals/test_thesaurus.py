"""The thesaurus is a file that users edit: what they write there is what the alignment finds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph
import pytest

from refgraph.core import assets
from refgraph.core.errors import MappingError
from refgraph.knowledge.proposals import propose
from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.language import clauses
from refgraph.knowledge.proposals.thesaurus import FoundConcept, load
from refgraph.knowledge.wording import words

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://w3id.org/refgraph/voc/thesaurus/> .
"""


def names(found: Sequence[FoundConcept]) -> list[str]:
    return [one.concept.rsplit("/", 1)[1] for one in found]


def test_it_is_sound() -> None:
    """Every concept has one French label and every broader concept exists: an editor's slip is found here."""
    triples = [quad.triple for quad in pyoxigraph.parse(path=str(assets.data() / "thesaurus.ttl"))]
    labelled = [
        t.subject.value for t in triples if t.predicate.value.endswith("prefLabel") and t.object.language == "fr"
    ]
    assert len(labelled) == len(set(labelled)) == 222
    pointed = {t.object.value for t in triples if t.predicate.value.endswith(("broader", "member"))}
    assert pointed <= set(labelled)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gérer les litiges et plaintes", ["reclamation", "reclamation"]),
        ("Embaucher un salarié", ["recrutement", "ressources-humaines"]),
        ("Respecter le RGDP", ["donnees-personnelles"]),
        ("Contribuer au bonheur", []),
    ],
)
def test_topics(text: str, expected: list[str]) -> None:
    """Synonyms, other word forms and known misprints lead to the concept; unknown words lead nowhere."""
    assert names(load().find_topics(words(text))) == expected


def test_longest_term_first() -> None:
    """« analyse financière » is one notion, not analysis and finance."""
    assert names(load().find_topics(words("Conduire une analyse financière"))) == ["analyse-financiere"]


def test_a_user_file_is_used(tmp_path: Path) -> None:
    """A synonym that a user adds brings two statements together that share no word."""
    path = tmp_path / "thesaurus.ttl"
    path.write_text(
        HEAD + 't:ruche a skos:Concept ; skos:prefLabel "ruche"@fr ; skos:altLabel "colonie d’abeilles"@fr .', "utf-8"
    )
    items = [Item("a/1", "a", "Visiter une ruche"), Item("b/1", "b", "Observer une colonie d’abeilles")]
    assert propose(items, vocabulary=load(path))[0].explanation.concepts == ("ruche",)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    """A user who breaks the Turtle reads which file and what to do."""
    path = tmp_path / "thesaurus.ttl"
    path.write_text("t:x a skos:Concept", "utf-8")
    with pytest.raises(MappingError, match=r"ligne\s1 : le thésaurus ne peut pas être lu .*« t: » n’est pas déclaré"):
        load(path)


@pytest.mark.parametrize(
    ("statement", "main", "means", "purpose"),
    [
        ("Évaluer un projet à l’aide d’outils, afin d’agir", "Évaluer un projet", "à l’aide d’outils", "afin d’agir"),
        ("En lien avec l’équipe, planifier les soins", "planifier les soins", "En lien avec l’équipe,", ""),
        ("Être capable de conseiller un client", "conseiller un client", "", ""),
        ("Réaliser à l’aide d’outils le bilan", "Réaliser à l’aide d’outils le bilan", "", ""),
    ],
)  # fmt: skip
def test_clauses(statement: str, main: str, means: str, purpose: str) -> None:
    """What is done, by which means, to what end: the main clause weighs most."""
    found = clauses(statement)
    assert (found.main, found.means.rstrip(","), found.purpose) == (main, means.rstrip(","), purpose)

"""The register: the shipped one passes its check, a broken one is refused with its line, an aged one is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from refgraph.core.errors import RegisterError
from refgraph.knowledge.regulations import read_register, register_of, register_path, require_known_terms, stale

SHIPPED = register_path().read_text("utf-8")

FAULTS = [
    (
        "dcterms:isReplacedBy r:ccd-2023",
        "dcterms:isReplacedBy r:ccd-2008",
        "r:ccd-2008 a ",
        "Ce texte se remplace lui-même, directement ou par d’autres.",
    ),
    (
        'eli:date_no_longer_in_force "2026-11-20"',
        'eli:date_no_longer_in_force "2008-01-01"',
        "r:ccd-2008 a ",
        "Les dates de ce texte ne sont pas dans l’ordre",
    ),
    (
        "rg:renumberedTo r:rg-amf\\/312-3 ",
        "rg:renumberedTo r:rg-amf\\/312-99 ",
        "r:rg-amf\\/313-7-1 a ",
        "Le texte ou l’article rg-amf/312-99 n’est pas dans le registre.",
    ),
    (
        'rg:code "313-39" ;\n    eli:is_part_of r:rg-amf ',
        'rg:code "313-39" ',
        "r:rg-amf\\/313-39 a ",
        "Cet article n’est rattaché à aucun texte du registre.",
    ),
    (
        'dcterms:source "http://data.europa.eu/eli/dir/2008/48/oj"^^xsd:anyURI ;\n    ',
        "",
        "v:ccd-2008-2 a ",
        "Cette vérification n’a pas de source (dcterms:source).",
    ),
    (
        "rg:verifies r:rgpd ;\n    rg:verifiedProperty eli:date_document , ",
        "rg:verifies r:rgpd ;\n    rg:verifiedProperty ",
        "r:rgpd a ",
        "Aucune vérification ne couvre le fait « eli:date_document » de ce texte",
    ),
    (
        '    eli:is_part_of r:amf ;\n    dcterms:identifier "https://www.amf-france.org/fr/eli',
        '    eli:is_part_of r:rg-amf ;\n    dcterms:identifier "https://www.amf-france.org/fr/eli',
        "r:rg-amf a ",
        "Ce texte fait partie de lui-même, directement ou par d’autres.",
    ),
    (
        "eli:amended_by r:arrete-2017-12-20",
        "eli:amended_by r:rg-amf",
        "r:rg-amf a ",
        "Ce texte se modifie lui-même.",
    ),
    (
        "rg:regulator o:amf ;\n    eli:date_document",
        "rg:regulator o:afm ;\n    eli:date_document",
        "r:rg-amf a ",
        "L’autorité afm",
    ),
    ('"2026-11-20"^^xsd:date', '"20 novembre 2026"', "r:ccd-2008 a ", "La date de fin doit être une seule date"),
    ('    rdfs:label "RGPD"@fr ;\n', "", "r:rgpd a ", "Ce texte n’a pas de nom (rdfs:label)."),
    ('    rdfs:label "RGPD"@fr ;\n', '    rdfs:label "RGPD"@fr , "Autre"@fr ;\n', "r:rgpd a ", "Ce texte a deux noms"),
    ('eli:id_local "32016L0097"', 'eli:id_local "32002L0092"', "r:dia a ", "porte le même identifiant que dda"),
    ('rg:code "R512-9"', 'rg:code "R512-8"', "r:code-assurances\\/R512-9 a ", "porte le même numéro que"),
    (
        'eli:is_member_of r:adr ;\n    eli:first_date_entry_in_force "2025-01-01"',
        'eli:is_member_of r:adr ;\n    eli:first_date_entry_in_force "2023-01-01"',
        "r:adr\\/2023 a ",
        "en vigueur en même temps que adr/2025",
    ),
    (
        "eli:date_no_longer_in_force , dcterms:isReplacedBy , rg:appliedBy",
        "eli:date_no_longer_in_force , rg:appliedBy",
        "r:bale-2 a ",
        "Aucune vérification ne couvre le fait « dcterms:isReplacedBy »",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "subject", "sentence"), FAULTS, ids=[fault[3][:40] for fault in FAULTS])
def test_a_broken_register_is_refused_with_its_line(
    tmp_path: Path, right: str, wrong: str, subject: str, sentence: str
) -> None:
    """A cycle, a date out of order, an unknown article and the like stop everything, with file, line and sentence."""
    assert right in SHIPPED
    path = tmp_path / "registre.ttl"
    path.write_text(SHIPPED.replace(right, wrong, 1), "utf-8")
    line = path.read_text("utf-8").split(subject)[0].count("\n") + 1
    with pytest.raises(RegisterError) as refused:
        read_register(path)
    assert sentence.rstrip(".") in str(refused.value)
    assert f"registre.ttl, ligne\u00a0{line}, " in str(refused.value)
    assert refused.value.remedy


def test_a_longer_cycle_is_refused(tmp_path: Path) -> None:
    """A cycle through several texts and several kinds of relation is a cycle too."""
    path = tmp_path / "registre.ttl"
    path.write_text(
        SHIPPED.replace(
            "r:ccd-2023 a rg:Regulation ;", "r:ccd-2023 a rg:Regulation ;\n    eli:repealed_by r:ccd-2008 ;", 1
        ),
        "utf-8",
    )
    with pytest.raises(RegisterError, match="se remplace lui-même"):
        read_register(path)


def test_a_register_that_is_not_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    """A missing quote is told with the line on which it is missing."""
    path = tmp_path / "registre.ttl"
    path.write_text(SHIPPED.replace('skos:altLabel "RGPD"@fr', "skos:altLabel RGPD@fr", 1), "utf-8")
    line = SHIPPED.split('skos:altLabel "RGPD"@fr')[0].count("\n") + 1
    with pytest.raises(RegisterError, match=f"ligne {line} "):
        read_register(path)


def test_a_register_without_texts_is_refused(tmp_path: Path) -> None:
    """A file that holds something else is not told to be a correct register."""
    path = tmp_path / "registre.ttl"
    path.write_text("# rien\n", "utf-8")
    with pytest.raises(RegisterError, match="ne décrit aucun texte"):
        read_register(path)


def test_a_missing_register_is_refused(tmp_path: Path) -> None:
    """A wrong path is one sentence."""
    with pytest.raises(RegisterError, match="ne peut pas être ouvert"):
        read_register(tmp_path / "absent.ttl")


@pytest.mark.parametrize(
    ("body", "term", "meant"),
    [
        ("r:essai a rg:Regulaton .", "rg:Regulaton", "rg:Regulation"),
        ("r:essai a rg:Regulation ; eli:repeled_by r:rgpd .", "eli:repeled_by", "eli:repealed_by"),
    ],
)
def test_a_misspelt_term_is_named_with_its_line(tmp_path: Path, body: str, term: str, meant: str) -> None:
    """A repeal under a misspelt name would be read by nobody, and the watch would stay silent."""
    path = tmp_path / "registre.ttl"
    path.write_text(f"{SHIPPED}\n{body}\n", "utf-8")
    line = SHIPPED.count("\n") + 2
    with pytest.raises(RegisterError) as refused:
        require_known_terms(path)
    assert refused.value.place == f"registre.ttl, ligne\u00a0{line}"
    assert f"« {term} »" in refused.value.message
    assert refused.value.remedy == f"Vouliez-vous écrire « {meant} » ?"


def test_the_shipped_register_uses_known_terms() -> None:
    """The check of a user's register holds ours too."""
    require_known_terms(register_path())


def test_old_verifications_are_told() -> None:
    """All facts were verified on two days of 2026: nothing is to be redone a year later, all of it the day after."""
    triples = read_register()
    assert stale(triples, date(2027, 11, 21)) == []
    assert stale(triples, date.min) == []
    old = stale(triples, date(2027, 12, 2))
    assert len(old) == SHIPPED.count(" a rg:Verification ;")
    assert {each.day for each in old} == {date(2026, 11, 21), date(2026, 12, 1)}


def test_what_the_five_documents_cite_is_in_the_register() -> None:
    """The dated facts that the answers rest on, as a person found them in the official sources."""
    register = register_of(read_register())
    assert register["ccd-2008"].dates["end"] == date(2026, 11, 20)
    assert register["ccd-2008"].link("replaced_by") == ("ccd-2023",)
    assert register["ccd-2023"].link("transposed_by") == ("ordonnance-2025-880",)
    assert register["rg-amf/313-7-3"].link("renumbered_to") == ("rg-amf/312-5", "rg-amf/318-9")
    assert register["rg-amf/313-39"].links == {}
    assert [version.start for version in register.versions("amf-doc-2010-09")] == [
        date(2010, 11, 10),
        date(2011, 5, 26),
        date(2014, 3, 26),
        date(2018, 7, 31),
        date(2020, 1, 1),
    ]
    assert [article.code for article in register.articles("code-assurances")] == [
        "A512-6",
        "R512-8",
        "R512-9",
        "R512-10",
        "R512-12",
        "R512-13-1",
    ]
    assert register["bale-2"].link("applied_by") == ("directive-2006-48", "directive-2006-49")
    assert register["bale-3"].link("applied_by") == ("crr", "crd-4")
    assert register["bale-4"].link("applied_by") == ("crr-3",)
    assert register["loi-2005-102/47"].link("amended_by") == ("ordonnance-2023-859",)

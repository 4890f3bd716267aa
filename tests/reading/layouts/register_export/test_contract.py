"""The layout « export » keeps the contract of all layouts, on fiches that a person has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.errors import DocumentError
from refgraph.reading.contract import LayoutContract
from refgraph.reading.layouts import register_export
from refgraph.reading.opening import decode

FICHE = (
    "<FICHES><FICHE><NUMERO_FICHE>RS1000{}</NUMERO_FICHE><INTITULE>Nager</INTITULE>"
    "<CAPACITES_ATTESTEES>Plonger</CAPACITES_ATTESTEES></FICHE></FICHES>"
)


class TestRegisterExport(LayoutContract):
    """Each case is a fiche beside what it says."""

    layout = register_export
    cases = Path(__file__).parent / "cases"
    count = 5


def test_several_fiches_are_refused_by_their_numbers() -> None:
    """A file of several certifications is no référentiel: which ones it holds is said, and what to do."""
    text = FICHE.format(1).replace("</FICHES>", "") + FICHE.format(2).replace("<FICHES>", "")
    with pytest.raises(DocumentError, match=r"ce fichier contient 2\s?fiches \(RS10001, RS10002\)"):
        register_export.read(decode(text.encode(), "export.xml"), "x")


def test_a_number_before_a_small_letter_is_a_code() -> None:
    """The register prints « 1. évoluer » beside « 2. Assurer »: both are numbered."""
    fiche = FICHE.format(1).replace("Plonger", "1. évoluer en équipe ;    2. Assurer une protection")
    found = register_export.read(decode(fiche.encode(), "fiche.xml"), "x").competences
    assert [(item.code, item.statement) for item in found] == [
        ("1", "évoluer en équipe ;"),
        ("2", "Assurer une protection"),
    ]


def test_two_spaces_inside_a_statement_part_nothing() -> None:
    """Gaps of two spaces occur inside statements: they part entries only where each begins with a capital."""
    fiche = FICHE.format(1).replace("Plonger", "Valider une solution  technique")
    found = register_export.read(decode(fiche.encode(), "fiche.xml"), "x").competences
    assert [item.statement for item in found] == ["Valider une solution technique"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + FICHE.format(1), "déclare un type de document"),
        (FICHE.format(1).replace("</FICHE>", ""), "</FICHES> ne ferme pas <FICHE>"),
        (FICHE.format(1).replace("</FICHES>", ""), "l’élément <FICHES> n’est pas fermé"),
        ("<FICHES>" * 20, "trop d’éléments"),
        ("<FICHES></FICHES>", "ne contient aucune fiche"),
    ],
)
def test_xml_that_is_no_export_is_refused(text: str, message: str) -> None:
    """Entities are never expanded, and broken XML is told with its place instead of being read in part."""
    with pytest.raises(DocumentError, match=message):
        register_export.read(decode(text.encode(), "export.xml"), "x")

"""The texts of law that documents of other trades name, each with the item that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.reading import registry

CASES = Path(__file__).parent / "cases"
MENTIONS: dict[str, list[tuple[str, str]]] = {
    "coiffure": [
        ("règlement (CE) n° 1223/2009", "bloc/2/competence/C4"),
        ("article L. 5213-3 du code du travail", ""),
    ],
    "cuisine": [
        ("règlement (CE) n° 852/2004", "bloc/2/competence/C2.1"),
        ("loi n° 2005-102 du 11 février 2005", ""),
    ],
    "informatique": [("RGPD", "bloc/1/competence/k02")],
    "logistique": [("code du travail", "bloc/4/competence/C7")],
    "soin": [("HACCP", "bloc/1/criteria/g03/02"), ("loi n° 2005-102 du 11 février 2005", "")],
    "vente": [
        ("code de la consommation", "bloc/1/criteria/g03/02"),
        ("article L. 5213-3 du code du travail", ""),
    ],
}


@pytest.mark.parametrize("case", MENTIONS)
def test_a_mention_belongs_to_the_item_that_names_it(case: str) -> None:
    """A text named in a cell is that item's; one named in a rule or beside the table is the certification's."""
    reading = registry.read(CASES / case / "source.txt")
    assert [(mention.text, mention.owner) for mention in reading.mentions] == MENTIONS[case]

"""Who delivers a certification: several organisations printed behind each other, and one that is never cut in two."""

from __future__ import annotations

import pytest

from refgraph.reading.shared import organisations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chambre de métiers du Nord - Institut du pain", ["Chambre de métiers du Nord", "Institut du pain"]),
        ("Ministère du travail et ministère de la santé", ["Ministère du travail", "ministère de la santé"]),
        ("Fédération du bois; ANFORM", ["Fédération du bois", "ANFORM"]),
        ("Groupe Alpha - Beta formation", ["Groupe Alpha - Beta formation"]),
        ("ANFORM - Institut du pain", ["ANFORM - Institut du pain"]),
        ("Commission de la branche du bois et du meuble", ["Commission de la branche du bois et du meuble"]),
    ],
)
def test_organisations_are_parted_where_each_is_one(text: str, names: list[str]) -> None:
    """A certifier cut in two would be two unknown ones; two taken for one would be a third."""
    assert [text[start:end].strip() for start, end in organisations.parts(text)] == names

"""The layout « reac » keeps the contract of all layouts, on documents that a person has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.errors import DocumentError
from refgraph.reading.contract import LayoutContract
from refgraph.reading.layouts import ministry
from refgraph.reading.opening import decode


class TestMinistry(LayoutContract):
    """Each case is a REAC beside what it says."""

    layout = ministry
    cases = Path(__file__).parent / "cases"
    count = 2


def test_a_reac_without_its_list_is_refused() -> None:
    """Fiches alone do not say which activité type they belong to: what is missing is named."""
    text = "FICHE COMPÉTENCE PROFESSIONNELLE\nN° 1\n\nRamer\nCritères de performance\nLe cap est tenu\n"
    with pytest.raises(DocumentError, match="ne liste aucune compétence sous une activité type"):
        ministry.read(decode(text.encode(), "rameur.txt"), "x")

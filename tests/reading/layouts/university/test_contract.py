"""The layout « but » keeps the contract of all layouts, on programmes that a person has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.errors import DocumentError
from refgraph.reading.contract import LayoutContract
from refgraph.reading.layouts import university
from refgraph.reading.opening import decode


class TestUniversity(LayoutContract):
    """Each case is a programme beside what it says."""

    layout = university
    cases = Path(__file__).parent / "cases"
    count = 2


def test_a_table_that_lost_its_columns_is_refused() -> None:
    """Without the gaps between them, nothing says where a competence ends and its components begin."""
    text = "B.U.T. Lutherie\n\nLes compétences et les composantes essentielles\n\nTailler Tailler une table\n"
    with pytest.raises(DocumentError, match="n’a pas ses trois colonnes"):
        university.read(decode(text.encode(), "lutherie.txt"), "x")

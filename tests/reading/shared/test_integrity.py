"""A reading that contradicts itself is refused with the line, however many items before it have no code."""

from __future__ import annotations

import msgspec
import pytest

from refgraph.core.errors import RecordError
from refgraph.reading.opening import decode
from refgraph.reading.shared import integrity
from tests.bakers import TEXT, reading


def test_a_code_of_two_competences_is_refused_after_one_without_code() -> None:
    """A competence without code says nothing about the codes of the others: C1 twice is still C1 twice."""
    document, plain = decode(TEXT.encode(), "boulanger.txt"), reading("boulanger")
    first, second = plain.competences
    without = msgspec.structs.replace(first, id="bloc/1/competence/k01", code=None)
    twin = msgspec.structs.replace(second, code="C1")
    integrity.check(document, msgspec.structs.replace(plain, competences=(without, first, second)))
    with pytest.raises(RecordError, match="le code C1 désigne deux compétences"):
        integrity.check(document, msgspec.structs.replace(plain, competences=(without, first, twin)))

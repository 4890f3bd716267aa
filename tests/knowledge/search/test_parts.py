"""An index renewed part by part is the one that would be written anew."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.core.namespaces import ID
from refgraph.core.text import fold
from refgraph.graph.store import EmbeddedStore
from refgraph.knowledge.labels import natural
from refgraph.knowledge.search import Index
from refgraph.knowledge.search.entries import IndexRow, entries

WORDS = ("Pétrir", "pétrir", "la pâte", "Façonner", "les pâtons", "Peser", "la farine", "farines", "Cuire")


@st.composite
def rows(draw: st.DrawFn, part: str) -> list[IndexRow]:
    """The rows of a certification of a few competences in few words, so that some are those of others."""
    labels = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), max_size=3))
    iri = f"{ID}certification/{part}"
    found = [row(iri, "certification", 0, "", f"Titre de {part}", iri)]
    return found + [row(f"{iri}/C{n}", "competence", 4, f"C{n}", label, iri) for n, label in enumerate(labels, 9)]


def row(iri: str, kind: str, rank: int, code: str, label: str, certification: str) -> IndexRow:
    order = "".join(f"{number:09}{text}" for number, text in natural(iri))
    words = fold(label)
    return IndexRow(iri, kind, rank, order, code, label, "", certification, "", "", code.lower(), words, words)


STATE = st.dictionaries(st.sampled_from("abc"), st.just(None), max_size=3).flatmap(
    lambda parts: st.fixed_dictionaries({part: rows(part) for part in parts})
)


def told(index: Index) -> object:
    """All that an index answers from: what is listed, what is found and in which order, and how words are written."""
    searched = [index.find(word) for word in ("petrir", "pate", "farine", "c10", "c1", "fariner", "petirr pate")]
    certifications = [facet.name for facet in index.browse().certifications]
    return [entry.ref for entry in index.browse().entries], searched, certifications


@settings(max_examples=60, deadline=None, derandomize=True)
@given(states=st.lists(STATE, min_size=2, max_size=5))
def test_changing_parts_gives_the_index_of_what_is_left(states: list[dict[str, list[IndexRow]]]) -> None:
    """Certifications come, change and go: what is found, its order and its count are those of an index made anew."""
    index, before = Index.written(None, states[0].items()), states[0]
    for after in states[1:]:
        changed = {part for part in {*before, *after} if before.get(part) != after.get(part)}
        index.renew({part: after.get(part, []) for part in sorted(changed)})
        assert told(index) == told(Index.written(None, after.items()))
        before = after


def test_rows_in_parts_are_listed_as_those_of_a_store(bakers: EmbeddedStore, tmp_path: Path) -> None:
    """The order of a list is that of kinds and documents, whichever part was put in first."""
    found = sorted(entries(bakers), key=lambda one: one.certification, reverse=True)
    parts = [(name, list(some)) for name, some in groupby(found, lambda one: one.certification)]
    assert len(parts) == 2
    Index.written(tmp_path / "parts.sqlite", parts).close()
    index = Index.open(tmp_path / "parts.sqlite")
    assert index.browse() == Index.of(bakers).browse()


@pytest.mark.parametrize(("first", "then"), [("C2", "C10"), ("bloc/2/C1", "bloc/10/C1"), ("a", "a/b"), ("C0", "C1")])
def test_rows_are_in_natural_order(first: str, then: str) -> None:
    """A text sorts as the numbers in it do: C2 stands before C10."""
    from refgraph.knowledge.search.entries import _order

    assert (natural(first) < natural(then)) is True
    assert _order(first) < _order(then)

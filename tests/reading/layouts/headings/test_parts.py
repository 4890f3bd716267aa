"""Blocs that only the heading above them announces, and what stands in each."""

from __future__ import annotations

from refgraph.reading import registry
from refgraph.reading.opening import decode

TEXT = """# CQP Fleuriste

## Blocs de compétences

### Composer des bouquets

#### Compétences

- C1. Trier les tiges
- C2. Lier un bouquet

#### Modalités d’évaluation

- Mise en situation pratique

### Vendre en boutique

#### Compétences

- C3. Conseiller le client

#### Critères d’évaluation

- Le prix est dit
"""


def test_headings_below_the_title_of_the_blocs_are_blocs() -> None:
    """They are numbered as they come, and what is printed under each is its own."""
    reading = registry.read_document(decode(TEXT.encode(), "x.md"), layout="titres")
    assert reading.certification.title
    assert reading.certification.title.text == "CQP Fleuriste"
    assert [(bloc.number, bloc.text) for bloc in reading.blocs] == [
        (1, "Composer des bouquets"), (2, "Vendre en boutique"),
    ]  # fmt: skip
    assert [(each.bloc, each.code, each.statement) for each in reading.competences] == [
        ("bloc/1", "C1", "Trier les tiges"), ("bloc/1", "C2", "Lier un bouquet"),
        ("bloc/2", "C3", "Conseiller le client"),
    ]  # fmt: skip
    assert [(each.bloc, each.text) for each in reading.modalities] == [("bloc/1", "Mise en situation pratique")]
    assert [(group.bloc, [each.text for each in group.criteria]) for group in reading.criteria_groups] == [
        ("bloc/2", ["Le prix est dit"])
    ]

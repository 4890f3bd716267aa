"""The model of a référentiel to take away: empty, or filled with a certification that is there already."""

from __future__ import annotations

import streamlit as st

from refgraph.core.exports import FORMATS
from refgraph.faces.pages import components, resources
from refgraph.knowledge.templates import template, to_word, to_workbook
from refgraph.model.records import Reading
from refgraph.pipeline.records import kept_of

_WHY = (
    "Un classeur à remplir, une compétence par ligne, avec des listes à choisir\u00a0; ou une certification déjà là, "
    "dans ce classeur ou dans le tableau Word de France compétences. Les deux se relisent ici."
)
_XLSX = FORMATS["xlsx"]


def render() -> None:
    """Draw the downloads; each file is written when it is asked for."""
    components.section("Le modèle de référentiel", _WHY)
    components.files(
        "modele-de-referentiel", [("modele", "le modèle vide (Excel)", _XLSX.suffix, _XLSX.media_type, template)]
    )
    if not resources.workspace().received():
        return
    cards = {card.ref.iri.rsplit("/", 1)[-1]: card.ref.label for card in resources.cards()}
    chosen = st.selectbox(
        "Une certification dans le modèle",
        list(cards),
        index=None,
        format_func=lambda one: cards.get(one, one),
        placeholder="Choisir…",
        key="import.template",
    )
    if chosen:
        components.files(
            chosen,
            [
                ("xlsx", "Excel", _XLSX.suffix, _XLSX.media_type, lambda: to_workbook(_record(chosen))),
                ("docx", "Word", ".docx", components.WORD, lambda: to_word(_record(chosen))),
            ],
        )


def _record(certification: str) -> Reading:
    kept = kept_of(resources.workspace(), certification)
    assert kept is not None  # it is one of the cards
    return kept.record

"""That the data have changed under a reader: told once a session and build, calmly, with what is known of it."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from refgraph.core.french import NBSP, listing, number, quote
from refgraph.faces.pages import components, resources, state
from refgraph.knowledge.things import Card

_SEEN, _TOLD = "news.seen", "news.told"
_MOST = 3


def render(page: str) -> None:
    """Draw the note where this session's last page was drawn from another build; it stays while the address does."""
    build = resources.opened()
    seen: tuple[str, tuple[Card, ...]] | None = st.session_state.get(_SEEN)
    if seen is None or seen[0] != build.key:
        cards = tuple(resources.cards())
        st.session_state[_SEEN] = (build.key, cards)
        if seen is not None:
            told = (_title(build.published), *changes(seen[1], cards))
            st.session_state[_TOLD] = (_address(page), told)
    address, sentences = st.session_state.get(_TOLD, ("", ()))
    if sentences and address == _address(page):
        components.markup(components.part("news", sentences[0], sentences[1:]))
    else:
        st.session_state.pop(_TOLD, None)


def changes(before: tuple[Card, ...], after: tuple[Card, ...]) -> list[str]:
    """What is other in the certifications, as sentences; a change inside them that no count shows is not told."""
    old, new = ({card.ref.iri: card for card in cards} for cards in (before, after))
    added = [card.ref.label for iri, card in new.items() if iri not in old]
    gone = [card.ref.label for iri, card in old.items() if iri not in new]
    counts = [
        f"{quote(card.ref.label)} ({' ; '.join(moved)})"
        for iri, card in new.items()
        if iri in old and (moved := _moved(old[iri], card))
    ]
    said = [("ajoutée", [quote(one) for one in added]), ("retirée", [quote(one) for one in gone]), ("modifiée", counts)]
    return [_sentence(what, names) for what, names in said if names]


def _sentence(what: str, names: list[str]) -> str:
    plural = "s" if len(names) > 1 else ""
    return f"Certification{plural} {what}{plural}{NBSP}: {listing(_shortened(names))}."


def _moved(old: Card, new: Card) -> list[str]:
    pairs = (("blocs", old.blocs, new.blocs), ("compétences", old.competences, new.competences))
    return [f"{name}{NBSP}: {number(one)} → {number(other)}" for name, one, other in pairs if one != other]


def _shortened(names: list[str]) -> list[str]:
    left = len(names) - _MOST
    return names if left <= 0 else [*names[:_MOST], f"{number(left)}{NBSP}autre{'s' if left > 1 else ''}"]


def _title(published: datetime | None) -> str:
    if published is None:
        return "Les données ont changé."
    day = "" if published.date() == date.today() else f" le {published:%d/%m/%Y}"
    return f"Les données ont changé{NBSP}: construites{day} à {published:%H:%M}."


def _address(page: str) -> str:
    return page + state.here()

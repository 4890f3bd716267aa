"""« Aucune correspondance »: a person who has looked says of a competence that a certification has nothing like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.french import NBSP
from refgraph.core.namespaces import certification_of
from refgraph.faces.pages import components, state
from refgraph.graph.sssom import MappingRow, compress
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.decisions import Statement
from refgraph.knowledge.proposals import Proposal


@dataclass(frozen=True)
class Absence:
    """What could be said: that nothing in ``certification`` (CURIE) corresponds to ``competence``."""

    competence: Statement
    certification: str
    title: str

    @property
    def words(self) -> str:
        """What it says, in words."""
        said = shorten(self.competence.label or self.competence.text, 80, placeholder="…")
        return f"«{NBSP}{said}{NBSP}» dans «{NBSP}{self.title}{NBSP}»"


def followed(found: Correspondences) -> Statement | None:
    """The competence that the address asks about (``pour``), if it names one."""
    name = state.value("pour")
    return found.statements.get(f"rgid:{name}") if "/" in name else None


def of_proposal(found: Correspondences, proposal: Proposal) -> dict[str, Absence]:
    """What could be said instead of a decision on ``proposal``: of one end, or of the other."""
    ends = (proposal.subject.iri, proposal.object.iri)
    return dict(_absence(found, one, certification_of(other)) for one, other in (ends, ends[::-1]))


def of_competence(found: Correspondences, competence: Statement, sides: Sequence[str]) -> dict[str, Absence]:
    """What could be said of ``competence``, of each certification of the ``sides`` chosen, or of all."""
    chosen = found.sides(sides) if len(sides) > 1 else []
    iris = [one.iri for side in chosen for one in side.certifications] or [
        one.iri for one in found.certifications.titles
    ]
    return dict(_absence(found, competence.iri, iri) for iri in iris if iri != competence.certification)


def _absence(found: Correspondences, competence: str, certification: str) -> tuple[str, Absence]:
    titles = {one.iri: one.title for one in found.certifications.titles}
    curies = compress(competence), compress(certification)
    return "~".join(curies), Absence(found.statements[curies[0]], curies[1], titles[certification])


def offer(found: Correspondences, choices: Mapping[str, Absence], signs: bool) -> MappingRow | None:
    """Offer to say one of ``choices``; gives the decision once it is written. ``signs`` asks who decides first."""
    components.section(
        "Aucune correspondance",
        "Si vous avez cherché dans toute la certification\u202f; sans cela, la compétence reste « non relue ».",
    )
    if signs:
        st.text_input("Relecteur", key="align.reviewer", persist_state="session", placeholder="Votre nom")
    chosen = st.radio(
        "Rien ne correspond à", list(choices), format_func=lambda one: choices[one].words, key="align.absent.choice"
    )
    if not st.button("Dire qu’il n’y en a aucune", key="align.absent") or chosen is None:
        return None
    said, reviewer = choices[chosen], str(st.session_state.get("align.reviewer") or "")
    try:
        row = found.find_absent(said.competence, said.certification, reviewer, date.today())
        found.register.record([row], found.decisions)
    except RefgraphError as problem:
        components.error(problem)
        return None
    return row

"""Settling an open mention on the page: which text is meant, who says so, and why."""

from __future__ import annotations

from datetime import date

import streamlit as st

from refgraph.core.errors import RegisterError
from refgraph.faces.pages import components, resources
from refgraph.knowledge.regulations import Cited, Evidence, Settlement, write_settlement
from refgraph.pipeline import ensure


def form(cited: Cited, evidence: Evidence) -> None:
    """A form for one open mention; what is decided is written beside the documents, and the graph is built again."""
    labels = {key: evidence.register[key].label for key in cited.targets}
    with st.form(key=f"settle.{cited.iri}"):
        target = st.selectbox(
            f"« {cited.words} » vise",
            list(labels),
            index=None,
            format_func=lambda key: labels[key],
            placeholder="Choisir le texte…",
        )
        person = st.text_input("Votre nom", placeholder="Qui tranche", key=f"settle.person.{cited.iri}")
        comment = st.text_input("Raison (facultatif)", placeholder="Pourquoi", key=f"settle.reason.{cited.iri}")
        if not st.form_submit_button("Trancher cette mention"):
            return
    if not target or not person.strip():
        components.notice("Choisissez le texte visé et donnez votre nom.", tone="warn")
        return
    settlement = Settlement(
        certification=cited.certification.iri.rpartition("/")[2],
        mention=cited.mention,
        words=cited.words,
        target=target,
        settled_by=person,
        settled_on=date.today(),
        comment=comment,
    )
    _keep(settlement, evidence)


def _keep(settlement: Settlement, evidence: Evidence) -> None:
    workspace = resources.workspace()
    try:
        workspace.require_local()
        write_settlement(workspace.settlements, settlement, evidence.register)
    except RegisterError as error:
        components.error(error)
        return
    with st.spinner("Le graphe est reconstruit avec cette décision…"):
        ensure(workspace)
    st.rerun()

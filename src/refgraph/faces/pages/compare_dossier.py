"""The views for a dossier: the correspondence of two blocs, signed, and literal reproduction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.exports import FORMATS, file_stem, to_xlsx
from refgraph.core.french import NBSP
from refgraph.faces.pages import compare_states, components, ended, state
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import Side
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.dossier import (
    OTHER_CERTIFIER,
    SAME_CERTIFIER,
    UNKNOWN_CERTIFIER,
    BlocCorrespondence,
    Verdict,
    obstacles,
    proposed,
    reproduction_table,
    reproductions,
    to_docx,
    to_pdf,
    to_turtle,
    waiting,
)  # fmt: skip
from refgraph.model import ids

_TITLE = "Correspondance de deux blocs"


def correspondence(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    """Draw the correspondence of the two blocs that the address names, on accepted alignments only."""
    sides = compare_states.direction(sides) if len(sides) > 2 else sides
    blocs = [{bloc.iri: f"{bloc.name} ({side.label})" for bloc in side.blocs} for side in sides]
    if not all(blocs):
        components.empty("Aucun bloc n’a été lu dans l’une des deux certifications.")
        return
    first = state.choice(f"Bloc de {sides[0].label}", blocs[0], "bloc1", next(iter(blocs[0])))
    second = state.choice(f"Bloc de {sides[1].label}", blocs[1], "bloc2", next(iter(blocs[1])))
    if not first or not second:
        return
    pair = found.correspond(first, second)
    signature = found.signatures.of(pair)
    stale = found.stale_pairs(pair.certifications)
    against = obstacles(pair, signature, stale)
    tables = found.dossier(pair)
    for table in tables:
        components.section(table.title)
        components.table(table)
    if against or signature is None:
        components.notice("Ce dossier ne peut pas encore être emporté.", *against, tone="warn")
    else:
        past = ended.sentences(pair.certifications)
        xlsx = FORMATS["xlsx"]
        files = [
            ("docx", "Word", ".docx", components.WORD, lambda: to_docx(_TITLE, tables, past)),
            ("pdf", "PDF", ".pdf", components.PDF, lambda: to_pdf(_TITLE, tables, past)),
            ("xlsx", xlsx.label, xlsx.suffix, xlsx.media_type, lambda: to_xlsx(*tables)),
            ("ttl", "Turtle", ".ttl", "text/turtle; charset=utf-8", lambda: to_turtle(pair, signature)),
        ]
        held = (ids.short(bloc.iri) for bloc in (pair.first, pair.second))
        components.files("correspondance", files, name=file_stem("correspondance", *held, day=date.today()))
    if not waiting(pair, stale):
        _sign(found, pair)
    if signature is not None:
        _withdraw(found, pair)


def _sign(found: Correspondences, pair: BlocCorrespondence) -> None:
    components.section("Signer le verdict", f"Proposé d’après les compétences seules{NBSP}: {proposed(pair)}.")
    verdict = st.selectbox(
        "Verdict",
        [one.value for one in Verdict],
        index=list(Verdict).index(pair.proposed) if pair.proposed else None,
        key="dossier.verdict",
        placeholder="Choisissez un verdict",
    )
    person = st.text_input("Signataire", key="dossier.person", persist_state="session", placeholder="Votre nom")
    reason = st.text_input("Motif", key="dossier.reason", placeholder="Pourquoi ce verdict")
    if st.button("Signer", type="primary", key="dossier.sign", disabled=verdict is None):
        try:
            found.signatures.sign(pair, Verdict(str(verdict)), person or "", reason or "", date.today())
        except RefgraphError as problem:
            components.error(problem)
            return
        st.rerun()


def _withdraw(found: Correspondences, pair: BlocCorrespondence) -> None:
    components.section("Retirer la signature", "Elle reste lisible, avec qui la retire et pourquoi.")
    person = st.text_input("Qui la retire", key="dossier.withdrawer", persist_state="session", placeholder="Votre nom")
    reason = st.text_input("Motif du retrait", key="dossier.withdrawn-for", placeholder="Pourquoi la retirer")
    if st.button("Retirer", key="dossier.withdraw"):
        try:
            found.signatures.withdraw(pair, person or "", reason or "", date.today())
        except RefgraphError as problem:
            components.error(problem)
            return
        st.rerun()


def reproduction(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    """Draw what the certifications on both sides have literally in common, by certifier."""
    certifications = list(dict.fromkeys(certification for side in sides for certification in side.certifications))
    copies = reproductions(certifications)
    kinds = (SAME_CERTIFIER, OTHER_CERTIFIER, UNKNOWN_CERTIFIER)
    counts = [(kind, kind, sum(copy.certifier == kind for copy in copies)) for kind in kinds]
    chosen = components.facet("Certificateur", [one for one in counts if one[2]], "certificateur")
    table = reproduction_table([copy for copy in copies if not chosen or copy.certifier == chosen])
    components.table(table, "Passages communs, le plus long d’abord")
    components.downloads("reproduction", table, word=True)

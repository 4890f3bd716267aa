"""« Ajouter un référentiel »: files dropped or text pasted, then a preview to read, correct and confirm."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from refgraph.core.french import listing, quote
from refgraph.core.namespaces import certification_iri
from refgraph.faces.html import shorten
from refgraph.faces.pages import (
    components,
    importing_preview,
    importing_templates,
    manuscript,
    own_folder,
    resources,
    state,
    tasks,
)
from refgraph.pipeline import ensure, intake
from refgraph.pipeline.manuscripts import keep

TITLE = "Ajouter un référentiel"
URL = "ajouter"

_INTRO = (
    "Déposez un document, ou collez son texte\u00a0: refgraph montre ce qu’il y lit, à côté du document. "
    "Rien n’est ajouté avant que vous confirmiez."
)
_DRAFT, _DONE = "brouillon", "ajoute"
_RECEIVED = "import.received"
_READING = "import.reading"


def render() -> None:
    """Draw the page."""
    components.heading(TITLE, _INTRO)
    if resources.workspace().endpoint:
        components.empty("Cet explorateur montre un serveur.", "Un référentiel s’ajoute à un dossier de données.")
    elif own_folder.is_needed():
        own_folder.offer()
    elif done := state.values(_DONE):
        _tell_done(done)
    elif state.value(_DRAFT):
        _look(state.value(_DRAFT))
    else:
        _receive()


def _receive() -> None:
    if _RECEIVED in st.session_state:
        _read(st.session_state[_RECEIVED])
        return
    _tell_waiting()
    manuscript.offer()
    files = st.file_uploader(
        "Documents (Word, PDF, classeur, LibreOffice, CSV, HTML, texte)", accept_multiple_files=True, key="import.files"
    )
    is_draft = st.checkbox(
        "C’est un brouillon", key="import.draft", help="Un référentiel en cours d’écriture : il ne compte nulle part."
    )
    text = st.text_area("Ou le texte collé", key="import.text", height=160)
    if not st.button("Lire", type="primary", key="import.read"):
        importing_templates.render()
        return
    received = [(file.name, file.getvalue()) for file in files]
    if text.strip():
        received.append((intake.pasted_name(text), text.encode()))
    if not received:
        components.notice("Il n’y a rien à lire.", "Choisissez un fichier, ou collez un texte.", tone="warn")
        return
    if is_draft:
        _keep(received)
        return
    st.session_state[_RECEIVED] = received
    st.rerun()


def _keep(received: list[tuple[str, bytes]]) -> None:
    """Keep what was received as drafts, and show the way to them."""
    held = [keep(resources.workspace(), name, raw) for name, raw in received]
    components.notice("Gardé comme brouillon.", "Il ne compte pas parmi les certifications.", tone="good")
    _offer("Et maintenant", [(f"Voir {one.id}", state.link("brouillon", {"brouillon": one.id})) for one in held])


def _read(received: list[tuple[str, bytes]]) -> None:
    """Read what was received, with progress; go to its preview."""
    if st.button("Revenir aux fichiers", key="import.again"):
        _forget()
        st.rerun()
    workspace = resources.workspace()
    found = tasks.run(_READING, "Lecture", lambda progress: intake.propose(workspace, received, step=progress.step))
    _forget()
    state.put(**{_DRAFT: found.draft.id})
    st.rerun()


def _forget() -> None:
    st.session_state.pop(_RECEIVED, None)
    st.session_state.get("tasks", {}).pop(_READING, None)


def _tell_waiting() -> None:
    waiting = intake.drafts(resources.workspace())
    if waiting:
        links = [
            (listing([each.name for each in draft.documents]), state.here(**{_DRAFT: draft.id})) for draft in waiting
        ]
        _offer("Aperçus qui attendent", links)


def _look(id: str) -> None:
    workspace = resources.workspace()
    draft = intake.open_draft(workspace, id)
    key = f"import.look.{intake.stamp(draft)}"
    found = tasks.run(key, "Lecture", lambda progress: intake.look(draft, progress.step))
    importing_preview.render(found)
    _decide(found)


def _decide(found: intake.Intake) -> None:
    components.section("Ajouter ces documents\u202f?" if len(found.previews) > 1 else "Ajouter ce document\u202f?")
    if found.refused:
        names = listing([quote(each.name) for each in found.refused])
        components.notice(
            f"{names}\u00a0: à laisser de côté d’abord.", "Tout est ajouté ensemble, ou rien.", tone="warn"
        )
    elif found.unchanged:
        components.notice("Rien à ajouter\u00a0: le dossier contient déjà exactement cela.")
    with st.container(horizontal=True):
        is_ready = bool(found.previews) and not found.refused and not found.unchanged
        confirmed = st.button("Confirmer", type="primary", key="import.confirm", disabled=not is_ready)
        cancelled = st.button("Annuler", key="import.cancel", help="Oublie cet aperçu et ce que vous y avez corrigé.")
    if cancelled:
        intake.discard(found.draft)
        state.put(**{_DRAFT: None, "element": None, "document": None})
        st.rerun()
    if confirmed:
        _confirm(found.draft)


def _confirm(draft: intake.IntakeDraft) -> None:
    done = intake.confirm(draft)
    with st.spinner("Le graphe est construit avec ce qui est ajouté…"):
        ensure(resources.workspace())
    state.put(**{_DRAFT: None, "element": None, "document": None, _DONE: list(done.certifications)})
    st.rerun()


def _tell_done(certifications: list[str]) -> None:
    known = {card.ref.iri: card for card in resources.cards()}
    others = [iri for iri in known if iri not in {certification_iri(one) for one in certifications}]
    for certification in certifications:
        iri = certification_iri(certification)
        title = known[iri].ref.label if iri in known else certification
        components.notice(f"{title} est dans le graphe.", f"Identifiant\u00a0: {certification}.", tone="good")
        sides = [each.rsplit("/", 1)[-1] for each in (iri, *others[:1])]
        links = [
            ("Lire sa fiche", state.link("explorer", {"fiche": shorten(iri)})),
            ("La comparer", state.link("comparer", {"cote": sides})),
        ]
        _offer("Et maintenant", links)
    _offer("Ou encore", [("Ajouter un autre référentiel", state.here(**{_DONE: None}))])
    if st.button("Défaire cet import", key="import.undo"):
        _undo()


def _offer(title: str, ways: Sequence[tuple[str, str]]) -> None:
    """Links side by side under ``title``: the words and the address of each."""
    items = [{"text": words, "count": None, "current": False, "href": href} for words, href in ways]
    components.markup(components.part("facets", title, items))


def _undo() -> None:
    workspace = resources.workspace()
    what = intake.undo(workspace)
    with st.spinner("Le graphe est construit comme avant…"):
        ensure(workspace)
    state.put(**{_DONE: None})
    st.toast(f"Défait\u00a0: {what}.")
    st.rerun()

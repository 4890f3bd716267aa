"""The first page of an installed refgraph: a data folder of the reader's own, which the next upgrade leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from refgraph.core import assets
from refgraph.core.errors import RefgraphError
from refgraph.faces.pages import components, resources
from refgraph.pipeline import ensure
from refgraph.workspace import DATA, Workspace
from refgraph.workspace.making import make, remember

_WHY = (
    "Vous regardez les référentiels livrés avec refgraph, en lecture seule. Pour ajouter des documents, corriger et "
    "décider, faites un dossier à vous\u00a0: il reste quand refgraph est mis à jour."
)


def is_needed() -> bool:
    """Whether nothing can be written yet: what is shown lies inside the installed package."""
    workspace = resources.workspace()
    return assets.is_packaged() and workspace.is_shipped and not workspace.endpoint


def offer() -> None:
    """The form that makes the folder, where it is needed."""
    if not is_needed():
        return
    components.section("Votre dossier de travail", _WHY)
    with st.form(key="own.folder"):
        folder = st.text_input("Dossier", value=str(Path.home() / "refgraph"))
        with_shipped = st.checkbox("Avec les cinq référentiels livrés", value=True)
        makes = st.form_submit_button("Faire ce dossier", type="primary")
    if makes and folder.strip():
        try:
            _make(Path(folder.strip()).expanduser(), with_shipped=with_shipped)
        except RefgraphError as error:
            components.error(error)


def _make(folder: Path, *, with_shipped: bool) -> None:
    make(folder, with_shipped=with_shipped)
    remember(folder)
    os.environ[DATA] = str(folder.resolve())
    if with_shipped:
        with st.spinner("Le graphe est construit dans votre dossier…"):
            ensure(Workspace())
    st.rerun()

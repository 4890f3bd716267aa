"""What all sessions share: the workspace, the opened store, the search index. Read-only, opened once."""

from __future__ import annotations

import streamlit as st

from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.knowledge import things
from refgraph.knowledge.adhoc import Direct, Replying
from refgraph.knowledge.questions import Catalogue, read_catalogue
from refgraph.knowledge.search import Index
from refgraph.pipeline import ensure
from refgraph.workspace import Workspace


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """The folders that the command line or the environment named."""
    return Workspace()


@st.cache_resource(show_spinner="Ouverture du graphe…")
def store() -> Store:
    """The graph, open for reading; built first where its documents have changed."""
    return ensure(workspace())


@st.cache_resource(show_spinner="Préparation de la recherche…")
def search_index() -> Index:
    """The words of everything in the graph: the file that the build wrote, or made now and kept in memory."""
    opened = store()
    if isinstance(opened, EmbeddedStore) and opened.folder:
        return Index.kept(opened, workspace().search_index(opened.folder.name))
    return Index.of(opened)


@st.cache_data(show_spinner=False)
def dataset() -> things.Dataset:
    """What is loaded, for the footer."""
    return things.dataset(store())


@st.cache_data(show_spinner=False)
def cards() -> list[things.Card]:
    """The certifications at a glance."""
    return things.cards(store())


def passages(iri: str) -> tuple[things.Context, ...]:
    """The passages of an entity inside the text of their documents, the main one first."""
    return things.in_context(things.sources(store(), iri), _document_text)


@st.cache_data(show_spinner=False, max_entries=200)
def _document_text(name: str) -> str | None:
    return workspace().document_text(name)


@st.cache_resource(show_spinner=False, ttl=5)
def questions() -> Catalogue:
    """The saved questions, ours and the user's; a file that is added shows within seconds."""
    return read_catalogue(workspace().own_queries)


@st.cache_resource(show_spinner=False)
def people() -> Replying:
    """What answers queries that people type: a worker process beside the pages, or the server that the user named."""
    opened = store()
    if isinstance(opened, EmbeddedStore) and opened.folder:
        return SandboxedStore(Pool(opened.folder))
    return Direct(opened)


def own() -> Store:
    """What answers the questions that the user has saved: the worker process too, or the server that the user named."""
    found = people()
    return found if isinstance(found, SandboxedStore) else store()


@st.cache_data(show_spinner=False)
def vocabulary() -> list[things.QueryName]:
    """The names that a query can use, with their labels."""
    return things.vocabulary(store())

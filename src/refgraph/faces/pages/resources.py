"""What all sessions share: the workspace, the build that is shown, what has been computed from it. Read-only.

A page is drawn from one build, whatever is published meanwhile; the next page from the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from refgraph.faces.current import Current, Opened
from refgraph.graph.store import Store
from refgraph.knowledge import things
from refgraph.knowledge.adhoc import Direct, Replying
from refgraph.knowledge.questions import Catalogue, read_catalogue
from refgraph.knowledge.search import Index
from refgraph.pipeline import ensure
from refgraph.pipeline.basis import read_basis
from refgraph.pipeline.manuscripts import for_names, manuscripts, staged
from refgraph.pipeline.refusals import RefusedDocument
from refgraph.reading.document import Document
from refgraph.workspace import Manuscript, Workspace

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
_shown: ContextVar[Opened | None] = ContextVar("shown", default=None)


def workspace() -> Workspace:
    """The folders that the command line or the environment named."""
    return Workspace()


@cache
def current(shared: Workspace) -> Current:
    """The current build of that workspace, opened once for all sessions; `opened` is what a page asks."""
    return Current(shared)


def opened() -> Opened:
    """The build that this page is drawn from; outside of a page, the newest."""
    return _shown.get() or current(workspace()).opened()


def opened_for(names: Iterable[str]) -> Opened:
    """The build that knows what ``names`` say: where one of them is a draft, that in which drafts are."""
    own = workspace()
    shown = for_names(own, names)
    if shown == own:
        return opened()
    if not shown.is_ready():
        ensure(shown)
    return current(shown).opened()


def drafts() -> list[Manuscript]:
    """The référentiels that are being written here."""
    return [] if workspace().endpoint else manuscripts(workspace())


def pinned() -> str:
    """The key of the build that this page is drawn from; empty outside of a page."""
    build = _shown.get()
    return build.key if build else ""


@contextmanager
def showing(build: Opened) -> Iterator[None]:
    """Draw and compute from ``build``, whatever is published meanwhile."""
    token = _shown.set(build)
    try:
        yield
    finally:
        _shown.reset(token)


def of_build(most: int = 1) -> Callable[[Callable[Arguments, Value]], Callable[Arguments, Value]]:
    """Computes once for all sessions what depends on the build that is shown; it is forgotten with that build.

    The ``most`` newest values of a function are kept, by its arguments.
    """

    def decorate(compute: Callable[Arguments, Value]) -> Callable[Arguments, Value]:
        @wraps(compute)
        def computed(*given: Arguments.args, **named: Arguments.kwargs) -> Value:
            build = opened()
            with showing(build):
                return build.computed(most, compute, *given, **named)

        return computed

    return decorate


@of_build()
def refused() -> tuple[RefusedDocument, ...]:
    """The documents that the build which is shown had to leave aside."""
    basis = read_basis(workspace(), opened().key)
    return basis.refused if basis else ()


def store() -> Store:
    """The graph of the build that is shown, open for reading."""
    return opened().store


@of_build()
def search_index() -> Index:
    """The words of everything in the graph: the file that the build wrote, or made now and kept in memory."""
    build = opened()
    return Index.kept(build.store, workspace().search_index(build.key)) if build.key else Index.of(build.store)


@of_build()
def dataset() -> things.Dataset:
    """What is loaded, for the footer."""
    return things.dataset(store())


@of_build()
def cards() -> list[things.Card]:
    """The certifications at a glance."""
    return things.cards(store())


def passages(iri: str) -> tuple[things.Context, ...]:
    """The passages of an entity inside the text of their documents, the main one first."""
    return things.in_context(things.sources(store(), iri), _document)


def _document(name: str) -> Document | None:
    """The document of that name: of a certification, or of a draft."""
    found = workspace().document(name)
    return found or (staged(workspace()).document(name) if drafts() else None)


def questions() -> Catalogue:
    """The saved questions, ours and the user's, as their files are now."""
    return read_catalogue(workspace().own_queries)


def people() -> Replying:
    """What answers queries that people type: a worker process beside the pages, or the server that the user named."""
    return opened().sandbox or Direct(store())


def own() -> Store:
    """What answers the questions that the user has saved: the worker process too, or the server that the user named."""
    return opened().sandbox or store()


@of_build()
def vocabulary() -> list[things.QueryName]:
    """The names that a query can use, with their labels."""
    return things.vocabulary(store())

"""Addresses inside the site: relative, so that it works below any path and without a server."""

from __future__ import annotations

from collections.abc import Collection

from refgraph.faces.html import shorten
from refgraph.faces.html.links import Params


def file_of(iri: str) -> str:
    """The path of an entity's page inside the site.

    >>> file_of("https://w3id.org/refgraph/id/certification/RNCP31919/bloc/1")
    'certification/RNCP31919/bloc/1.html'
    """
    return shorten(iri).replace("%", "~").replace(":", "~") + ".html"


class SiteLinks:
    """The addresses of one page of the site, which lies ``depth`` folders below its root."""

    def __init__(self, known: Collection[str], pages: Collection[str], depth: int = 0) -> None:
        self._known = known
        self._pages = pages
        self.root = "../" * depth

    def entity(self, iri: str) -> str | None:
        """The page of an entity, or None where the site has none."""
        return self.root + file_of(iri) if iri in self._known else None

    def page(self, name: str, params: Params | None = None) -> str | None:
        """A page by its file name without suffix (``index``, ``liste/competence``), or None where there is none."""
        path = f"{name or 'index'}.html"
        return self.root + path if path in self._pages else None

    def listing(self, kind: str) -> str | None:
        """The page that lists all entities of a kind, or None where there is none."""
        return self.page(f"liste/{kind}")

    def file(self, path: str) -> str:
        """A file of the site that is no page: style, script, download."""
        return self.root + path

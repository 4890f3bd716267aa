"""Where things are shown: every address of the explorer and of the static site is made here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote, urlencode

from refgraph.core.namespaces import BASE, ID
from refgraph.model.kinds import OTHER, UNSEARCHED

Params = Mapping[str, str | int | list[str] | None]


class TemplateLinks(Protocol):
    """The addresses that a template may ask for."""

    def entity(self, iri: str) -> str | None:
        """The address of an entity's page, or None where it has none."""

    def page(self, name: str, params: Params | None = None) -> str | None:
        """The address of the page called ``name`` (``comparer``) in the state that ``params`` describe, or None."""

    def listing(self, kind: str) -> str | None:
        """The address of the list of all entities of a kind (its key), or None where there is none."""


def shorten(iri: str) -> str:
    """The form in which an entity stands in an address: its path below our own space, else the IRI itself.

    >>> shorten("https://w3id.org/refgraph/id/certification/RNCP31919")
    'certification/RNCP31919'
    """
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    return "~" + iri.removeprefix(BASE) if iri.startswith(BASE) else iri


def expand(short: str) -> str:
    """The IRI that `shorten` shortened."""
    if short.startswith("~"):
        return BASE + short.removeprefix("~")
    return short if ":" in short else ID + short


def query_string(params: Params) -> str:
    """``params`` as a query string with its question mark, without those that are None or empty."""
    kept = {name: value for name, value in params.items() if value not in (None, "", [])}
    return "?" + urlencode(kept, doseq=True, safe="/:,~") if kept else ""


class AppLinks:
    """Addresses of the explorer, relative to any of its pages."""

    def entity(self, iri: str) -> str | None:
        """The page « Explorer » at that entity; entities of other people's spaces have one as well."""
        return "explorer" + query_string({"fiche": shorten(iri)})

    def page(self, name: str, params: Params | None = None) -> str | None:
        """The page of the menu with that address (``""`` is the home page)."""
        return (quote(name) or "./") + query_string(params or {})

    def listing(self, kind: str) -> str | None:
        """The page « Explorer », filtered."""
        return None if kind in UNSEARCHED or kind == OTHER.key else self.page("explorer", {"type": kind})

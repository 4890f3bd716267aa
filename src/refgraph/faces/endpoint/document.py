"""The pages of the endpoint that people read, in the layout of the published site."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from refgraph.core.namespaces import ID
from refgraph.faces.html import Renderer, asset
from refgraph.faces.html.links import Params

MenuLinks = Sequence[tuple[str, str]]
_MENU: MenuLinks = (("SPARQL", "/sparql"), ("Questions", "/questions"))


class EndpointLinks:
    """Addresses of the endpoint: each of our entities at the path of its IRI."""

    def entity(self, iri: str) -> str | None:
        """The address of an entity of our own space; others stand at their own IRI."""
        return "/id/" + quote(iri.removeprefix(ID)) if iri.startswith(ID) else None

    def page(self, name: str, params: Params | None = None) -> str | None:
        """None: the endpoint has no pages."""
        return None

    def listing(self, kind: str) -> str | None:
        """None: the endpoint has no lists."""
        return None


RENDERER = Renderer(EndpointLinks())
STYLE = asset("refgraph.css") + asset("document.css")
"""The style of each page, which stands in it."""


def document(title: str, content: str, footer: str = "", menu: MenuLinks = (), alternates: MenuLinks = ()) -> bytes:
    """A whole page around ``content``, which is HTML; ``menu`` follows the entries that every page has."""
    page = RENDERER.page(
        "document.html.j2",
        title=title,
        content=content,
        style=Markup(STYLE),
        alternates=alternates,
        menu=[*_MENU, *menu],
        footer=footer,
    )
    return page.encode()

"""An entity at its own address: HTML for people, RDF for programs (Cool URIs, content negotiation)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from refgraph.endpoint.negotiation import choose
from refgraph.endpoint.problems import HttpError
from refgraph.entities import describe, in_context, serialise
from refgraph.errors import QueryError
from refgraph.html import Renderer, asset
from refgraph.html.links import Params
from refgraph.namespaces import ID
from refgraph.store.protocol import Store

OFFERED: dict[str, str] = {"html": "text/html", "turtle": "text/turtle", "jsonld": "application/ld+json"}
_FIRST_PASSAGES = 3

DocumentText = Callable[[str], str | None]
"""The text of a document from the name of its file, or None."""


class EndpointLinks:
    """Addresses of the endpoint: each of our entities at the path of its IRI."""

    def entity(self, iri: str) -> str | None:
        """The address of an entity of our own space; others stand at their own IRI."""
        return "/id/" + quote(iri.removeprefix(ID)) if iri.startswith(ID) else None

    def page(self, name: str, params: Params | None = None) -> str | None:
        """None: the endpoint has no pages."""
        return None


class EntityPage:
    """Answers ``/id/…``: what the graph says of the entity with that IRI."""

    def __init__(self, document_text: DocumentText) -> None:
        self._document_text = document_text
        self._renderer = Renderer(EndpointLinks())

    async def respond(self, request: Request) -> Response:
        """The entity in the format that the client prefers, or the one named by ``?format=``."""
        iri = ID + request.path_params["path"]
        form = request.query_params.get("format") or choose(request.headers.get("accept", "*/*"), OFFERED)
        if form not in OFFERED:
            raise HttpError(406, "Les formats disponibles sont : " + ", ".join(OFFERED.values()) + ".")
        try:
            content = await run_in_threadpool(self._content, request.app.state.store, iri, form)
        except QueryError as error:
            raise HttpError(404, "Cette fiche n’existe pas dans les données chargées.") from error
        return Response(content, media_type=OFFERED[form], headers={"Vary": "Accept"})

    def _content(self, store: Store, iri: str, form: str) -> bytes:
        entity = describe(store, iri)
        if form != "html":
            return serialise(store, iri, form)
        contexts = in_context(entity.sources, self._document_text)
        fiche = self._renderer.page(
            "fiche.html.j2",
            entity=entity,
            contexts=contexts[:_FIRST_PASSAGES],
            more_contexts=contexts[_FIRST_PASSAGES:],
        )
        page = self._renderer.page(
            "document.html.j2",
            title=entity.ref.label,
            content=fiche,
            style=Markup(asset("refgraph.css") + asset("document.css")),
            alternates=[(media, f"?format={name}") for name, media in OFFERED.items() if name != "html"],
            menu=[("SPARQL", "/sparql"), ("Questions", "/questions"), ("Turtle", "?format=turtle")],
            footer=iri,
        )
        return page.encode()

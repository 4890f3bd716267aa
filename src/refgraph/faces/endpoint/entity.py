"""An entity at its own address: HTML for people, RDF for programs (Cool URIs, content negotiation)."""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from refgraph.core.errors import QueryError
from refgraph.core.namespaces import ID
from refgraph.faces.current import Opened
from refgraph.faces.endpoint.build import entity_tag, is_known
from refgraph.faces.endpoint.document import RENDERER, document
from refgraph.faces.endpoint.negotiation import accepted, choose
from refgraph.faces.endpoint.problems import HttpError
from refgraph.graph.store.protocol import Store
from refgraph.knowledge.things import DocumentOf, describe, in_context, serialise
from refgraph.model.ids import passage_of

OFFERED: dict[str, str] = {"html": "text/html", "turtle": "text/turtle", "jsonld": "application/ld+json"}
_FIRST_PASSAGES = 3


class EntityPage:
    """Answers ``/id/…``: what the graph says of the entity with that IRI."""

    def __init__(self, document_of: DocumentOf) -> None:
        self._document_of = document_of

    async def respond(self, request: Request) -> Response:
        """The entity in the format that the client prefers, or the one named by ``?format=``."""
        iri = ID + request.path_params["path"]
        if passage := passage_of(iri):
            return RedirectResponse("/id/" + quote(passage.removeprefix(ID)), 303)
        form = request.query_params.get("format") or choose(accepted(request), OFFERED)
        if form not in OFFERED:
            raise HttpError(406, "Les formats disponibles sont : " + ", ".join(OFFERED.values()) + ".")
        opened: Opened = request.state.opened
        # A page also shows the document around its passages, which is in no build: it has no tag.
        tag = entity_tag(opened, form) if form != "html" else ""
        headers = {"Vary": "Accept"} | ({"ETag": tag} if tag else {})
        if tag and is_known(request, tag):
            return Response(status_code=304, headers=headers)
        try:
            content = await run_in_threadpool(self._content, opened.store, iri, form)
        except QueryError as error:
            raise HttpError(404, "Cette fiche n’existe pas dans les données chargées.") from error
        return Response(content, media_type=OFFERED[form], headers=headers)

    def _content(self, store: Store, iri: str, form: str) -> bytes:
        entity = describe(store, iri)
        if form != "html":
            return serialise(store, iri, form)
        contexts = in_context(entity.sources, self._document_of)
        fiche = RENDERER.page(
            "fiche.html.j2",
            entity=entity,
            contexts=contexts[:_FIRST_PASSAGES],
            more_contexts=contexts[_FIRST_PASSAGES:],
        )
        return document(
            entity.ref.label,
            fiche,
            footer=iri,
            menu=[("Turtle", "?format=turtle")],
            alternates=[(media, f"?format={name}") for name, media in OFFERED.items() if name != "html"],
        )

"""The ontology, its vocabularies and shapes, and the dataset at the paths of their IRIs, as HTML or RDF."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from refgraph.core.namespaces import BASE
from refgraph.faces.current import Opened
from refgraph.faces.endpoint.build import entity_tag, is_known
from refgraph.faces.endpoint.document import RENDERER, document
from refgraph.faces.endpoint.negotiation import GRAPHS, accepted, choose
from refgraph.faces.endpoint.problems import HttpError
from refgraph.graph.sandbox.answers import GRAPHS as SERIALISATIONS
from refgraph.knowledge.publication import DATASET, ONTOLOGY, SHAPES, VOCABULARIES, Publication, publication

OFFERED: dict[str, str] = {"html": "text/html", **GRAPHS}
_ALSO = {"turtle": "ttl"}
"""What `/id/…` calls the same format."""


def routes() -> list[BaseRoute]:
    """The addresses of what is published; a saved question's IRI leads to its address here."""
    fixed = {f"/{name}": name for name in (ONTOLOGY, VOCABULARIES, SHAPES, DATASET)} | {"/.well-known/void": DATASET}
    return [
        *(Route(address, _at(_fixed(path)), methods=["GET"]) for address, path in fixed.items()),
        *(Route(f"/{name}/{{rest:path}}", _at(_below(name)), methods=["GET"]) for name in (ONTOLOGY, VOCABULARIES)),
        Route("/query/{path:path}", _question, methods=["GET"]),
    ]


def _fixed(path: str) -> Callable[[Request], str]:
    return lambda request: path


def _below(name: str) -> Callable[[Request], str]:
    return lambda request: f"{name}/{request.path_params['rest']}".rstrip("/")


async def _question(request: Request) -> Response:
    return RedirectResponse(f"/questions/{request.path_params['path']}", 303)


def _at(path_of: Callable[[Request], str]) -> Callable[..., object]:
    async def respond(request: Request) -> Response:
        asked = request.query_params.get("format", "")
        form = _ALSO.get(asked, asked) or choose(accepted(request), OFFERED)
        if form not in OFFERED:
            raise HttpError(406, "Les formats disponibles sont : " + ", ".join(OFFERED.values()) + ".")
        opened: Opened = request.state.opened
        tag = entity_tag(opened, form)
        headers = {"Vary": "Accept", "ETag": tag}
        if is_known(request, tag):
            return Response(status_code=304, headers=headers)
        found = await run_in_threadpool(publication, opened.store, path_of(request))
        if found is None:
            raise HttpError(404, "Aucun terme ne porte cette adresse.")
        return Response(written(found, form), media_type=OFFERED[form], headers=headers)

    return respond


def written(found: Publication, form: str) -> bytes:
    """``found`` in the format ``form`` of `OFFERED`."""
    if form == "html":
        content = RENDERER.page("publication.html.j2", publication=found, address=_address)
        menu = [("Turtle", "?format=ttl"), ("JSON-LD", "?format=jsonld")]
        alternates = [(media, f"?format={name}") for name, media in GRAPHS.items()]
        return document(found.title, content, footer=BASE + found.path, menu=menu, alternates=alternates)
    return found.serialised(SERIALISATIONS[form])


def _address(iri: str) -> str:
    """Where a term is read: here where it is ours, else at its own IRI."""
    return "/" + iri.removeprefix(BASE) if iri.startswith(BASE) else iri

"""Errors over HTTP: a status, and a French explanation as problem details (RFC 9457)."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response

from refgraph.core.errors import BusyError, QueryError, QueryLimitError, RefgraphError, StoreError
from refgraph.faces.endpoint.document import document
from refgraph.faces.endpoint.negotiation import accepted, choose

# SPARQL 1.1 Protocol, section 2.1.7: 400 when the query is not legal, 500 when the service refuses to go on. A limit is
# told as 503, which says more precisely that another, smaller query may be sent.
STATUS: list[tuple[type[RefgraphError], int]] = [
    (BusyError, 503),
    (QueryLimitError, 503),
    (QueryError, 400),
    (StoreError, 500),
    (RefgraphError, 400),
]


class HttpError(Exception):
    """A request that cannot be answered: ``status`` and one French sentence."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The response that tells ``detail`` with ``status``."""
    body = {"type": "about:blank", "status": status, "title": TITLES.get(status, "Erreur"), "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def tell(request: HTTPConnection, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """``detail`` as problem details, or as a page for a browser, which prefers HTML."""
    headers = {"Vary": "Accept", **(headers or {})}
    if choose(accepted(request), _OFFERED) != "html":
        return problem(status, detail, headers)
    title = TITLES.get(status, "Erreur")
    content = Markup("<h1>{}</h1><p>{}</p>").format(title, detail)
    page = document(title, content, footer=f"Code {status}")
    return Response(page, status, headers, media_type=_OFFERED["html"])


_OFFERED = {"json": "application/problem+json", "html": "text/html"}
TITLES: dict[int, str] = {
    400: "Requête incorrecte",
    403: "Demande refusée",
    404: "Introuvable",
    405: "Méthode non permise",
    406: "Format non disponible",
    408: "Requête interrompue",
    413: "Requête trop longue",
    415: "Type de contenu non pris en charge",
    421: "Serveur appelé sous un autre nom",
    429: "Trop de requêtes",
    500: "Erreur du service",
    503: "Service momentanément indisponible",
}


async def on_http_error(request: Request, error: Exception) -> Response:
    """The response to an `HttpError`."""
    assert isinstance(error, HttpError)
    return tell(request, error.status, error.detail, error.headers)


async def on_refgraph_error(request: Request, error: Exception) -> Response:
    """The response to an error of the library."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    return tell(request, status, str(error), {"Retry-After": "5"} if status == 503 else None)


async def on_unexpected(_: Request, __: Exception) -> JSONResponse:
    """The response to a fault of ours: no trace of it leaves the machine."""
    return problem(500, "Une erreur inattendue s’est produite ; rien n’a été modifié. Réessayez, puis signalez-la.")

"""SPARQL 1.1 Protocol, query operation: GET, POST of a form, POST of the query itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from functools import partial
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, move_on_after, to_thread
from starlette.requests import Request
from starlette.responses import Response

from refgraph.faces.current import Opened
from refgraph.faces.endpoint.description import description
from refgraph.faces.endpoint.limiter import Clients
from refgraph.faces.endpoint.negotiation import GRAPHS, RESULTS, accepted, choose
from refgraph.faces.endpoint.problems import HttpError
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool, too_busy
from refgraph.graph.sandbox.wire import Answer

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})
_BODY_SECONDS = 30


@dataclass(frozen=True)
class Operation:
    """A query operation: the query and the dataset that the protocol names for it (section 2.1)."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def sparql(request: Request) -> Response:
    """Answer a query; a GET without one gets the service description (SPARQL 1.1 Service Description, section 2)."""
    if request.method in ("GET", "HEAD") and _asks_description(request):
        return description(request)
    operation = await _operation(request, request.app.state.limits)
    results, graphs = _formats(accepted(request))
    pool: Pool = request.app.state.pool
    opened: Opened = request.state.opened
    ask = partial(
        pool.run,
        operation.query,
        store=opened.folder,
        results_format=results or "json",
        graph_format=graphs or "ttl",
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        base=str(request.url_for("sparql")),  # SPARQL 1.1 Query, section 4.1.1.2; RFC 3986, section 5.1.3
    )
    answer = await _in_turn(request, ask)
    media = _media_type(answer.form, results, graphs)
    headers = {"Vary": "Accept", "X-Refgraph-Truncated": "true" if answer.truncated else "false"}
    return Response(answer.content, media_type=media, headers=headers)


def _asks_description(request: Request) -> bool:
    asked = dict(request.query_params)
    return not asked or (asked.keys() == {"format"} and asked["format"] in GRAPHS)


async def _in_turn(request: Request, ask: Callable[[], Answer]) -> Answer:
    """The answer, once a worker is free: who waits holds no thread, so that questions and entities are still served."""
    turn: CapacityLimiter = request.app.state.turn
    clients: Clients = request.app.state.clients
    places = clients.of(request.client.host if request.client else "?")
    with move_on_after(request.app.state.limits.waiting_seconds) as waiting:
        async with places, turn:
            waiting.deadline = math.inf
            return await to_thread.run_sync(ask, limiter=request.app.state.threads)
    raise too_busy()


async def _operation(request: Request, limits: Limits) -> Operation:
    url = pairs(request.url.query)
    if request.method in ("GET", "HEAD"):
        return _from_pairs(url)
    kind = _content_type(request)
    body = await _body(request, limits)
    if kind == _FORM:
        return _from_pairs(url + pairs(body))
    if kind == _QUERY:
        return _from_pairs([*url, ("query", body)])
    if kind == _UPDATE:
        raise HttpError(403, "Ce point d’accès est en lecture seule.")
    raise HttpError(415, f"Envoyez la requête en {_FORM} ou en {_QUERY}.")


def pairs(encoded: str) -> list[tuple[str, str]]:
    """The names and values of a form or of an address.

    Raises:
        HttpError: 400, an escaped character is no UTF-8.
    """
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise HttpError(400, "La requête n’est pas en UTF-8.") from error


def _content_type(request: Request) -> str:
    """The media type of the body, which must be plain UTF-8."""
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    coding = request.headers.get("content-encoding", "identity").lower()
    if header.get_content_charset("utf-8") not in _CHARSETS or coding != "identity":
        raise HttpError(415, "Envoyez la requête en UTF-8, sans compression.")
    return header.get_content_type()


async def _body(request: Request, limits: Limits) -> str:
    largest = limits.query_characters * 12  # each character may take 12 once percent-encoded
    received = bytearray()
    with move_on_after(_BODY_SECONDS) as arrival:
        async for chunk in request.stream():
            received += chunk
            if len(received) > largest:
                raise HttpError(413, f"La requête dépasse {limits.query_characters} caractères.")
    if arrival.cancelled_caught:
        raise HttpError(408, f"La requête n’est pas arrivée en {_BODY_SECONDS} s.", {"Connection": "close"})
    try:
        return received.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HttpError(400, "La requête n’est pas en UTF-8.") from error


def _from_pairs(given: list[tuple[str, str]]) -> Operation:
    if any(name == "update" for name, _ in given):
        raise HttpError(403, "Ce point d’accès est en lecture seule.")
    queries = [value for name, value in given if name == "query"]
    if len(queries) != 1:
        raise HttpError(400, "Donnez une requête, et une seule, dans le paramètre « query ».")
    graphs = {name: tuple(dict.fromkeys(value for key, value in given if key == name)) for name in _DATASET}
    if any(not _is_iri(iri) for iris in graphs.values() for iri in iris):
        raise HttpError(400, "Un graphe se nomme par une IRI absolue.")
    return Operation(queries[0], graphs["default-graph-uri"], graphs["named-graph-uri"])


_DATASET = ("default-graph-uri", "named-graph-uri")


def _is_iri(text: str) -> bool:
    return ":" in text and not any(char in text for char in '<>"{}|^`\\ \n\r\t')


def _formats(accept: str) -> tuple[str | None, str | None]:
    results, graphs = choose(accept, RESULTS), choose(accept, GRAPHS)
    if results is None and graphs is None:
        offered = ", ".join([*RESULTS.values(), *GRAPHS.values()])
        raise HttpError(406, f"Les formats disponibles sont : {offered}.")
    return results, graphs


def _media_type(form: str, results: str | None, graphs: str | None) -> str:
    """The media type of the answer; 406 when the client accepts none of the kind that the query gives."""
    chosen = graphs if form == "graph" else results
    table = GRAPHS if form == "graph" else RESULTS
    if chosen is None:
        raise HttpError(406, "Cette requête se répond en : " + ", ".join(table.values()) + ".")
    if form == "boolean" and chosen in ("csv", "tsv"):
        chosen = "json"
    return table[chosen]

"""SPARQL 1.1 Protocol, query operation: GET, POST of a form, POST of the query itself."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from refgraph.endpoint.description import description
from refgraph.endpoint.negotiation import GRAPHS, RESULTS, choose
from refgraph.endpoint.problems import HttpError
from refgraph.sandbox.limits import Limits
from refgraph.sandbox.pool import Pool

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class Operation:
    """A query operation: the query and the dataset that the protocol names for it (section 2.1)."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def sparql(request: Request) -> Response:
    """Answer a query; a GET without one gets the service description (SPARQL 1.1 Service Description, section 2)."""
    if request.method in ("GET", "HEAD") and not request.query_params:
        return description(request)
    operation = await _operation(request, request.app.state.limits)
    results, graphs = _formats(request.headers.get("accept", "*/*"))
    pool: Pool = request.app.state.pool
    answer = await run_in_threadpool(
        pool.run,
        operation.query,
        results_format=results or "json",
        graph_format=graphs or "ttl",
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
    )
    media = _media_type(answer.form, results, graphs)
    headers = {"Vary": "Accept", "X-Refgraph-Truncated": "true" if answer.truncated else "false"}
    return Response(answer.content, media_type=media, headers=headers)


async def _operation(request: Request, limits: Limits) -> Operation:
    url = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method in ("GET", "HEAD"):
        return _from_pairs(url)
    body = await _body(request, limits)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _FORM:
        return _from_pairs(url + parse_qsl(body, keep_blank_values=True))
    if kind == _QUERY:
        return _from_pairs([*url, ("query", body)])
    if kind == _UPDATE:
        raise HttpError(403, "Ce point d’accès est en lecture seule.")
    raise HttpError(415, f"Envoyez la requête en {_FORM} ou en {_QUERY}.")


async def _body(request: Request, limits: Limits) -> str:
    largest = limits.query_characters * 12  # each character may take 12 once percent-encoded
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > largest:
            raise HttpError(413, f"La requête dépasse {limits.query_characters} caractères.")
    try:
        return received.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HttpError(400, "La requête n’est pas en UTF-8.") from error


def _from_pairs(pairs: list[tuple[str, str]]) -> Operation:
    if any(name == "update" for name, _ in pairs):
        raise HttpError(403, "Ce point d’accès est en lecture seule.")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise HttpError(400, "Donnez une requête, et une seule, dans le paramètre « query ».")
    graphs = {name: tuple(value for key, value in pairs if key == name) for name in _DATASET}
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

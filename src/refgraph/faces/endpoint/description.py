"""What this endpoint is and can do, as RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from refgraph.core.french import number
from refgraph.core.namespaces import BASE, PREFIXES
from refgraph.faces.endpoint.document import RENDERER, document
from refgraph.faces.endpoint.negotiation import GRAPHS, accepted, choose
from refgraph.faces.endpoint.problems import HttpError
from refgraph.graph.sandbox.answers import GRAPHS as SERIALISATIONS

_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "JSON-LD",
    "N-Triples",
    "RDF_XML",
)


def description(request: Request) -> Response:
    """The service description in the RDF format that the client prefers, or a page for a browser.

    ``?format=`` names one of these formats.
    """
    name = request.query_params.get("format") or choose(accepted(request), {"html": "text/html", **GRAPHS})
    if name == "html":
        return Response(_page(request), media_type="text/html", headers={"Vary": "Accept"})
    if name not in GRAPHS:
        raise HttpError(406, "La description se lit en : " + ", ".join(GRAPHS.values()) + ".")
    triples = to_graph(str(request.url_for("sparql")), request.state.opened.graphs)
    prefixes = {prefix: PREFIXES[prefix] for prefix in ("sd", "rdf", "void")}
    content = ox.serialize(triples, format=SERIALISATIONS[name], prefixes=prefixes)
    return Response(content, media_type=GRAPHS[name], headers={"Vary": "Accept"})


def _page(request: Request) -> bytes:
    limits = request.app.state.limits
    title = "Point d’accès SPARQL"
    content = RENDERER.page(
        "endpoint_sparql.html.j2",
        address=str(request.url_for("sparql")),
        example="SELECT * { ?bloc a rg:Bloc }",
        seconds=number(limits.seconds),
        rows=number(limits.rows),
    )
    return document(title, content)


def to_graph(endpoint: str, graphs: Iterable[str]) -> list[ox.Triple]:
    """The service at ``endpoint`` over the named ``graphs``, without blank nodes."""
    sd = PREFIXES["sd"]
    service, dataset = ox.NamedNode(endpoint + "#service"), ox.NamedNode(BASE + "dataset")
    triples = [
        _triple(service, PREFIXES["rdf"] + "type", sd + "Service"),
        _triple(service, sd + "endpoint", endpoint),
        _triple(service, sd + "supportedLanguage", sd + "SPARQL11Query"),
        _triple(service, sd + "feature", sd + "UnionDefaultGraph"),
        _triple(service, sd + "defaultEntailmentRegime", "http://www.w3.org/ns/entailment/Simple"),
        _triple(service, sd + "defaultDataset", dataset.value),
        _triple(dataset, PREFIXES["rdf"] + "type", sd + "Dataset"),
        *(_triple(service, sd + "resultFormat", _FORMATS + name) for name in _RESULT_FORMATS),
    ]
    for graph in graphs:
        described = ox.NamedNode(f"{endpoint}#{graph.removeprefix(BASE)}")
        triples += [
            _triple(dataset, sd + "namedGraph", described.value),
            _triple(described, PREFIXES["rdf"] + "type", sd + "NamedGraph"),
            _triple(described, sd + "name", graph),
        ]
    return triples


def _triple(subject: ox.NamedNode, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), ox.NamedNode(value))

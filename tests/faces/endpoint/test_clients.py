"""Clients that nobody here wrote read the endpoint without knowing it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from tests.servers import program

COMUNICA = Path(__file__).parent / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
ALL = "SELECT ?s ?o { ?s <http://example.org/says> ?o } ORDER BY ?s"
FIRST = "Accueillir le client"


def answer(client: SPARQLWrapper) -> Any:
    """The answer in the form that was asked for, which the client chooses at run time."""
    return client.queryAndConvert()


def test_sparqlwrapper(base: str) -> None:
    """SPARQLWrapper reads JSON, XML, CSV and Turtle answers, by GET and by POST."""
    client = SPARQLWrapper(base + "/sparql")
    client.setQuery(ALL)
    client.setReturnFormat(JSON)
    assert answer(client)["results"]["bindings"][0]["o"]["value"] == FIRST
    client.setMethod(POST)
    client.setReturnFormat(XML)
    assert FIRST in answer(client).toxml()
    client.setReturnFormat(CSV)
    assert FIRST in answer(client).decode()
    client.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    client.setReturnFormat(TURTLE)
    assert len(list(ox.parse(answer(client), format=ox.RdfFormat.TURTLE))) == 3


def test_rdflib_sparqlstore(base: str) -> None:
    """rdflib uses the endpoint as if it were a graph of its own."""
    graph = Graph(SPARQLStore(base + "/sparql"))
    says = URIRef("http://example.org/says")
    assert graph.value(URIRef("http://example.org/a"), says) == Literal(FIRST, lang="fr")
    assert len(list(graph.triples((None, says, None)))) == 3


def test_curl(base: str) -> None:
    """A person with curl gets a table from one line of shell."""
    curl = program("curl", "curl")
    command = [curl, "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={ALL}", base + "/sparql"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[:2] == ["s,o", f"http://example.org/a,{FIRST}"]
    described = subprocess.run([curl, "-sS", base + "/health"], capture_output=True, text=True, check=True)
    assert json.loads(described.stdout)["status"] == "ok"


def test_comunica(base: str) -> None:
    """Comunica, a client written in JavaScript by others, finds the endpoint by itself and joins on it."""
    program("npm", "nodejs and npm")
    command = [str(COMUNICA), f"sparql@{base}/sparql", ALL, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["results"]["bindings"][0]["o"] == {
        "type": "literal",
        "value": FIRST,
        "xml:lang": "fr",
    }

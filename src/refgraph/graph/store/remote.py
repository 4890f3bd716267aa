"""A SPARQL server that users already have, as a `Store`, over SPARQLWrapper."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import pairwise
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pyoxigraph as ox
from SPARQLWrapper import BASIC, DIGEST, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from refgraph.core.errors import QueryError, QueryLimitError, StoreError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.store.bindings import bind
from refgraph.graph.store.forms import Forms
from refgraph.graph.store.protocol import Binding, Solutions
from refgraph.graph.store.tokens import calls_service, tokens
from refgraph.graph.terms import Term

USER = "REFGRAPH_ENDPOINT_USER"
PASSWORD = "REFGRAPH_ENDPOINT_PASSWORD"
TOKEN = "REFGRAPH_ENDPOINT_TOKEN"

_SPACE = re.compile(r"[\s\x00-\x1f\x7f]")
# XML first: Virtuoso's JSON has terms of no standard (« typed-literal »).
_RESULTS = "application/sparql-results+xml"
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_DURATION = PREFIXES["xsd"] + "duration"
_VIRTUOSO_ASK = "__ASK_RETVAL"  # it answers ASK with a table of one cell, 1 or 0
_GRAPH = "application/n-triples, text/turtle;q=0.8"


@dataclass(frozen=True)
class Credentials:
    """Who asks: a user and a password, or a token; never printed."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> Credentials:
        """The credentials of the variables `USER`, `PASSWORD`, `TOKEN`: a command line could be read by others."""
        return cls(os.environ.get(USER), os.environ.get(PASSWORD), os.environ.get(TOKEN))


def address(url: str) -> str:
    """``url``, if it is the address of a server.

    Raises:
        StoreError: it is none, or holds a password, which is not printed.
    """
    if not url.startswith(("http://", "https://")):
        raise StoreError(
            "l’adresse d’un serveur SPARQL commence par http:// ou https://.", place=url, remedy="Corrigez-la."
        )
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.port != 0 and not _SPACE.search(url)
    except ValueError:
        is_whole = False
    if "@" in url.split("/", 3)[2]:
        raise StoreError(
            "une adresse ne porte ni identifiant ni mot de passe\u00a0: d’autres pourraient les lire.",
            remedy=f"Retirez-les de l’adresse, et renseignez {USER} et {PASSWORD}, ou {TOKEN}.",
        )
    if not is_whole:
        raise StoreError(
            "ce n’est pas l’adresse d’un serveur.", place=url, remedy="Exemple\u00a0: http://localhost:7878/query."
        )
    return url


class RemoteStore(Forms):
    """A `Store` behind the SPARQL 1.1 query endpoint at ``url``; each answer must come within ``seconds``.

    The server's default graph should be the union of its named graphs, as `push` leaves it.
    """

    def __init__(self, url: str, credentials: Credentials | None = None, seconds: float = 60.0) -> None:
        self.url = address(url)
        self._credentials = credentials or Credentials.from_environment()
        self._seconds = seconds

    def run(self, query: str, bindings: Mapping[str, Binding] = {}) -> Solutions | bool | list[ox.Triple]:
        """The answer to a query of any of the four forms (see `Store`).

        Raises:
            QueryError: the server does not understand the query.
            QueryLimitError: it did not answer in time.
            StoreError: it is absent, refuses the credentials, fails, or cuts its answer.
        """
        bound = bind(query, bindings)
        if calls_service(bound):
            raise QueryError("SERVICE n’est pas permis\u00a0: aucune requête ne quitte ce serveur.", place="Requête")
        form = _form(bound)
        content, media = self._fetch(
            _with_prefixes(bound), form, _GRAPH if form in ("CONSTRUCT", "DESCRIBE") else _RESULTS
        )
        try:
            return _graph(content, media) if form in ("CONSTRUCT", "DESCRIBE") else _results(content)
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                "la réponse du serveur est coupée ou illisible ; elle n’a pas été prise en compte.",
                place=self.url,
                remedy="Réessayez ; si cela se répète, vérifiez le serveur ou son mandataire.",
            ) from error

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs of refgraph on the server, sorted."""
        rows = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
        return sorted(term.value for (term,) in rows if isinstance(term, ox.NamedNode))

    def export(self, graph: str | None = None) -> list[ox.Triple]:
        """The triples of one named graph, or of their union, each once."""
        pattern = f"GRAPH <{ox.NamedNode(graph).value}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        return self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")

    def _fetch(self, query: str, form: str, accept: str) -> tuple[bytes, str]:
        client = SPARQLWrapper(self.url)
        client.setMethod(POST)
        client.setQuery(query)
        client.queryType = form  # what it guesses itself could make it send an update
        client.setTimeout(max(1, round(self._seconds)))
        client.setOnlyConneg(True)
        client.addCustomHttpHeader("Accept", accept)
        _identify(client, self._credentials)
        try:
            response = client.query().response
            content = response.read()
        except (SPARQLWrapperException, HTTPError) as error:
            raise _refused(error, self.url) from error
        except TimeoutError as error:
            raise _late(self._seconds, self.url) from error
        except (URLError, HTTPException, OSError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError | socket.timeout):
                raise _late(self._seconds, self.url) from error
            raise absent(self.url) from error
        return content, response.headers.get("content-type", "").partition(";")[0]


def _identify(client: SPARQLWrapper, credentials: Credentials) -> None:
    if credentials.token:
        client.addCustomHttpHeader("Authorization", f"Bearer {credentials.token}")
    elif credentials.user:
        client.setHTTPAuth(DIGEST if client.endpoint.rstrip("/").endswith("-auth") else BASIC)
        client.setCredentials(credentials.user, credentials.password or "")


def _form(query: str) -> str:
    """The form of ``query``: the first word after its prologue, since an update may hold a SELECT too."""
    words = tokens(query)
    found = next(words, None)
    while found and found.keyword in ("PREFIX", "BASE"):
        found = next((word for after, word in pairwise(words) if after.kind == "iri"), None)
    if found is None or found.keyword not in _FORMS:
        raise QueryError("seule la lecture est permise.", remedy="Écrivez SELECT, ASK, CONSTRUCT ou DESCRIBE.")
    return found.keyword


def _with_prefixes(query: str) -> str:
    """``query`` with the prefixes that it uses undeclared, put on its first line so that lines keep their number."""
    words = list(tokens(query))
    used = {
        token.text
        for token, after in pairwise(words)
        if token.kind == "word" and after.text == ":" and after.start == token.start + len(token.text)
    }
    declared = {after.text for token, after in pairwise(words) if token.keyword == "PREFIX" and after.kind == "word"}
    missing = sorted((used - declared) & PREFIXES.keys())
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + query


def _results(content: bytes) -> Solutions | bool:
    parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.XML)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    names = tuple(variable.value for variable in parsed.variables)
    if names == (_VIRTUOSO_ASK,):
        return any(getattr(term, "value", "0") != "0" for row in parsed for term in row)
    return Solutions(names, [tuple(_standard(term) for term in row) for row in parsed])


def _standard(term: object) -> Term | None:
    """``term`` as XML Schema writes it: Virtuoso gives a duration as a number of seconds."""
    if isinstance(term, ox.Literal) and term.datatype.value == _DURATION and not term.value.startswith(("P", "-P")):
        hours, seconds = divmod(round(float(term.value)), 3600)
        parts = [f"{hours}H" if hours else "", f"{seconds // 60}M" if seconds // 60 else ""]
        parts.append(f"{seconds % 60}S" if seconds % 60 or not any(parts) else "")
        return ox.Literal("PT" + "".join(parts), datatype=term.datatype)
    return cast("Term | None", term)


def _graph(content: bytes, media: str) -> list[ox.Triple]:
    syntax = ox.RdfFormat.from_media_type(media) or ox.RdfFormat.N_TRIPLES
    return list(dict.fromkeys(quad.triple for quad in ox.parse(content, format=syntax)))


def _refused(error: Exception, url: str) -> QueryError | StoreError:
    """What the server meant by its status; SPARQLWrapper gives a class of its own to 400, 401, 404, 414 and 500."""
    name = type(error).__name__
    status = getattr(error, "code", None)
    if name in ("QueryBadFormed", "URITooLong"):
        return QueryError("le serveur ne comprend pas la requête.", place=url, remedy="Vérifiez sa syntaxe.")
    if name == "Unauthorized" or status in (401, 403):
        return StoreError(
            "le serveur refuse l’accès.", place=url, remedy=f"Renseignez {USER} et {PASSWORD}, ou {TOKEN}."
        )
    if name == "EndPointNotFound" or status == 404:
        return StoreError("il n’y a pas de point d’accès SPARQL à cette adresse.", place=url, remedy="Corrigez-la.")
    return StoreError(
        "le serveur a échoué en répondant ; rien n’a été modifié.", place=url, remedy="Réessayez dans un instant."
    )


def _late(seconds: float, url: str) -> QueryLimitError:
    return QueryLimitError(
        f"le serveur n’a pas répondu en {seconds:g} s.", place=url, remedy="Précisez la question, ou réessayez."
    )


def absent(url: str) -> StoreError:
    """What a reader is told when nothing answers at ``url``."""
    return StoreError(
        "le serveur ne répond pas ou a coupé la connexion.", place=url, remedy="Vérifiez qu’il est démarré."
    )

"""The ontology, its vocabularies and shapes and the dataset as files of the site, and the redirections of w3id.org."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import pyoxigraph as ox

from refgraph.core.namespaces import BASE
from refgraph.faces.site.page import SitePage
from refgraph.graph.store import Store
from refgraph.knowledge.publication import DATASET, paths, publication

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}

_REDIRECTIONS = """# https://w3id.org/refgraph: copy this file to the folder « refgraph » of https://github.com/perma-id/w3id.org
Options +FollowSymLinks -MultiViews
RewriteEngine on

RewriteRule ^\\.well-known/void$ {url}/.well-known/void [R=303,L]

RewriteCond %{{HTTP_ACCEPT}} application/ld\\+json
RewriteRule ^((?:ns|voc|shapes|dataset)(?:/[^/]+)*)/?$ {url}/$1/index.jsonld [R=303,NE,L]
RewriteCond %{{HTTP_ACCEPT}} text/turtle
RewriteRule ^((?:ns|voc|shapes|dataset)(?:/[^/]+)*)/?$ {url}/$1/index.ttl [R=303,NE,L]
RewriteRule ^((?:ns|voc|shapes|dataset)(?:/[^/]+)*)/?$ {url}/$1/index.html [R=303,NE,L]

RewriteRule ^graph/([^/]+)$ {url}/graphe/$1.ttl [R=303,NE,L]
RewriteRule ^graph/([^/]+)/([^/]+)$ {url}/graphe/$1-$2.ttl [R=303,NE,L]
RewriteRule ^query/[^/]+/([^/]+)$ {url}/question/$1.html [R=303,NE,L]
RewriteRule ^id/(.+)$ {url}/$1.html [R=303,NE,L]
RewriteRule ^$ {url}/index.html [R=303,L]
"""


def publications(store: Store) -> Iterator[SitePage]:
    """A page for each document that is published, with its RDF beside it."""
    known = set(paths(store))
    for path in sorted(known):
        found = publication(store, path)
        if found is not None:
            page = f"{path}/index.html"
            values = {"publication": found, "address": _addresses(known, page.count("/"))}
            beside = {f"index{suffix}": found.serialised(form) for suffix, form in _FORMATS.items()}
            yield SitePage(page, found.title, "site_publication.html.j2", values, beside=beside)


def well_known(store: Store) -> bytes:
    """The description of the dataset in Turtle, for ``.well-known/void``."""
    found = publication(store, DATASET)
    return found.serialised(ox.RdfFormat.TURTLE) if found else b""


def redirections(url: str) -> str:
    """The redirections of w3id.org to a site that is published at ``url`` (mod_rewrite of Apache)."""
    return _REDIRECTIONS.format(url=url.rstrip("/"))


def _addresses(known: Collection[str], depth: int) -> Callable[[str], str]:
    """Where a page that lies ``depth`` folders deep finds a term: in the site where it is there, else at its IRI."""

    def address(iri: str) -> str:
        path, mark, anchor = iri.removeprefix(BASE).partition("#")
        return "../" * depth + f"{path}/index.html{mark}{anchor}" if path in known else iri

    return address

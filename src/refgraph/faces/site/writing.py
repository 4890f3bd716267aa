"""The site on disk: written aside, then put in place whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pyoxigraph as ox

from refgraph import __version__
from refgraph.core.errors import RefgraphError
from refgraph.core.exports import FORMATS, export
from refgraph.core.namespaces import GRAPH, PREFIXES
from refgraph.faces.html import Renderer
from refgraph.faces.html.rendering import asset_path
from refgraph.faces.site.links import SiteLinks
from refgraph.faces.site.page import SitePage
from refgraph.faces.site.pages import MENU, all_pages
from refgraph.faces.site.publications import redirections, well_known
from refgraph.graph.store import Store
from refgraph.knowledge import things
from refgraph.workspace import Workspace

MARK = ".refgraph-site"
"""A file by which a folder is known as a site that may be written again."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""What a page of the site may load: its own files. Each page says so itself, whatever serves it."""

_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
"""What only a server can say; written beside the pages in the two forms that servers of files read."""

_ASSETS = ("refgraph.css", "site.css", "behaviour.js", "favicon.svg")
_TAKEN_AWAY = ("csv", "xlsx", "json")


@dataclass(frozen=True)
class Written:
    """What was written: the folder, and how many pages and downloads."""

    folder: Path
    pages: int
    downloads: int


def write(
    store: Store, workspace: Workspace, folder: Path, url: str = "", tell: Callable[[str], None] = lambda stage: None
) -> Written:
    """Write the site of ``store`` to ``folder``; ``url`` is where it will be published.

    Raises:
        RefgraphError: ``folder`` holds something else than a site.
    """
    _refuse_other(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".site-") as aside:
        made = Path(aside) / "site"
        tell("Préparation des pages")
        pages = list(all_pages(store, workspace))
        tell("Écriture des pages")
        _pages(store, made, pages)
        tell("Écriture des téléchargements")
        downloads = _tables(made, pages) + _graphs(store, made) + _beside(made, pages)
        _around(made, pages, url)
        _published(made, store, url)
        if folder.exists():
            folder.rename(Path(aside) / "before")
        made.rename(folder)
    return Written(folder, len(pages), downloads)


def _refuse_other(folder: Path) -> None:
    if folder.exists() and not (folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))):
        raise RefgraphError(
            "ce dossier contient autre chose qu’un site de refgraph.",
            place=str(folder),
            remedy="Nommez un dossier vide, ou qui n’existe pas encore.",
        )


def _pages(store: Store, folder: Path, pages: list[SitePage]) -> None:
    known = {page.iri for page in pages if page.iri}
    paths = {page.path for page in pages}
    dataset = things.dataset(store)
    renderers = {depth: Renderer(SiteLinks(known, paths, depth)) for depth in {page.path.count("/") for page in pages}}
    graphs = [(path, name) for path, name, _ in _graph_files(store)]
    for page in pages:
        html = renderers[page.path.count("/")].page(
            page.template,
            page=page,
            dataset=dataset,
            version=__version__,
            graphs=graphs,
            menu=MENU,
            policy=POLICY,
            **page.values,
        )
        _put(folder / page.path, html.encode("utf-8"))


def _tables(folder: Path, pages: list[SitePage]) -> int:
    """The answers as files beside their pages."""
    tables = [page for page in pages if page.table is not None]
    for page in tables:
        assert page.table is not None
        for name in _TAKEN_AWAY:
            target = (folder / page.path).with_suffix(FORMATS[name].suffix)
            _put(target, export(page.table, name))
    return len(tables) * len(_TAKEN_AWAY)


def _beside(folder: Path, pages: list[SitePage]) -> int:
    """The RDF of what is published, beside its page."""
    files = [((folder / page.path).with_name(name), content) for page in pages for name, content in page.beside.items()]
    for target, content in files:
        _put(target, content)
    return len(files)


def _published(folder: Path, store: Store, url: str) -> None:
    """Where crawlers look for the dataset, and how w3id.org leads to the site once its address is known."""
    _put(folder / ".well-known" / "void", well_known(store))
    if url:
        _put(folder / "w3id" / ".htaccess", redirections(url).encode())


def _graphs(store: Store, folder: Path) -> int:
    """Each graph in Turtle."""
    files = _graph_files(store)
    for path, _, iri in files:
        triples = sorted(store.export(iri), key=str)
        written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        assert written is not None
        _put(folder / path, written)
    return len(files)


def _graph_files(store: Store) -> list[tuple[str, str, str]]:
    """Path, name and IRI of each graph."""
    names = [(iri.removeprefix(GRAPH), iri) for iri in store.graphs()]
    return [(f"graphe/{name.replace('/', '-')}.ttl", name, iri) for name, iri in names]


def _around(folder: Path, pages: list[SitePage], url: str) -> None:
    """Style, script, the map of the site for search engines, and what a server should say with each file."""
    for name in _ASSETS:
        _put(folder / "assets" / name, asset_path(name).read_bytes())
    base = url.rstrip("/") + "/" if url else ""
    places = "\n".join(f"<url><loc>{escape(base + page.path)}</loc></url>" for page in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    _put(folder / "sitemap.xml", f"{head}{places}\n</urlset>\n".encode())
    apache = "\n".join(f'  Header always set {name} "{value}"' for name, value in _HEADERS.items())
    _put(folder / ".htaccess", f"<IfModule mod_headers.c>\n{apache}\n</IfModule>\n".encode())
    anywhere = "\n".join(f"  {name}: {value}" for name, value in _HEADERS.items())
    _put(folder / "_headers", f"/*\n{anywhere}\n".encode())
    _put(folder / MARK, f"refgraph {__version__}\n".encode())


def _put(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)

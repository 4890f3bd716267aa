"""The pages of the site, as a table: path, title, template and what the template is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import shorten
from typing import Any

from refgraph.core.table import Table
from refgraph.faces.site.answers import comparisons, regulations
from refgraph.faces.site.links import file_of
from refgraph.faces.site.page import SitePage
from refgraph.faces.site.publications import publications
from refgraph.graph.ontology import read_ontology
from refgraph.graph.store import Store
from refgraph.knowledge import things
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.labels import Ref
from refgraph.knowledge.ontology_terms import read_terms
from refgraph.knowledge.questions import read_catalogue, run
from refgraph.knowledge.search import Index, Listing
from refgraph.model.kinds import BY_KEY
from refgraph.pipeline.basis import proposals_folder
from refgraph.workspace import Workspace

MENU = (("comparaison", "Comparer"), ("reglementation", "Réglementation"))
"""Pages of the menu beside the first page, the competences and the glossary: file name and title."""

_TITLE = 70
"""Characters of a name in the title of a window, so that the certification is still read."""


def all_pages(store: Store, workspace: Workspace) -> Iterator[SitePage]:
    """Every page of the site, the first page first."""
    document_of = workspace.document
    index = Index.of(store)
    listing = index.browse()
    yield SitePage("index.html", "Référentiels de certification", "site_home.html.j2", _home(store, listing))
    for facet in listing.kinds:
        entries = index.browse(kind=facet.key).entries
        title = BY_KEY[facet.key].plural
        yield SitePage(f"liste/{facet.key}.html", title, "site_list.html.j2", {"entries": entries})
    yield from _questions(store)
    yield SitePage("glossaire.html", "Glossaire", "site_tables.html.j2", {"tables": _glossary()})
    yield from comparisons(Correspondences.of(store, workspace, proposals_folder(workspace)))
    yield from regulations(store, date.today())
    yield from publications(store)
    for ref in (entry.ref for entry in listing.entries):
        yield _entity(store, ref, document_of)


def _home(store: Store, listing: Listing) -> dict[str, Any]:
    questions = [(question.name, question.title) for question in _answerable()]
    return {
        "cards": things.cards(store),
        "states": {},
        "left_out": 0,
        "kinds_listed": listing.kinds,
        "questions": questions,
    }


def _entity(store: Store, ref: Ref, document_of: things.DocumentOf) -> SitePage:
    entity = things.describe(store, ref.iri)
    contexts = things.in_context(entity.sources, document_of)
    name = f"{ref.code} – {ref.label}" if ref.code else ref.label
    title = " – ".join([shorten(name, _TITLE, placeholder="…"), *(one.label for one in entity.breadcrumb[:1])])
    values = {"entity": entity, "contexts": contexts, "linked_data": linked_data(store, ref.iri)}
    return SitePage(file_of(ref.iri), title, "site_entity.html.j2", values, iri=ref.iri)


def linked_data(store: Store, iri: str) -> str:
    """What is asserted of an entity as JSON-LD that can stand inside a page: nothing in it can end its element."""
    return things.serialise(store, iri, "jsonld").decode().replace("<", "\\u003c")


def _answerable() -> list[Any]:
    """The saved questions that need no choice."""
    questions = read_catalogue().questions
    return [one for one in questions if one.is_ready]


def _questions(store: Store) -> Iterator[SitePage]:
    for question in _answerable():
        answer = run(store, question)
        values = {"tables": [answer], "intro": question.header.description}
        yield SitePage(f"question/{question.name}.html", question.title, "site_tables.html.j2", values, table=answer)


def _glossary() -> list[Table]:
    entries = read_terms(read_ontology())
    return [
        Table(
            ("Mot", "Définition", "Exemple"),
            tuple(
                sorted(
                    (one.label.get("fr", one.name), one.definition.get("fr", ""), one.example.get("fr", ""))
                    for one in entries
                    if one.kind.endswith(kind)
                )
            ),
            title=title,
        )
        for kind, title in (("class", "Les choses"), ("property", "Les liens et les valeurs"))
    ]

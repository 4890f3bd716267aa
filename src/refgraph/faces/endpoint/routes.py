"""The addresses of the endpoint beside SPARQL: questions, entities, and what is published."""

from __future__ import annotations

from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from refgraph.faces.endpoint import publications
from refgraph.faces.endpoint.entity import EntityPage
from refgraph.faces.endpoint.questions import Questions
from refgraph.workspace import Workspace


def routes(workspace: Workspace) -> list[BaseRoute]:
    """The routes over the folders of ``workspace``."""
    questions = Questions(workspace.own_queries)
    return [
        Route("/", lambda _: RedirectResponse("/questions"), methods=["GET"]),
        Route("/questions", questions.listing, methods=["GET"]),
        Route("/questions/{path:path}", questions.answer, methods=["GET"]),
        Route("/id/{path:path}", EntityPage(workspace.document).respond, methods=["GET"]),
        *publications.routes(),
    ]

"""The saved questions as URLs: ``/questions`` lists them, ``/questions/<subject>/<name>?param=value`` answers one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from refgraph.core.exports import FORMATS, export
from refgraph.faces.current import Opened
from refgraph.faces.endpoint.document import RENDERER, document
from refgraph.faces.endpoint.negotiation import accepted, choose
from refgraph.faces.endpoint.problems import HttpError
from refgraph.faces.endpoint.sparql import pairs
from refgraph.knowledge.questions import KINDS, Broken, Catalogue, Question, read_catalogue, run

OFFERED: dict[str, str] = {"json": "application/json", "csv": "text/csv"}


class Questions:
    """The questions of ``own`` (the user's folder) beside those that ship with refgraph, as the files are now."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own

    async def listing(self, request: Request) -> Response:
        """Each question with its address and parameters, and the files that are broken; a page for a browser."""
        catalogue = await self._catalogue()
        broken = [{"name": one.name, "error": str(one.error)} for one in catalogue.broken]
        if choose(accepted(request), {"json": "application/json", "html": "text/html"}) != "html":
            questions = [_described(question) for question in catalogue.questions]
            return JSONResponse({"questions": questions, "broken": broken}, headers={"Vary": "Accept"})
        subjects = {
            name: [{**_described(question), "is_ready": question.is_ready} for question in group]
            for name, group in catalogue.subjects().items()
        }
        content = RENDERER.page("endpoint_questions.html.j2", subjects=subjects, broken=broken)
        page = document("Questions enregistrées", content)
        return Response(page, media_type="text/html", headers={"Vary": "Accept"})

    async def answer(self, request: Request) -> Response:
        """The answer to one question, as JSON or CSV by suffix or by Accept."""
        path, form = _split(request.path_params["path"])
        if not path:
            return await self.listing(request)
        form = form or choose(accepted(request), OFFERED)
        if form is None:
            raise HttpError(406, "Les formats disponibles sont : " + ", ".join(OFFERED.values()) + ".")
        question = _find(path, await self._catalogue())
        values: dict[str, list[str]] = {}
        for name, value in pairs(request.url.query):
            values.setdefault(name, []).append(value)
        opened: Opened = request.state.opened
        people = opened.sandbox if question.is_own else None
        table = await run_in_threadpool(run, opened.store, question, values, people)
        return Response(export(table, form), media_type=FORMATS[form].media_type, headers={"Vary": "Accept"})

    async def _catalogue(self) -> Catalogue:
        # In a thread: a question of the user's that is new is read by a process of its own.
        return await run_in_threadpool(read_catalogue, self._own)


def _find(path: str, catalogue: Catalogue) -> Question:
    known: dict[str, Question | Broken] = {_path(one): one for one in catalogue.broken}
    known |= {_path(question): question for question in catalogue.questions}
    found = known.get(path)
    if found is None:
        raise HttpError(404, "Cette question n’existe pas ; /questions donne la liste.")
    if isinstance(found, Broken):
        raise found.error.with_traceback(None)  # raised each time that it is asked for
    return found


def _split(path: str) -> tuple[str, str | None]:
    """The path without its suffix, and the format that the suffix names."""
    stem, dot, suffix = path.rpartition(".")
    return (stem, suffix) if dot and suffix in OFFERED else (path, None)


def _path(question: Question | Broken) -> str:
    return f"{question.subject}/{question.name}".lstrip("/")


def _described(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "subject": question.subject,
        "question": question.title,
        "href": f"/questions/{_path(question)}",
        "parameters": [
            {
                "name": parameter.name,
                "label": parameter.label,
                "kind": KINDS[parameter.kind].label,
                "required": parameter.required and parameter.default is None,
                "several": parameter.several,
                "default": parameter.default,
                "options": list(parameter.options),
            }
            for parameter in question.parameters
        ],
    }

"""The search box's own way to the server: a round trip through a Streamlit script costs ten times what the index does.

Under ``streamlit run app.py`` nothing answers here, and the box is Streamlit's.
"""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from refgraph.faces.pages import search_address


def route() -> Route:
    """What the server must answer beside the pages; from then on the boxes ask for it."""
    search_address.SERVED.set()
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(_is_news)
    return Route(f"/{search_address.ADDRESS}", _answer, methods=["GET"])


def _answer(request: Request) -> HTMLResponse:
    from refgraph.faces.pages import search_box  # its caches want the runtime, which starts after the routes are made

    asked = request.query_params
    found = search_box.found(asked.get("q", ""), large=asked.get("large") == "oui")
    return HTMLResponse(str(found), headers={"cache-control": "no-store"})


def _is_news(record: logging.LogRecord) -> bool:
    """Not that an answer is made outside any script, which Streamlit would tell in English at the first search."""
    return "missing ScriptRunContext" not in str(record.msg)

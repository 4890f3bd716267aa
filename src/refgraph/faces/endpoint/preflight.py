"""Pages of other sites that may ask this service (CORS), and what their browsers ask first (Fetch, section 4.8)."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from refgraph.faces.endpoint.problems import problem

_METHODS = ("GET", "HEAD", "POST")
_SENT = ("If-None-Match",)
_EXPOSED = ("ETag", "Retry-After", "X-Refgraph-Build", "X-Refgraph-Truncated")


class OtherSites(CORSMiddleware):
    """Lets pages of ``allow_origins`` read the answers; from another network too."""

    def __init__(self, app: ASGIApp, allow_origins: Sequence[str]) -> None:
        super().__init__(
            app,
            allow_origins=allow_origins,
            allow_methods=_METHODS,
            allow_headers=_SENT,
            allow_private_network=True,
            expose_headers=_EXPOSED,
        )

    def preflight_response(self, request_headers: Headers) -> Response:
        """What a browser may send; 400 with a sentence where it asks for more."""
        answer = super().preflight_response(request_headers)
        kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
        if answer.status_code == 200:
            return Response(status_code=204, headers=kept)
        methods, names = ", ".join(_METHODS), ", ".join(self.allow_headers)
        return problem(400, f"Une page d’un autre site peut envoyer {methods}, avec les en-têtes {names}.", kept)

"""From which build an answer comes: one for each request, as it arrives, told in a header."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from refgraph.faces.current import Opened

HEADER = "X-Refgraph-Build"


class BuildMiddleware:
    """Gives each request the build that ``now`` gives as it arrives, for good: ``request.state.opened``."""

    def __init__(self, app: ASGIApp, now: Callable[[], Opened]) -> None:
        self.app = app
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer says its build."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        opened = self._now()
        scope.setdefault("state", {})["opened"] = opened

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start" and opened.key:
                MutableHeaders(scope=message)[HEADER] = opened.key
            await send(message)

        await self.app(scope, receive, sender)


def entity_tag(opened: Opened, form: str) -> str:
    """The tag of what depends on the build and the format alone; weak, for it may be compressed on its way."""
    return f'W/"{opened.key}.{form}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client has what bears ``tag`` already (RFC 9110, section 13.1.2)."""
    return tag in [one.strip() for one in request.headers.get("if-none-match", "").split(",")]

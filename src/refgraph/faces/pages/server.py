"""The server of the explorer: Streamlit's own, behind a door, with a Content-Security-Policy and a French first page.

``streamlit run app.py`` shows the same pages without them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from refgraph.faces.door import Door
from refgraph.faces.html.policy import hash_source
from refgraph.faces.pages import menu, search_route, shell

HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(host: str, scripts: Iterable[str] = ()) -> str:
    """The Content-Security-Policy of answers to requests for ``host``: nothing from elsewhere, nothing to elsewhere.

    Of the ``scripts`` that stand in a page only these run. Streamlit writes inline styles, loads components from
    ``blob:`` and compiles Arrow to WebAssembly.
    """
    known = " ".join(map(hash_source, scripts))
    return (
        f"default-src 'self'; script-src 'self' {known} 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; "
        f"connect-src 'self' ws://{host} wss://{host}; worker-src 'self' blob:; frame-src 'self'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


def serve(app: Path, port: int | None = None, address: str | None = None, names: Sequence[str] = ()) -> None:
    """Serve the explorer, whose script is ``app``, until it is stopped, with the settings of its ``config.toml``.

    ``names`` are those by which it is called beside the loopback ones (see `Door`).
    """
    settings = dict(_settings(tomllib.loads((app.parent / ".streamlit" / "config.toml").read_text("utf-8"))))
    settings |= {"server.port": port} if port is not None else {}
    settings |= {"server.address": address} if address is not None else {}
    for page in menu.present():  # loaded before the first reader comes, not while that one waits
        import_module(f"refgraph.faces.pages.{page}")
    explorer = st.App(
        str(app),
        routes=[search_route.route()],
        middleware=[Middleware(Door, names=names), Middleware(FirstPage)],
        on_script_error=lambda problem: True,
    )
    explorer.run(config=settings)


class FirstPage:
    """Adds the headers, and makes Streamlit's ``index.html`` French before any script has run.

    Behind the `Door`: what comes here is from a page of our own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on; only HTTP answers are changed."""
        if scope["type"] == "websocket":
            await self._app(as_same_origin(scope), receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_page = "text/html" in headers.get("accept", "")
        if is_page:
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _OF_STREAMLIT]}
        await self._app(scope, receive, _Answer(send, headers["host"], is_page).send)


def as_same_origin(scope: Scope) -> Scope:
    """A websocket of a page that the door let in, as Streamlit knows one of its own: ``Host`` is that of ``Origin``.

    A proxy gives the server another name than the page has; Streamlit would then ask a server on the Internet for the
    address of this machine.
    """
    origin = Headers(scope=scope).get("origin")
    if origin is None:
        return scope
    host = origin.partition("://")[2].encode("latin-1")
    kept = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [(b"host", host), *kept]}


class _Answer:
    """Holds an HTML answer back until it is whole, then sends it in French; adds the headers to every answer."""

    def __init__(self, send: Send, host: str, is_page: bool) -> None:
        self._send = send
        self._host = host
        self._is_page = is_page
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS | {_CSP: policy(self._host)})
            if self._is_page and Headers(scope=message).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = to_french(self._body.decode("utf-8"))
            headers = MutableHeaders(scope=self._start)
            headers["content-length"] = str(len(page.encode()))
            headers[_CSP] = policy(self._host, [*_INLINE.findall(page), shell.script()])
            await self._send(self._start)
            message = {"type": "http.response.body", "body": page.encode()}
        await self._send(message)


_CSP = "content-security-policy"
# What Streamlit would answer by a page that is not ours: packed, or « as before » when only our script has changed.
_OF_STREAMLIT = (b"accept-encoding", b"if-none-match", b"if-modified-since")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def to_french(page: str) -> str:
    """Streamlit's first page with its language, title and warning in French.

    It is also told where the server is, which it would otherwise find out by asking for addresses that don't exist.
    """
    base = "/" + str(config.get_option("server.baseUrlPath")).strip("/")
    known = f"<script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + {json.dumps(base)}}}</script>"
    start, end = page.find("<noscript>"), page.find("</noscript>")
    if 0 <= start < end:
        warning = "<p>Cette application a besoin de JavaScript. Activez-le, ou demandez le site statique.</p>"
        page = page[: start + len("<noscript>")] + warning + page[end:]
    return (
        page.replace('<html lang="en">', '<html lang="fr">')
        .replace("<title>Streamlit</title>", "<title>refgraph</title>")
        .replace("<head>", "<head>" + known, 1)
    )


def _settings(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """A configuration file as dotted names and values."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _settings(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value

"""The server of the explorer: Streamlit's own, with a strict Content-Security-Policy and a French first page.

``streamlit run app.py`` shows the same pages without them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from refgraph.faces.pages import menu, search_route

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; "
    "worker-src 'self' blob:; frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
"""Nothing from another origin. Streamlit writes inline styles and scripts and compiles Arrow to WebAssembly."""

HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def serve(app: Path, port: int | None = None, address: str | None = None) -> None:
    """Serve the explorer, whose script is ``app``, until it is stopped, with the settings of its ``config.toml``."""
    settings = dict(_settings(tomllib.loads((app.parent / ".streamlit" / "config.toml").read_text("utf-8"))))
    settings |= {"server.port": port} if port is not None else {}
    settings |= {"server.address": address} if address is not None else {}
    for page in menu.present():  # loaded before the first reader comes, not while that one waits
        import_module(f"refgraph.faces.pages.{page}")
    explorer = st.App(
        str(app),
        routes=[search_route.route()],
        middleware=[Middleware(FirstPage)],
        on_script_error=lambda problem: True,
    )
    explorer.run(config=settings)


class FirstPage:
    """Adds the headers, and makes Streamlit's ``index.html`` French before any script has run."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on; only HTTP answers are changed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_page = "text/html" in Headers(scope=scope).get("accept", "")
        if is_page:
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        await self._app(scope, receive, _Answer(send).send if is_page else _with_headers(send))


class _Answer:
    """Holds an HTML answer back until it is whole, then sends it in French."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
            if Headers(scope=message).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            body = to_french(self._body.decode("utf-8")).encode("utf-8")
            MutableHeaders(scope=self._start)["content-length"] = str(len(body))
            await self._send(self._start)
            message = {"type": "http.response.body", "body": body}
        await self._send(message)


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


def _with_headers(send: Send) -> Callable[[Message], Any]:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sender


def _settings(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """A configuration file as dotted names and values."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _settings(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value

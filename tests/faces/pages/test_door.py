"""The door of the explorer, tried by a real browser with pages of others, and what Streamlit is told of who came in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page
from starlette.types import Scope
from streamlit import net_util
from streamlit.web.server.starlette import starlette_websocket

from refgraph.faces.pages.server import as_same_origin, policy

OPENS = """(address) => new Promise((done) => {
    const socket = new WebSocket(address, ["streamlit"]);
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
})"""
FETCHED = "(address) => fetch(address).then((answer) => answer.status, () => 0)"
LOADED = """(address) => new Promise((done) => {
    const image = new Image();
    image.onload = () => done("loaded");
    image.onerror = () => done("refused");
    image.src = address;
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that asks a hostile DNS."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@contextmanager
def another_server() -> Iterator[str]:
    """Any other server of this machine, with an empty page."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>autre</title>")

        def log_message(self, *told: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_a_name_that_points_here_is_refused(page: Page, explorer_address: str) -> None:
    """DNS rebinding: the page of a hostile site has the same name and port as the explorer; it reaches nothing."""
    port = explorer_address.rpartition(":")[2]
    site = f"http://evil.example:{port}"
    shown = page.goto(f"{site}/explorer")
    assert shown is not None
    assert (shown.status, "Ce serveur ne répond pas sous ce nom" in page.inner_text("body")) == (421, True)
    assert page.evaluate(FETCHED, f"{site}/recherche?q=client") == 421
    assert page.evaluate(OPENS, f"ws://evil.example:{port}/_stcore/stream") == "refused"
    assert page.evaluate(OPENS, f"ws://127.0.0.1:{port}/_stcore/stream") == "refused"


@pytest.mark.browser
def test_other_ports_of_this_machine_are_strangers(page: Page, explorer_address: str) -> None:
    """A page of another server of this machine can neither ask, nor load, nor talk; a link from it is followed."""
    port = explorer_address.rpartition(":")[2]
    with another_server() as other:
        page.goto(other)
        assert page.evaluate(FETCHED, f"{explorer_address}/_stcore/health") == 0
        assert page.evaluate(LOADED, f"{explorer_address}/favicon.png") == "refused"
        for name in ("127.0.0.1", "localhost"):
            assert page.evaluate(OPENS, f"ws://{name}:{port}/_stcore/stream") == "refused"
        page.evaluate(f"document.body.innerHTML = '<a href=\"{explorer_address}/_stcore/health\">explorateur</a>'")
        page.click("a")
        page.wait_for_url(f"{explorer_address}/**")
        assert page.inner_text("body") == "ok"
        assert page.evaluate(LOADED, f"{explorer_address}/favicon.png") == "loaded"


def test_streamlit_looks_nowhere_for_a_page_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who came through the door is of one origin for Streamlit, which would else ask outside for our address."""

    def outside() -> None:
        raise AssertionError("somebody outside was asked")

    monkeypatch.setattr(net_util, "get_external_ip", outside)
    monkeypatch.setattr(net_util, "get_internal_ip", outside)
    headers = [(b"host", b"127.0.0.1:8501"), (b"origin", b"https://refgraph.example")]
    scope: Scope = {"type": "websocket", "headers": headers}
    told = dict(as_same_origin(scope)["headers"])
    assert starlette_websocket._is_origin_allowed(told[b"origin"].decode(), told[b"host"].decode())


def test_the_policy_names_the_one_channel_and_the_one_script() -> None:
    """Nothing inline runs but what refgraph wrote; nothing is sent but to the server that the page came from."""
    said = policy("localhost:8501", ["a()"])
    assert "connect-src 'self' ws://localhost:8501 wss://localhost:8501;" in said
    assert "script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='" in said
    assert "'unsafe-inline'" not in said.partition("style-src")[0]

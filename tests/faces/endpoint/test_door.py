"""Who is let in, how long one waits for who says nothing, and what every answer keeps a browser from."""

from __future__ import annotations

import re
import socket
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import httpx
import pytest

from refgraph.faces.door import Door
from refgraph.faces.endpoint import patience
from refgraph.faces.endpoint.service import Policy
from tests.faces.endpoint.conftest import Serve

ASK = "/sparql?query=ASK%20%7B%7D"
OPEN = Policy(1000, 1000, names=["refgraph.example", "autre.example:8443"], origins=["https://ami.example"])


@pytest.fixture(scope="module")
def named(serve_small: Serve):  # type: ignore[no-untyped-def]
    with serve_small(OPEN) as url:
        yield url


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "LOCALHOST.:{port}"}, 200),
        ({"Host": "[::1]:{port}"}, 200),
        ({"Host": "refgraph.example"}, 200),
        ({"Host": "refgraph.example:{port}"}, 200),
        ({"Host": "autre.example:8443"}, 200),
        ({"Host": "localhost"}, 421),
        ({"Host": "localhost:9"}, 421),
        ({"Host": "evil.example:{port}"}, 421),
        ({"Host": "refgraph.example:9"}, 421),
        ({"Host": "autre.example"}, 421),
        ({"Host": "127.0.0.1:{port}.evil.example"}, 421),
        ({"Host": "a@127.0.0.1:{port}"}, 421),
        ({"Host": "evil.example", "X-Forwarded-Host": "refgraph.example"}, 421),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "https://refgraph.example"}, 200),
        ({"Origin": "https://ami.example"}, 200),
        ({"Origin": "http://localhost:9"}, 403),
        ({"Origin": "http://evil.example:{port}"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, 403),
    ],
)
def test_strangers_are_refused(named: str, headers: dict[str, str], status: int) -> None:
    """Another name, another site, another port of this machine: refused in French before anything is done."""
    port = named.rpartition(":")[2]
    answer = httpx.get(named + ASK, headers={name: value.replace("{port}", port) for name, value in headers.items()})
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    if status != 200:
        assert answer.json()["detail"].startswith(("Ce serveur ne répond pas sous ce nom", "Cette demande vient de"))


def test_a_websocket_is_closed_before_it_is_open() -> None:
    """The explorer's own channel is behind the same door."""
    import asyncio

    async def application(scope: object, receive: object, send: object) -> None:
        raise AssertionError("the door let a stranger in")

    async def call() -> list[dict[str, object]]:
        said: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return {"type": "websocket.connect"}

        async def send(message: dict[str, object]) -> None:
            said.append(message)

        headers = [(b"host", b"127.0.0.1:8501"), (b"origin", b"http://localhost:9999")]
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "server": ("127.0.0.1", 8501)}
        await Door(application)(scope, receive, send)  # type: ignore[arg-type]
        return said

    with ThreadPoolExecutor(1) as thread:  # a browser test before it in this process leaves a loop running
        said = thread.submit(lambda: asyncio.run(call())).result()
    assert [one["type"] for one in said] == ["websocket.close"]


def test_pages_may_load_their_own_style_and_no_more(base: str) -> None:
    """The checksum of the policy is that of the style which stands in the page; no frame, no script."""
    page = httpx.get(base + "/sparql", headers={"Accept": "text/html"})
    [style] = re.findall("<style>(.*?)</style>", page.text, re.DOTALL)
    checksum = b64encode(sha256(style.encode()).digest()).decode()
    policy = page.headers["content-security-policy"]
    assert f"style-src 'sha256-{checksum}'" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_preflight_is_answered_in_french(named: str) -> None:
    """What a page of a declared site may send is said at once; what it may not is told in a French sentence."""
    asked = {"Origin": "https://ami.example", "Access-Control-Request-Method": "POST"}
    headers = asked | {"Access-Control-Request-Headers": "content-type,if-none-match"}
    private = {"Access-Control-Request-Private-Network": "true"}
    fine = httpx.options(named + "/sparql", headers=headers | private)
    assert (fine.status_code, fine.headers["access-control-allow-origin"]) == (204, "https://ami.example")
    assert fine.headers["access-control-allow-private-network"] == "true"
    refused = httpx.options(named + "/sparql", headers=headers | {"Access-Control-Request-Method": "DELETE"})
    assert (refused.status_code, "peut envoyer GET, HEAD, POST" in refused.json()["detail"]) == (400, True)
    stranger = httpx.options(named + "/sparql", headers=headers | {"Origin": "https://evil.example"})
    assert (stranger.status_code, "access-control-allow-origin" in stranger.headers) == (403, False)


def test_a_relative_iri_is_one_of_the_service(base: str) -> None:
    """A query may name things by relative IRIs; they are resolved against the address that it is sent to."""
    query = "SELECT (STR(<#moi>) AS ?i) {}"
    answer = httpx.get(base + "/sparql", params={"query": query}).json()
    assert answer["results"]["bindings"][0]["i"]["value"] == base + "/sparql#moi"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", b"408"),
        (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", b"408"),
        (b"\x16\x03\x01 no http\r\n\r\n", b"400"),
    ],
)
def test_who_says_nothing_is_not_waited_for(
    base: str, sent: bytes, status: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that sends no request, or half of one, is told so and closed; so is one that speaks no HTTP."""
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0.2)
    host, port = base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(sent)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert "La demande n’est pas arrivée" in answer.decode() or "n’est pas du HTTP" in answer.decode()

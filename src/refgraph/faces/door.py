"""Who is let in: requests that name this server, and pages that it has sent itself or whose site was declared.

Any web site that somebody visits can make the name of its own server point to this machine (DNS rebinding): the browser
then takes both for one site, and only the name in ``Host`` gives the trick away. Other servers of this machine are
strangers as well, and so is everyone whom ``X-Forwarded-Host`` names, which anybody can write.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from refgraph.core.errors import RefgraphError
from refgraph.core.french import typeset

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""The names that every machine has for itself (RFC 6761, section 6.3)."""

_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9_])?\.?)(?::(\d{1,5}))?")
_SCHEMES = {"http": 80, "https": 443}
_UNREAD = 1008  # what was received breaks the rules of the one who closes (RFC 6455, section 7.4.1)

Address = tuple[str, int | None]
"""A name and a port; None: the port that ``http`` or ``https`` have by themselves."""

Refuse = Callable[[HTTPConnection, int, str], Response]


class Door:
    """Lets in who calls ``app`` by a loopback name with the port that it listens on, or by one of ``names``.

    ``names`` without a port stand for the ports of ``http`` and ``https`` and for the server's own. Pages of
    ``origins`` (``https://www.exemple.fr``, ``*`` for all) are let in beside its own. Others get 421 or 403, made by
    ``refuse``; a websocket is closed before it is open.
    """

    def __init__(
        self, app: ASGIApp, names: Iterable[str] = (), origins: Iterable[str] = (), refuse: Refuse | None = None
    ) -> None:
        self._app = app
        self._names = frozenset(public_name(name) for name in names)
        self._origins = frozenset(origins)
        self._refuse = refuse or _told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _UNREAD, "reason": ""})
        else:
            response: Callable[[Scope, Receive, Send], Awaitable[None]]
            response = self._refuse(HTTPConnection(scope), *refusal)
            await response(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the sentence for who is not let in."""
        headers = Headers(scope=scope)
        port = (scope.get("server") or ("", None))[1]
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_ours(authority(hosts[0]), port) or not scope["path"].startswith("/"):
            return 421, _WRONG_NAME
        origins = headers.getlist("origin")
        if not all(self._is_welcome(origin, port) for origin in origins):
            return 403, _STRANGER
        if not origins and _is_called_by_another_site(scope, headers):
            return 403, _STRANGER
        return None

    def _is_ours(self, address: Address | None, port: int | None, scheme: str = "") -> bool:
        if address is None:
            return False
        name, called = address
        ports = {called} if called else {_SCHEMES[scheme]} if scheme else set(_SCHEMES.values())
        if name in LOOPBACK:
            return port in ports
        return bool(self._names & {(name, one) for one in ports}) or (
            (name, None) in self._names and bool(ports & {port, *_SCHEMES.values()})
        )

    def _is_welcome(self, origin: str, port: int | None) -> bool:
        if self._origins & {"*", origin.lower()}:
            return True
        scheme, _, rest = origin.lower().partition("://")
        return scheme in _SCHEMES and self._is_ours(authority(rest), port, scheme)


def authority(text: str) -> Address | None:
    """The name and port of ``text``, or None if it is no host with an optional port (RFC 9110, section 7.2).

    >>> authority("Localhost:8501"), authority("[::1]"), authority("a@b")
    (('localhost', 8501), ('[::1]', None), None)
    """
    found = _AUTHORITY.fullmatch(text.strip().lower())
    return (found[1].rstrip("."), int(found[2]) if found[2] else None) if found else None


def public_name(text: str) -> Address:
    """The name, with a port or without, by which people call this server; accented names as browsers spell them.

    >>> public_name("Référentiels.exemple.fr")
    ('xn--rfrentiels-b7ab.exemple.fr', None)

    Raises:
        RefgraphError: it is no name of a server.
    """
    try:
        found = authority(text.encode("idna").decode() if not text.isascii() else text)
    except UnicodeError:
        found = None
    if found is None:
        raise RefgraphError(
            typeset(f"« {text} » n’est pas un nom de serveur."),
            remedy=typeset("Écrivez le nom seul, ou avec un port : --public-name referentiels.exemple.fr."),
        )
    return found


_WRONG_NAME = typeset(
    "Ce serveur ne répond pas sous ce nom. Appelez-le par http://localhost et son port, ou déclarez ce nom "
    "au démarrage : --public-name."
)
_STRANGER = typeset("Cette demande vient de la page d’un autre site : elle n’a pas été exécutée.")


def _is_called_by_another_site(scope: Scope, headers: Headers) -> bool:
    """Whether a browser says that another site asks, unless a reader has followed a link (W3C Fetch Metadata)."""
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return False
    is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") == "document"
    return not (is_link and scope.get("method") in ("GET", "HEAD"))


def _told(_: HTTPConnection, status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence + "\n", status, {"x-content-type-options": "nosniff"})

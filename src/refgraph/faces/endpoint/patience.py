"""HTTP as uvicorn speaks it, but that a request must arrive in time, and that what is refused is refused in French."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
"""How long the head of a request may be on its way; who opens a connection and says nothing must not hold it."""

_UNREADABLE = "Cette demande n’est pas du HTTP : elle n’a pas été lue.\n"
_SLOW = f"La demande n’est pas arrivée en {HEADER_SECONDS:.0f} s.\n"


class PatientProtocol(H11Protocol):
    """Ends a connection whose request has not begun to be answered after `HEADER_SECONDS`."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection opens: its first request is waited for."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A piece arrives: it ends the head of a request, or leaves it unfinished."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._waiting is None and not self.transport.is_closing():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, _UNREADABLE)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEADER_SECONDS, self._is_late)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _is_late(self) -> None:
        self._waiting = None
        if not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, _SLOW)

    def _refuse(self, status: HTTPStatus, sentence: str) -> None:
        """Say why, as far as the connection still allows it, and close."""
        body = sentence.encode()
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
        rules = f"x-content-type-options: nosniff\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write((head + rules).encode() + body)
        self.transport.close()

"""A rate limit per client: a bucket of tokens that fills up again with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from weakref import WeakValueDictionary

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from refgraph.faces.endpoint.problems import problem

_CLIENTS_KEPT = 10_000


@dataclass
class _Bucket:
    tokens: float
    at: float


class RateLimiter:
    """``per_second`` requests of a client on average, ``burst`` at once; older clients are forgotten first."""

    def __init__(self, per_second: float, burst: int) -> None:
        self.per_second = per_second
        self.burst = burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def wait(self, client: str, now: float | None = None) -> float:
        """0 if ``client`` may go on, else the seconds until it may."""
        now = time.monotonic() if now is None else now
        with self._lock:
            bucket = self._buckets.pop(client, None) or _Bucket(float(self.burst), now)
            bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.at) * self.per_second)
            bucket.at = now
            self._buckets[client] = bucket
            if len(self._buckets) > _CLIENTS_KEPT:
                self._buckets.popitem(last=False)
            if bucket.tokens >= 1:
                bucket.tokens -= 1
                return 0.0
            return (1 - bucket.tokens) / self.per_second


class Clients:
    """How many queries of each client may be under way at once; a client is forgotten with its last."""

    def __init__(self, each: int) -> None:
        self._each = each
        self._known: WeakValueDictionary[str, CapacityLimiter] = WeakValueDictionary()

    def of(self, client: str) -> CapacityLimiter:
        """The places of ``client``, for as long as somebody holds them."""
        return self._known.setdefault(client, CapacityLimiter(self._each))


class RateLimitMiddleware:
    """Answers 429 with Retry-After (RFC 6585, section 4) to a client that asks too fast."""

    def __init__(self, app: ASGIApp, limiter: RateLimiter) -> None:
        self.app = app
        self.limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 429."""
        if scope["type"] == "http" and scope["path"] != "/health":
            client = Request(scope).client
            seconds = self.limiter.wait(client.host if client else "?")
            if seconds > 0:
                retry = str(int(seconds) + 1)
                response = problem(429, f"Attendez {retry} s avant la prochaine requête.", {"Retry-After": retry})
                await response(scope, receive, send)
                return
        await self.app(scope, receive, send)

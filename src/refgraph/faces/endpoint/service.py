"""The HTTP application: routes, limits, and who may call it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from refgraph import __version__
from refgraph.core.errors import RefgraphError
from refgraph.faces.current import Opened
from refgraph.faces.door import Door
from refgraph.faces.endpoint.build import BuildMiddleware
from refgraph.faces.endpoint.headers import SafeHeaders
from refgraph.faces.endpoint.limiter import Clients, RateLimiter, RateLimitMiddleware
from refgraph.faces.endpoint.preflight import OtherSites
from refgraph.faces.endpoint.problems import HttpError, on_http_error, on_refgraph_error, on_unexpected, tell
from refgraph.faces.endpoint.sparql import sparql
from refgraph.graph.sandbox.pool import Pool


@dataclass(frozen=True)
class Policy:
    """Who may call: requests per second and client, the burst allowed, origins of other sites (none by default).

    ``names`` are those by which the service is called beside the loopback ones (see `Door`).
    """

    requests_per_second: float = 20.0
    burst: int = 100
    origins: Sequence[str] = field(default_factory=tuple)
    names: Sequence[str] = field(default_factory=tuple)


def create_app(
    now: Callable[[], Opened], pool: Pool, routes: Sequence[BaseRoute] = (), policy: Policy = Policy()
) -> Starlette:
    """The application that answers each request from the build that ``now`` gives as it arrives, queries by ``pool``.

    ``routes`` are added to SPARQL and health. The pool is closed with the application.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
            Route("/health", health, methods=["GET"], name="health"),
            *routes,
        ],
        middleware=_middleware(policy, now),
        exception_handlers=_handlers(),
        lifespan=lifespan,
    )
    app.state.pool = pool
    app.state.limits = pool.limits
    # Queries wait in threads that nothing else waits for; of one client at most as many as leave a worker to others.
    app.state.turn, app.state.threads = CapacityLimiter(_QUEUED * pool.size), CapacityLimiter(_QUEUED * pool.size)
    app.state.clients = Clients(max(1, pool.size - 1))
    return app


_QUEUED = 8
"""Queries that may stand in the queue, for each worker."""


async def health(request: Request) -> JSONResponse:
    """That the service answers, its version, how many graphs it holds, and since when it answers from which build."""
    opened: Opened = request.state.opened
    told = {"status": "ok", "version": __version__, "graphs": len(opened.graphs), "build": opened.key}
    return JSONResponse(told | {"since": opened.published.isoformat("T", "seconds")} if opened.published else told)


async def _not_found(request: Request, _: Exception) -> Response:
    return tell(request, 404, "Il n’y a rien à cette adresse.")


async def _wrong_method(request: Request, error: Exception) -> Response:
    return tell(request, 405, "Cette méthode n’est pas permise ici.", dict(getattr(error, "headers", None) or {}))


def _handlers() -> dict[Any, Any]:
    return {
        404: _not_found,
        405: _wrong_method,
        HttpError: on_http_error,
        RefgraphError: on_refgraph_error,
        Exception: on_unexpected,
    }


def _middleware(policy: Policy, now: Callable[[], Opened]) -> list[Middleware]:
    limiter = RateLimiter(policy.requests_per_second, policy.burst)
    return [
        Middleware(SafeHeaders),
        Middleware(Door, names=policy.names, origins=policy.origins, refuse=tell),
        *([Middleware(OtherSites, allow_origins=list(policy.origins))] if policy.origins else []),
        Middleware(RateLimitMiddleware, limiter=limiter),
        Middleware(GZipMiddleware, minimum_size=2_000),
        Middleware(BuildMiddleware, now=now),
    ]

"""`refgraph serve`: the graph over HTTP."""

from __future__ import annotations

import errno
import re
import socket
from contextlib import suppress

import click

from refgraph.cli.amounts import POSITIVE, ROWS
from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.errors import RefgraphError

_ORIGIN = re.compile(r"https?://[^\s/?#@]+/?", re.IGNORECASE)
_NO_ADDRESS = (errno.EADDRNOTAVAIL, socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_NODATA)
_EVERYONE = ("0.0.0.0", "::")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADRESSE", help="Adresse d’écoute.")
@click.option("--port", default=8502, show_default=True, type=click.IntRange(0, 65535), metavar="N", help="Port.")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="URL",
    help="Site dont les pages peuvent interroger ce serveur (CORS) ; aucun par défaut. Répétable.",
)
@click.option(
    "--rate", default=20.0, type=POSITIVE, show_default=True, metavar="N", help="Requêtes par seconde et par client."
)
@click.option(
    "--seconds", default=10.0, type=POSITIVE, show_default=True, metavar="N", help="Durée maximale d’une requête."
)
@click.option(
    "--rows",
    default=100_000,
    type=ROWS,
    show_default="100000",
    metavar="N",
    help="Nombre maximal de lignes d’une réponse.",
)
@click.pass_obj
def command(
    settings: Settings, host: str, port: int, origins: tuple[str, ...], rate: float, seconds: float, rows: int
) -> None:
    """Servir le graphe par HTTP : SPARQL 1.1 (/sparql), questions enregistrées (/questions), fiches (/id/…).

    En lecture seule. Par défaut le serveur n’est joignable que depuis cette machine.
    """
    import uvicorn

    origins = tuple(map(_origin, origins))
    from refgraph.faces.current import Current
    from refgraph.faces.endpoint.routes import routes
    from refgraph.faces.endpoint.service import Policy, create_app
    from refgraph.graph.sandbox.limits import Limits

    workspace = settings.workspace()
    workspace.require_local()
    current = Current(workspace, Limits(seconds=seconds, rows=rows))
    current.opened(tell)
    policy = Policy(requests_per_second=rate, burst=max(1, round(rate * 5)), origins=origins)
    app = create_app(current.opened, current.pool(), routes(workspace), policy)
    if host in _EVERYONE:
        note("Attention : toute machine du réseau pourra interroger ce serveur.")
    listening = _listen(host, port)
    address = f"http://{host}:{listening.getsockname()[1]}"
    note(f"Point d’accès SPARQL\u00a0: {address}/sparql (Ctrl+C pour arrêter)")
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", server_header=False))
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    note("Serveur arrêté.")


def _origin(site: str) -> str:
    """``site`` as browsers name it: scheme, host and port, without a path."""
    if site != "*" and not _ORIGIN.fullmatch(site):
        raise RefgraphError(f"« {site} » n’est pas un site.", remedy="Exemple\u00a0: --origin https://www.exemple.fr.")
    return site.rstrip("/").lower()


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound before anything is announced, so that a taken port is told and nothing else."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno in _NO_ADDRESS:
            raise RefgraphError(
                f"« {host} » n’est pas une adresse de cette machine.",
                remedy="Corrigez --host, par exemple 127.0.0.1 (cette machine seulement) ou 0.0.0.0 (tout le réseau).",
            ) from error
        raise RefgraphError(
            f"le port {port} ne peut pas être ouvert sur {host}.", remedy="Choisissez-en un autre avec --port."
        ) from error

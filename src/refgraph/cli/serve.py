"""`refgraph serve`: the graph over HTTP."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from contextlib import suppress

import click

from refgraph.cli.amounts import POSITIVE, ROWS
from refgraph.cli.progress import note, tell
from refgraph.cli.public_names import public_names
from refgraph.cli.settings import Settings
from refgraph.core.errors import RefgraphError

_ORIGIN = re.compile(r"https?://[^\s/?#@]+/?", re.IGNORECASE)
_NO_ADDRESS = (errno.EADDRNOTAVAIL, socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_NODATA)


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
@public_names
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
    settings: Settings,
    host: str,
    port: int,
    origins: tuple[str, ...],
    names: tuple[str, ...],
    rate: float,
    seconds: float,
    rows: int,
) -> None:
    """Servir le graphe par HTTP : SPARQL 1.1 (/sparql), questions enregistrées (/questions), fiches (/id/…).

    En lecture seule. Par défaut le serveur n’est joignable que depuis cette machine.
    """
    import uvicorn

    origins = tuple(map(_origin, origins))
    from refgraph.faces.current import Current
    from refgraph.faces.door import public_name
    from refgraph.faces.endpoint.patience import PatientProtocol
    from refgraph.faces.endpoint.routes import routes
    from refgraph.faces.endpoint.service import Policy, create_app
    from refgraph.graph.sandbox.limits import Limits

    for name in names:
        public_name(name)
    workspace = settings.workspace()
    workspace.require_local()
    current = Current(workspace, Limits(seconds=seconds, rows=rows))
    current.opened(tell)
    listening = _listen(host, port)
    called = _called(listening, host)
    policy = Policy(rate, max(1, round(rate * 5)), origins, (*names, *called))
    app = create_app(current.opened, current.pool(), routes(workspace), policy)
    if not _is_loopback(listening):
        note("Attention : d’autres machines du réseau pourront interroger ce serveur.")
    if not _is_loopback(listening) and not (names or called):
        note("Elles devront l’appeler par un nom déclaré\u00a0: relancez avec --public-name NOM.")
    shown = f"http://{_bracketed(host)}:{listening.getsockname()[1]}"
    note(f"Point d’accès SPARQL\u00a0: {shown}/sparql (Ctrl+C pour arrêter)")
    # Only a proxy says for whom it asks, and only where one is declared may anybody be believed to be one.
    config = uvicorn.Config(
        app, http=PatientProtocol, ws="none", log_level="critical", server_header=False, proxy_headers=bool(names)
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
    note("Serveur arrêté.")


def _is_loopback(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def _called(listening: socket.socket, host: str) -> list[str]:
    """The names that ``--host`` gives beside the loopback ones: none where it means every address."""
    address, port = listening.getsockname()[:2]
    if ipaddress.ip_address(address.partition("%")[0]).is_unspecified:
        return []
    return [f"{_bracketed(name.partition('%')[0])}:{port}" for name in dict.fromkeys((host, address))]


def _bracketed(host: str) -> str:
    """``host`` as it stands in an address (RFC 3986, section 3.2.2)."""
    return f"[{host}]" if ":" in host else host


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

"""`refgraph explore`: the explorer in the browser, on this machine only."""

from __future__ import annotations

import os
from contextlib import redirect_stdout, suppress
from io import StringIO

import click

from refgraph.cli.progress import note, tell
from refgraph.cli.public_names import public_names
from refgraph.cli.settings import Settings
from refgraph.core.errors import StoreError

_PORTS = click.IntRange(1, 65535)


@click.command("explore")
@click.option("--port", type=_PORTS, metavar="N", default=8501, show_default=True, help="Port de l’explorateur.")
@public_names
@click.pass_obj
def command(settings: Settings, port: int, names: tuple[str, ...]) -> int:
    """Ouvrir l’explorateur : il répond sur http://localhost:PORT, à cette machine seulement."""
    from refgraph.core import assets
    from refgraph.faces.door import public_name
    from refgraph.workspace import CACHE, DATA, ENDPOINT

    for name in names:
        public_name(name)
    workspace = settings.workspace()
    _require_free(port)
    os.environ |= {DATA: str(workspace.data.resolve()), CACHE: str(workspace.cache.resolve())}
    if workspace.endpoint:
        os.environ[ENDPOINT] = workspace.endpoint
    from refgraph.faces.pages import resources
    from refgraph.faces.pages.server import serve

    if workspace.endpoint or workspace.received():  # without a document, the explorer offers to add one
        resources.current(resources.workspace()).opened(tell)
    note(f"Explorateur\u00a0: http://localhost:{port} (Ctrl+C pour arrêter)")
    with redirect_stdout(StringIO()), suppress(KeyboardInterrupt):  # Streamlit's greeting is in English
        serve(assets.root() / "app.py", port, names=names)
    note("Explorateur arrêté.")
    return 0


def _require_free(port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise StoreError(
                f"le port {port} est déjà pris.", remedy=f"Choisissez-en un autre, par exemple --port {port + 1}."
            ) from error

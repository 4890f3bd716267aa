"""`refgraph where`: which folders are used, and why these."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from refgraph.cli.settings import Settings

if TYPE_CHECKING:
    from refgraph.workspace import Workspace


@click.command("where")
@click.pass_obj
def command(settings: Settings) -> None:
    """Dire quels dossiers refgraph utilise, et pourquoi ceux-là."""
    for name, value in _told(settings.workspace()):
        click.echo(f"{name}\u00a0: {value}")


def _told(workspace: Workspace) -> Iterator[tuple[str, str]]:
    from refgraph import __version__
    from refgraph.core import assets, ledger
    from refgraph.core.french import count

    yield "refgraph", f"{__version__} ({assets.root()})"
    yield "données", f"{workspace.data.resolve()} ({_why(workspace)})"
    yield "documents", count(len(workspace.received()), "fichier")
    yield "corrections", str(workspace.corrections)
    yield "décisions", f"{workspace.mappings}, {workspace.settlements}, {workspace.acceptances}"
    yield "questions", str(workspace.own_queries)
    yield "journal", str(workspace.data / ledger.NAME)
    yield "cache", f"{workspace.cache.resolve()} (se refait)"
    if workspace.endpoint:
        yield "serveur", workspace.endpoint


def _why(workspace: Workspace) -> str:
    from refgraph.core import assets
    from refgraph.workspace import DATA
    from refgraph.workspace.making import remembered

    if workspace.is_shipped:
        told = "les référentiels livrés"
        return (
            f"{told}, en lecture seule\u00a0: « refgraph init DOSSIER » fait le vôtre" if assets.is_packaged() else told
        )
    if os.environ.get(DATA) == str(workspace.data):
        return f"variable {DATA}"
    return "retenu par « refgraph init »" if remembered() == workspace.data else "option --data"

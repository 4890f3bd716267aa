"""`refgraph backup`: everything that people wrote and decided, with the documents, in one archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from refgraph.cli.progress import note
from refgraph.cli.settings import Settings


@click.command("backup")
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False), metavar="[FICHIER]", required=False)
@click.pass_obj
def command(settings: Settings, archive: Path | None) -> None:
    """Sauvegarder le dossier de données dans une archive zip ; « refgraph restore » la reprend.

    Sans FICHIER, refgraph-AAAA-MM-JJ.zip dans le dossier courant.
    """
    from refgraph.core.french import count
    from refgraph.workspace.backup import back_up

    path = archive or Path(f"refgraph-{date.today().isoformat()}.zip")
    held = back_up(settings.workspace(), path)
    note(f"Sauvegardé\u00a0: {path} ({count(held, 'fichier')}).")

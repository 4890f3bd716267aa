"""`refgraph restore`: a data folder from an archive."""

from __future__ import annotations

from pathlib import Path

import click

from refgraph.cli.progress import note


@click.command("restore")
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DOSSIER")
def command(archive: Path, folder: Path) -> None:
    """Reprendre une sauvegarde dans un DOSSIER nouveau ou vide : rien n’est écrasé."""
    from refgraph.core.french import count
    from refgraph.workspace.backup import restore

    held = restore(archive, folder)
    note(f"Repris\u00a0: {folder.resolve()} ({count(held, 'fichier')}).")

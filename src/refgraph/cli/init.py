"""`refgraph init`: a data folder of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from refgraph.cli.progress import note


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DOSSIER")
@click.option("--empty", is_flag=True, help="Sans les cinq référentiels livrés.")
def command(folder: Path, empty: bool) -> None:
    """Faire un dossier de données à vous : documents, corrections, décisions, questions, en fichiers texte.

    Il se garde bien dans git, et reste quand refgraph est mis à jour. Un refgraph installé comme paquet travaille
    ensuite avec lui ; ailleurs, nommez-le par --data.
    """
    from refgraph.core import assets
    from refgraph.workspace.making import make, remember

    make(folder, with_shipped=not empty)
    note(f"Fait\u00a0: {folder.resolve()}")
    if assets.is_packaged():
        remember(folder)
        note("refgraph travaille désormais avec ce dossier.")
    else:
        note(f"Nommez-le\u00a0: refgraph --data {folder} explore")

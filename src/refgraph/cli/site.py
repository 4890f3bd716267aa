"""`refgraph site`: the whole graph as a static site."""

from __future__ import annotations

from pathlib import Path

import click

from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings


@click.command("site")
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--url",
    default="",
    metavar="URL",
    help="Adresse où le site sera publié, pour son plan (sitemap.xml) et celles de w3id.org (w3id/.htaccess).",
)
@click.pass_obj
def command(settings: Settings, folder: Path, url: str) -> int:
    """Écrire tout le graphe en pages HTML, à publier sans serveur d’application.

    Un dossier déjà écrit par cette commande est remplacé ; tout autre dossier non vide est refusé.
    """
    from refgraph.core import french
    from refgraph.faces.site import write

    store = settings.open_store(tell)
    written = write(store, settings.workspace(), folder, url, tell)
    note(
        f"{french.count(written.pages, 'page')} et {french.count(written.downloads, 'téléchargement')} "
        f"écrits dans {written.folder}."
    )
    return 0

"""`refgraph doctor`: whether everything in the data folder can be read."""

from __future__ import annotations

import click

from refgraph.cli.progress import note
from refgraph.cli.settings import Settings

_AILING = 1


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Réparer ce qui peut l’être sans choisir à votre place.")
@click.pass_obj
def command(settings: Settings, repair: bool) -> int:
    """Vérifier le dossier de données : fichiers de décisions, imports interrompus, restes d’écritures.

    Code 1 s’il reste quelque chose à faire. --repair mène à terme un import interrompu, retire les restes, réécrit en
    UTF-8 un fichier enregistré en Windows-1252 ; l’ancien est gardé.
    """
    from refgraph.pipeline.doctor import ailments

    left = 0
    for one in ailments(settings.workspace()):
        if repair and one.mend:
            note(f"Réparé\u00a0: {one.mend()}")
            continue
        left += 1
        click.echo(f"✗ {one.sentence}" + (" (--repair le répare)" if one.mend else ""))
    if not left:
        click.echo("✓ tout se lit.")
    return _AILING if left else 0

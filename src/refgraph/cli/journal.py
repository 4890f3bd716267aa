"""`refgraph journal`: which decisions came and went, and when."""

from __future__ import annotations

from pathlib import Path

import click

from refgraph.cli.output import format_option, output_option
from refgraph.cli.pairs import FORMATS, deliver_tables
from refgraph.cli.settings import Settings


@click.command("journal")
@click.option("--file", "name", metavar="TEXTE", default="", help="Seulement les fichiers dont le nom contient TEXTE.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def command(settings: Settings, name: str, format_name: str | None, output: Path | None) -> None:
    """Lister ce que les fichiers de décisions ont gagné (+) et perdu (-), le plus ancien d’abord (heures UTC)."""
    from refgraph.core import ledger
    from refgraph.core.table import Table

    entries = [each for each in ledger.read(settings.workspace().data / ledger.NAME) if name in each.file]
    columns = ("Quand", "Fichier", "Changement", "Ligne")
    table = Table(columns=columns, rows=tuple(entries), title="Journal", empty="Aucune décision n’est au journal.")
    deliver_tables("Journal", [table], [], format_name, output)

"""`refgraph template`: the model of a référentiel, empty or filled."""

from __future__ import annotations

from pathlib import Path

import click

from refgraph.cli.output import output_option, write_whole
from refgraph.cli.progress import note
from refgraph.cli.settings import Settings
from refgraph.core.errors import RecordError


@click.command("template")
@click.argument("certification", required=False, metavar="[CERTIFICATION]")
@output_option("Un classeur (.xlsx), ou le tableau Word de France compétences (.docx).", required=True)
@click.pass_obj
def command(settings: Settings, certification: str | None, output: Path) -> None:
    """Écrire le modèle de référentiel : un classeur à remplir, une compétence par ligne, que « refgraph import » lit.

    Avec une CERTIFICATION, il en est rempli. Derrière le tableau, des listes disent ce qu’il ne peut pas dire (niveau,
    certificateur, voies d’accès, liens, identifiants, textes cités…) : relu, le fichier redonne la même certification.
    """
    from refgraph.knowledge.templates import template, to_word, to_workbook
    from refgraph.pipeline.records import kept_of

    is_word = output.suffix.lower() == ".docx"
    if output.suffix.lower() not in (".xlsx", ".docx") or (is_word and not certification):
        raise click.UsageError("Nommez un fichier .xlsx, ou .docx avec une CERTIFICATION.")
    content = b"" if certification else template()
    if certification:
        kept = kept_of(settings.workspace(), certification)
        if kept is None:
            raise RecordError(
                f"aucun document ne décrit « {certification} ».",
                remedy="« refgraph build » montre les certifications lues.",
            )
        content = (to_word if is_word else to_workbook)(kept.record)
    write_whole(output, content)
    note(f"Écrit\u00a0: {output}")

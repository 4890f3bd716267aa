"""`refgraph diff`: what became of each item of a version of a certification in the next one, and what that touches."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import choose_format, format_option, output_option
from refgraph.cli.pairs import FORMATS, SUFFIXES, correspondences, deliver_tables
from refgraph.cli.progress import note
from refgraph.cli.settings import Settings
from refgraph.core.french import count

if TYPE_CHECKING:
    from refgraph.core.table import Table
    from refgraph.knowledge.versions import Touched, VersionDifference
    from refgraph.workspace import Workspace

_ON_PAPER = ("table", "md", "docx", "pdf")


@click.command("diff")
@click.argument("old", metavar="AVANT")
@click.argument("new", metavar="APRÈS")
@click.option(
    "--all", "is_whole", is_flag=True, help="Montrer aussi ce qui est identique (toujours en CSV, JSON, XLSX)."
)
@click.option("--carry", is_flag=True, help="Reprendre les décisions dont la compétence dit la même chose dans APRÈS.")
@click.option(
    "--say",
    "said",
    multiple=True,
    metavar="AVANT=APRÈS",
    help="Dire de quelle compétence une autre vient : C3=C7 ; =C7 si elle est nouvelle, C3= si elle est supprimée.",
)
@click.option("--reviewer", default="", metavar="NOM", help="Qui reprend les décisions, ou le dit.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def command(
    settings: Settings,
    old: str,
    new: str,
    is_whole: bool,
    carry: bool,
    said: tuple[str, ...],
    reviewer: str,
    format_name: str | None,
    output: Path | None,
) -> None:
    """Comparer deux versions d’une certification : ce que chaque compétence est devenue, et ce que cela touche.

    AVANT et APRÈS sont des certifications du dossier de données (RNCP31919) ou des fichiers. Chaque élément est
    identique, reformulé, scindé, fusionné, déplacé, nouveau ou supprimé, d’après ses mots, jamais d’après son code.
    """
    from refgraph.pipeline.versions import compared, touched_by

    workspace = settings.workspace()
    difference = compared(workspace, old, new)
    if said:
        for one in said:
            _say(workspace, difference, one, reviewer)
        difference = compared(workspace, old, new)
    found = touched_by(workspace, difference)
    if carry:
        _carry(settings, found, reviewer)
        return
    name = choose_format(format_name, output, FORMATS, SUFFIXES)
    tables = _tables(difference, found, name, is_whole)
    title = f"De {difference.old.id} à {difference.new.id}"
    deliver_tables(title, tables, _remarks(found), format_name, output)
    if found.following:
        note("«\u00a0--carry --reviewer NOM\u00a0» reprend les décisions qui peuvent suivre.")


def _say(workspace: Workspace, difference: VersionDifference, told: str, reviewer: str) -> None:
    """Keep what a person says a competence comes from.

    Raises:
        MappingError: nobody signs, or a competence is not there.
    """
    from refgraph.pipeline.versions import descents_file, say_descent

    before, equals, after = (part.strip() for part in told.partition("="))
    if not equals or not (before or after):
        raise click.UsageError("--say s’écrit AVANT=APRÈS, par exemple C3=C7.")
    say_descent(workspace, difference, before, after, reviewer, date.today())
    note(f"Retenu : {told} ({descents_file(workspace)}).")


def _tables(difference: VersionDifference, found: Touched, name: str, is_whole: bool) -> list[Table]:
    from refgraph.knowledge.versions import CHANGES, Fate, counts_table, fates_table, short_table, touched_tables

    if name in ("csv", "csv-data"):
        return [fates_table(difference)]
    if name in _ON_PAPER:
        fates = tuple(Fate) if is_whole else CHANGES
        return [counts_table(difference), short_table(difference, fates), *touched_tables(found)]
    return [fates_table(difference), counts_table(difference), *touched_tables(found)]


def _remarks(found: Touched) -> list[str]:
    told = ["Les deux versions disent la même chose."] if found.difference.is_empty else []
    if found.following:
        told.append(f"{count(len(found.following), 'décision peut suivre', 'décisions peuvent suivre')}.")
    return told


def _carry(settings: Settings, found: Touched, reviewer: str) -> None:
    """Write the decisions that can follow, in one step."""
    from refgraph.knowledge.correspondences import carry

    known = correspondences(settings)
    told = carry(known, found, reviewer, date.today())
    kept = f", {count(told.decided, 'paire déjà décidée', 'paires déjà décidées')}" if told.decided else ""
    note(f"{count(len(told.fresh), 'décision reprise', 'décisions reprises')}{kept} ({known.register.path}).")

"""`refgraph draft`: the référentiels that are being written, which never count among the certifications."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import format_option, output_option, write_whole
from refgraph.cli.pairs import FORMATS, deliver_tables
from refgraph.cli.progress import note
from refgraph.cli.regulations import at_day
from refgraph.cli.settings import Settings
from refgraph.core.errors import DocumentError, LayoutError, RecordError
from refgraph.core.french import count

if TYPE_CHECKING:
    from refgraph.workspace import Manuscript, Workspace

_ID = click.argument("id", required=False, default="", metavar="[BROUILLON]")


@click.group("draft")
def command() -> None:
    """Suivre un référentiel en cours d’écriture : un brouillon, qui ne compte jamais parmi les certifications.

    « refgraph import FICHIER --draft » l’ajoute. BROUILLON est son identifiant ; il peut manquer s’il n’y en a qu’un.
    """


@command.command("list")
@click.pass_obj
def list_command(settings: Settings) -> None:
    """Lister les brouillons, et les fichiers d’où ils sont relus."""
    from refgraph.pipeline.manuscripts import manuscripts

    held = manuscripts(settings.workspace())
    for one in held:
        click.echo(f"{one.id}\u00a0: {one.path or 'aucun fichier à relire'}")
    if not held:
        note("Aucun brouillon\u00a0: « refgraph import FICHIER --draft » en ajoute un.")


@command.command("show")
@_ID
@format_option(FORMATS)
@output_option()
@at_day()
@click.pass_obj
def show_command(settings: Settings, id: str, format_name: str | None, output: Path | None, day: date | None) -> None:
    """Montrer ce qui est à côté d’un brouillon, tel qu’il a été enregistré en dernier.

    Les compétences les plus proches de toutes les autres, les reproductions littérales avec leur source, les constats,
    ce qui manque, les textes qui ont changé, l’auto-contrôle du dossier, et où il en est.
    """
    from refgraph.knowledge.manuscripts import beside_tables
    from refgraph.pipeline.manuscripts import look, manuscript_named

    workspace = settings.workspace()
    one = manuscript_named(workspace, id)
    found = look(workspace, one.id, day or date.today())
    remarks = ["Brouillon\u00a0: il ne compte pas parmi les certifications."]
    deliver_tables(f"{one.id} (brouillon)", beside_tables(found), remarks, format_name, output)


@command.command("export")
@_ID
@output_option("Le tableau Word en quatre colonnes (.docx), ou le classeur (.xlsx).", required=True)
@click.pass_obj
def export_command(settings: Settings, id: str, output: Path) -> None:
    """Ressortir un brouillon, ses remarques en commentaires dans la marge de ce qu’elles visent.

    Ce que d’autres ont écrit n’y est jamais recopié : une remarque nomme leur document et leur ligne. Relu, le fichier
    dit les mêmes éléments, car un commentaire n’est pas du texte.
    """
    from refgraph.knowledge.manuscripts import notes
    from refgraph.knowledge.templates import to_word, to_workbook
    from refgraph.pipeline.manuscripts import look, manuscript_named

    write = {".docx": to_word, ".xlsx": to_workbook}.get(output.suffix.lower())
    if write is None:
        raise click.UsageError("Nommez un fichier .docx ou .xlsx.")
    workspace = settings.workspace()
    one = manuscript_named(workspace, id)
    if one.path and output.resolve() == Path(one.path):
        raise RecordError(
            "c’est le fichier où vous écrivez\u00a0: il serait remplacé.",
            place=str(output),
            remedy="Nommez-en un autre.",
        )
    found = look(workspace, one.id, date.today())
    told = notes(found)
    write_whole(output, write(found.record, told))
    note(f"Écrit\u00a0: {output}, {count(len(told), 'remarque')} en commentaire.")


@command.command("watch")
@_ID
@click.option(
    "--file", "path", type=click.Path(path_type=Path, dir_okay=False), help="Le fichier où vous l’écrivez désormais."
)
@click.option("--once", is_flag=True, help="Relire une fois, sans attendre d’autres enregistrements.")
@click.option(
    "--every", type=click.FloatRange(0.2), default=1.0, show_default=True, metavar="SECONDES", help="Regarder tous les…"
)
@click.pass_obj
def watch_command(settings: Settings, id: str, path: Path | None, once: bool, every: float) -> None:
    """Relire le brouillon à chaque enregistrement de son fichier (Ctrl+C pour arrêter).

    Un fichier que Word ou le tableur est en train d’écrire ne dérange rien : ce qui était lu reste, jusqu’au suivant.
    """
    from time import sleep

    from refgraph.pipeline.manuscripts import keep_file, manuscript_named, saved

    workspace = settings.workspace()
    one = manuscript_named(workspace, id)
    if path is not None:
        one = keep_file(workspace, path, one.id)
    _refresh(workspace, one, is_first=True)
    seen = saved(one)
    while not once:
        sleep(every)
        if (now := saved(one)) != seen:
            seen = now
            _refresh(workspace, one)


@command.command("remove")
@click.argument("id", metavar="BROUILLON")
@click.pass_obj
def remove_command(settings: Settings, id: str) -> None:
    """Ne plus suivre un brouillon ; le fichier où vous l’écrivez reste où il est."""
    from refgraph.pipeline.manuscripts import remove

    gone = remove(settings.workspace(), id)
    note(f"Le brouillon {gone.id} n’est plus suivi.")


def keep_files(workspace: Workspace, paths: tuple[Path, ...], as_id: str) -> None:
    """Keep the files of ``paths`` as drafts, and say what is read of each.

    Raises:
        RecordError: one id for several files.
        RefgraphError: as `manuscripts.keep`.
    """
    from refgraph.pipeline.manuscripts import keep_file

    if as_id and len(paths) != 1:
        raise RecordError("un identifiant ne nomme qu’un document.", remedy="Importez les autres à part.")
    for path in paths:
        one = keep_file(workspace, path, as_id)
        note(f"Brouillon\u00a0: {one.id}, lu dans {path}. {_read(workspace, one)}")
        note(f"«\u00a0refgraph draft watch {one.id}\u00a0» le relit à chaque enregistrement.")


def _refresh(workspace: Workspace, one: Manuscript, is_first: bool = False) -> None:
    from refgraph.pipeline.manuscripts import read_again

    try:
        if read_again(workspace, one) is not None or is_first:
            note(_read(workspace, one))
    except (DocumentError, LayoutError) as error:
        if is_first:
            raise
        note(f"Pas encore lisible, ce qui était lu reste\u00a0: {error}")


def _read(workspace: Workspace, one: Manuscript) -> str:
    """What is read of a draft, and where it is, in a sentence."""
    from refgraph.core.french import NARROW, NBSP
    from refgraph.knowledge.manuscripts import progress
    from refgraph.pipeline.manuscripts import look

    found = look(workspace, one.id, date.today())
    competences = sum(not each.is_step for each in found.record.competences)
    told = [f"{each.label.lower()}{NBSP}: {each}" for each in progress(found)]
    counted = [
        count(len(found.copies), "reproduction littérale", "reproductions littérales"),
        count(len(found.findings), "constat"),
    ]
    read = f"Lu{NBSP}: {count(len(found.record.blocs), 'bloc')}, {count(competences, 'compétence')}"
    return f"{NARROW}; ".join([", ".join([read, *counted]), *told]) + "."

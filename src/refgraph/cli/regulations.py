"""`refgraph regulations`: the texts that the référentiels cite."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import Decorator, choose_format, deliver, format_option, output_option
from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.french import count

if TYPE_CHECKING:
    from refgraph.core.table import Table
    from refgraph.knowledge.regulations import Evidence

FORMATS = ("table", "csv", "csv-data", "json", "md", "xlsx", "docx")
_SUFFIXES = {f".{name}": name for name in FORMATS[1:]} | {".txt": "table"}


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day written JJ/MM/AAAA or AAAA-MM-JJ."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date that ``value`` writes."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%d/%m/%Y" if "/" in value else "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"« {value} » n’est pas une date de la forme AAAA-MM-JJ ou JJ/MM/AAAA.", param, ctx)


def at_day() -> Decorator:
    """The option ``--date``, given as ``day``."""
    return click.option(
        "--date", "day", type=Day(), metavar="AAAA-MM-JJ", help="Jour auquel répondre (par défaut\u00a0: aujourd’hui)."
    )


@click.group("regulations")
def command() -> None:
    """Montrer les textes cités, ce qu’ils sont devenus à une date, et ce que les documents taisent."""


@command.command("coverage")
@at_day()
@click.option(
    "--by",
    "level",
    type=click.Choice(("certification", "bloc", "competence", "criterion")),
    default="certification",
    show_default=True,
    help="Ce que l’on croise avec les textes.",
)
@click.option("--passages", is_flag=True, help="Donner chaque passage au lieu de la matrice.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def coverage(
    settings: Settings, day: date | None, level: str, passages: bool, format_name: str | None, output: Path | None
) -> None:
    """Où chaque texte est cité ; une case sans rien est « non documenté »."""
    from refgraph.knowledge.regulations import Level, coverage_of, matrix, passages_table

    evidence = _evidence(settings, day)
    table = passages_table(evidence) if passages else matrix(coverage_of(evidence, Level[level.upper()]))
    _deliver(table, format_name, output)


@command.command("watch")
@at_day()
@click.option("--months", type=click.IntRange(0, 120), default=12, show_default=True, help="Changements à venir dits.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def watch(settings: Settings, day: date | None, months: int, format_name: str | None, output: Path | None) -> None:
    """Ce que les textes cités sont devenus, et ce qu’il faut écrire à leur place, le plus urgent d’abord."""
    from refgraph.knowledge.regulations import watch as look
    from refgraph.knowledge.regulations import watch_table

    evidence = _evidence(settings, day)
    _deliver(watch_table(look(evidence, months), evidence), format_name, output)


@command.command("activities")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def activities(settings: Settings, format_name: str | None, output: Path | None) -> None:
    """Les activités réglementées, et les questions à poser au certificateur."""
    from refgraph.knowledge.regulations import activities_table, regulated_activities

    evidence = _evidence(settings, None)
    _deliver(activities_table(regulated_activities(evidence), evidence.register), format_name, output)


@command.command("settle")
@click.argument("certification")
@click.argument("mention")
@click.argument("target", metavar="TEXTE")
@click.option("--by", "person", required=True, metavar="NOM", help="Qui tranche.")
@click.option("--comment", default="", metavar="PHRASE", help="Pourquoi.")
@click.pass_obj
def settle(settings: Settings, certification: str, mention: str, target: str, person: str, comment: str) -> None:
    """Dire quel TEXTE du registre vise une mention restée ouverte (MENTION\u00a0: « mention/5 »)."""
    from refgraph.knowledge.regulations import Settlement, find_cited, settlement_of, write_settlement

    workspace = settings.workspace()
    workspace.require_local()
    evidence = _evidence(settings, None)
    cited = find_cited(evidence, certification, mention)
    draft = Settlement(
        certification=certification,
        mention=cited.mention,
        words=cited.words,
        target=target,
        settled_by=person,
        settled_on=date.today(),
        comment=comment,
    )
    write_settlement(workspace.settlements, settlement_of(cited, evidence, draft), evidence.register)
    note(f"Tranché\u00a0: « {cited.words} » vise {evidence.register[target].label} ({workspace.settlements}).")


@command.command("register")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FICHIER]")
@at_day()
@click.pass_obj
def register(settings: Settings, path: Path | None, day: date | None) -> None:
    """Contrôler le registre et les textes que vous y ajoutez (FICHIER), et dire ce qui est à revérifier.

    Sans FICHIER, les ajouts sont ceux de « regulations.ttl » dans votre dossier de données, s’il y en a.
    """
    from refgraph.knowledge.regulations import read_register, register_of, stale

    triples = read_register(path or settings.workspace().register)
    old = stale(triples, day or date.today())
    for each in old:
        click.echo(f"À revérifier\u00a0: {each.verification}, vérifié le {each.day:%d/%m/%Y} ({each.texts} texte(s)).")
    click.echo(f"Registre correct\u00a0: {len(register_of(triples).texts)} textes, articles et versions.")


def _evidence(settings: Settings, day: date | None) -> Evidence:
    from refgraph.knowledge.regulations import evidence_of

    return evidence_of(settings.open_store(tell), day or date.today())


def _deliver(table: Table, format_name: str | None, output: Path | None) -> None:
    from refgraph.core.exports import FORMATS as EXPORTS
    from refgraph.core.exports import to_text
    from refgraph.core.exports.word import to_docx

    chosen = choose_format(format_name, output, FORMATS, _SUFFIXES)
    if chosen == "docx":
        deliver(to_docx(table), output, is_text=False)
    elif chosen == "table" and output is None:
        from shutil import get_terminal_size

        click.echo(to_text(table, get_terminal_size((120, 40)).columns), nl=False)
    else:
        deliver(EXPORTS[chosen].write(table), output, EXPORTS[chosen].is_text)
    note(count(len(table), "ligne") if table.rows else table.empty)

"""`refgraph query`: the saved questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.errors import QueryError
from refgraph.core.french import count

if TYPE_CHECKING:
    from refgraph.core.table import Table
    from refgraph.graph.store import Store
    from refgraph.knowledge.questions import Catalogue, Parameter, Question

FORMATS = ("table", "csv", "csv-data", "json", "md", "xlsx")
_SUFFIXES = {".csv": "csv", ".json": "json", ".md": "md", ".xlsx": "xlsx", ".txt": "table"}


@click.command("query")
@click.argument("name", required=False, metavar="[NOM]")
@click.option(
    "--list", "listing", is_flag=True, help="Lister les questions, et les fichiers incorrects avec leur erreur."
)
@click.option(
    "--param",
    "-p",
    "pairs",
    multiple=True,
    metavar="NOM=VALEUR",
    help="Valeur d’un paramètre ; répétez l’option pour en donner plusieurs.",
)
@click.option("--show", is_flag=True, help="Montrer la requête SPARQL avec ses valeurs, sans l’exécuter.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def command(
    settings: Settings,
    name: str | None,
    listing: bool,
    pairs: tuple[str, ...],
    show: bool,
    format_name: str | None,
    output: Path | None,
) -> None:
    """Poser une question enregistrée : NOM vient de « refgraph query --list »."""
    from refgraph.knowledge.questions import bound_query, read_catalogue, values_of

    workspace = settings.workspace()
    catalogue = read_catalogue(workspace.own_queries)
    if listing:
        click.echo(_listing(catalogue), nl=False)
        return
    if name is None:
        raise QueryError("il manque le nom de la question.", remedy="La liste\u00a0: « refgraph query --list ».")
    question, values = catalogue.find(name), _values(pairs)
    _tell_the_other(catalogue, question)
    store, _ = settings.open_for((value for some in values.values() for value in some), tell)
    if show:
        click.echo(bound_query(question, values_of(store, question, values)))
        return
    table = _run(store, question, values)
    from refgraph.core.exports import FORMATS as EXPORTS
    from refgraph.core.exports import to_text

    chosen = choose_format(format_name, output, FORMATS, _SUFFIXES)
    if on_screen := chosen == "table" and output is None:
        from shutil import get_terminal_size

        click.echo(to_text(table, get_terminal_size((120, 40)).columns), nl=False)
    else:
        deliver(EXPORTS[chosen].write(table), output, EXPORTS[chosen].is_text)
    if table.rows or not on_screen:  # the screen has just said why there is none
        note(count(len(table), "ligne") if table.rows else table.empty or "Aucune ligne.")


def _tell_the_other(catalogue: Catalogue, question: Question) -> None:
    """Say that a question of ours has the same name as ``question``, and how it is asked."""
    others = [one for one in catalogue.questions if one.name == question.name and not one.is_own]
    if question.is_own and others:
        note(
            f"« {question.name} » est ici votre question\u00a0; celle livrée\u00a0: « {catalogue.address(others[0])} »."
        )


def _run(store: Store, question: Question, values: dict[str, list[str]]) -> Table:
    """The answer; a question that the user wrote is stopped at the limits of any query that a person writes."""
    from refgraph.graph.sandbox.limits import MEBIBYTE, Limits
    from refgraph.graph.sandbox.pool import Pool
    from refgraph.graph.sandbox.store import SandboxedStore
    from refgraph.graph.store import EmbeddedStore
    from refgraph.knowledge.questions import run

    if not question.is_own or not isinstance(store, EmbeddedStore) or store.folder is None:
        return run(store, question, values)
    with Pool(store.folder, Limits(rows=1_000_000, answer_bytes=512 * MEBIBYTE), size=1) as pool:
        return run(store, question, values, SandboxedStore(pool))


def _values(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise QueryError(
                f"« {pair} » n’est pas de la forme NOM=VALEUR.", remedy="Exemple\u00a0: --param segment=entreprises."
            )
        values.setdefault(name.strip(), []).append(value)
    return values


def _listing(catalogue: Catalogue) -> str:
    lines: list[str] = []
    for subject, questions in catalogue.subjects().items():
        lines.append(subject or "(sans thème)")
        for question in questions:
            remark = catalogue.remark(question)
            lines.append(f"  {catalogue.address(question)}{f'  ({remark})' if remark else ''}")
            lines.append(f"      {question.title}")
            lines += [f"      {_told(parameter)}" for parameter in question.parameters]
    if catalogue.broken:
        lines.append("Fichiers incorrects")
        lines += [f"  {broken.path}\u00a0: {broken.error}" for broken in catalogue.broken]
    return "\n".join(lines) + "\n"


def _told(parameter: Parameter) -> str:
    from refgraph.knowledge.questions import KINDS

    kind = KINDS[parameter.kind].label
    named = "" if parameter.label.casefold() == kind.casefold() else f"{parameter.label}\u00a0: "
    notes = ["obligatoire" if parameter.required and parameter.default is None else "facultatif"]
    notes += ["plusieurs valeurs possibles"] if parameter.several else []
    notes += [f"par défaut {parameter.default}"] if parameter.default else []
    return f"--param {parameter.name}=…  {named}{kind} ({', '.join(notes)})"

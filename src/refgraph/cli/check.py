"""`refgraph check`: the quality of the graph or of a document, and the findings that a designer accepts."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.progress import note, tell
from refgraph.cli.regulations import at_day
from refgraph.cli.settings import Settings
from refgraph.core.french import count

if TYPE_CHECKING:
    from refgraph.graph.store import Store
    from refgraph.knowledge.quality import Assessment

VIOLATIONS = 1
FORMATS = ("text", "json", "ttl", "jsonld", "sarif", "xlsx")
_SUFFIXES = {".json": "json", ".ttl": "ttl", ".jsonld": "jsonld", ".sarif": "sarif", ".xlsx": "xlsx", ".txt": "text"}
_SHAPES = click.option(
    "--shapes",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Ajouter les règles SHACL (.ttl) de ce dossier aux nôtres ; répétez l’option pour en donner plusieurs.",
)


class _Check(click.Group):
    """Takes documents where a subcommand may stand: ``refgraph check FICHIER`` is ``--document FICHIER``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, each document behind its option; from a subcommand on they are its own."""
        flags = {name for one in self.get_params(ctx) if getattr(one, "is_flag", False) for name in one.opts}
        told: list[str] = []
        rest = list(args)
        while rest and rest[0] not in self.commands:
            word = rest.pop(0)
            if word.startswith("-"):
                told.append(word)
                told += [rest.pop(0)] if rest and "=" not in word and word not in flags else []
            else:
                told += ["--document", word]
        return super().parse_args(ctx, [*told, *rest])


@click.group(
    "check",
    cls=_Check,
    invoke_without_command=True,
    options_metavar="[OPTIONS]",
    subcommand_metavar="[FICHIER…|accept|withdraw]",
)
@format_option(FORMATS)
@output_option()
@_SHAPES
@click.option(
    "--document",
    "documents",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help="Contrôler ce référentiel, sans l’ajouter au graphe ; répétez l’option pour en donner plusieurs.",
)
@at_day()
@click.pass_context
def command(
    context: click.Context,
    format_name: str | None,
    output: Path | None,
    folders: tuple[Path, ...],
    documents: tuple[Path, ...],
    day: date | None,
) -> int:
    """Contrôler la qualité des référentiels : ce que France compétences pourrait objecter, et où.

    FICHIER est un référentiel à contrôler seul, où qu’il soit ; sans lui, tous ceux du dossier de données.

    Code 1 s’il reste un constat bloquant que personne n’a accepté ; « à revoir » et « information » ne font pas
    échouer. « refgraph check accept » accepte un constat avec une raison, « refgraph check withdraw » y revient.
    """
    settings: Settings = context.obj
    if context.invoked_subcommand:
        context.meta["refgraph.shapes"] = folders
        return 0
    assessment = _assess(settings, folders, documents, day or date.today())
    chosen = choose_format(format_name, output, FORMATS, _SUFFIXES)
    deliver(_written(assessment, chosen), output, chosen != "xlsx")
    return VIOLATIONS if assessment.is_blocked else 0


@command.command("accept")
@click.argument("references", nargs=-1, required=True, metavar="RÉFÉRENCE…")
@click.option("--reason", required=True, metavar="PHRASE", help="Pourquoi ce constat est accepté.")
@click.option(
    "--by",
    "--author",
    "author",
    default=getpass.getuser,
    show_default=False,
    metavar="NOM",
    help="Qui accepte (par défaut\u00a0: votre nom d’utilisateur).",
)
@click.pass_context
def accept_command(context: click.Context, references: tuple[str, ...], reason: str, author: str) -> None:
    """Accepter des constats : RÉFÉRENCE est entre crochets dans « refgraph check ».

    Un constat accepté reste affiché comme tel ; il revient si le texte de l’élément change.
    """
    from refgraph.knowledge.quality import accept, find

    settings: Settings = context.obj
    assessment = _assess(settings, context.meta.get("refgraph.shapes", ()))
    found = [finding for reference in references for finding in find(assessment, reference)]
    path = settings.workspace().acceptances
    accept(path, found, reason, author, date.today())
    note(f"{count(len(found), 'constat accepté', 'constats acceptés')}\u00a0: {path}")


@command.command("withdraw")
@click.argument("references", nargs=-1, required=True, metavar="RÉFÉRENCE…")
@click.pass_context
def withdraw_command(context: click.Context, references: tuple[str, ...]) -> None:
    """Revenir sur l’acceptation de constats."""
    from refgraph.knowledge.quality import find, take_back

    settings: Settings = context.obj
    assessment = _assess(settings, context.meta.get("refgraph.shapes", ()))
    path = settings.workspace().acceptances
    taken = take_back(path, [finding for reference in references for finding in find(assessment, reference)])
    note(f"{count(taken, 'acceptation retirée', 'acceptations retirées')}\u00a0: {path}")


def _assess(
    settings: Settings, folders: tuple[Path, ...], documents: tuple[Path, ...] = (), day: date | None = None
) -> Assessment:
    """What is found; with a ``day``, the registrations that have ended by then are told."""
    from refgraph.graph.validation import read_shapes
    from refgraph.knowledge.quality import assess, idle, read_acceptances, report_of, told
    from refgraph.knowledge.registrations import ended

    shapes = read_shapes(folders)
    store = _store_of(settings, documents) if documents else settings.open_store(tell)
    for one in ended(store, day) if day else ():
        note(f"à savoir\u00a0: {one.sentence}")
    workspace = settings.workspace()
    acceptances = read_acceptances(workspace.acceptances)
    if not folders:
        return told(report_of(workspace, store, shapes), shapes, store, acceptances)
    for sentence in idle(shapes, store):
        note(f"à vérifier\u00a0: {sentence}")
    return assess(store, shapes, acceptances)


def _store_of(settings: Settings, documents: tuple[Path, ...]) -> Store:
    """A store in memory of these documents alone."""
    from refgraph.core.namespaces import graph_iri
    from refgraph.graph.store.embedded import EmbeddedStore
    from refgraph.pipeline.graphs import asserted_graphs
    from refgraph.reading import registry

    catalogue = settings.workspace().catalogue
    names = registry.read_catalogue(catalogue) if catalogue.exists() else {}
    readings = [registry.read(path, names) for path in documents]
    for issue in (issue for reading in readings for issue in reading.issues):
        note(f"à vérifier\u00a0: {issue.path}, ligne {issue.line}\u00a0: {issue.message}")
    return EmbeddedStore.of({graph_iri(name): triples for name, triples in asserted_graphs(readings).items()})


def _written(assessment: Assessment, form: str) -> bytes:
    from refgraph.knowledge import quality

    if form == "ttl":
        return assessment.report.to_turtle().encode()
    if form == "jsonld":
        return assessment.report.to_jsonld().encode()
    if form == "sarif":
        return quality.to_sarif(assessment)
    if form == "json":
        return quality.to_json(assessment)
    if form == "xlsx":
        from refgraph.core.exports import to_xlsx

        return to_xlsx(quality.findings_table(assessment.findings), quality.proofs_table(assessment.proofs))
    return quality.render(assessment).encode()

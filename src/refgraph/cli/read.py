"""`refgraph read`: everything that documents say, before any graph."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.settings import Settings
from refgraph.cli.summary import layouts_text, reading_text
from refgraph.core.errors import LayoutWarning
from refgraph.model.records import Reading

if TYPE_CHECKING:
    from refgraph.reading.document import Document

_STANDARD_INPUT = "entree-standard.txt"
"""The file name that a document without one gets; its certification is named after it where it prints no number."""


def _list(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Show the layouts and leave, as ``--help`` does."""
    if is_asked and not context.resilient_parsing:
        from refgraph.reading import registry

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", LayoutWarning)  # the list says it
            found = registry.discovery()
        click.echo(layouts_text(found), nl=False)
        context.exit()


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FICHIER…")
@click.option(
    "--layout",
    metavar="NOM",
    help="Lire avec cette mise en page, au lieu de celle qui reconnaît le document le plus sûrement.",
)
@click.option(
    "--layouts",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="Montrer les mises en page connues, celles d’autres paquets comprises.",
)
@format_option(("text", "json"))
@output_option()
@click.pass_obj
def command(
    settings: Settings, files: tuple[Path, ...], layout: str | None, format_name: str | None, output: Path | None
) -> None:
    """Lire des référentiels et montrer tout ce qu’ils disent, avec le passage de chaque chose.

    Un fichier donne un objet JSON, plusieurs une liste, comme un export XML de plusieurs fiches ; « - » est l’entrée
    standard. Rien n’est écrit si un fichier ne peut pas être lu.
    """
    from refgraph.mentions import lexicon_with
    from refgraph.reading import registry
    from refgraph.reading.parts import fiches

    chosen = choose_format(format_name, output, ("text", "json"), {".json": "json"})
    workspace = settings.workspace()
    catalogue = registry.read_catalogue(workspace.catalogue) if workspace.catalogue.exists() else {}
    lexicon = lexicon_with(workspace.register)
    held = (fiche for path in files for fiche in fiches(_opened(path)))
    readings = [registry.read_document(fiche, catalogue, lexicon, layout) for fiche in held]
    deliver(_as_json(readings) if chosen == "json" else _as_text(readings), output)


def _opened(path: Path) -> Document:
    from refgraph.reading.opening import decode, open_document

    return decode(sys.stdin.buffer.read(), _STANDARD_INPUT) if str(path) == "-" else open_document(path)


def _as_json(readings: list[Reading]) -> bytes:
    from refgraph.reading.recordfile import dump

    texts = [dump(reading).rstrip() for reading in readings]
    return (texts[0] if len(texts) == 1 else b"[\n" + b",\n".join(texts) + b"\n]") + b"\n"


def _as_text(readings: list[Reading]) -> bytes:
    return "\n".join(map(reading_text, readings)).encode()

"""`refgraph read`: everything that documents say, before any graph."""

from __future__ import annotations

from pathlib import Path

import click

from refgraph.cli.output import deliver, format_option, output_option
from refgraph.cli.shell import Settings
from refgraph.records import Reading


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FICHIER…")
@format_option(("text", "json"))
@output_option()
@click.pass_obj
def command(settings: Settings, files: tuple[Path, ...], format_name: str | None, output: Path | None) -> None:
    """Lire des référentiels et montrer tout ce qu’ils disent, avec le passage de chaque chose.

    Un fichier donne un objet JSON, plusieurs une liste. Rien n’est écrit si un fichier ne peut pas être lu.
    """
    from refgraph.sources import registry

    workspace = settings.workspace()
    catalogue = registry.read_catalogue(workspace.catalogue) if workspace.catalogue.exists() else {}
    readings = [registry.read(path, catalogue) for path in files]
    is_json = format_name == "json" or (format_name is None and output is not None and output.suffix == ".json")
    deliver(_as_json(readings) if is_json else _as_text(readings), output)


def _as_json(readings: list[Reading]) -> bytes:
    from refgraph.recordfile import dump

    texts = [dump(reading).rstrip() for reading in readings]
    return (texts[0] if len(texts) == 1 else b"[\n" + b",\n".join(texts) + b"\n]") + b"\n"


def _as_text(readings: list[Reading]) -> bytes:
    from refgraph.cli.summary import reading_text

    return "\n".join(map(reading_text, readings)).encode()

"""`refgraph timeline`: what happened to a certification, as documents say it."""

from __future__ import annotations

from pathlib import Path

import click

from refgraph.cli.output import format_option, output_option
from refgraph.cli.pairs import FORMATS, deliver_tables
from refgraph.cli.progress import tell
from refgraph.cli.settings import Settings
from refgraph.core.errors import QueryError
from refgraph.core.french import quote


@click.command("timeline")
@click.argument("certification", metavar="CERTIFICATION")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def command(settings: Settings, certification: str, format_name: str | None, output: Path | None) -> None:
    """Donner la chronologie d’une certification : enregistrement, échéance, ce qu’elle remplace et qui la remplace.

    Chaque ligne mène au passage qui la dit ; ce que le document ne dit pas est « non documenté ».
    """
    from refgraph.core.namespaces import certification_iri
    from refgraph.knowledge.certifications import titles
    from refgraph.knowledge.timeline import timeline_table

    id = certification.removeprefix("rgid:")
    store, _ = settings.open_for([id], tell)
    title = next((one.title for one in titles(store) if one.iri == certification_iri(id)), None)
    if title is None:
        raise QueryError(
            f"aucune certification ne s’appelle {quote(certification)}.",
            remedy="« refgraph build » montre les certifications lues.",
        )
    deliver_tables(f"Chronologie de {title}", [timeline_table(store, certification_iri(id))], [], format_name, output)

"""`refgraph reason`: what the graph infers, against the reasoner of reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from refgraph.cli.progress import tell
from refgraph.cli.settings import Settings

if TYPE_CHECKING:
    from pyoxigraph import Triple

VIOLATIONS = 1
_SHOWN = 20
"""Statements of each kind that are written; the others are counted."""


@click.command("reason")
@click.option(
    "--reasoner",
    type=click.Choice(["owlrl"]),
    default="owlrl",
    show_default=True,
    help="Le raisonneur auquel le graphe est comparé.",
)
@click.pass_obj
def command(settings: Settings, reasoner: str) -> int:
    """Comparer ce que le graphe déduit à ce que déduit un raisonneur de référence (OWL 2 RL).

    refgraph déduit avec des règles tirées de son ontologie, en une passe. owlrl est lent et fait référence : comptez
    une minute pour cinq référentiels. Code 1 s’ils diffèrent.
    """
    from refgraph.core.french import count
    from refgraph.pipeline.reasoning import compare_with_owlrl

    store = settings.open_store(tell)
    tell(f"Déduction par {reasoner}")
    found = compare_with_owlrl(store)
    click.echo(f"{count(found.same, 'énoncé déduit', 'énoncés déduits')} par refgraph comme par {reasoner}.")
    _differences(found.missing, f"déduits par {reasoner} seul")
    _differences(found.surplus, "déduits par refgraph seul")
    for sentence in found.contradictions:
        click.echo(f"  contradiction selon {reasoner} (en anglais)\u00a0: {sentence}")
    if found.agrees:
        click.echo("Aucune différence.")
    return 0 if found.agrees else VIOLATIONS


def _differences(triples: tuple[Triple, ...], what: str) -> None:
    from refgraph.core.french import number

    if triples:
        click.echo(f"{number(len(triples))} {what}\u00a0:")
    for triple in triples[:_SHOWN]:
        click.echo(f"  {triple}")
    if len(triples) > _SHOWN:
        click.echo(f"  … et {number(len(triples) - _SHOWN)} autres.")

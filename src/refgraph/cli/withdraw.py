"""`refgraph withdraw`: a certification leaves what is built; what people decided about it waits for it."""

from __future__ import annotations

import click

from refgraph.cli.progress import note
from refgraph.cli.settings import Settings


@click.command("withdraw")
@click.argument("certification")
@click.pass_obj
def command(settings: Settings, certification: str) -> None:
    """Retirer une certification : son document va dans withdrawn/, et n’est plus lu.

    Les corrections et les décisions qui la concernent restent dans leurs fichiers ; elles sont dites « compétence
    retirée », et reviennent avec elle. « refgraph import --undo » défait le retrait.
    """
    from refgraph.pipeline import intake

    workspace = settings.workspace()
    name = intake.withdraw(workspace, certification)
    note(f"Retirée\u00a0: {certification} ({workspace.withdrawn / name}). Ses décisions sont gardées.")
    note("«\u00a0refgraph import --undo\u00a0» la remet\u00a0; le graphe est reconstruit à la prochaine question.")

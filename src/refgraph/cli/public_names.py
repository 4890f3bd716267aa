"""The option that declares by which names people call a server."""

from __future__ import annotations

import click

public_names = click.option(
    "--public-name",
    "names",
    multiple=True,
    metavar="NOM",
    help="Nom par lequel on appelle ce serveur, par exemple derrière un mandataire (proxy)\u00a0; "
    "localhost par défaut. Répétable.",
)

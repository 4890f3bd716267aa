"""Who decides or corrects, why and when: the options with which people sign, for every command that writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from refgraph.cli.output import Decorator
from refgraph.cli.regulations import Day


def signed(who: str, does: str, act: str, why: Decorator, *others: Decorator) -> Decorator:
    """The options ``--by`` (given as ``author``), ``why``, ``--date`` (``day``) and ``others``; then the settings.

    ``who`` is another name of ``--by``, empty for none; ``does`` and ``act`` say in French what is signed
    (« corrige », « la correction »).
    """
    names = ["--by", *filter(None, [who]), "author"]
    told = f"Qui {does} ; variable REFGRAPH_REVIEWER."
    options: tuple[Decorator, ...] = (
        click.option(*names, envvar="REFGRAPH_REVIEWER", required=True, metavar="NOM", help=told),
        why,
        click.option("--date", "day", type=Day(), metavar="AAAA-MM-JJ", help=f"Jour de {act} (aujourd’hui)."),
        *others,
        click.pass_obj,
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate

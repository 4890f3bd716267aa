"""The page of the command line, generated from its own help: docs/cli.md."""

from __future__ import annotations

import click

from refgraph.cli import COMMANDS
from refgraph.cli.french import speak_french
from refgraph.cli.shell import application

INTRODUCTION = """# La ligne de commande

Page générée par `make docs` à partir de l’aide de chaque commande.

Codes de sortie : 0 c’est fait, 1 le contrôle a trouvé des violations, 2 une entrée est incorrecte (une phrase dit
laquelle et quoi faire), 70 une erreur de refgraph, 130 interrompu. Le résultat va sur la sortie standard, ce qui se
passe sur la sortie d’erreur. `--data`, `--endpoint` et `--debug` se placent où l’on veut.
"""
WIDTH = 100


def render() -> str:
    """The whole page."""
    speak_french()
    group = application(COMMANDS)
    parts = [INTRODUCTION, _block("refgraph", group)]
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        parts += [f"## refgraph {name}\n", _block(f"refgraph {name}", command)]
    return "\n".join(parts)


def _block(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path, terminal_width=WIDTH, max_content_width=WIDTH)
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"```text\n{text}\n```\n"

"""The commands of refgraph, each imported when it is called, in French throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from refgraph.cli.french import speak_french
from refgraph.core.french import typeset

SUBCOMMAND = "COMMANDE [ARGUMENTS]…"
"""How the help writes that a command and its arguments follow."""


class ReaderLeft(Exception):  # noqa: N818 - no error: the reader has seen enough
    """Nobody reads what the command writes any more."""


@contextmanager
def _watching_the_reader() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderLeft from error


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; its help needs none of them."""

    def __init__(self, table: Mapping[str, tuple[str, str]], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.table:
            return None
        module, summary = self.table[cmd_name]
        command = import_module(f"refgraph.cli.{module}").command
        assert isinstance(command, click.Command)
        command.short_help = summary
        command.epilog = (
            "Options communes à toutes les commandes (--data, --endpoint, --debug)\u00a0: « refgraph --help »."
        )
        speak_french()
        _set_in_french(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        with formatter.section("Commandes\u00a0"):
            formatter.write_dl([(name, summary) for name, (_, summary) in self.table.items()])

    def make_context(self, *given: Any, **settings: Any) -> click.Context:
        """Like click's; a reader that has left is told apart from what click would exit with."""
        with _watching_the_reader():
            return super().make_context(*given, **settings)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader that has left is told apart from what click would exit with."""
        with _watching_the_reader():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's, with the commands that there are in the error."""
        if args and args[0] not in self.table and not args[0].startswith("-"):
            ctx.fail(f"La commande « {args[0]} » n’existe pas. Commandes\u00a0: {', '.join(self.table)}.")
        return super().resolve_command(ctx, args)


def _set_in_french(command: click.Command) -> None:
    """Unbreakable spaces in the help of ``command``; in a group, commands told by their whole first sentence."""
    command.help, command.epilog = typeset(command.help or ""), typeset(command.epilog or "")
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = typeset(option.help)
    if not isinstance(command, click.Group):
        return
    if command.subcommand_metavar == "COMMAND [ARGS]...":
        command.subcommand_metavar = SUBCOMMAND
    for one in command.commands.values():
        _set_in_french(one)
        one.short_help = (one.help or "").partition("\n\n")[0]

"""What all commands share: options of the whole, errors said in one French line, exit codes."""

from __future__ import annotations

import io
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from refgraph import __version__
from refgraph.cli.french import speak_french
from refgraph.cli.refusals import refused_by_the_system
from refgraph.errors import RefgraphError, StoreError
from refgraph.french import typeset

if TYPE_CHECKING:
    from refgraph.store import Store
    from refgraph.workspace import Workspace

BAD_INPUT = 2
FAULT = 70
"""``EX_SOFTWARE`` of sysexits.h."""
INTERRUPTED = 130

_ABOUT = """Le graphe des référentiels de certification professionnelle.

refgraph lit des référentiels (activités, compétences, évaluation), en fait un graphe RDF contrôlé, et répond à des
questions en montrant toujours le passage du document. Ce qu’un document ne dit pas est « non documenté ».

Codes de sortie : 0 c’est fait, 1 le contrôle a trouvé des violations, 2 une entrée est incorrecte."""

_SUBCOMMAND = "COMMANDE [ARGUMENTS]…"
_EVERYWHERE = ("--data", "--endpoint", "--debug")
_WITH_VALUE = ("--data", "--endpoint")


class _ReaderLeft(Exception):  # noqa: N818 - no error: the reader has seen enough
    """Nobody reads what the command writes any more."""


@contextmanager
def _watching_the_reader() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderLeft from error


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
        command.subcommand_metavar = _SUBCOMMAND
    for one in command.commands.values():
        _set_in_french(one)
        one.short_help = (one.help or "").partition("\n\n")[0]


def application(table: Mapping[str, tuple[str, str]]) -> LazyGroup:
    """The command `refgraph` with the sub-commands of ``table``."""
    data = click.Option(
        ["--data"],
        type=click.Path(path_type=Path, file_okay=False),
        envvar="REFGRAPH_DATA",
        metavar="DOSSIER",
        help="Dossier des données (sources/, records/, mappings/) au lieu du dossier livré ; variable REFGRAPH_DATA.",
    )
    endpoint = click.Option(
        ["--endpoint"],
        envvar="REFGRAPH_ENDPOINT",
        metavar="URL",
        help="Serveur SPARQL à interroger au lieu du graphe local ; variable REFGRAPH_ENDPOINT.",
    )
    debug = click.Option(["--debug"], is_flag=True, help="Montrer le détail technique d’une erreur.")
    return LazyGroup(
        table,
        name="refgraph",
        help=_ABOUT,
        params=[data, endpoint, debug],
        callback=_remember,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        options_metavar="[OPTIONS]",
        subcommand_metavar=_SUBCOMMAND,
    )


@click.pass_context
def _remember(ctx: click.Context, data: Path | None, endpoint: str | None, debug: bool) -> None:
    ctx.obj = Settings(data, endpoint)


class Settings:
    """The options that hold for every command."""

    def __init__(self, data: Path | None, endpoint: str | None) -> None:
        self._data = data
        self._endpoint = endpoint

    def workspace(self) -> Workspace:
        """The folders and the server that the options and the environment name.

        Raises:
            StoreError: there is no such data folder.
        """
        from refgraph.workspace import Workspace

        given = {"data": self._data, "endpoint": self._endpoint}
        workspace = Workspace(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
        if not workspace.data.is_dir():
            raise StoreError(
                "ce dossier de données n’existe pas.", place=str(workspace.data), remedy="Vérifiez --data."
            )
        return workspace

    def open_store(self, tell: Callable[[str], None]) -> Store:
        """The store of the workspace, built first where it is out of date; ``tell`` hears what is done."""
        workspace = self.workspace()
        if workspace.is_ready():
            return workspace.open_store()
        from refgraph.build import ensure

        return ensure(workspace, tell)


def run(arguments: list[str], table: Mapping[str, tuple[str, str]]) -> int:
    """Run the command line; every failure becomes one French line on standard error and an exit code."""
    _write_what_the_terminal_can()
    try:
        return _call(hoist(arguments), table)
    except RefgraphError as error:
        return _fail(str(error), BAD_INPUT)
    except click.ClickException as error:
        return _fail(_one_line(error), BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrompu.", INTERRUPTED)
    except (_ReaderLeft, BrokenPipeError):
        # The reader (« | head ») has left; nothing more can be written, and Python must not try at exit.
        sys.stdout = sys.stderr = None
        return 0
    except OSError as error:
        if "--debug" in arguments:
            traceback.print_exc()
        return _fail(str(refused_by_the_system(error)), BAD_INPUT)
    except Exception as error:  # noqa: BLE001 - the last place: no traceback ever reaches a user
        if "--debug" in arguments:
            traceback.print_exc()
        return _fail(
            f"erreur interne de refgraph ({type(error).__name__}). Relancez avec --debug et signalez-la.", FAULT
        )


def _write_what_the_terminal_can() -> None:
    """Let a terminal without the characters of French typography show a « ? » rather than stop the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _call(arguments: list[str], table: Mapping[str, tuple[str, str]]) -> int:
    speak_french()
    refgraph = click.version_option(__version__, prog_name="refgraph")(application(table))
    try:
        result = refgraph.main(arguments, prog_name="refgraph", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    return result if isinstance(result, int) else 0


def hoist(arguments: list[str]) -> list[str]:
    """``arguments`` with the options of the whole first, wherever they were typed before ``--``.

    Raises:
        click.UsageError: one of them has lost its value.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments[:end])
    for argument in waiting:
        name, has_value, _ = argument.partition("=")
        if name not in _EVERYWHERE:
            rest.append(argument)
            continue
        first.append(argument)
        if name in _WITH_VALUE and not has_value:
            value = next(waiting, None)
            if value is None:
                raise click.UsageError(f"L’option {name} attend une valeur.")
            first.append(value)
    return [*first, *rest, *arguments[end:]]


def _one_line(error: click.ClickException) -> str:
    """What click has to say on one line, with the command whose help tells more."""
    message = re.sub(r"[ \t\r\n]+", " ", error.format_message()).strip()
    message = re.sub(r"(?<!\w)'([^']+)'(?!\w)", "«\u00a0\\1\u00a0»", message)
    message = re.sub(r"([\d.]+)<=x<=([\d.]+)", r"de \1 à \2", message)
    message = re.sub(r"([\d.]+)<x<=([\d.]+)", r"de \1 (exclu) à \2", message)
    message = re.sub(r"n’est pas dans l’intervalle x>(=?)(\d+(?:\.\d+)?)", _too_small, message)
    message = message.replace(" (integer range)", " entier").replace(" (float range)", "")
    context = getattr(error, "ctx", None)
    return f"{message} Pour l’aide\u00a0: « {context.command_path} --help »." if context else message


def _too_small(found: re.Match[str]) -> str:
    return f"est trop petit ({'au moins' if found[1] else 'plus de'} {found[2]})"


def _fail(message: str, code: int) -> int:
    click.echo(f"Erreur\u00a0: {message}", err=True)
    return code

"""The command line as a whole: its common options, every failure as one French line, exit codes."""

from __future__ import annotations

import io
import sys
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from refgraph import __version__
from refgraph.cli.french import speak_french
from refgraph.cli.group import SUBCOMMAND, LazyGroup, ReaderLeft
from refgraph.cli.refusals import refused_by_click, refused_by_the_system
from refgraph.cli.settings import Settings, hoist
from refgraph.core.errors import LayoutWarning, RefgraphError
from refgraph.core.extras import missing_extra

BAD_INPUT = 2
FAULT = 70
"""``EX_SOFTWARE`` of sysexits.h."""
INTERRUPTED = 130

_ABOUT = """Le graphe des référentiels de certification professionnelle.

refgraph lit des référentiels (activités, compétences, évaluation), en fait un graphe RDF contrôlé, et répond à des
questions en montrant toujours le passage du document. Ce qu’un document ne dit pas est « non documenté ».

Codes de sortie : 0 c’est fait, 1 le contrôle a trouvé des violations, 2 une entrée est incorrecte."""


def application(table: Mapping[str, tuple[str, str]]) -> LazyGroup:
    """The command `refgraph` with the sub-commands of ``table``."""
    data = click.Option(
        ["--data"],
        type=click.Path(path_type=Path, file_okay=False),
        envvar="REFGRAPH_DATA",
        metavar="DOSSIER",
        help="Dossier des données (sources/, mappings/…) au lieu du dossier livré ; variable REFGRAPH_DATA.",
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
        subcommand_metavar=SUBCOMMAND,
    )


@click.pass_context
def _remember(ctx: click.Context, data: Path | None, endpoint: str | None, debug: bool) -> None:
    ctx.obj = Settings(data, endpoint)


def run(arguments: list[str], table: Mapping[str, tuple[str, str]]) -> int:
    """Run the command line; every failure becomes one French line on standard error and an exit code."""
    _write_what_the_terminal_can()
    with _warning_in_french():
        return _run(arguments, table)


def _run(arguments: list[str], table: Mapping[str, tuple[str, str]]) -> int:
    try:
        return _call(hoist(arguments), table)
    except RefgraphError as error:
        if "--debug" in arguments and error.__cause__:
            traceback.print_exc()
        return _fail(str(error), BAD_INPUT)
    except click.ClickException as error:
        return _fail(refused_by_click(error), BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrompu.", INTERRUPTED)
    except (ReaderLeft, BrokenPipeError):
        # The reader (« | head ») has left; nothing more can be written, and Python must not try at exit.
        sys.stdout = sys.stderr = None
        return 0
    except OSError as error:
        if "--debug" in arguments:
            traceback.print_exc()
        return _fail(str(refused_by_the_system(error)), BAD_INPUT)
    except ModuleNotFoundError as error:
        if "--debug" in arguments:
            traceback.print_exc()
        told = missing_extra(error)
        return _fail(str(told), BAD_INPUT) if told else _fail_inside(error)
    except Exception as error:  # noqa: BLE001 - the last place: no traceback ever reaches a user
        if "--debug" in arguments:
            traceback.print_exc()
        return _fail_inside(error)


def _fail_inside(error: Exception) -> int:
    return _fail(f"erreur interne de refgraph ({type(error).__name__}). Relancez avec --debug et signalez-la.", FAULT)


@contextmanager
def _warning_in_french() -> Iterator[None]:
    """Say what refgraph warns of as it says everything, without the place in the code."""
    with warnings.catch_warnings():
        show = warnings.showwarning

        def say(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, LayoutWarning):
                click.echo(f"Attention\u00a0: {message}", err=True)
            else:
                show(message, category, filename, lineno, file, line)

        warnings.showwarning = say
        yield


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


def _fail(message: str, code: int) -> int:
    click.echo(f"Erreur\u00a0: {message}", err=True)
    return code

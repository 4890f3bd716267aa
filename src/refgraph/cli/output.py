"""Where the result of a command goes: the terminal, a pipe, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from refgraph.cli.progress import note
from refgraph.core.errors import RefgraphError

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def output_option(told: str = "Écrire dans ce fichier au lieu de l’écran.", *, required: bool = False) -> Decorator:
    """The option ``--output FICHIER``, of which help says what is ``told``."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path, dir_okay=False),
        required=required,
        metavar="FICHIER",
        help=told,
    )


def format_option(names: tuple[str, ...], default: str | None = None) -> Decorator:
    """The option ``--format``, one of ``names``; without it the suffix of ``--output`` decides, else ``default``."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(names, case_sensitive=False),
        help=f"Format du résultat (par défaut\u00a0: {default or names[0]}, ou selon le suffixe de --output).",
    )


def choose_format(given: str | None, output: Path | None, names: tuple[str, ...], suffixes: dict[str, str]) -> str:
    """The format asked for, or the one that ``suffixes`` gives for ``output``, or the first of ``names``.

    Raises:
        RefgraphError: no format was asked for and the suffix of ``output`` names one that this command cannot write.
    """
    suffix = output.suffix.lower() if output else ""
    if given or suffix in ("", ".txt"):
        return given or names[0]
    if suffix not in suffixes:
        raise RefgraphError(
            f"cette commande n’écrit pas de {suffix}.",
            place=str(output),
            remedy=f"Choisissez {', '.join(suffixes)}, ou donnez --format.",
        )
    return suffixes[suffix]


def deliver(content: bytes, output: Path | None, is_text: bool = True) -> None:
    """Write ``content`` to ``output``, or to standard output.

    Raises:
        RefgraphError: the file cannot be written, or a binary result would go to a terminal.
    """
    if output is not None:
        write_whole(output, content)
        note(f"Écrit\u00a0: {output}")
    elif is_text or not sys.stdout.isatty():
        _to_stdout(content)
    else:
        raise RefgraphError("ce format ne s’affiche pas dans un terminal.", remedy="Ajoutez « --output FICHIER ».")


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``: the old file stays until the new one is complete.

    Raises:
        RefgraphError: the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        if not path.parent.is_dir():
            raise RefgraphError(
                f"le dossier {path.parent} n’existe pas.", place=str(path), remedy="Créez-le, ou corrigez le chemin."
            ) from error
        raise RefgraphError(
            "le fichier ne peut pas être écrit.",
            place=str(path),
            remedy="Vérifiez la place libre et vos droits d’écriture.",
        ) from error


def _to_stdout(content: bytes) -> None:
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        click.echo(content.decode("utf-8-sig", errors="replace"), nl=False)
    else:
        sys.stdout.flush()
        buffer.write(content)
        buffer.flush()

"""What the machine or the reading of the command line refuses, told in French with the remedy."""

from __future__ import annotations

import errno
import re

import click

from refgraph.core.errors import RefgraphError

_DENIED = ("vous n’avez pas le droit de lire ou d’écrire ici.", "Vérifiez vos droits, ou choisissez un autre dossier.")
_FULL = ("il n’y a plus de place sur le disque.", "Libérez de la place, puis recommencez.")
_OTHER = ("le système refuse de lire ou d’écrire.", "Vérifiez le disque et vos droits, puis recommencez.")
_REASONS = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: ("ce disque est en lecture seule.", "Choisissez un autre dossier."),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
}
"""The message and the remedy by the number of the refusal."""


def refused_by_the_system(error: OSError) -> RefgraphError:
    """The refusal of a file or a disk that no command has told better."""
    message, remedy = _REASONS.get(error.errno or 0, _OTHER)
    return RefgraphError(message, place=str(error.filename) if error.filename else None, remedy=remedy)


def refused_by_click(error: click.ClickException) -> str:
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

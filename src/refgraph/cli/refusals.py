"""What the machine refuses, told in French with the file and the remedy."""

from __future__ import annotations

import errno

from refgraph.errors import RefgraphError

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

"""The file of corrections, ``corrections.tsv`` in the data folder: read, and written by one at a time, whole."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from refgraph.core import files, ledger
from refgraph.core.errors import RecordError
from refgraph.reading.corrections.correction import Correction
from refgraph.reading.corrections.fields import takes_over
from refgraph.reading.corrections.rows import decoded, parse, written


def read_corrections(path: Path) -> list[Correction]:
    """The corrections in the file at ``path``, in its order; none where there is no file.

    Raises:
        RecordError: the file cannot be opened or decoded, or a line is no correction; the place is file and line.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RecordError("les corrections ne peuvent pas être ouvertes.", place=str(path)) from error
    return parse(raw, path.name)


def add(path: Path, corrections: Iterable[Correction], instead_of: Iterable[str] = ()) -> None:
    """Add ``corrections`` to the file at ``path``, each in place of one that it takes over (same item, same field).

    They also stand in place of those with the keys ``instead_of``.

    Raises:
        RecordError: the file cannot be read or written, or one of ``corrections`` says what no line may say.
    """
    new = list(corrections)
    parse(written(new).encode(), path.name)
    with _rewriting(path) as kept:
        kept[:] = merged(kept, new, instead_of)


def merged(held: Iterable[Correction], new: Sequence[Correction], gone: Iterable[str] = ()) -> list[Correction]:
    """``held`` with ``new`` in place of those that these take over, and without those with the keys ``gone``."""
    keys = set(gone)
    left = [each for each in held if each.key not in keys]
    return [*(each for each in left if not any(takes_over(one, each) for one in new)), *new]


def add_missing(path: Path, corrections: Iterable[Correction]) -> None:
    """Add to the file at ``path`` those of ``corrections`` whose item and field it does not correct yet.

    Raises:
        RecordError: the file cannot be read or written.
    """
    with _rewriting(path) as kept:
        held = list(kept)
        kept += [each for each in corrections if not any(takes_over(each, one) for one in held)]


def take_back(path: Path, keys: Iterable[str]) -> list[Correction]:
    """Take the corrections with these `Correction.key` out of the file at ``path``; gives them back.

    Raises:
        RecordError: the file cannot be read or written.
    """
    gone = set(keys)
    with _rewriting(path) as kept:
        taken = [each for each in kept if each.key in gone]
        kept[:] = [each for each in kept if each.key not in gone]
    return taken


@contextlib.contextmanager
def _rewriting(path: Path) -> Iterator[list[Correction]]:
    """The corrections in the file at ``path``, written again as the caller leaves them, while nobody else can."""
    try:
        with files.locked(path):
            files.merge_lines_in_git(path)
            kept = read_corrections(path)
            remarks = [line for line in _lines(path) if line.startswith("#")]
            yield kept
            ledger.replace(path, written(kept, remarks))
    except OSError as error:
        raise RecordError(
            "la correction ne peut pas être enregistrée.",
            place=str(path),
            remedy="Vérifiez vos droits d’écriture, ou nommez votre propre dossier de données avec --data.",
        ) from error


def _lines(path: Path) -> list[str]:
    return decoded(path.read_bytes(), path.name).splitlines() if path.exists() else []

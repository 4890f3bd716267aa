"""Starts the process that reads a document, and waits for what it says, no longer than its limit."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

from msgspec import MsgspecError

from refgraph.core.errors import DocumentError
from refgraph.reading.formats.isolated.wire import Declined, Missing, received, unpack
from refgraph.reading.formats.rendition import Rendition

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class ReadingLimits:
    """How much the reading of one document may take: wall time, processor time, address space."""

    seconds: float = 120.0
    processor_seconds: float = 60.0
    memory_bytes: int = 1024 * _MEBIBYTE


LIMITS = ReadingLimits()


def rendered(raw: bytes, name: str, limits: ReadingLimits = LIMITS) -> Rendition:
    """What the format of a document gives, read in a process of its own without network and without files.

    Raises:
        DocumentError: what its format refuses, or the process died, or took more than ``limits``.
        ModuleNotFoundError: an optional part is not installed.
    """
    arguments = [name, str(limits.memory_bytes), str(limits.processor_seconds)]
    command = [sys.executable, "-m", "refgraph.reading.formats.isolated.worker", *arguments]
    try:
        done = subprocess.run(
            command,
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            start_new_session=True,
        )
        said = unpack(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise _refused(
            name, f"il demandait plus de {f'{limits.seconds:g}'.replace('.', ',')}\u00a0s de lecture"
        ) from error
    except MsgspecError as error:
        raise _refused(name, "sa lecture a épuisé la mémoire ou le temps accordés") from error
    if isinstance(said, Missing):
        raise ModuleNotFoundError(name=said.module)
    if isinstance(said, Declined):
        raise DocumentError(said.message, place=said.place, remedy=said.remedy)
    return received(said)


def _refused(name: str, why: str) -> DocumentError:
    return DocumentError(
        f"le fichier ne peut pas être lu\u00a0: {why}.",
        place=name,
        remedy="Gardez seulement le référentiel, et enregistrez-le de nouveau dans le logiciel qui l’a écrit.",
    )

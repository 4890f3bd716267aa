"""Starts the process that reads a document, and waits for what it says, no longer than its limit."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextvars import copy_context
from dataclasses import dataclass

from msgspec import MsgspecError

from refgraph.core.errors import DocumentError
from refgraph.core.stopping import go_on, is_unwanted
from refgraph.reading.formats.isolated.wire import Declined, Missing, received, unpack
from refgraph.reading.formats.rendition import Rendition

_MEBIBYTE = 1024 * 1024
_LOOK = 0.2
"""Seconds after which it is asked again whether the reading is wanted."""


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
        Cancelled: nobody wants it any more; the process is gone.
    """
    arguments = [name, str(limits.memory_bytes), str(limits.processor_seconds)]
    command = [sys.executable, "-m", "refgraph.reading.formats.isolated.worker", *arguments]
    try:
        said = unpack(_output(command, raw, limits.seconds))
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


def _output(command: list[str], raw: bytes, seconds: float) -> bytes:
    """What the process says that reads ``raw``; it is killed when it takes longer, or when nobody wants it any more."""
    ended = threading.Event()
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        threading.Thread(target=copy_context().run, args=(_watch, process, ended), daemon=True).start()
        try:
            said = process.communicate(raw, timeout=seconds)[0]
        finally:
            ended.set()
            process.kill()
    go_on()
    return said


def _watch(process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    while not ended.wait(_LOOK):
        if is_unwanted():
            process.kill()
            return


def _refused(name: str, why: str) -> DocumentError:
    return DocumentError(
        f"le fichier ne peut pas être lu\u00a0: {why}.",
        place=name,
        remedy="Gardez seulement le référentiel, et enregistrez-le de nouveau dans le logiciel qui l’a écrit.",
    )

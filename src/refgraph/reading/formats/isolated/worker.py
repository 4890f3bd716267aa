"""The process that reads one document: gives up what it does not need, reads, says what it found, and ends.

Started by `process` as ``python -m refgraph.reading.formats.isolated.worker NAME MEMORY SECONDS``; the bytes of the
document come on its standard input, and what it says (`wire`) leaves by its standard output.
"""

from __future__ import annotations

import sys

from refgraph.core import isolation
from refgraph.core.errors import DocumentError
from refgraph.reading.formats.isolated.wire import Declined, Missing, Said, pack, sent
from refgraph.reading.formats.recognition import reader_of

LONGEST_TEXT = 20_000_000
"""Characters of a document."""


def main(arguments: list[str]) -> int:
    """Read the document and say what it is; 0 where something was said."""
    name, memory, seconds = arguments
    isolation.leave_network()
    isolation.write_no_files()
    isolation.cap_memory(int(memory))
    isolation.cap_processor(float(seconds))
    raw = sys.stdin.buffer.read()
    sys.stdout.buffer.write(pack(_said(raw, name)))
    return 0


def _said(raw: bytes, name: str) -> Said:
    try:
        told = reader_of(raw, name)(raw, name)
    except DocumentError as error:
        return Declined(error.message, error.place, error.remedy)
    except ModuleNotFoundError as error:
        return Missing(error.name or "")
    if len(told.text) > LONGEST_TEXT:
        return Declined(
            "le texte du document est bien trop long pour un référentiel.", name, "Gardez seulement le référentiel."
        )
    return sent(told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Documents read in this process, as the process of `isolated` does, so that many small ones cost no start each."""

from __future__ import annotations

from refgraph.reading.document import Document
from refgraph.reading.formats.recognition import reader_of
from refgraph.reading.opening import document_of


def decode(raw: bytes, name: str) -> Document:
    return document_of(raw, name, reader_of(raw, name)(raw, name))

"""What the readers read of each document, before anybody corrects anything."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from refgraph.model.records import Reading
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.refusals import REFUSALS
from refgraph.reading import registry
from refgraph.reading.document import Document
from refgraph.reading.opening import open_document
from refgraph.workspace import Workspace


@dataclass(frozen=True)
class Read:
    """A document and what was read of it."""

    document: Document
    reading: Reading


def read_documents(workspace: Workspace, cache: ReadingCache, only: str | None = None) -> list[Read]:
    """What is read of each document of ``workspace``, through ``cache``, in the order of their names.

    Documents that are known to be of another certification than ``only`` are not opened. Left aside are those that
    cannot be read, and the second of two of one certification: a build tells them.

    Raises:
        DocumentError: the catalogue cannot be read.
        StoreError: the cache cannot be written.
    """
    catalogue = catalogue_of(workspace)
    found: dict[str, Read] = {}
    for path in workspace.documents():
        kept = cache.kept(path, catalogue) if only else None
        if kept and kept[1] != only:
            continue
        with contextlib.suppress(*REFUSALS):
            document = open_document(path)
            reading = cache.read(document, catalogue)
            found.setdefault(reading.certification.id, Read(document, reading))
    return list(found.values())


def catalogue_of(workspace: Workspace) -> Mapping[str, str]:
    """The ids of certifications that the catalogue of ``workspace`` gives, by file name.

    Raises:
        DocumentError: it cannot be read.
    """
    return registry.read_catalogue(workspace.catalogue) if workspace.catalogue.exists() else {}

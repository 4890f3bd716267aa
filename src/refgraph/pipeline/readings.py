"""What the readers read of each document, before anybody corrects anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from refgraph.core.errors import RecordError
from refgraph.model.records import Reading
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.reading import registry
from refgraph.reading.document import Document
from refgraph.reading.opening import open_document
from refgraph.workspace import Workspace


@dataclass(frozen=True)
class Read:
    """A document and what was read of it."""

    document: Document
    reading: Reading


def read_documents(workspace: Workspace, cache: ReadingCache) -> list[Read]:
    """What is read of each document of ``workspace``, through ``cache``, in the order of their names.

    Raises:
        DocumentError: a document cannot be read.
        RecordError: a document contradicts itself, or two are of one certification.
    """
    catalogue = catalogue_of(workspace)
    documents = map(open_document, workspace.documents())
    found = [Read(each, cache.read(each, catalogue)) for each in documents]
    seen: dict[str, Read] = {}
    for one in found:
        first = seen.setdefault(one.reading.certification.id, one)
        if first is not one:
            raise RecordError(
                f"ce document décrit la même certification ({one.reading.certification.id}) que {first.document.name}.",
                place=one.document.name,
                remedy="Gardez un seul des deux dans sources/, ou donnez-leur deux identifiants dans catalogue.toml.",
            )
    return found


def catalogue_of(workspace: Workspace) -> Mapping[str, str]:
    """The ids of certifications that the catalogue of ``workspace`` gives, by file name.

    Raises:
        DocumentError: it cannot be read.
    """
    return registry.read_catalogue(workspace.catalogue) if workspace.catalogue.exists() else {}

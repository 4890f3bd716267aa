"""What can go wrong, as exceptions that carry a place and a remedy in French.

Library code raises these; only the CLI, HTTP and pages translate them for a reader.
"""

from __future__ import annotations


class RefgraphError(ValueError):
    """Base of every error that refgraph raises on purpose.

    ``message`` is one French sentence; ``place`` says where (file, line, entity) and ``remedy`` what to do.
    """

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.message = message
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.place} : " if self.place else ""
        what_to_do = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}{what_to_do}"


class MissingExtraError(RefgraphError):
    """What was asked needs an optional part that is not installed; the remedy is the command that installs it."""


class DocumentError(RefgraphError):
    """A document cannot be read: empty, binary, badly encoded, or of no known layout."""


class LayoutError(RefgraphError):
    """A reader of a layout cannot be used: it does not load, breaks the interface, or fails on a document."""


class LayoutWarning(UserWarning):
    """A layout is left aside, or long at work; what was asked goes on. The message is a French sentence."""


class RecordError(RefgraphError):
    """A record breaks the structure of a référentiel: a code twice, a link to nothing, a quote not found."""


class OntologyError(RefgraphError):
    """The ontology uses an axiom that the closure does not know, or names an undeclared term."""


class InconsistentGraphError(RefgraphError):
    """The graph contradicts the ontology; ``place`` names the offending entity."""


class StoreError(RefgraphError):
    """The store cannot be opened, built or reached."""


class QueryError(RefgraphError):
    """A query, its header or one of its parameters is wrong."""


class QueryLimitError(QueryError):
    """A query that was well formed but took more time or memory than it may."""


class BusyError(QueryError):
    """All workers are busy: the query was not run and may be sent again."""


class ShapeError(RefgraphError):
    """A shapes file cannot be parsed or refers to an unknown term."""


class MappingError(RefgraphError):
    """A mapping file or review workbook has a row that cannot be taken in."""


class RegisterError(RefgraphError):
    """The register of regulations contradicts itself or cannot be read."""

"""What every reader of a layout offers: the one interface, of ours as of anybody's (docs/layouts.md)."""

from __future__ import annotations

from typing import Protocol

from refgraph.model.records import Reading
from refgraph.reading.document import Document

LEAST_SURE = 0.5
"""A layout that is less sure than this does not recognise the document."""


class Layout(Protocol):
    """A reader of the documents of one layout: a module, or any object, with these names and functions."""

    NAME: str
    """Its name in French, lower case, words joined by hyphens (``colonnes``): what ``--layout`` takes."""

    VERSION: str
    """Another one whenever any document is read otherwise than before: readings are kept under it."""

    DESCRIPTION: str
    """One line of French that says which documents it reads."""

    def recognises(self, document: Document) -> float:
        """How surely ``document`` has this layout, from 0 (certainly not) to 1 (certainly)."""

    def read(self, document: Document, certification_id: str) -> Reading:
        """All that ``document`` says, as the certification ``certification_id``.

        Raises:
            DocumentError: what the layout cannot do without is missing: a title, a bloc.
            RecordError: the document contradicts itself: a number or code twice.
        """

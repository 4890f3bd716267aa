"""Whose a statement is: one certification's, or no one's in particular; told by the names in it alone.

Items are named below their certification, passages below their document. An organisation, a ROME code or a text of law
is named below neither: what several documents say of it belongs to none of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from refgraph.core.namespaces import ID, certification_iri, document_iri
from refgraph.graph.ntriples import parts

_SPACES = tuple(f"<{ID}{kind}/".encode() for kind in ("certification", "document"))


def owner(term: bytes) -> bytes | None:
    """What ``term`` of N-Triples is named below, as « certification/RNCP31919 »; None for what belongs to no one.

    >>> owner(b"<https://w3id.org/refgraph/id/certification/RNCP31919/bloc/1>")
    b'certification/RNCP31919'
    >>> owner(b"<https://w3id.org/refgraph/id/regulation/rgpd>") is None
    True
    """
    for space in _SPACES:
        if term.startswith(space):
            name = term[len(space) :].partition(b"/")[0].rstrip(b">")
            return space[len(ID) + 1 :] + name
    return None


class Holding:
    """The names that belong to one certification: its own, those of its items and of the passages of its document."""

    def __init__(self, certification: str, document: str) -> None:
        iris = (certification_iri(certification), document_iri(document))
        self.owners = frozenset(iri.removeprefix(ID).encode() for iri in iris)
        self._starts = tuple(f"<{iri}{end}".encode() for iri in iris for end in "/>")

    def has(self, term: bytes) -> bool:
        """Whether ``term`` of N-Triples is one of them."""
        return term.startswith(self._starts)

    def split(self, lines: Iterable[bytes]) -> tuple[list[bytes], list[bytes]]:
        """``lines`` with a name of this certification, as subject or else as object, and those without one."""
        own: list[bytes] = []
        others: list[bytes] = []
        for line in lines:
            is_own = line.startswith(self._starts) or self.has(line.split(b" ", 2)[2])
            (own if is_own else others).append(line)
        return own, others

    def foreign(self, lines: Iterable[bytes]) -> Iterable[tuple[bytes, bytes, bytes]]:
        """Subject, predicate and object of those of ``lines`` with a node that is not this certification's."""
        for line in lines:
            subject, predicate, value = parts(line)
            if not self.has(subject) or not (value.startswith(b'"') or self.has(value)):
                yield subject, predicate, value

"""Registrations in the répertoire that have ended: a certification that nobody can be newly entered for.

The day is always the reader's: the same graph says of a later day that a registration has ended.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import NBSP
from refgraph.graph.store import Store
from refgraph.knowledge.excerpts import Excerpt, excerpts_of

_ENDS = """SELECT DISTINCT ?certification ?registration ?end ?successor WHERE {
  ?certification a rg:Certification ; rg:hasRegistration ?registration . ?registration rg:endDate ?end
  OPTIONAL { ?successor rg:replaces ?certification }
} ORDER BY ?certification ?end ?successor"""


@dataclass(frozen=True)
class EndedRegistration:
    """The registration of a ``certification`` (IRI), its last day, what says so, and who succeeds (IRIs)."""

    certification: str
    end: date
    passage: Excerpt | None = None
    successors: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What a reader is told, with the passage.

        >>> EndedRegistration("https://w3id.org/refgraph/id/certification/RNCP1", date(2023, 12, 18)).sentence
        'L’enregistrement de RNCP1 a pris fin le 18/12/2023.'
        """
        whence = f" ({self.passage})" if self.passage else ""
        after = f"{NBSP}; lui succède {', '.join(map(_name, self.successors))}" if self.successors else ""
        return f"L’enregistrement de {_name(self.certification)} a pris fin le {self.end:%d/%m/%Y}{whence}{after}."


def ended(store: Store, day: date, certifications: Collection[str] | None = None) -> list[EndedRegistration]:
    """The registrations of ``certifications`` (IRIs; default: all) that have ended before ``day``.

    One whose document does not say when it ends is not told: that is « non documenté ».
    """
    asked = {} if certifications is None else {"certification": [NamedNode(iri) for iri in certifications]}
    rows = store.select(_ENDS, asked).rows if certifications is None or certifications else ()
    found: dict[str, tuple[str, date, tuple[str, ...]]] = {}
    for certification, registration, end, successor in rows:
        if certification is None or registration is None or not isinstance(end, Literal):
            continue
        last = date.fromisoformat(end.value[:10])
        before = found.get(certification.value, ("", last, ()))[2]
        told = (*before, successor.value) if isinstance(successor, NamedNode) else before
        found[certification.value] = registration.value, last, tuple(dict.fromkeys(told))
    past = {iri: one for iri, one in found.items() if one[1] < day}
    passages = excerpts_of(store, [registration for registration, _, _ in past.values()])
    return [
        EndedRegistration(iri, last, next(iter(passages.get(registration, ())), None), successors)
        for iri, (registration, last, successors) in past.items()
    ]


def _name(iri: str) -> str:
    return iri.rpartition("/")[2]

"""All that is shown beside a manuscript, in one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from refgraph.core.namespaces import certification_iri
from refgraph.knowledge.certifications import ComparedCertification
from refgraph.knowledge.dossier.reproduction import Copy, reproductions
from refgraph.knowledge.manuscripts.gaps import Unsaid, gaps
from refgraph.knowledge.manuscripts.nearest import Nearest, nearest
from refgraph.knowledge.manuscripts.records import compared_of
from refgraph.knowledge.quality import Finding, Proof
from refgraph.knowledge.regulations import Alert
from refgraph.model.records import Reading


@dataclass(frozen=True)
class Beside:
    """A manuscript and what stands beside it.

    ``nearest`` and ``copies`` are of other certifications; in a copy the manuscript is ``first``. ``findings`` are
    those of the check, ``alerts`` the cited texts that have changed, ``proofs`` the self-check of its dossier.
    """

    record: Reading
    nearest: tuple[Nearest, ...]
    copies: tuple[Copy, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Unsaid, ...]
    alerts: tuple[Alert, ...]
    proofs: tuple[Proof, ...]

    @cached_property
    def iri(self) -> str:
        """The IRI of its certification."""
        return certification_iri(self.record.certification.id)


def beside(
    record: Reading,
    others: Sequence[ComparedCertification],
    findings: Sequence[Finding],
    alerts: Sequence[Alert],
    proofs: Sequence[Proof],
) -> Beside:
    """What stands beside the manuscript ``record`` among ``others``."""
    own = compared_of(record, is_draft=True)
    found = reproductions([own, *others], about=own.iri)
    return Beside(
        record,
        tuple(nearest(own, others)),
        tuple(copy if copy.first.certification is own else copy.turned for copy in found),
        tuple(findings),
        tuple(gaps(record)),
        tuple(alerts),
        tuple(proofs),
    )

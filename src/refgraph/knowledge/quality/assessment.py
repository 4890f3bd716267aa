"""The whole answer to « que dirait France compétences ? »: findings, self-check, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Triple

from refgraph.core.errors import StoreError
from refgraph.core.namespaces import graph_iri
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.graph.validation import Report, Severity, Shapes, check, read_report
from refgraph.knowledge.quality.acceptance import Acceptance
from refgraph.knowledge.quality.dossier import Proof, ProofState, read_proofs
from refgraph.knowledge.quality.findings import Finding, read_findings
from refgraph.knowledge.quality.grouping import CertificationGroup, group
from refgraph.knowledge.quality.seen import seen
from refgraph.knowledge.quality.tally import Tally, tally
from refgraph.workspace import Workspace

ASSERTED = ("vocabularies", "regulations")
"""The graphs that are checked with those of the certifications: what is said, never what is inferred from it."""


@dataclass(frozen=True)
class Assessment:
    """What a check says of all certifications. ``unmatched`` are decisions on findings that are no longer there."""

    report: Report
    findings: tuple[Finding, ...]
    unmatched: tuple[Acceptance, ...]
    shapes: Shapes = field(repr=False)
    store: Store = field(repr=False)

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """The self-check of each certification: read when somebody asks for it."""
        return read_proofs(self.report, self.shapes, self.store)

    @property
    def groups(self) -> tuple[CertificationGroup, ...]:
        """The findings by certification, rule and bloc."""
        return group(self.findings)

    @cached_property
    def tally(self) -> Tally:
        """How many findings there are."""
        return tally(self.findings)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings nobody has accepted, of each severity."""
        return self.tally.counts

    @property
    def accepted(self) -> int:
        """How many findings somebody has accepted."""
        return self.tally.accepted

    @property
    def is_blocked(self) -> bool:
        """Whether a « bloquant » is left that nobody has accepted."""
        return self.tally.is_blocked

    def coverage(self) -> list[tuple[str, int, int]]:
        """For each thing that the self-check looks for: its name, in how many certifications it is, of how many."""
        looked = [proof for proof in self.proofs if proof.state is not ProofState.OUT_OF_SCOPE]
        found = Counter(proof.criterion.label for proof in looked if proof.state is ProofState.FOUND)
        total = Counter(proof.criterion.label for proof in looked)
        return [(label, found[label], total[label]) for label in total]


def assess(store: Store, shapes: Shapes, acceptances: Sequence[Acceptance] = ()) -> Assessment:
    """Check what ``store`` says, less what was inferred, and tell the result; rules of the user see all of it."""
    whole = seen(store) if shapes.theirs or shapes.unnamed else None
    return told(check(asserted(store), shapes, whole), shapes, store, acceptances)


def told(report: Report, shapes: Shapes, store: Store, acceptances: Sequence[Acceptance] = ()) -> Assessment:
    """``report`` as findings and proofs, named from ``store``."""
    findings = read_findings(report, shapes, store, acceptances)
    used = {each for finding in findings for each in (finding.accepted, finding.outdated) if each}
    unmatched = tuple(each for each in acceptances if each not in used)
    return Assessment(report, findings, unmatched, shapes, store)


def report_of(workspace: Workspace, store: Store, shapes: Shapes) -> Report:
    """What our ``shapes`` find in ``store``, which ``workspace`` opened: as its build kept it.

    Where no build did (the store is a server, or the file is gone) it is checked now.
    """
    if isinstance(store, EmbeddedStore) and store.folder:
        with suppress(StoreError):
            return read_report(workspace.report(store.folder.name))
    return check(asserted(store), shapes)


def asserted(store: Store) -> Iterator[Triple]:
    """What the documents, the vocabularies and the register say: the graphs before the closure, one after the other."""
    fixed = {graph_iri(name) for name in ASSERTED}
    prefixes = tuple(graph_iri(f"{kind}/") for kind in ("certification", "mentions", "settlements"))
    names = [name for name in store.graphs() if name in fixed or name.startswith(prefixes)]
    return (triple for name in names for triple in store.export(name))

"""All that is known of which competences correspond: what people have decided, what the tool proposes, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from refgraph.graph.sssom import MappingRow, MappingSet, compress
from refgraph.graph.sssom import read as read_mappings
from refgraph.graph.sssom.predicates import INVERSE
from refgraph.graph.store import Store
from refgraph.knowledge.certifications import ComparedCertification, Link, Links, accepted, read
from refgraph.knowledge.decisions import (
    Decision,
    DecisionRegister,
    Review,
    Statement,
    WorkbookLine,
    by_pair,
    decide,
    decision_of,
    is_stale,
)
from refgraph.knowledge.decisions.register import Pair
from refgraph.knowledge.dossier import Signatures
from refgraph.knowledge.proposals import Proposal, from_certifications, propose
from refgraph.knowledge.proposals.thesaurus import load
from refgraph.workspace import Workspace

FILE, SIGNED = "competences.sssom.tsv", "correspondances.json"


@dataclass(frozen=True)
class Correspondences:
    """The correspondences of a workspace; decisions are read from its files, so that a new one counts at once."""

    store: Store = field(repr=False)
    workspace: Workspace
    certifications: tuple[ComparedCertification, ...] = field(repr=False)

    @classmethod
    def of(cls, store: Store, workspace: Workspace) -> Correspondences:
        """The correspondences of what ``store`` and ``workspace`` hold now."""
        return cls(store, workspace, tuple(read(store)))

    def renewed(self) -> Correspondences:
        """The same with the decisions as they stand in the files now; what the tool proposes is not computed again."""
        again = Correspondences(self.store, self.workspace, self.certifications)
        kept = {name: value for name, value in self.__dict__.items() if name in ("statements", "all_proposals")}
        again.__dict__.update(kept)
        return again

    @property
    def register(self) -> DecisionRegister:
        """The file in which new decisions are written."""
        return DecisionRegister(self.workspace.mappings / FILE)

    @property
    def signatures(self) -> Signatures:
        """The signed verdicts on pairs of blocs."""
        return Signatures(self.workspace.mappings / SIGNED)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Today's competences by CURIE."""
        return {
            compress(competence.iri): Statement(
                competence.iri, competence.statement, certification.iri, competence.name
            )
            for certification in self.certifications
            for competence in certification.competences
        }

    @cached_property
    def decisions(self) -> dict[Pair, MappingRow]:
        """The reviewed rows of all mapping files by pair of CURIEs.

        Raises:
            MappingError: a file is no valid SSSOM, or a pair is decided twice.
        """
        rows = [row for path in self._files() for row in read_mappings(path).rows]
        return by_pair([row for row in rows if decision_of(row) is not None], str(self.workspace.mappings))

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """What the tool proposes, best first, without the pairs that people have decided on."""
        return tuple(one for one in self.all_proposals if pair_of(one) not in self.decisions)

    @cached_property
    def open_proposals(self) -> tuple[Proposal, ...]:
        """What the tool proposes, best first, but what people have rejected."""
        rejected = {pair for pair, row in self.decisions.items() if decision_of(row) is Decision.REJECT}
        return tuple(one for one in self.all_proposals if pair_of(one) not in rejected)

    @cached_property
    def all_proposals(self) -> tuple[Proposal, ...]:
        """What the tool proposes whatever has been decided."""
        own = self.workspace.data / "thesaurus.ttl"
        return tuple(propose(from_certifications(self.certifications), vocabulary=load(own if own.exists() else None)))

    def links(self, with_proposals: bool = False) -> Links:
        """The accepted correspondences whose statements still stand; on demand the proposals too, marked as such."""
        if self.workspace.endpoint:
            reviewed = accepted(self.store)
        else:
            reviewed = Links(tuple(self._link(row) for row in self.decisions.values() if self._holds(row)))
        if not with_proposals:
            return reviewed
        return reviewed.with_proposals(
            Link(one.subject.iri, one.predicate, one.object.iri, reviewed=False, confidence=one.confidence)
            for one in self.proposals
            if one.predicate != "skos:relatedMatch"
        )

    def decide(
        self,
        subject: Statement,
        other: Statement,
        decision: Decision,
        reviewer: str,
        day: date,
        predicate: str | None = None,
        comment: str = "",
    ) -> MappingRow:
        """The row that records a decision on a pair; without ``predicate`` the one that the tool proposes.

        Raises:
            MappingError: nobody signs, or a pair that was never proposed is accepted without a relation.
        """
        proposal = next(
            (one for one in self.all_proposals if {one.subject.iri, one.object.iri} == {subject.iri, other.iri}), None
        )
        if predicate is None and proposal is not None:
            same_way = proposal.subject.iri == subject.iri
            predicate = proposal.predicate if same_way else INVERSE[proposal.predicate]
        confidence = proposal.confidence if proposal else None
        return decide(subject, other, Review(decision, reviewer, day, predicate or "", comment, confidence))

    def stale(self) -> list[MappingRow]:
        """The decisions to confirm: a statement has changed, or is gone, since they were taken."""
        return [row for row in self.decisions.values() if is_stale(row, self.statements)]

    def stale_pairs(self) -> list[frozenset[str]]:
        """The pairs of `stale`, as IRIs."""
        named = MappingSet(self.register.load().metadata)
        return [frozenset((named.expand(row["subject_id"]), named.expand(row["object_id"]))) for row in self.stale()]

    def lines(self, proposals: Sequence[Proposal]) -> list[WorkbookLine]:
        """The rows of a workbook: the decisions that stand, those to confirm, then ``proposals``."""
        known = {pair_of(one): one for one in self.all_proposals}
        decided = [self._line(row, known.get(row.pair)) for row in self.decisions.values()]
        fresh = [
            WorkbookLine(
                self.statements[compress(one.subject.iri)],
                self.statements[compress(one.object.iri)],
                one.predicate,
                one.confidence,
                "\n".join(one.explanation.lines),
            )
            for one in proposals
        ]
        return [*(line for line in decided if line is not None), *fresh]

    def _line(self, row: MappingRow, proposal: Proposal | None) -> WorkbookLine | None:
        subject, other = (self.statements.get(row[f"{end}_id"]) for end in ("subject", "object"))
        if subject is None or other is None:
            return None
        confidence = float(row["confidence"]) if row["confidence"] else None
        explanation = "\n".join(proposal.explanation.lines) if proposal else ""
        return WorkbookLine(subject, other, proposal.predicate if proposal else "", confidence, explanation, row)

    def _holds(self, row: MappingRow) -> bool:
        return decision_of(row) is Decision.ACCEPT and not is_stale(row, self.statements)

    def _link(self, row: MappingRow) -> Link:
        ends = (self.statements[row[f"{end}_id"]].iri for end in ("subject", "object"))
        confidence = float(row["confidence"]) if row["confidence"] else None
        subject, other = ends
        return Link(subject, row["predicate_id"], other, reviewed=True, confidence=confidence)

    def _files(self) -> list[Path]:
        folder = self.workspace.mappings
        return sorted(folder.glob("*.sssom.tsv")) if folder.is_dir() else []


def pair_of(proposal: Proposal) -> Pair:
    """Both ends of a proposal as CURIEs, in the order that decisions use."""
    first, second = sorted((compress(proposal.subject.iri), compress(proposal.object.iri)))
    return first, second

"""The correspondences of a workspace, asked for some certifications or for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from refgraph.core.errors import MappingError
from refgraph.core.french import quote
from refgraph.core.namespaces import certification_iri, certification_of
from refgraph.core.table import Table
from refgraph.graph.sssom import MappingRow, compress, decompress
from refgraph.graph.sssom.predicates import INVERSE
from refgraph.graph.store import Store
from refgraph.knowledge.certifications import (
    COVERS,
    Certifications,
    ComparedCertification,
    Link,
    Links,
    Reviewed,
    absences,
    accepted,
)
from refgraph.knowledge.compare import Side, choose, members
from refgraph.knowledge.correspondences.decided import Decided, MappingFiles
from refgraph.knowledge.correspondences.identities import identities_table, sources_table
from refgraph.knowledge.correspondences.proposed import Proposed
from refgraph.knowledge.correspondences.statements import StoredStatements
from refgraph.knowledge.decisions import (
    Decision,
    DecisionRegister,
    Review,
    Statement,
    StatementContext,
    WorkbookLine,
    decide,
    decide_absent,
    decision_of,
    is_stale,
)
from refgraph.knowledge.decisions.register import Pair
from refgraph.knowledge.dossier import SIGNED, BlocCorrespondence, Signatures, correspond, correspondence_tables
from refgraph.knowledge.proposals import Proposal
from refgraph.workspace import Workspace

FILE = "competences.sssom.tsv"


@dataclass(frozen=True)
class Correspondences:
    """The correspondences of a workspace. What is asked of some certifications reads those alone.

    Decisions are those of the files when they are first asked for: `renewed` looks again.
    """

    store: Store = field(repr=False)
    workspace: Workspace
    certifications: Certifications = field(repr=False)
    statements: StoredStatements = field(repr=False)
    _files: MappingFiles = field(repr=False)
    _proposed: Proposed = field(repr=False)

    @classmethod
    def of(cls, store: Store, workspace: Workspace, kept: Path | None = None) -> Correspondences:
        """The correspondences of what ``store`` and ``workspace`` hold now.

        ``kept`` is a folder for what the tool proposes, of these documents and no others: searched once, read later.
        """
        certifications = Certifications(store)
        files = MappingFiles(workspace.mappings)
        proposed = Proposed(certifications, workspace.data / "thesaurus.ttl", kept)
        return cls(store, workspace, certifications, StoredStatements(store), files, proposed)

    def renewed(self) -> Correspondences:
        """The same with the decisions as they stand in the files now; all else is kept."""
        return Correspondences(
            self.store, self.workspace, self.certifications, self.statements, self._files, self._proposed
        )

    @property
    def register(self) -> DecisionRegister:
        """The file in which new decisions are written."""
        return DecisionRegister(self.workspace.mappings / FILE)

    @property
    def signatures(self) -> Signatures:
        """The signed verdicts on pairs of blocs."""
        return Signatures(self.workspace.mappings / SIGNED)

    @cached_property
    def _decided(self) -> Decided:
        return self._files.decided()

    @property
    def decisions(self) -> Mapping[Pair, MappingRow]:
        """The reviewed rows of all mapping files by pair of CURIEs.

        Raises:
            MappingError: a file is no valid SSSOM, or a pair is decided twice.
        """
        return self._decided.by_pair

    def sides(self, names: Sequence[str]) -> list[Side]:
        """The sides called ``names``, as `choose` takes them; no other certification is read.

        Raises:
            QueryError: as `choose` does.
        """
        titles = self.certifications.titles
        return choose(self.certifications.read(members(titles, names)), names, titles)

    def sources(self, sides: Sequence[Side]) -> Table:
        """The documents that ``sides`` are read from, each with the fingerprint of its bytes."""
        return sources_table(self.store, {each.iri: each.title for side in sides for each in side.certifications})

    def dossier(self, pair: BlocCorrespondence) -> list[Table]:
        """Everything that a certifier hands in on two blocs: see `correspondence_tables`."""
        named = {one.iri: one.title for one in (pair.first_certification, pair.second_certification)}
        decided = {frozenset(map(decompress, row.ends)): row for row in self._asked(pair.certifications)}
        standing = {ends: row for ends, row in decided.items() if not is_stale(row, self.statements)}
        about = [identities_table(self.store, named), sources_table(self.store, named)]
        return correspondence_tables(pair, self.signatures.of(pair), standing, about)

    def with_links(self, competence: str, links: Links) -> tuple[ComparedCertification, ...]:
        """The certifications of a competence (IRI) and of those to which ``links`` tie it."""
        ends = [competence, *(link.object for link in links.about(competence))]
        return self.certifications.read({certification_of(iri) for iri in ends})

    def correspond(self, first: str, second: str) -> BlocCorrespondence:
        """The correspondence of two blocs (IRI, or ``RNCP31919/bloc/1``) by what people have accepted.

        Raises:
            QueryError: as `dossier.correspond` does.
        """
        base = certification_iri("")
        named = {certification_of(base + name.removeprefix(base)) for name in (first, second)}
        read = self.certifications.read(named)
        if len(read) < len(named):
            read = self.certifications.all()  # one is unknown: the error names what there is
        return correspond(read, first, second, self.links(named))

    def proposals(self, between: Collection[str] | None = None) -> list[Proposal]:
        """What the tool proposes, best first, without the pairs that people have decided on.

        ``between`` are certifications (IRIs; default: all): only pairs of two of them are looked for.
        """
        return [one for one in self.open_proposals(between) if pair_of(one) not in self.decisions]

    def open_proposals(self, between: Collection[str] | None = None) -> list[Proposal]:
        """What the tool proposes ``between`` certifications, best first, but what people have rejected, or denied by
        saying that one of both has nothing in the certification of the other."""
        rejected = {pair for pair, row in self.decisions.items() if decision_of(row) is Decision.REJECT}
        absent = {
            row.oriented().ends
            for row in self._asked(between)
            if decision_of(row) is Decision.ABSENT and not is_stale(row, self.statements)
        }
        return [
            one
            for one in self.all_proposals(between)
            if pair_of(one) not in rejected and not absent.intersection(_denials(pair_of(one)))
        ]

    def all_proposals(self, between: Collection[str] | None = None) -> tuple[Proposal, ...]:
        """What the tool proposes ``between`` certifications whatever has been decided."""
        return self._proposed.between(between)

    def links(self, certifications: Collection[str] | None = None, with_proposals: bool = False) -> Links:
        """The accepted correspondences whose statements still stand; on demand the proposals too, marked as such.

        Of ``certifications`` (IRIs; default: all): those with an end in one of them, proposals with both.
        """
        if self.workspace.endpoint:
            reviewed = replace(accepted(self.store, certifications), review=self._review([], certifications))
        else:
            asked = [row for row in self._asked(certifications) if not is_stale(row, self.statements)]
            holding = [row for row in asked if decision_of(row) is Decision.ACCEPT]
            reviewed = Links(tuple(map(self._link, holding)), self._review(asked, certifications))
        if not with_proposals:
            return reviewed
        return reviewed.with_proposals(
            Link(one.subject.iri, one.predicate, one.object.iri, reviewed=False, confidence=one.confidence)
            for one in self.proposals(certifications)
            if one.predicate != "skos:relatedMatch"
        )

    def _review(self, rows: Sequence[MappingRow], certifications: Collection[str] | None) -> Reviewed:
        """What people have looked at, by the ``rows`` that still hold, and what the tool proposes between two of
        ``certifications`` (None: nothing is searched)."""
        decided = [(decision_of(row), tuple(map(decompress, row.oriented().ends))) for row in rows]
        said = {ends for decision, ends in decided if decision is Decision.ABSENT}
        if self.workspace.endpoint:
            said |= absences(self.store, certifications)
        return Reviewed(
            rejected=frozenset(frozenset(ends) for decision, ends in decided if decision is Decision.REJECT),
            absent=frozenset((competence, certification) for competence, certification in said),
            candidates=self._proposed.pairs(certifications) if certifications else frozenset(),
        )

    def candidates(self, certifications: Collection[str]) -> frozenset[frozenset[str]]:
        """The pairs of competences (IRIs) that the tool proposes between two of ``certifications`` (IRIs)."""
        return self._proposed.pairs(certifications)

    def find_absent(
        self, subject: Statement, certification: str, reviewer: str, day: date, comment: str = ""
    ) -> MappingRow:
        """The row by which ``reviewer`` says that nothing in ``certification`` (CURIE) corresponds to ``subject``.

        Raises:
            MappingError: nobody signs, the certification is unknown or that of ``subject``, or a correspondence
                between both has been accepted.
        """
        found = self.statements.get(certification)
        if found is None or "/" in certification:
            raise MappingError(
                f"{quote(certification.removeprefix('rgid:'))} n’est pas une certification du graphe.",
                remedy="Écrivez par exemple RNCP31919.",
            )
        self._refuse_contradiction(compress(subject.iri), certification)
        return decide_absent(subject, found, Review(Decision.ABSENT, reviewer, day, comment=comment))

    def _refuse_contradiction(self, competence: str, certification: str) -> None:
        """Refuse to say that ``certification`` has nothing for ``competence`` while a correspondence is accepted.

        One of the same theme may stand beside: it covers nothing.
        """
        for pair, row in self.decisions.items():
            if competence not in pair or row["predicate_id"] not in COVERS:
                continue
            if decision_of(row) is Decision.ACCEPT and not is_stale(row, self.statements):
                other = next(one for one in pair if one != competence)
                if other.startswith(f"{certification}/"):
                    raise MappingError(
                        f"une correspondance est acceptée avec {other.removeprefix('rgid:')}.",
                        remedy="Retirez d’abord cette décision.",
                    )

    def proposal(self, first: str, second: str) -> Proposal | None:
        """What the tool proposes of two competences (IRIs), whichever way round."""
        pair = {first, second}
        found = self.all_proposals({certification_of(iri) for iri in pair})
        return next((one for one in found if {one.subject.iri, one.object.iri} == pair), None)

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
        """The row that records a decision on a pair; without ``predicate`` the one of the decision that stands, else
        the one that the tool proposes.

        Raises:
            MappingError: nobody signs, or a pair that was never proposed is accepted without a relation.
        """
        proposal = self.proposal(subject.iri, other.iri)
        if predicate is None:
            predicate = self._standing(subject, other)
        if predicate is None and proposal is not None:
            predicate = _seen_from(subject.iri, proposal.subject.iri, proposal.predicate)
        confidence = proposal.confidence if proposal else None
        return decide(subject, other, Review(decision, reviewer, day, predicate or "", comment, confidence))

    def _standing(self, subject: Statement, other: Statement) -> str | None:
        """The relation of ``subject`` to ``other`` in the decision that stands, if that accepts one."""
        first, second = sorted((compress(subject.iri), compress(other.iri)))
        row = self.decisions.get((first, second))
        if row is None or decision_of(row) is not Decision.ACCEPT:
            return None
        return _seen_from(compress(subject.iri), row["subject_id"], row["predicate_id"])

    def stale(self, certifications: Collection[str] | None = None) -> list[MappingRow]:
        """The decisions to confirm: a statement has changed, or is gone, since they were taken.

        Of ``certifications`` (IRIs; default: all): those with an end in one of them.
        """
        return [row for row in self._asked(certifications) if is_stale(row, self.statements)]

    def stale_pairs(self, certifications: Collection[str] | None = None) -> list[frozenset[str]]:
        """The pairs of `stale`, as IRIs."""
        return [frozenset(map(decompress, row.pair)) for row in self.stale(certifications)]

    def lines(self, proposals: Sequence[Proposal], certifications: Collection[str] | None = None) -> list[WorkbookLine]:
        """The rows of a workbook: the decisions that stand, those to confirm, then ``proposals``.

        Of ``certifications`` (IRIs; default: all): the decisions with an end in one of them.
        """
        known = {pair_of(one): one for one in self.all_proposals(certifications)}
        asked = [row for row in self._asked(certifications) if not row.is_absence]
        ends = {decompress(curie) for row in asked for curie in row.pair}
        around = self._around(ends | {item.iri for one in proposals for item in (one.subject, one.object)})
        decided = [self._line(row, known.get(row.pair), around) for row in asked]
        self.statements.need(curie for one in proposals for curie in pair_of(one))
        fresh = [
            WorkbookLine(
                self.statements[compress(one.subject.iri)],
                self.statements[compress(one.object.iri)],
                one.predicate,
                one.confidence,
                "\n".join(one.explanation.lines),
                around=(around[one.subject.iri], around[one.object.iri]),
            )
            for one in proposals
        ]
        return [*(line for line in decided if line is not None), *fresh]

    def _asked(self, certifications: Collection[str] | None) -> list[MappingRow]:
        """The decisions with an end in ``certifications``, with the statements that they are about at hand.

        An absence rests on all statements of a certification: it is read only where that one is asked for too.
        """
        rows = self._decided.about(certifications)
        if certifications is not None:
            own = {compress(iri) for iri in certifications}
            rows = [row for row in rows if not row.is_absence or own.issuperset(_certifications(row))]
        self.statements.need(curie for row in rows for curie in row.pair)
        return rows

    def _around(self, competences: Collection[str]) -> Mapping[str, StatementContext]:
        """What stands around each of ``competences`` (IRIs); those that are gone have nothing around them."""
        found: dict[str, StatementContext] = defaultdict(StatementContext)
        for certification in self.certifications.read({certification_of(iri) for iri in competences}):
            for one in certification.competences:
                bloc = certification.bloc_of(one.iri)
                found[one.iri] = StatementContext(
                    certification.title,
                    bloc.name if bloc else "",
                    "\n".join(f"• {criterion.text}" for criterion in one.criteria),
                    str(one.passage) if one.passage else "",
                )
        return found

    def _line(
        self, row: MappingRow, proposal: Proposal | None, around: Mapping[str, StatementContext]
    ) -> WorkbookLine | None:
        subject, other = (self.statements.get(row[f"{end}_id"]) for end in ("subject", "object"))
        if subject is None or other is None:
            return None
        confidence = float(row["confidence"]) if row["confidence"] else None
        explanation = "\n".join(proposal.explanation.lines) if proposal else ""
        predicate = proposal.predicate if proposal else ""
        if proposal and proposal.subject.iri != subject.iri:
            predicate = INVERSE[predicate]
        beside = (around[subject.iri], around[other.iri])
        return WorkbookLine(subject, other, predicate, confidence, explanation, row, beside)

    def _link(self, row: MappingRow) -> Link:
        ends = (self.statements[row[f"{end}_id"]].iri for end in ("subject", "object"))
        confidence = float(row["confidence"]) if row["confidence"] else None
        subject, other = ends
        return Link(subject, row["predicate_id"], other, reviewed=True, confidence=confidence)


def _denials(pair: Pair) -> set[Pair]:
    """The absences that deny ``pair``: each of both with the certification of the other."""
    one, other = pair
    return {(one, other.partition("/")[0]), (other, one.partition("/")[0])}


def _certifications(row: MappingRow) -> set[str]:
    return {curie.partition("/")[0] for curie in row.pair}


def pair_of(proposal: Proposal) -> Pair:
    """Both ends of a proposal as CURIEs, in the order that decisions use."""
    first, second = sorted((compress(proposal.subject.iri), compress(proposal.object.iri)))
    return first, second


def _seen_from(end: str, subject: str, predicate: str) -> str | None:
    """``predicate``, said from ``subject``, as it reads from ``end``; None where it has no inverse."""
    return predicate if end == subject else INVERSE.get(predicate)

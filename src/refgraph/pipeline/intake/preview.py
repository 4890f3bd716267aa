"""What would be imported, to be looked at: what is missing or doubtful, what was read, and what it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from refgraph.core.errors import InconsistentGraphError
from refgraph.core.french import NBSP, count, quote
from refgraph.core.namespaces import certification_iri
from refgraph.core.text import fold
from refgraph.graph.ntriples import loaded
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.validation import Report, Severity, read_shapes
from refgraph.knowledge.quality.findings import Finding, entity_of, read_findings
from refgraph.model.records import Basis, CriteriaGroup, Modality, Passage, Reading
from refgraph.pipeline.intake.difference import RecordDifference, difference
from refgraph.pipeline.intake.drafts import DraftDocument
from refgraph.pipeline.intake.identity import PresentCertification
from refgraph.pipeline.pipeline import closed_dataset
from refgraph.pipeline.records import Kept
from refgraph.pipeline.workshop import Workshop
from refgraph.reading.corrections.nodes import ItemNode, nodes_of
from refgraph.reading.corrections.outcome import Status, sentence
from refgraph.workspace import Workspace

COUNTED = ("bloc", "activity", "competence", "modality", "criterion", "mention")
"""The kinds of items that are counted, by their key."""
_FACTS = (("title", "L’intitulé"), ("rncp_number", "Le numéro RNCP ou RS"), ("level", "Le niveau"))
_SPECIFIC = "RS"
"""How numbers of the répertoire spécifique begin: its certifications have neither level nor blocs (Code du travail,
article L. 6113-6)."""
_MOST_NAMED = 6


@dataclass(frozen=True)
class IntakeFinding:
    """Something that the check finds: how grave it is, what, and the id of the item that it is about (may be empty).

    ``place`` names that item for a person (« C14 »), empty for the certification.
    """

    severity: Severity
    sentence: str
    item: str
    place: str = ""


@dataclass(frozen=True)
class BlocCounts:
    """How many items of each of `COUNTED` a bloc holds; the last ones stand in none, and have no title."""

    title: str | None
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Preview:
    """One document of a draft, read and corrected.

    ``missing`` and ``doubtful`` are French sentences, ``deduced`` the items that follow from the layout, ``duplicates``
    sentences on what is there already. ``findings`` are those of the check, the gravest first.
    """

    told: DraftDocument
    kept: Kept = field(repr=False)
    missing: tuple[str, ...]
    doubtful: tuple[str, ...]
    deduced: tuple[ItemNode, ...]
    blocs: tuple[BlocCounts, ...]
    counts: tuple[int, ...]
    duplicates: tuple[str, ...]
    difference: RecordDifference
    findings: tuple[IntakeFinding, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the very same document is there already, and nobody corrected anything."""
        return self.told.replaces == {self.told.target: self.told.sha256} and not self.difference.changes

    @property
    def corrections(self) -> int:
        """How many corrections count in it."""
        return sum(each.status is Status.APPLIED for each in self.kept.outcomes)


def preview(
    told: DraftDocument, kept: Kept, there: Sequence[PresentCertification], findings: Iterable[IntakeFinding]
) -> Preview:
    """All that is to be looked at before ``kept`` is imported as ``told`` says."""
    record = kept.record
    before = next((each.record for each in there if each.unit.certification == told.certification), None)
    nodes = nodes_of(record)
    return Preview(
        told,
        kept,
        tuple(_missing(record)),
        tuple(_doubtful(kept)),
        tuple(node for node in nodes if _basis(node) is Basis.DEDUIT and node.kind.key != "furniture"),
        tuple(_by_bloc(record, nodes)),
        tuple(sum(node.kind.key == key for node in nodes) for key in COUNTED),
        tuple(_duplicates(told, record, there)),
        difference(before, record),
        tuple(sorted(findings, key=lambda each: (each.severity.rank, each.sentence))),
    )


def found_by_check(staged: Workspace, certifications: Collection[str]) -> dict[str, list[IntakeFinding]]:
    """What the check finds in ``staged`` on these certifications.

    Raises:
        RefgraphError: as a build.
    """
    workshop = Workshop.of(staged)
    background = workshop.background
    units = workshop.units(staged.documents())
    chosen = [unit for unit in units if unit.certification in certifications]
    try:
        report = closed_dataset(staged, workshop, units).report()
    except InconsistentGraphError as error:
        told = IntakeFinding(Severity.VIOLATION, str(error), "")
        return {unit.certification: [told] for unit in chosen}
    names = background.graphs["vocabularies"], background.graphs["regulations"]
    found: dict[str, list[IntakeFinding]] = {}
    for unit in chosen:
        own = certification_iri(unit.certification)
        results = [each for each in report.results if _is_of(entity_of(each), own)]
        lines = [line for some in (*workshop.statements(unit).graphs.values(), unit.common, *names) for line in some]
        findings = read_findings(Report(tuple(results)), read_shapes(), EmbeddedStore(loaded(dict.fromkeys(lines))))
        found[unit.certification] = [
            IntakeFinding(each.severity, each.sentence, item, each.place.name if item else "")
            for each in findings
            for item in [_iri(each).removeprefix(own).removeprefix("/")]
        ]
    return found


def _is_of(iri: str, own: str) -> bool:
    return iri == own or iri.startswith(f"{own}/")


def _iri(finding: Finding) -> str:
    return finding.place.iri


def _basis(node: ItemNode) -> Basis | None:
    source = getattr(node.record, "source", None)
    return source.basis if isinstance(source, Passage) else None


def _missing(record: Reading) -> Iterator[str]:
    certification = record.certification
    is_specific = certification.rncp_number is not None and certification.rncp_number.text.startswith(_SPECIFIC)
    for key, name in _FACTS:
        if getattr(certification, key) is None and not (is_specific and key == "level"):
            yield f"{name} n’est pas documenté."
    if not certification.certifiers:
        yield "Le certificateur n’est pas documenté."
    filled = {each.bloc for each in record.competences}
    empty = [each.text for each in record.blocs if each.id not in filled]
    yield from _named("bloc sans compétence", "blocs sans compétence", empty)
    competences = [each for each in record.competences if not each.is_step]
    if not competences:
        yield "Aucune compétence n’est lue."
    loose = [each.code or each.statement for each in competences if not each.bloc and not is_specific]
    yield from _named("compétence sans bloc", "compétences sans bloc", loose)
    for what, known in (
        ("modalité d’évaluation", _reached(record.modalities)),
        ("critère d’évaluation", _reached(record.criteria_groups)),
    ):
        bare = [each.code or each.statement for each in competences if not known & {each.id, each.bloc}]
        yield from _named(f"compétence sans {what}", f"compétences sans {what}", bare)


def _reached(assessing: Iterable[Modality | CriteriaGroup]) -> set[str]:
    """The competences that these name, and the blocs of those that name none."""
    return {id for each in assessing for id in each.competences or (each.bloc,)} - {""}


def _named(one: str, many: str, words: Sequence[str]) -> Iterator[str]:
    if words:
        shown = ", ".join(quote(each if len(each) < 50 else each[:48] + "…") for each in words[:_MOST_NAMED])
        more = f" et {len(words) - _MOST_NAMED} de plus" if len(words) > _MOST_NAMED else ""
        yield f"{count(len(words), one, many)}{NBSP}: {shown}{more}."


def _doubtful(kept: Kept) -> Iterator[str]:
    for outcome in kept.outcomes:
        if outcome.is_open:
            yield f"Correction à décider{NBSP}: {sentence(outcome)}"
    for issue in kept.record.issues:
        yield f"Ligne {issue.line}{NBSP}: {issue.message}"


def _by_bloc(record: Reading, nodes: Sequence[ItemNode]) -> Iterator[BlocCounts]:
    counts = Counter((node.bloc, node.kind.key) for node in nodes)
    kinds = [key for key in COUNTED if key not in ("bloc", "mention")]
    for bloc in record.blocs:
        yield BlocCounts(f"{bloc.source_code or bloc.code} – {bloc.text}", tuple(counts[bloc.id, key] for key in kinds))
    if any(counts["", key] for key in kinds):
        yield BlocCounts(None, tuple(counts["", key] for key in kinds))


def _duplicates(told: DraftDocument, record: Reading, there: Sequence[PresentCertification]) -> Iterator[str]:
    title = fold(record.certification.title.text) if record.certification.title else None
    number = record.certification.rncp_number
    for each in there:
        unit = each.unit
        if unit.sha256 == told.sha256:
            yield f"{unit.document} a exactement le même contenu."
        elif unit.certification == told.certification:
            yield f"{unit.document} décrit déjà cette certification ({unit.certification}){NBSP}: il serait remplacé."
        elif title and unit.title and fold(unit.title) == title:
            yield (
                f"{unit.document} ({unit.certification}) a le même intitulé{NBSP}: si c’est la même certification, "
                f"donnez à ce document l’identifiant {unit.certification} ({quote('--as')})."
            )
        elif number and number.code and _number(each) == number.code:
            yield f"{unit.document} ({unit.certification}) a le même numéro ({number.code})."


def _number(there: PresentCertification) -> str | None:
    found = there.record.certification.rncp_number
    return found.code if found else None

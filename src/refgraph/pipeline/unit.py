"""One certification, by itself: from its record to the statements that its document makes, and what others must know.

``certification/<id>`` holds what the document says, ``mentions/<id>`` what the words mean by which it names texts.
Statements that name nothing of the certification (on an organisation, a ROME code) are kept apart: several
documents may make them, and each is stored once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from msgspec import Struct

from refgraph.graph.closure import Joints
from refgraph.graph.ntriples import digest, lines_of
from refgraph.graph.ownership import Holding
from refgraph.graph.triples import as_draft, to_graph
from refgraph.graph.validation.crossing import Crossing
from refgraph.knowledge.certifications import bloc_versions
from refgraph.knowledge.regulations import Settlement, meanings_graph, settlement_graph
from refgraph.mentions import Recogniser
from refgraph.model.records import Issue, Reading
from refgraph.pipeline.background import Background, apart
from refgraph.pipeline.mappings import statement_versions
from refgraph.reading.corrections import CorrectionOutcome


class Unit(Struct, frozen=True):
    """What a build must know of a certification besides its statements.

    ``sha256`` is of the document, ``title`` None where it prints none. ``outcomes`` tells what became of the
    corrections, ``versions`` and ``bloc_versions`` the version of each statement and bloc by CURIE. ``digests`` and
    ``sizes`` are of its graphs, by name; ``common`` are the statements that name nothing of it. ``joints`` and
    ``crossing`` tell where its closure and check may need others. ``undeclared`` are terms of ours that nobody
    declared.
    """

    certification: str
    document: str
    sha256: str
    title: str | None
    blocs: int
    competences: int
    steps: int
    issues: tuple[Issue, ...]
    outcomes: tuple[CorrectionOutcome, ...]
    versions: dict[str, str]
    bloc_versions: dict[str, str]
    digests: dict[str, str]
    sizes: dict[str, int]
    common: tuple[bytes, ...]
    joints: Joints
    crossing: Crossing
    undeclared: tuple[str, ...] = ()

    @property
    def holding(self) -> Holding:
        """The names that belong to it."""
        return Holding(self.certification, PurePath(self.document).stem)

    @property
    def digest(self) -> str:
        """The checksum of all that it says."""
        return digest([*(each.encode() for each in self.digests.values()), *self.common])


class UnitStatements(Struct, frozen=True):
    """The record of a certification, and the lines of its own graphs by name."""

    record: Reading
    graphs: dict[str, tuple[bytes, ...]]


def build_unit(
    record: Reading,
    outcomes: Sequence[CorrectionOutcome],
    settlements: Sequence[Settlement],
    recogniser: Recogniser,
    background: Background,
    *,
    is_draft: bool = False,
) -> tuple[Unit, UnitStatements]:
    """The certification of ``record``, with the ``settlements`` that stand about its mentions; a draft is told as one.

    Raises:
        RecordError: an id of the record cannot stand in an IRI.
    """
    certification = record.certification
    holding = Holding(certification.id, PurePath(record.document.name).stem)
    said_of_it = to_graph(record)
    document = as_draft(said_of_it, certification.id) if is_draft else said_of_it
    meanings = meanings_graph(record, settlements, recogniser)
    settled = settlement_graph(settlements)
    own, common = holding.split(line for line in lines_of(document) if line not in background.asserted)
    graphs = apart(
        {
            f"certification/{certification.id}": own,
            f"mentions/{certification.id}": lines_of(meanings),
            f"settlements/{certification.id}": lines_of(settled),
        }
    )
    said = [*(line for lines in graphs.values() for line in lines), *common]
    steps = sum(each.is_step for each in record.competences)
    unit = Unit(
        certification=certification.id,
        document=record.document.name,
        sha256=record.document.sha256,
        title=certification.title.text if certification.title else None,
        blocs=len(record.blocs),
        competences=len(record.competences) - steps,
        steps=steps,
        issues=record.issues,
        outcomes=tuple(outcomes),
        versions=statement_versions([record]),
        bloc_versions=bloc_versions(record),
        digests={name: digest(lines) for name, lines in graphs.items()},
        sizes={name: len(lines) for name, lines in graphs.items()},
        common=tuple(common),
        joints=background.program.joins.joints(said, holding),
        crossing=background.rules.crossing(said, holding),
        undeclared=tuple(background.declared.undeclared([*document, *meanings, *settled])),
    )
    return unit, UnitStatements(record, graphs)

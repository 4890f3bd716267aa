"""A manuscript looked at as it was last saved: read, checked and set beside all others, without a build."""

from __future__ import annotations

from datetime import date

from refgraph.core.errors import RecordError
from refgraph.core.namespaces import certification_iri, graph_iri
from refgraph.graph.ntriples import triples_of
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.validation import Report, read_shapes
from refgraph.knowledge.certifications import ComparedCertification
from refgraph.knowledge.manuscripts import Beside, beside, compared_of
from refgraph.knowledge.quality import read_findings
from refgraph.knowledge.quality.dossier import read_proofs
from refgraph.knowledge.regulations import register_of, watch
from refgraph.knowledge.regulations.citing import select_cited
from refgraph.knowledge.regulations.evidence import Evidence
from refgraph.mentions import lexicon_of
from refgraph.pipeline.background import Background
from refgraph.pipeline.manuscripts.keeping import manuscript_named
from refgraph.pipeline.manuscripts.staging import staged
from refgraph.pipeline.surroundings import Surroundings
from refgraph.pipeline.unit import Unit, UnitStatements
from refgraph.pipeline.workshop import Workshop
from refgraph.workspace import Workspace

_MOST_KEPT = 1000
_BESIDE = ("vocabularies", "regulations")


def look(workspace: Workspace, id: str, day: date) -> Beside:
    """What stands beside the manuscript ``id`` of ``workspace`` as it was last saved, its texts looked at on ``day``.

    Raises:
        RecordError: there is no such manuscript, or it is left aside by the build.
        RefgraphError: what a build refuses.
    """
    one = manuscript_named(workspace, id)
    place = staged(workspace)
    workshop = Workshop.of(place)
    units = workshop.units(place.documents())
    unit = next((each for each in units if each.certification == one.id), None)
    if unit is None:
        why = next((each.reason for each in workshop.refused if each.document == one.file), "")
        raise RecordError(f"le brouillon {one.id} ne peut pas être lu. {why}".strip(), place=one.file)
    statements = workshop.statements(unit)
    known = _known(workshop.background)
    others = [known.compared(workshop, each) for each in units if each.certification not in place.drafts]
    report = _report(unit, statements, workshop.background)
    store = _store(unit, statements, known)
    own = certification_iri(unit.certification)
    cited = Evidence(store, tuple(select_cited(store)), known.register, day, (), known.lexicon)
    return beside(
        statements.record,
        others,
        [each for each in read_findings(report, known.shapes, store) if f"{each.place.iri}/".startswith(f"{own}/")],
        watch(cited),
        [each for each in read_proofs(report, known.shapes, store) if each.certification.iri == own],
    )


class _Known:
    """What is the same at each save: kept for one background, and for each state of the certifications beside it."""

    def __init__(self, background: Background) -> None:
        self.key = background.key
        self.graphs = {name: triples_of(background.graphs[name]) for name in _BESIDE}
        self.register = register_of(self.graphs["regulations"])
        self.lexicon = lexicon_of(self.graphs["regulations"])
        self.shapes = read_shapes()
        self._compared: dict[str, ComparedCertification] = {}

    def compared(self, workshop: Workshop, unit: Unit) -> ComparedCertification:
        """The certification of ``unit`` as it is compared."""
        state = f"{unit.certification} {unit.document} {unit.digest}"
        if state not in self._compared:
            if len(self._compared) >= _MOST_KEPT:
                self._compared.clear()
            self._compared[state] = compared_of(workshop.statements(unit).record)
        return self._compared[state]


_last: list[_Known] = []


def _known(background: Background) -> _Known:
    if not _last or _last[0].key != background.key:
        _last[:] = [_Known(background)]
    return _last[0]


def _report(unit: Unit, statements: UnitStatements, background: Background) -> Report:
    """What the check finds in it: the same rules as in a build, on what it says and what is said around it."""
    around = Surroundings([unit], background).of(unit.crossing.named)
    own = [line for lines in statements.graphs.values() for line in lines]
    found = background.rules.check(dict.fromkeys([*own, *unit.common, *around]))
    extracts = [background.rules.extract(background.said), unit.crossing.extract]
    return Report.of([*found, *background.rules.check_across(extracts)])


def _store(unit: Unit, statements: UnitStatements, known: _Known) -> EmbeddedStore:
    """What names it, in memory: its graphs, the vocabularies and the register."""
    graphs = {name: triples_of(lines) for name, lines in statements.graphs.items()}
    graphs[f"certification/{unit.certification}"] += triples_of(unit.common)
    held = {**graphs, **known.graphs}
    return EmbeddedStore.of({graph_iri(name): triples for name, triples in held.items()})

"""Comparisons as tables, each line with the passage it rests on and whether people have reviewed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from refgraph.core.french import NBSP, count, duration
from refgraph.core.table import UNDOCUMENTED, Cell, Lines, Resource, Table
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.certifications import (
    ComparedCertification,
    ComparedCompetence,
    Coverage,
    Link,
    Links,
    covers,
)
from refgraph.knowledge.compare.bridge import Bridge, BridgeStep
from refgraph.knowledge.compare.core import Core
from refgraph.knowledge.compare.gap import SideGap
from refgraph.knowledge.compare.matrix import BlocCell, bloc_matrix
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.excerpts import Excerpt

COVERAGE = {Coverage.TOTAL: "couverte", Coverage.PARTIAL: "couverte en partie", Coverage.NONE: "non couverte"}
SYMBOLS = {Coverage.TOTAL: "●", Coverage.PARTIAL: "◐", Coverage.NONE: "○"}
REVIEWED, PROPOSED = "relue", "proposée, non relue"
ALONE = "sans correspondance connue"


def resource(competence: ComparedCompetence) -> Resource:
    """A competence as a cell."""
    return Resource(competence.iri, competence.name)


def basis(links: Iterable[Link]) -> str:
    """What an answer rests on: the sentence that goes with it."""
    kept = list(links)
    proposed = sum(not link.reviewed for link in kept)
    if not kept:
        return "Aucune correspondance relue ne relie ces compétences\u00a0: rien n’est affirmé, ni qu’elles diffèrent."
    if not proposed:
        return f"Cette réponse ne repose que sur des correspondances relues ({count(len(kept), 'paire')})."
    return (
        f"Attention\u00a0: sur {count(len(kept), 'paire')}, {proposed} ne sont que proposées\u00a0; personne ne les a "
        "encore relues."
    )


def to_confirm(sides: Sequence[Side], stale: Iterable[frozenset[str]]) -> list[str]:
    """The sentence on decisions between two of ``sides`` that don't count, one of their statements having changed.

    ``stale`` are pairs of competences (IRIs). No such decision: no sentence.
    """
    waiting = sum(len({side.name for side in sides if pair & side.iris}) > 1 for pair in stale)
    if not waiting:
        return []
    many = "comptent" if waiting > 1 else "compte"
    return [f"{count(waiting, 'décision')} «\u00a0à revalider\u00a0» ne {many} pas\u00a0: un énoncé a changé."]


def between(sides: Sequence[Side], links: Links) -> list[Link]:
    """The links that relate two of ``sides``, each once."""
    found: dict[frozenset[str], Link] = {}
    for at, left in enumerate(sides):
        others = {iri for right in sides[at + 1 :] for iri in right.iris}
        for iri in sorted(left.iris):
            for link in links.of(iri, others):
                found.setdefault(frozenset((link.subject, link.object)), link)
    return list(found.values())


def pairs(sides: Sequence[Side], links: Links) -> Table:
    """All correspondences between the sides, one a line."""
    competences = {one.iri: one for side in sides for one in side.competences}
    rows = [_pair(link, competences) for link in between(sides, links)]
    columns = ("Compétence 1", "Relation", "Compétence 2", "Relecture", "Confiance", "Passage 1", "Passage 2")
    return Table(columns, tuple(rows), title="Correspondances", empty="Aucune correspondance.")


def _pair(link: Link, competences: dict[str, ComparedCompetence]) -> tuple[Cell, ...]:
    subject, other = competences[link.subject], competences[link.object]
    confidence = None if link.confidence is None else f"{link.confidence:.2f}".replace(".", ",")
    return (
        resource(subject), LABELS[link.predicate], resource(other), state(link), confidence or "décision",
        passage(subject), passage(other),
    )  # fmt: skip


def state(link: Link) -> str:
    """Whether people have reviewed a link, in words."""
    return REVIEWED if link.reviewed else PROPOSED


def passage(competence: ComparedCompetence) -> str | None:
    """Where the document says a competence."""
    return _where(competence.passage)


def _where(passage: Excerpt | None) -> str | None:
    return str(passage) if passage else None


def bloc_table(rows: Side, columns: Side, links: Links) -> Table:
    """Blocs against blocs: how many competences of the column the row covers, and the reverse."""
    cells = bloc_matrix(rows, columns, links)
    return Table(
        (rows.label, *(bloc.name for bloc in columns.blocs)),
        tuple(
            (Resource(row.iri, row.name), *(_coverage_of(cells[row.iri, column.iri]) for column in columns.blocs))
            for row in rows.blocs
        ),
        names=("bloc", *(bloc.iri for bloc in columns.blocs)),
        title="Blocs × blocs",
    )


def _coverage_of(cell: BlocCell) -> str:
    if not cell.links:
        return "–"
    there = _share(cell.column_total, cell.column_partial, cell.column_size)
    back = _share(cell.row_total, cell.row_partial, cell.row_size)
    return f"→ {there}{NBSP}; ← {back}"


def _share(total: int, partial: int, size: int) -> str:
    return f"{total}/{size}" + (f" (+{partial} en partie)" if partial else "")


def core_table(core: Core, sides: Sequence[Side]) -> Table:
    """The common core, then what some share, then what is specific: a column per side."""
    rows: list[tuple[Cell, ...]] = []
    for title, groups in (("dans toutes", core.everywhere), ("dans plusieurs", core.partly)):
        for group in groups:
            members = dict(group.members)
            named = (_listed(members.get(side.name, ())) for side in sides)
            reviewed = REVIEWED if all(link.reviewed for link in group.links) else PROPOSED
            rows.append((title, *named, reviewed))
    for name, competences in core.specific:
        for one in competences:
            rows.append((ALONE, *(resource(one) if side.name == name else "–" for side in sides), "–"))
    columns = ("Présence", *(side.label for side in sides), "Relecture")
    return Table(columns, tuple(rows), title="Socle commun", names=("presence", *(s.name for s in sides), "review"))


def _listed(competences: Sequence[ComparedCompetence]) -> Cell:
    return Lines.of(resource(one) for one in competences) or "–"


def gap_table(gap: SideGap) -> Table:
    """Each competence of the target, how far it is covered, and by what."""
    known = {one.iri: one for one in gap.source.competences}
    rows = [
        (
            Resource(one.bloc.iri, one.bloc.name),
            resource(one.competence),
            COVERAGE[one.coverage],
            Lines.of(_covering(known[link.subject], link) for link in one.links) or "–",
            Lines.of(state(link) for link in one.links) or "–",
            passage(one.competence),
        )
        for one in gap.competences
    ]
    columns = ("Bloc visé", "Compétence visée", "Couverture", "Couverte par", "Relecture", "Passage")
    return Table(columns, tuple(rows), title=f"Écart de {gap.source.label} à {gap.target.label}")


def _covering(competence: ComparedCompetence, link: Link) -> Resource:
    return Resource(competence.iri, f"{competence.name} ({LABELS[link.predicate]})")


def gap_aspects(gap: SideGap) -> Table:
    """What only the target asks: kinds of assessment, thresholds, regulations, criteria."""
    rows: list[tuple[Cell, ...]] = [
        ("Modalité d’évaluation", Resource(one.iri, method), _where(one.passage)) for method, one in gap.methods
    ]
    rows += [
        ("Seuil de réussite", Resource(one.iri, f"{ratio * 100:.0f}\u202f%"), _where(one.passage))
        for ratio, one in gap.thresholds
    ]
    rows += [("Réglementation", regulation, _where(passage)) for regulation, passage in gap.regulations]
    rows += [("Critère", Resource(one.iri, one.text), _where(one.passage)) for _, one in gap.criteria]
    return Table(
        ("Aspect", f"Demandé par {gap.target.label} seulement", "Passage"),
        tuple(rows),
        title="Modalités, seuils, réglementation et critères",
        empty="Rien que l’autre ne demande aussi.",
    )


def assessment_table(competence: str, certifications: Sequence[ComparedCertification], links: Links) -> Table:
    """How one competence (IRI) and those that correspond to it are assessed, certification by certification."""
    surest: dict[str, Link] = {}
    for link in filter(covers, links.about(competence)):
        surest.setdefault(link.object, link)
    rows: list[tuple[Cell, ...]] = []
    for certification in certifications:
        for one in certification.competences:
            if one.iri == competence or one.iri in surest:
                rows += assessed(certification, one, REVIEWED if one.iri == competence else state(surest[one.iri]))
    columns = (
        "Certification", "Compétence", "Modalité", "Durée", "Poids", "Seuil", "Critères", "Relecture", "Passage",
    )  # fmt: skip
    return Table(columns, tuple(rows), title="La même compétence, évaluée ailleurs")


def assessed(
    certification: ComparedCertification, competence: ComparedCompetence, reviewed: str
) -> Iterable[tuple[Cell, ...]]:
    """A row per modality of ``competence``, or one that says that there is none; ``reviewed`` tells of the link."""
    ratios = sorted({one.minimum_ratio for one in competence.criteria if one.minimum_ratio is not None})
    threshold = ", ".join(f"{ratio * 100:.0f}\u202f%" for ratio in ratios) or None
    bloc = certification.bloc_of(competence.iri)
    for modality in competence.modalities or (bloc.modalities if bloc else ()) or (None,):
        yield (
            Resource(certification.iri, certification.title),
            resource(competence),
            Resource(modality.iri, modality.title or modality.text) if modality else None,
            duration(modality.duration) if modality and modality.duration else None,
            modality.weight if modality else None,
            threshold,
            Lines.of(Resource(one.iri, one.text) for one in competence.criteria) or None,
            reviewed,
            (modality and _where(modality.passage)) or passage(competence),
        )


def bridge_table(bridge: Bridge) -> Table:
    """Bloc by bloc: presumed covered or left, the competences that are left, the épreuves left."""
    rows = [
        (
            Resource(step.bloc.iri, step.bloc.name),
            "présumé couvert" if step.is_presumed else "à valider en entier",
            f"{len(step.competences) - len(step.left)}/{len(step.competences)}",
            Lines.of(resource(competence) for competence in step.left) or "–",
            _modalities(step),
            _where(step.bloc.passage),
        )
        for step in bridge.steps
    ]
    columns = ("Bloc visé", "État", "Compétences couvertes", "Compétences restantes", "Épreuves restantes", "Passage")
    return Table(columns, tuple(rows), title=f"Passerelle vers {bridge.target.label}")


def _modalities(step: BridgeStep) -> str:
    if step.is_presumed:
        return "–"
    return Lines.of(Resource(one.iri, one.title or one.text) for one in step.modalities) or UNDOCUMENTED

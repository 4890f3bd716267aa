"""Comparisons as tables, each line with the passage it rests on and whether people have reviewed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from refgraph.core.french import NBSP, count, duration, percent
from refgraph.core.table import UNDOCUMENTED, Cell, Lines, Resource, Table
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.certifications import (
    ComparedCertification,
    ComparedCompetence,
    Link,
    Links,
    covers,
)
from refgraph.knowledge.compare.bridge import Bridge, BridgeStep
from refgraph.knowledge.compare.core import Core
from refgraph.knowledge.compare.gap import SideGap
from refgraph.knowledge.compare.matrix import BlocCell, bloc_matrix
from refgraph.knowledge.compare.matrix import count as count_of
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import TOLD, CoverageState, Standing, standing, worst
from refgraph.knowledge.excerpts import Excerpt

NOTHING = "Aucune correspondance relue ne relie ces compétences\u00a0: rien n’est affirmé, ni qu’elles diffèrent."
REVIEWED, PROPOSED = "relue", "proposée, non relue"


def resource(competence: ComparedCompetence) -> Resource:
    """A competence as a cell."""
    return Resource(competence.iri, competence.name)


def basis(links: Iterable[Link]) -> str:
    """What an answer rests on: the sentence that goes with it."""
    kept = list(links)
    proposed = sum(not link.reviewed for link in kept)
    if not kept:
        return NOTHING
    if not proposed:
        return f"Cette réponse ne repose que sur des correspondances relues ({count(len(kept), 'paire')})."
    if proposed == 1:
        told = "1 n’est que proposée\u00a0; personne ne l’a encore relue."
    else:
        told = f"{proposed} ne sont que proposées\u00a0; personne ne les a encore relues."
    return f"Attention\u00a0: sur {count(len(kept), 'paire')}, {told}"


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
    columns = (
        "Compétence 1",
        "Relation",
        "Compétence 2",
        "Relecture",
        "Confiance de l’outil",
        "Passage 1",
        "Passage 2",
    )
    return Table(columns, tuple(rows), title="Correspondances", empty=NOTHING)


def _pair(link: Link, competences: dict[str, ComparedCompetence]) -> tuple[Cell, ...]:
    """A line; the confidence of the tool stands only where nobody has decided: it judges no decision."""
    subject, other = competences[link.subject], competences[link.object]
    proposed = None if link.reviewed or link.confidence is None else Decimal(f"{link.confidence:.2f}")
    return (
        resource(subject), LABELS[link.predicate], resource(other), state(link), "–" if proposed is None else proposed,
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
    return f"→ {share(cell.of_column)}{NBSP}; ← {share(cell.of_row)}"


def share(standings: Sequence[Standing]) -> str:
    """How many competences of a bloc are covered, with those in part, without counterpart and not reviewed."""
    told = {state: words for state, words in TOLD.items() if state is not CoverageState.COVERED}
    rest = [count(number, *words) for state, words in told.items() if (number := count_of(standings, state))]
    return f"{count_of(standings, CoverageState.COVERED)}/{len(standings)}" + (f" ({', '.join(rest)})" if rest else "")


def core_table(core: Core, sides: Sequence[Side], links: Links) -> Table:
    """The common core, then what some share, then what one side alone is known to have: a column per side.

    Where a side has no competence of a line, its cell says whether anybody looked for one there.
    """
    rows: list[tuple[Cell, ...]] = []
    for title, groups in (("dans toutes", core.everywhere), ("dans plusieurs", core.partly)):
        for group in groups:
            members = dict(group.members)
            known = [one for _, found in group.members for one in found]
            named = (
                _listed(members[side.name]) if side.name in members else _absence(known, side, links) for side in sides
            )
            reviewed = REVIEWED if all(link.reviewed for link in group.links) else PROPOSED
            rows.append((title, *named, reviewed))
    for name, competences in core.specific:
        for one in competences:
            found = {side.name: standing(one.iri, side.iris, links) for side in sides if side.name != name}
            presence = worst(one.state for one in found.values()).value
            cells = (resource(one) if side.name == name else found[side.name].words for side in sides)
            rows.append((presence, *cells, "–"))
    columns = ("Présence", *(side.label for side in sides), "Relecture")
    return Table(columns, tuple(rows), title="Socle commun", names=("presence", *(s.name for s in sides), "review"))


def _listed(competences: Sequence[ComparedCompetence]) -> Cell:
    return Lines.of(resource(one) for one in competences) or "–"


def _absence(competences: Sequence[ComparedCompetence], side: Side, links: Links) -> str:
    """What is told of ``side`` where none of its competences corresponds to ``competences``."""
    found = [standing(one.iri, side.iris, links) for one in competences]
    return Standing(worst(one.state for one in found), (), sum(one.waiting for one in found)).words


def gap_table(gap: SideGap) -> Table:
    """Each competence of the target, how far it is covered, and by what."""
    known = {one.iri: one for one in gap.source.competences}
    rows = [
        (
            Resource(one.bloc.iri, one.bloc.name),
            resource(one.competence),
            one.standing.words,
            Lines.of(_covering(known[link.subject], link) for link in one.standing.links) or "–",
            Lines.of(state(link) for link in one.standing.links) or "–",
            passage(one.competence),
        )
        for one in gap.competences
    ]
    columns = ("Bloc visé", "Compétence visée", "Couverture", "Couverte par", "Relecture", "Passage")
    return Table(columns, tuple(rows), title=f"Écart de {gap.source.label} à {gap.target.label}")


def _covering(competence: ComparedCompetence, link: Link) -> Resource:
    return Resource(competence.iri, f"{competence.name} ({LABELS[link.predicate]})")


def gap_aspects(gap: SideGap) -> Table:
    """What is read of the target and not of the source: kinds of assessment, thresholds, regulations, criteria.

    That a document doesn't say a thing in like words is no decision that its certification doesn't ask it.
    """
    rows: list[tuple[Cell, ...]] = [
        ("Modalité d’évaluation", Resource(one.iri, method), _where(one.passage)) for method, one in gap.methods
    ]
    rows += [
        ("Seuil de réussite", Resource(one.iri, percent(ratio)), _where(one.passage)) for ratio, one in gap.thresholds
    ]
    rows += [("Réglementation", regulation, _where(passage)) for regulation, passage in gap.regulations]
    rows += [("Critère", Resource(one.iri, one.text), _where(one.passage)) for _, one in gap.criteria]
    return Table(
        ("Aspect", f"Lu dans {gap.target.label}, et pas en ces mots dans {gap.source.label}", "Passage"),
        tuple(rows),
        title="Modalités, seuils, réglementation et critères",
        empty="Rien qui ne se lise aussi dans l’autre.",
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


def thresholds(competence: ComparedCompetence) -> str:
    """The shares of right answers that its criteria ask for, lowest first; empty where none does."""
    ratios = sorted({one.minimum_ratio for one in competence.criteria if one.minimum_ratio is not None})
    return ", ".join(map(percent, ratios))


def assessed(
    certification: ComparedCertification, competence: ComparedCompetence, reviewed: str
) -> Iterable[tuple[Cell, ...]]:
    """A row per modality of ``competence``, or one that says that there is none; ``reviewed`` tells of the link."""
    threshold = thresholds(competence) or None
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
    """Bloc by bloc: presumed covered, left to validate, or not reviewed; its other competences, and its épreuves."""
    rows = [
        (
            Resource(step.bloc.iri, step.bloc.name),
            bridge_state(step),
            f"{len(step.competences) - len(step.left)}/{len(step.competences)}",
            Lines.of(Resource(one.iri, f"{one.name}{NBSP}: {found.words}") for one, found in step.left) or "–",
            _modalities(step),
            _where(step.bloc.passage),
        )
        for step in bridge.steps
    ]
    columns = (
        "Bloc visé", "État", "Compétences couvertes", "Autres compétences", "Épreuves du bloc, s’il est à valider",
        "Passage",
    )  # fmt: skip
    return Table(columns, tuple(rows), title=f"Passerelle vers {bridge.target.label}")


def bridge_state(step: BridgeStep) -> str:
    """What people's decisions make of a bloc: presumed covered, to validate, or not reviewed."""
    if step.is_presumed:
        return "présumé couvert"
    if step.is_left:
        return "à valider en entier"
    unreviewed = [found for _, found in step.left if found.state is CoverageState.UNREVIEWED]
    return Standing(CoverageState.UNREVIEWED, (), sum(one.waiting for one in unreviewed)).words.replace(
        "relue", "relu", 1
    )


def _modalities(step: BridgeStep) -> str:
    if step.is_presumed:
        return "–"
    return Lines.of(Resource(one.iri, one.title or one.text) for one in step.modalities) or UNDOCUMENTED

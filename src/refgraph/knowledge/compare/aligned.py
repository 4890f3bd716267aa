"""Side by side: one row per competence, one column per side, as designers draw it by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refgraph.core.french import NBSP, count
from refgraph.core.table import UNDOCUMENTED, Cell, Lines, Resource, Table
from refgraph.core.text import fold
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.certifications import ComparedBloc, ComparedCompetence, ComparedModality, Link, Links, covers
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import CoverageState, Standing, standing
from refgraph.knowledge.compare.tables import state, thresholds


@dataclass(frozen=True)
class AlignedCell:
    """What a side has for the competence of a row: its counterparts with what ties them, else how that is known.

    The side of the row itself has the competence, tied by nothing.
    """

    side: Side
    members: tuple[tuple[ComparedCompetence, Link | None], ...]
    standing: Standing

    @property
    def methods(self) -> frozenset[str]:
        """The kinds of assessment of its competences."""
        return frozenset(method for one, _ in self.members for method in methods_of(one, self.side))

    @property
    def is_lead(self) -> bool:
        """Whether this is the side of the competence that the row is about."""
        return any(link is None for _, link in self.members)


@dataclass(frozen=True)
class AlignedRow:
    """A competence in its bloc, and what each side has for it, in the order of the sides."""

    side: Side
    bloc: ComparedBloc
    competence: ComparedCompetence
    cells: tuple[AlignedCell, ...]

    @property
    def states(self) -> frozenset[CoverageState]:
        """How the competence stands to the other sides."""
        return frozenset(cell.standing.state for cell in self.cells if not cell.is_lead)

    def shows(self, state: CoverageState | None = None, method: str = "", words: str = "") -> bool:
        """Whether one of the other sides is in ``state``, a ``method`` assesses one of the competences, and ``words``
        stand in one of their statements or criteria; what is not asked for does not count."""
        competences = [one for cell in self.cells for one, _ in cell.members]
        wanted = fold(words).split()
        said = [fold(" ".join((one.name, *(each.text for each in one.criteria)))) for one in competences]
        return (
            (state is None or state in self.states)
            and (not method or any(method in cell.methods for cell in self.cells))
            and (not wanted or any(all(word in text for word in wanted) for text in said))
        )


def aligned(sides: Sequence[Side], links: Links) -> tuple[AlignedRow, ...]:
    """The competences of the first side in the order of its documents, each with what ``links`` tie to it on the
    others; then those of each further side that no row has yet."""
    rows: list[AlignedRow] = []
    met: set[str] = set()
    for side in sides:
        for bloc in side.blocs:
            for one in bloc.competences:
                if one.iri not in met:
                    row = AlignedRow(side, bloc, one, tuple(_cell(one, side, other, links) for other in sides))
                    rows.append(row)
                    met |= {member.iri for cell in row.cells for member, _ in cell.members}
    return tuple(rows)


def _cell(competence: ComparedCompetence, own: Side, side: Side, links: Links) -> AlignedCell:
    if side is own:
        return AlignedCell(side, ((competence, None),), Standing(CoverageState.COVERED))
    tied = (link for link in links.of(competence.iri, side.iris) if covers(link) or covers(link.inverted()))
    found = {link.object: link for link in tied}
    members = tuple((one, found[one.iri]) for one in side.competences if one.iri in found)
    return AlignedCell(side, members, standing(competence.iri, side.iris, links))


def methods_of(competence: ComparedCompetence, side: Side) -> frozenset[str]:
    """The kinds of assessment that the document ties to a competence, or to its bloc where it ties none to it."""
    return frozenset(method for modality in modalities_of(competence, side) for method in modality.methods)


def modalities_of(competence: ComparedCompetence, side: Side) -> Sequence[ComparedModality]:
    """The modalities of a competence, or those of its bloc where it has none of its own."""
    bloc = next((each for one in side.certifications if (each := one.bloc_of(competence.iri))), None)
    return competence.modalities or (bloc.modalities if bloc else ())


def aligned_table(rows: Sequence[AlignedRow], sides: Sequence[Side], *, is_detailed: bool = True) -> Table:
    """``rows`` as a table: bloc, then for each side statement, relation, modality, threshold and criteria.

    Without detail a cell has the statements and how they correspond.
    """
    return Table(
        ("Bloc", *(side.label for side in sides)),
        tuple(
            (Resource(row.bloc.iri, row.bloc.name), *(_shown(cell, is_detailed=is_detailed) for cell in row.cells))
            for row in rows
        ),
        names=("bloc", *(side.name for side in sides)),
        title="Côte à côte",
        empty="Aucune compétence ne répond à ce choix.",
    )


def _shown(cell: AlignedCell, *, is_detailed: bool) -> Cell:
    if not cell.members:
        return cell.standing.words
    return Lines.of(line for one, link in cell.members for line in _lines(one, link, cell.side, is_detailed))


def _lines(
    competence: ComparedCompetence, link: Link | None, side: Side, is_detailed: bool
) -> Iterator[str | Resource]:
    yield Resource(competence.iri, competence.name)
    if link is not None:
        yield f"{LABELS[link.predicate].capitalize()}{NBSP}: {state(link)}"
    if not is_detailed:
        return
    modalities = modalities_of(competence, side)
    if not modalities:
        yield f"Modalité{NBSP}: {UNDOCUMENTED}"
    for modality in modalities:
        yield Resource(modality.iri, f"Modalité{NBSP}: {modality.title or modality.text}")
    if asked := thresholds(competence):
        yield f"Seuil{NBSP}: {asked}"
    yield f"{count(len(competence.criteria), 'critère')}" if competence.criteria else f"Critères{NBSP}: {UNDOCUMENTED}"
    yield from (Resource(one.iri, f"– {one.text}") for one in competence.criteria)
    if competence.passage:
        yield f"Passage{NBSP}: {competence.passage}"

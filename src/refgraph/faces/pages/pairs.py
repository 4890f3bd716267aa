"""What « Comparer » and « Aligner » share: the correspondences, and a pair of statements with its differences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from refgraph.core.french import NARROW, day
from refgraph.core.namespaces import certification_of
from refgraph.core.table import Cell
from refgraph.faces.pages import components, resources, tasks
from refgraph.graph.sssom import compress
from refgraph.knowledge.certifications import ComparedCertification, ComparedCompetence
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.decisions import WORDS, decision_of
from refgraph.knowledge.proposals import Explanation
from refgraph.knowledge.proposals.explanation import NOTHING_SHARED
from refgraph.knowledge.wording import differences
from refgraph.pipeline.basis import proposals_folder


@resources.of_build()
def _shared() -> Correspondences:
    shared = resources.workspace()
    return Correspondences.of(resources.store(), shared, proposals_folder(shared, resources.opened().key))


def reviewed() -> Correspondences:
    """The correspondences that people have decided on, as they stand now: no search, so at once."""
    return _shared().renewed()


def correspondences(between: Collection[str] | None = None) -> Correspondences:
    """The correspondences with the decisions as they stand now, what the tool proposes being searched already.

    ``between`` are the certifications (IRIs; default: all) whose competences are set against each other. The first
    search shows its progress.
    """
    found = reviewed()
    asked = "all" if between is None else " ".join(sorted(between))
    tasks.run(f"correspondences {asked}", "Recherche des correspondances", partial(_search, found, between))
    return found


def looked_at(between: Collection[str]) -> Correspondences:
    """The correspondences with the decisions as they stand now, the pairs to decide ``between`` certifications (IRIs)
    being known: kept from an earlier search, or searched now with its progress."""
    found = reviewed()
    asked = " ".join(sorted(between))
    tasks.run(f"candidates {asked}", "Recherche des paires à relire", partial(_look, found, frozenset(between)))
    return found


def _look(found: Correspondences, between: frozenset[str], progress: tasks.TaskProgress) -> bool:
    progress.step("Recherche des paires à relire, une fois pour toutes les sessions", 0.1)
    found.candidates(between)
    return True


def _search(found: Correspondences, between: Collection[str] | None, progress: tasks.TaskProgress) -> bool:
    progress.step("Lecture des énoncés et recherche des correspondances, une fois pour toutes les sessions", 0.1)
    found.all_proposals(between)
    return True


def place(found: Correspondences, iri: str) -> tuple[ComparedCertification, ComparedCompetence]:
    """The competence with this IRI, and its certification."""
    (certification,) = found.certifications.read([certification_of(iri)])
    return certification, next(one for one in certification.competences if one.iri == iri)


def side_by_side(found: Correspondences, first: str, second: str) -> None:
    """Two competences (IRIs) beside each other: their words with differences marked, and what surrounds them."""
    ends = [place(found, iri) for iri in (first, second)]
    pieces = differences(*(competence.statement for _, competence in ends))
    sides = [
        {
            "certification": certification.title,
            "bloc": bloc.name if (bloc := certification.bloc_of(competence.iri)) else "",
            "pieces": part,
            "facts": _facts(competence),
        }
        for (certification, competence), part in zip(ends, pieces, strict=True)
    ]
    components.markup(components.renderer().page("pair.html.j2", sides=sides))


def reasons(found: Correspondences, first: str, second: str) -> list[tuple[str, Cell]]:
    """Why two competences (IRIs) may correspond, as the tool explains it, and what a person has decided of them."""
    proposal = correspondences({certification_of(iri) for iri in (first, second)}).proposal(first, second)
    one, other = sorted((compress(first), compress(second)))
    row = found.decisions.get((one, other))
    told: list[tuple[str, Cell]] = []
    if proposal:
        reasons_ = proposal.explanation
        if proposal.subject.iri != first:
            reasons_ = replace(reasons_, only_subject=reasons_.only_object, only_object=reasons_.only_subject)
        told += why(reasons_)
    if row and (decision := decision_of(row)):
        when = f", le {day(row['review_date'])}" if row["review_date"] else ""
        told.append(("Décision", f"{WORDS[decision]} par {row.reviewer}{when}"))
        told += [("Commentaire", row["comment"])] if row["comment"] else []
    return told


def why(explanation: Explanation) -> list[tuple[str, Cell]]:
    """What the tool's explanation says, as facts."""
    return list(explanation.facts) or [("En commun", NOTHING_SHARED)]


def _facts(competence: ComparedCompetence) -> list[tuple[str, str | None]]:
    steps = [("Étapes", f"{NARROW}; ".join(competence.steps))] if competence.steps else []
    return [
        ("Code", competence.code or None),
        *steps,
        ("Activité", f"{NARROW}; ".join(competence.activities) or None),
        ("Critères", f"{NARROW}; ".join(criterion.text for criterion in competence.criteria) or None),
        ("Passage", str(competence.passage) if competence.passage else None),
    ]

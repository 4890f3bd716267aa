"""« Aligner »: one proposed correspondence after the other, decided with a key, a team in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.french import NBSP, count, number, percent
from refgraph.core.namespaces import certification_of
from refgraph.core.table import Cell, Marked, Resource, Table
from refgraph.faces.pages import align_absent, align_revision, align_workbook, components, pairs, state
from refgraph.graph.sssom import MappingRow, compress, decompress
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.compare import involved, names
from refgraph.knowledge.correspondences import Correspondences, pair_of
from refgraph.knowledge.decisions import (
    STALE,
    WITHDRAWN,
    WORDS,
    Decision,
    Statement,
    decisions_table,
    second_reading,
    without_today,
)
from refgraph.knowledge.proposals import Proposal

TITLE = "Aligner"
URL = "aligner"

_VIEWS = {"file": "À décider", "decisions": "Décisions prises", "classeur": "Travailler dans un classeur"}
_FLOORS = {"90": 0.9, "40": 0.4, "10": 0.1, "tout": 0.0}
_KEYS = (
    (Decision.ACCEPT, "Accepter", "a"),
    (Decision.REJECT, "Rejeter", "x"),
    (Decision.UNSURE, "Incertaine", "i"),
)


def render() -> None:
    """Draw the view that the address names."""
    components.heading(
        TITLE, "Une correspondance proposée n’est rien tant que personne n’a décidé. Seules les acceptées comptent."
    )
    view = components.tabs("Vues de la relecture", _VIEWS)
    if view == "file":
        _queue(pairs.reviewed())
    elif view == "decisions":
        _decisions(pairs.reviewed())
    else:
        align_workbook.render(pairs.correspondences())


def _queue(found: Correspondences) -> None:
    options = {key: f"au moins {percent(floor)}" if floor else "toutes" for key, floor in _FLOORS.items()}
    left, right = st.columns([2, 1], gap="medium")
    with left:
        labels = names(found.certifications.titles)
        chosen = state.choices("Entre quelles certifications ou clientèles (toutes si vide)", labels, "entre")
    with right:
        floor = _FLOORS[state.choice("Confiance de l’outil", options, "confiance", "40") or "40"]
    followed = align_absent.followed(found)
    asked = [one for one in _between(found, chosen) if one.confidence >= floor and _is_about(one, followed)]
    open_ = [one for one in asked if pair_of(one) not in found.decisions]
    done = len(asked) - len(open_)
    st.progress(done / len(asked) if asked else 1.0, text=_progress(done, len(open_)))
    align_revision.undo(found)
    if not open_:
        components.empty("Tout est décidé à ce niveau de confiance.", "Baissez la confiance, ou changez de paire.")
        if followed:
            _absent(found, align_absent.of_competence(found, followed, chosen), signs=True)
        return
    place = min(state.whole("rang"), len(open_) - 1)
    _one(found, open_, place)
    _absent(found, align_absent.of_proposal(found, open_[place]))


def _is_about(proposal: Proposal, followed: Statement | None) -> bool:
    return followed is None or followed.iri in (proposal.subject.iri, proposal.object.iri)


def _absent(found: Correspondences, choices: Mapping[str, align_absent.Absence], *, signs: bool = False) -> None:
    row = align_absent.offer(found, choices, signs)
    if row is not None:
        align_revision.note(row, found.decisions.get(row.pair))
        st.rerun()


def _progress(done: int, left: int) -> str:
    return f"{count(done, 'décidée')}, {number(left)}{NBSP}à décider"


def _between(found: Correspondences, chosen: Sequence[str]) -> list[Proposal]:
    """What the tool proposes between two of the sides called ``chosen``, or between all certifications."""
    if len(chosen) < 2:
        return list(pairs.correspondences().all_proposals())
    sides = found.sides(chosen)
    certifications = involved(sides)
    return [
        one
        for one in pairs.correspondences(certifications).all_proposals(certifications)
        if len({side.name for side in sides if {one.subject.iri, one.object.iri} & side.iris}) > 1
    ]


def _one(found: Correspondences, proposals: Sequence[Proposal], place: int) -> None:
    proposal = proposals[place]
    components.section(f"{LABELS[proposal.predicate].capitalize()}{NBSP}? Confiance {percent(proposal.confidence)}")
    pairs.side_by_side(found, proposal.subject.iri, proposal.object.iri)
    key = "~".join(pair_of(proposal))
    reviewer, relation, comment = _signed(proposal, key)
    keys = state.switch("Décider au clavier (a, x, i, p\u202f; z annule)", "touches", True)
    with st.container(horizontal=True, gap="small"):
        for decision, label, shortcut in _KEYS:
            if st.button(label, shortcut=shortcut if keys else None, key=f"align.{decision.value}"):
                _decide(found, proposal, decision, reviewer, relation, comment)
        if st.button("Plus tard", shortcut="p" if keys else None, key="align.later"):
            state.put(rang=str((place + 1) % len(proposals)))
            st.rerun()
    components.text("Pourquoi cette proposition")
    components.facts(pairs.why(proposal.explanation))


def _signed(proposal: Proposal, key: str) -> tuple[str, str, str]:
    """Who decides, on which relation, and why: three fields beside each other."""
    left, middle, right = st.columns([1, 1, 2], gap="medium")
    reviewer = left.text_input("Relecteur", key="align.reviewer", persist_state="session", placeholder="Votre nom")
    relation = middle.selectbox(
        "Relation de la première à la seconde",
        list(LABELS),
        index=list(LABELS).index(proposal.predicate),
        format_func=lambda one: LABELS[one],
        key=f"align.relation.{key}",
    )
    comment = right.text_input("Commentaire", key=f"align.comment.{key}", placeholder="Pourquoi (facultatif)")
    return reviewer or "", str(relation), comment or ""


def _decide(
    found: Correspondences, proposal: Proposal, decision: Decision, reviewer: str, relation: str, comment: str
) -> None:
    try:
        subject, other = (found.statements[compress(item.iri)] for item in (proposal.subject, proposal.object))
        row = found.decide(subject, other, decision, reviewer, date.today(), relation, comment)
        found.register.record([row], found.decisions)
    except RefgraphError as problem:
        components.error(problem)
        return
    align_revision.note(row, found.decisions.get(row.pair))
    st.rerun()


def _linked(table: Table, found: Correspondences) -> Table:
    """``table`` with links to the competences, code and certification beside, in place of their identifiers."""
    titles = {one.iri: one.title for one in found.certifications.titles}
    named = [tuple(_certification(titles, row[end]) for end in (-2, -1)) for row in table.rows]
    rows = tuple(
        (*row[:2], first, _link(found, row[-2], row[2]), second, _link(found, row[-1], row[3]), *row[4:-2])
        for row, (first, second) in zip(table.rows, named, strict=True)
    )
    columns = (*table.columns[:2], "Certification 1", table.columns[2], "Certification 2", *table.columns[3:-2])
    return Table(columns, rows, title=table.title, empty=table.empty)


def _certification(titles: Mapping[str, str], curie: Cell) -> Cell:
    iri = certification_of(decompress(str(curie)))
    title = titles.get(iri)
    return Resource(iri, title) if title else None


def _link(found: Correspondences, curie: Cell, statement: Cell) -> Cell:
    if isinstance(statement, Marked):
        return statement
    known = found.statements.get(str(curie))
    return Resource(decompress(str(curie)), known.label if known and known.label else str(statement))


def _decisions(found: Correspondences) -> None:
    align_revision.undo(found)
    labels = {one.iri: one.title for one in found.certifications.titles}
    chosen = state.choices("Entre quelles certifications (toutes si vide)", labels, "entre")
    found.statements.need(curie for pair in found.decisions for curie in pair)
    decided = [row for row in found.decisions.values() if _is_between(row, chosen)]
    table = decisions_table(decided, found.statements)
    states = [str(cell) for cell in table.column("État")]
    counts = [(word, word, states.count(word)) for word in (*WORDS.values(), STALE, WITHDRAWN) if states.count(word)]
    kept = components.facet("État", counts, "etat")
    again = [second_reading(row) for row in decided]
    contested = any(one and not one.agrees for one in again) and state.switch("Désaccords seulement", "desaccords")
    at = [place for place, word in enumerate(states) if not kept or word == kept]
    at = [place for place in at if not contested or ((one := again[place]) and not one.agrees)]
    shown = replace(table, rows=tuple(table.rows[place] for place in at))
    components.table(without_today(_linked(shown, found)), "Décisions, avec leur relecteur")
    components.downloads("decisions", shown, word=True)
    align_revision.revise(found, [decided[place] for place in at])


def _is_between(row: MappingRow, chosen: Sequence[str]) -> bool:
    """Whether ``row`` is about the certifications ``chosen`` (IRIs): the one, or two of them; none chosen: any."""
    ends = {certification_of(decompress(curie)) for curie in row.pair}
    return len(ends & set(chosen)) >= min(len(chosen), 2)

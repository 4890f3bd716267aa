"""What a dossier shows, as tables: each line with its passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from refgraph.core.french import count, day
from refgraph.core.table import Cell, Lines, Resource, Table
from refgraph.graph.sssom import MappingRow
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.certifications import ComparedBloc, ComparedCompetence, ComparedModality, all_modalities
from refgraph.knowledge.compare import share
from refgraph.knowledge.decisions import second_reading
from refgraph.knowledge.dossier.correspondence import BlocCorrespondence, CorrespondenceLine
from refgraph.knowledge.dossier.reproduction import NEAR_COPY, SHORTEST, Copy
from refgraph.knowledge.dossier.signatures import Signature
from refgraph.knowledge.excerpts import Excerpt

_NOTHING_COPIED = (
    f"Aucun passage commun d’au moins {SHORTEST} mots, et aucun texte semblable à {NEAR_COPY}\u202f% ou plus, "
    "lettre à lettre."
)


DecisionRows = Mapping[frozenset[str], MappingRow]
"""The rows of decisions by what they are about (IRIs): two competences, or a competence and a certification."""


def correspondence_tables(
    correspondence: BlocCorrespondence,
    signature: Signature | None,
    decided: DecisionRows | None = None,
    sources: Sequence[Table] = (),
) -> list[Table]:
    """The whole dossier of two blocs: verdict with its grounds, then each competence with who decided, when and why.

    ``sources`` say what the two certifications are and what they were read from; an empty box to sign is last.
    """
    one, rows = correspondence, decided or {}
    here, there = (each.iri for each in (one.first_certification, one.second_certification))
    return [
        _verdict(one, signature),
        _grounds(one),
        *sources,
        _coverage(one.first_lines, one.second, f"Couverture de {one.first.name} par {one.second.name}", rows, there),
        _coverage(one.second_lines, one.first, f"Couverture de {one.second.name} par {one.first.name}", rows, here),
        _said_beside(one),
        Table(("Nom et qualité", "Date", "Signature"), (("\n\n\n", "", ""),), title="Signature du certificateur"),
    ]


def _grounds(one: BlocCorrespondence) -> Table:
    """What the verdict rests on in each direction, and what it does not say."""
    ways = ((one.first, one.first_lines, one.second), (one.second, one.second_lines, one.first))
    rows: list[tuple[Cell, ...]] = [
        (f"Compétences de {own.name} couvertes par {other.name}", share([line.standing for line in lines]))
        for own, lines, other in ways
    ]
    alone = "Jugé sur les seules compétences\u00a0: activités, modalités et niveaux sont montrés, et ne comptent pas."
    rows.append(("Limite", alone))
    if one.unreviewed:
        left = count(one.unreviewed, "compétence non relue", "compétences non relues")
        rows.append(("Limite", f"{left}\u00a0: rien n’en est dit, ni qu’elles correspondent, ni qu’elles diffèrent."))
    return Table(("Élément", "Valeur"), tuple(rows), title="Ce qui fonde le verdict, et ses limites")


def reproduction_table(copies: Sequence[Copy]) -> Table:
    """Common passages and near-copies, the longest first."""
    rows = tuple(
        (
            copy.kind,
            copy.certifier,
            copy.words,
            round(copy.share * 100),
            copy.common,
            *_text(copy, "first"),
            *_text(copy, "second"),
        )
        for copy in copies
    )
    columns = (
        "Reproduction", "Certificateur", "Mots communs", "Part du plus court (%)", "Passage commun",
        "Certification 1", "Texte 1", "Passage 1", "Certification 2", "Texte 2", "Passage 2",
    )  # fmt: skip
    return Table(columns, rows, title="Reproduction littérale", empty=_NOTHING_COPIED)


def _text(copy: Copy, side: str) -> tuple[Cell, ...]:
    text = copy.first if side == "first" else copy.second
    source = Resource(text.certification.iri, text.certification.title)
    return source, Resource(text.iri, text.text), str(text.passage) if text.passage else None


def _verdict(one: BlocCorrespondence, signature: Signature | None) -> Table:
    rows: list[tuple[Cell, ...]] = [
        ("Bloc 1", Resource(one.first.iri, f"{one.first.name} ({one.first_certification.title})"), _passage(one.first)),
        (
            "Bloc 2",
            Resource(one.second.iri, f"{one.second.name} ({one.second_certification.title})"),
            _passage(one.second),
        ),
        ("Niveau du bloc 1", one.first_certification.level, ""),
        ("Niveau du bloc 2", one.second_certification.level, ""),
        ("Verdict proposé, d’après les compétences seules", proposed(one), ""),
        ("Verdict signé", signature.verdict if signature else "pas encore signé", ""),
    ]
    if signature:
        rows += [
            ("Signataire", signature.person, ""),
            ("Date", date.fromisoformat(signature.day), ""),
            ("Motif", signature.reason, ""),
        ]
    return Table(("Élément", "Valeur", "Passage"), tuple(rows), title="Correspondance de deux blocs")


def proposed(one: BlocCorrespondence) -> str:
    """The verdict that people's decisions lead to, and how many competences nobody has reviewed."""
    open_ = f"{count(one.unreviewed, 'compétence')} non {'relues' if one.unreviewed > 1 else 'relue'}"
    if one.proposed is None:
        return f"non établi ({open_})"
    return f"{one.proposed} ({open_})" if one.unreviewed else one.proposed.value


def _coverage(
    lines: Sequence[CorrespondenceLine], by: ComparedBloc, title: str, decided: DecisionRows, certification: str
) -> Table:
    """Each competence with its counterparts in ``by``, the criteria and words of both, and the decisions on them."""
    others = {competence.iri: competence for competence in by.competences}
    columns = (
        "Compétence", "Critères", "Couverture", "Par", "Critères de l’autre", "Décidé par", "Pourquoi", "Passages",
    )  # fmt: skip
    rows = tuple(_line(line, others, _rows_of(line, others, decided, certification)) for line in lines)
    return Table(columns, rows, title=title)


def _line(
    line: CorrespondenceLine, others: Mapping[str, ComparedCompetence], decisions: Sequence[MappingRow]
) -> tuple[Cell, ...]:
    links = line.standing.links
    found = [others[link.subject] for link in links]
    ties = zip(found, links, strict=True)
    named = [Resource(one.iri, f"{one.name} ({LABELS[link.predicate]})") for one, link in ties]
    said = [f"«\u00a0{one.passage.quote}\u00a0» ({one.passage})" for one in (line.competence, *found) if one.passage]
    reasons = [row["comment"] for row in decisions if row["comment"]]
    return (
        Resource(line.competence.iri, line.competence.name),
        Lines.of(one.text for one in line.competence.criteria) or None,
        line.standing.words,
        Lines.of(named) or "–",
        (Lines.of(each.text for one in found for each in one.criteria) or None) if found else "–",
        Lines.of(_signed(row) for row in decisions) or "–",
        (Lines.of(reasons) or "sans motif écrit") if decisions else "–",
        "\n".join(said) or None,
    )


def _rows_of(
    line: CorrespondenceLine, others: Mapping[str, ComparedCompetence], decided: DecisionRows, certification: str
) -> list[MappingRow]:
    """The decisions that the state of a competence rests on: on the counterparts, else on all that were looked at."""
    ends = [link.subject for link in line.standing.links] or [*others, certification]
    pairs = (frozenset((line.competence.iri, end)) for end in ends)
    return [decided[pair] for pair in pairs if pair in decided]


def _signed(row: MappingRow) -> str:
    when = f", {day(row['review_date'])}" if row["review_date"] else ""
    what = "" if float(row["reviewer_agreement"] or 0) > 0 else " (rejet)"
    again = second_reading(row)
    return f"{row.reviewer}{when}{what}" + (f"\u00a0; relu par {again}" if again else "")


def _said_beside(one: BlocCorrespondence) -> Table:
    """Activities and modalities of both blocs, one after the other: what stands in one row would be read as a match."""
    rows: list[tuple[Cell, ...]] = []
    for bloc in (one.first, one.second):
        modalities = [_said(m) for m in all_modalities(bloc)]
        for aspect, said in (("Activité", _activities(bloc)), ("Modalité", modalities)):
            rows += [(Resource(bloc.iri, bloc.name), aspect, text) for text in said or (None,)]
    return Table(("Bloc", "Aspect", "Dans son document"), tuple(rows), title="Activités et modalités de chaque bloc")


def _activities(bloc: ComparedBloc) -> list[str]:
    places = dict(bloc.activity_passages)
    return [_cited(activity, places.get(activity)) for activity in bloc.activities]


def _said(modality: ComparedModality) -> str:
    return _cited(modality.title or modality.text, modality.passage)


def _cited(text: str, passage: Excerpt | None) -> str:
    return f"{text} [{passage}]" if passage else text


def _passage(bloc: ComparedBloc) -> str | None:
    return str(bloc.passage) if bloc.passage else None

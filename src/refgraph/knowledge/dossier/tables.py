"""What a dossier shows, as tables: each line with its passage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from refgraph.core.french import count
from refgraph.core.table import Cell, Lines, Resource, Table
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.certifications import ComparedBloc, ComparedModality, all_modalities
from refgraph.knowledge.dossier.correspondence import BlocCorrespondence, CorrespondenceLine
from refgraph.knowledge.dossier.reproduction import NEAR_COPY, SHORTEST, Copy
from refgraph.knowledge.dossier.signatures import Signature
from refgraph.knowledge.excerpts import Excerpt

_NOTHING_COPIED = (
    f"Aucun passage commun d’au moins {SHORTEST} mots, et aucun texte semblable à {NEAR_COPY}\u202f% ou plus, "
    "lettre à lettre."
)


def correspondence_tables(correspondence: BlocCorrespondence, signature: Signature | None) -> list[Table]:
    """The whole dossier of two blocs: verdict, coverage both ways, then activities, modalities and levels."""
    one = correspondence
    return [
        _verdict(one, signature),
        _coverage(one.first_lines, one.second, f"Couverture de {one.first.name} par {one.second.name}"),
        _coverage(one.second_lines, one.first, f"Couverture de {one.second.name} par {one.first.name}"),
        _side_by_side(one),
    ]


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


def _coverage(lines: Sequence[CorrespondenceLine], by: ComparedBloc, title: str) -> Table:
    names = {competence.iri: competence.name for competence in by.competences}
    rows = tuple(
        (
            Resource(line.competence.iri, line.competence.name),
            line.standing.words,
            Lines.of(
                Resource(link.subject, f"{names[link.subject]} ({LABELS[link.predicate]})")
                for link in line.standing.links
            )
            or "–",
            str(line.competence.passage) if line.competence.passage else None,
        )
        for line in lines
    )
    return Table(("Compétence", "Couverture", "Par", "Passage"), rows, title=title)


def _side_by_side(one: BlocCorrespondence) -> Table:
    left, right = one.first, one.second
    rows = [
        *_paired("Activité", _activities(left), _activities(right)),
        *_paired("Modalité", [_said(m) for m in all_modalities(left)], [_said(m) for m in all_modalities(right)]),
    ]
    return Table(("Aspect", left.name, right.name), tuple(rows), title="Activités et modalités côte à côte")


def _paired(aspect: str, left: list[str], right: list[str]) -> list[tuple[Cell, ...]]:
    """Both lists beside each other; a side of which the document says nothing is None in its first line."""
    size = max(len(left), len(right), 1)
    columns = [_column(side, size) for side in (left, right)]
    return [(aspect, here, there) for here, there in zip(*columns, strict=True)]


def _column(values: list[str], size: int) -> list[str | None]:
    filled: list[str | None] = [*values] or [None]
    return [*filled, *([""] * (size - len(filled)))]


def _activities(bloc: ComparedBloc) -> list[str]:
    places = dict(bloc.activity_passages)
    return [_cited(activity, places.get(activity)) for activity in bloc.activities]


def _said(modality: ComparedModality) -> str:
    return _cited(modality.title or modality.text, modality.passage)


def _cited(text: str, passage: Excerpt | None) -> str:
    return f"{text} [{passage}]" if passage else text


def _passage(bloc: ComparedBloc) -> str | None:
    return str(bloc.passage) if bloc.passage else None

"""What stands beside a manuscript, as tables."""

from __future__ import annotations

from refgraph.core.french import NBSP, percent
from refgraph.core.namespaces import item_iri
from refgraph.core.table import Cell, Resource, Table
from refgraph.knowledge.excerpts import Excerpt
from refgraph.knowledge.manuscripts.beside import Beside
from refgraph.knowledge.manuscripts.progress import progress
from refgraph.model.records import Competence


def beside_tables(found: Beside) -> list[Table]:
    """All of it, one table each, progress first."""
    return [
        _progress(found),
        _copies(found),
        _findings(found),
        _gaps(found),
        _alerts(found),
        _nearest(found),
        _proofs(found),
    ]


def _progress(found: Beside) -> Table:
    """How far it is: a figure a line, « non documenté » for what it says nowhere."""
    rows = tuple((one.label, one.done, one.total or None) for one in progress(found))
    names = ("figure", "done", "total")
    return Table(("Où il en est", "Fait", "Sur"), rows, title="Où il en est", names=names)


def _copies(found: Beside) -> Table:
    """What it has word for word, or nearly, in common with others, with both passages."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            copy.kind,
            copy.words,
            copy.common,
            Resource(copy.first.iri, f"{copy.first.kind}{NBSP}: {copy.first.text}"),
            _place(copy.first.passage),
            Resource(copy.second.certification.iri, copy.second.certification.title),
            Resource(copy.second.iri, copy.second.text),
            _place(copy.second.passage),
            copy.certifier,
        )
        for copy in found.copies
    )
    columns = (
        "Reproduction", "Mots de suite", "Passage commun", "Dans le brouillon", "Passage du brouillon", "Certification",
        "Texte", "Passage", "Certificateur",
    )  # fmt: skip
    return Table(
        columns, rows, title="Reproductions littérales (R. 6113-8-1)", empty="Aucun passage commun avec les autres."
    )


def _findings(found: Beside) -> Table:
    """What the check finds, the gravest first."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.gravity,
            one.rule.title,
            Resource(one.place.iri, one.place.name),
            one.sentence,
            _place(next(iter(one.place.passages), None)),
        )
        for one in found.findings
    )
    columns = ("Gravité", "Règle", "Où", "Constat", "Passage")
    return Table(columns, rows, title="Constats d’écriture", empty="Le contrôle ne trouve rien à redire.")


def _gaps(found: Beside) -> Table:
    """What it does not say of its competences."""
    document = found.record.document.name
    by_competence: dict[str, tuple[Competence, list[str]]] = {}
    for gap in found.gaps:
        by_competence.setdefault(gap.competence.id, (gap.competence, []))[1].append(str(gap.lacking))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Resource(item_iri(found.record.certification.id, id), _named(one)),
            ", ".join(lacking),
            f"{document}, ligne{NBSP}{one.source.line}",
        )
        for id, (one, lacking) in by_competence.items()
    )
    columns = ("Compétence", "Non documenté", "Passage")
    return Table(columns, rows, title="À compléter", empty="Chaque compétence a modalité, critère et seuil.")


def _alerts(found: Beside) -> Table:
    """The cited texts that have changed, the most urgent first."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            alert.change.word,
            alert.cited[0].words,
            alert.happened,
            alert.instead,
            " ; ".join(dict.fromkeys(str(passage) for each in alert.cited for passage in each.passages)),
        )
        for alert in found.alerts
    )
    columns = ("État", "Mots du brouillon", "Ce qui a changé", "Écrire plutôt", "Passage")
    empty = "Aucun texte cité n’a changé." if found.record.mentions else "Aucun texte n’est cité."
    return Table(columns, rows, title="Textes qui ont changé", empty=empty)


def _nearest(found: Beside) -> Table:
    """The nearest competences of others, what differs marked."""
    rows = []
    for one in found.nearest:
        theirs, ours = one.wordings
        rows.append(
            (
                Resource(one.competence.iri, one.competence.code or "sans code"),
                ours,
                percent(one.likeness),
                Resource(one.certification.iri, one.certification.title),
                theirs,
                _place(one.other.passage),
            )
        )
    columns = ("Compétence", "Dans le brouillon", "Proximité", "Certification", "Chez l’autre", "Passage")
    return Table(
        columns, tuple(rows), title="Compétences les plus proches", empty="Aucune compétence proche chez les autres."
    )


def _proofs(found: Beside) -> Table:
    """The self-check of a dossier."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            proof.criterion.number,
            proof.criterion.label,
            proof.state.value,
            proof.sentence,
            "\n".join(str(passage) for passage in proof.passages) or None,
        )
        for proof in found.proofs
    )
    return Table(("Critère", "Objet", "État", "Ce qui est dit", "Passages"), rows, title="Auto-contrôle du dossier")


def _place(passage: Excerpt | None) -> str | None:
    return str(passage) if passage else None


def _named(one: Competence) -> str:
    code = one.source_code or one.code
    return f"{code} – {one.statement}" if code else one.statement

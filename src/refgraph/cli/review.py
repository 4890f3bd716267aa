"""`refgraph review`: what people decide of proposed correspondences."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from refgraph.cli.amounts import CONFIDENCE
from refgraph.cli.output import choose_format, format_option, output_option, write_whole
from refgraph.cli.pairs import FORMATS, SUFFIXES, correspondences, deliver_tables, refuse, statement, tell_issues
from refgraph.cli.progress import note
from refgraph.cli.settings import Settings
from refgraph.cli.signing import signed
from refgraph.core.errors import MappingError
from refgraph.core.french import count

if TYPE_CHECKING:
    from refgraph.graph.sssom import MappingRow
    from refgraph.knowledge.correspondences import Correspondences
    from refgraph.knowledge.decisions import Changes, Decision

RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@click.group("review")
def command() -> None:
    """Décider des correspondances proposées : accepter, rejeter, tenir pour incertaine ; travailler dans un classeur.

    Les décisions sont dans mappings/competences.sssom.tsv ; seules les acceptées entrent dans le graphe.
    """


_signed = signed(
    "--reviewer",
    "décide",
    "la décision",
    click.option("--comment", default="", metavar="PHRASE", help="Pourquoi."),
    click.option("--replace", is_flag=True, help="Remplacer une décision déjà prise sur cette paire."),
    click.option("--second", is_flag=True, help="Garder comme second avis, à côté de la décision d’un autre."),
)


@command.command("accept")
@click.argument("first", metavar="COMPÉTENCE_1")
@click.argument("other", metavar="COMPÉTENCE_2")
@click.option(
    "--relation",
    type=click.Choice(RELATIONS),
    help="Relation de la première à la seconde (par défaut\u00a0: celle qui est décidée, ou proposée).",
)
@_signed
def accept(settings: Settings, first: str, other: str, relation: str | None, **signed: Any) -> None:
    """Accepter une correspondance, avec sa relation (broadMatch : la première est comprise dans la seconde).

    Une autre personne qui dit de même que la décision prise la relit : les deux noms restent.
    """
    from refgraph.knowledge.decisions import Decision

    _decide(settings, first, other, Decision.ACCEPT, relation, **signed)


@command.command("reject")
@click.argument("first", metavar="COMPÉTENCE_1")
@click.argument("other", metavar="COMPÉTENCE_2")
@_signed
def reject(settings: Settings, first: str, other: str, **signed: Any) -> None:
    """Rejeter une correspondance : elle ne sera plus proposée."""
    from refgraph.knowledge.decisions import Decision

    _decide(settings, first, other, Decision.REJECT, None, **signed)


@command.command("unsure")
@click.argument("first", metavar="COMPÉTENCE_1")
@click.argument("other", metavar="COMPÉTENCE_2")
@_signed
def unsure(settings: Settings, first: str, other: str, **signed: Any) -> None:
    """Tenir une correspondance pour incertaine : elle reste hors du graphe."""
    from refgraph.knowledge.decisions import Decision

    _decide(settings, first, other, Decision.UNSURE, None, **signed)


@command.command("absent")
@click.argument("competence", metavar="COMPÉTENCE")
@click.argument("certification", metavar="CERTIFICATION")
@_signed
def absent(
    settings: Settings,
    competence: str,
    certification: str,
    author: str,
    comment: str,
    day: date | None,
    replace: bool,
    second: bool,
) -> None:
    """Dire, après avoir cherché, qu’une compétence n’a aucune correspondance dans une certification.

    Écrit en SSSOM (sssom:NoTermFound) ; « à revalider » dès que l’énoncé ou ceux de la certification changent.
    """
    found = correspondences(settings)
    one = f"rgid:{certification.removeprefix('rgid:')}"
    row = found.find_absent(statement(found, competence), one, author, day or date.today(), comment)
    if _recorded(found, row, replace=replace, second=second):
        note(f"Sans correspondance, relue\u00a0: {row['subject_id']} dans {one}.")


@command.command("withdraw")
@click.argument("first", metavar="COMPÉTENCE_1")
@click.argument("second", metavar="COMPÉTENCE_2|CERTIFICATION")
@click.pass_obj
def withdraw(settings: Settings, first: str, second: str) -> None:
    """Retirer une décision prise sur une paire, ou sur une compétence et une certification : rien n’est plus décidé."""
    from refgraph.knowledge.decisions import WORDS, decision_of

    found = correspondences(settings)
    one, other = sorted(f"rgid:{name.removeprefix('rgid:')}" for name in (first, second))
    row = found.decisions.get((one, other))
    decision = decision_of(row) if row else None
    if row is None or decision is None:
        raise MappingError(
            "aucune décision n’est prise sur cette paire.", remedy="« refgraph review list » montre les décisions."
        )
    found.register.restore(row, None)
    note(f"Retirée\u00a0: {one} et {other}, {WORDS[decision]} par {row.reviewer}.")


@command.command("list")
@click.option("--stale", is_flag=True, help="Seulement les décisions à revalider.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def listing(settings: Settings, stale: bool, format_name: str | None, output: Path | None) -> None:
    """Lister les décisions, et celles qu’un énoncé modifié oblige à revalider."""
    from refgraph.knowledge.decisions import STALE, decisions_table, without_today

    found = correspondences(settings)
    waiting = found.stale()
    rows = waiting if stale else list(found.decisions.values())
    told = f"{count(len(waiting), 'décision')} «\u00a0{STALE}\u00a0»\u00a0: un énoncé a changé."
    remarks = [told] if waiting else []
    table = decisions_table(rows, found.statements)
    is_read = choose_format(format_name, output, FORMATS, SUFFIXES) in ("table", "md", "docx", "pdf")
    deliver_tables("Décisions", [without_today(table) if is_read else table], remarks, format_name, output)


@command.command("export")
@click.option("--between", nargs=2, metavar="A B", help="Entre ces deux certifications ou clientèles.")
@click.option(
    "--least",
    type=CONFIDENCE,
    default=0.25,
    show_default="0,25",
    metavar="CONFIANCE",
    help="Confiance la plus basse, de 0 à 1.",
)
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="CLASSEUR.xlsx")
@click.pass_obj
def export(settings: Settings, between: tuple[str, str] | None, least: float, path: Path) -> None:
    """Écrire un classeur où une équipe décide : décisions prises et propositions ouvertes."""
    from refgraph.knowledge.compare import involved
    from refgraph.knowledge.decisions import to_workbook

    if path.suffix.lower() != ".xlsx":
        raise MappingError(
            "un classeur a le suffixe .xlsx.", place=str(path), remedy=f"Nommez-le {path.with_suffix('.xlsx').name}."
        )
    found = correspondences(settings)
    sides = found.sides(between) if between else []
    among = involved(sides) if between else None
    lines = found.lines([one for one in found.proposals(among) if one.confidence >= least], among)
    if sides:
        left, right = sides
        lines = [
            line
            for line in lines
            if (line.subject.iri in left.iris and line.other.iri in right.iris)
            or (line.other.iri in left.iris and line.subject.iri in right.iris)
        ]
    write_whole(path, to_workbook(lines))
    note(f"Écrit\u00a0: {path} ({count(len(lines), 'paire')}).")


@command.command("import")
@click.option("--dry-run", is_flag=True, help="Montrer ce qui changerait, sans rien écrire.")
@click.option(
    "--as-read-today",
    is_flag=True,
    help="Fichier d’un autre outil\u00a0: ses lignes valent pour les énoncés d’aujourd’hui, leur auteur décide.",
)
@click.option("--good-rows", is_flag=True, help="Prendre les lignes justes, et laisser celles qui ont une faute.")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER")
@click.pass_obj
def import_(settings: Settings, dry_run: bool, as_read_today: bool, good_rows: bool, path: Path) -> None:
    """Reprendre les décisions d’un classeur .xlsx ou d’un fichier SSSOM .tsv.

    Toutes les fautes sont dites d’un coup ; avec une seule rien n’est écrit, sauf avec --good-rows.
    """
    from refgraph.knowledge.decisions import WORDS, decision_of

    found = correspondences(settings)
    changes = _changes(found, path, as_read_today)
    tell_issues(changes.issues)
    if not good_rows:
        refuse(changes.issues)
    for before, row in [*((None, row) for row in changes.added), *changes.changed]:
        decision, earlier = decision_of(row), decision_of(before) if before else None
        was = f" (avant\u00a0: {WORDS[earlier]} par {before['reviewer_label']})" if before and earlier else ""
        click.echo(f"{row['subject_id']} {row['predicate_id']} {row['object_id']}\u00a0: {WORDS[decision]}{was}")  # type: ignore[index]
    note(
        f"{count(len(changes.added), 'nouvelle')}, {count(len(changes.changed), 'modifiée')}, "
        f"{count(changes.unchanged, 'inchangée')}."
    )
    if dry_run:
        note("Essai\u00a0: rien n’a été écrit.")
    elif changes.rows:
        found.register.record(changes.rows, found.decisions)
        note(f"Écrit\u00a0: {found.register.path}")


def _changes(found: Correspondences, path: Path, as_read_today: bool) -> Changes:
    from refgraph.graph import sssom
    from refgraph.knowledge.decisions import from_mappings, from_workbook

    if path.suffix.lower() in (".tsv", ".csv"):
        scan, statements = sssom.scan(path), found.statements.whole()
        return from_mappings(scan, statements, found.decisions, str(path), as_read_today=as_read_today)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MappingError("ce fichier ne peut pas être lu.", place=str(path), remedy="Vérifiez son nom.") from error
    return from_workbook(content, found.statements.whole(), found.decisions, str(path))


def _decide(
    settings: Settings,
    first: str,
    other: str,
    decision: Decision,
    relation: str | None,
    author: str,
    comment: str,
    day: date | None,
    replace: bool,
    second: bool,
) -> None:
    from refgraph.knowledge.decisions import WORDS

    found = correspondences(settings)
    row = found.decide(
        statement(found, first),
        statement(found, other),
        decision,
        author,
        day or date.today(),
        f"skos:{relation}" if relation else None,
        comment,
    )
    if _recorded(found, row, replace=replace, second=second):
        note(f"{WORDS[decision].capitalize()}\u00a0: {row['subject_id']} {row['predicate_id']} {row['object_id']}.")


def _recorded(found: Correspondences, row: MappingRow, *, replace: bool, second: bool) -> bool:
    """Write the decision ``row``; false where it has become the second reading of one that stands, which is told."""
    from refgraph.knowledge.decisions import agree, second_reading

    earlier = found.decisions.get(row.pair)
    if not second and (replace or earlier is None or not agree(earlier, row)):
        found.register.record([row], found.decisions if replace else {})
        return True
    kept = found.register.read_again(row)
    note(f"Relue, la décision de {kept.reviewer} reste\u00a0: {second_reading(kept)}.")
    return False

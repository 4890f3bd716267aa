"""`refgraph dossier`: what a certifier hands in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from refgraph.cli.output import deliver, format_option, output_option
from refgraph.cli.pairs import FORMATS, correspondences, deliver_tables
from refgraph.cli.progress import note
from refgraph.cli.regulations import Day, at_day
from refgraph.cli.settings import Settings
from refgraph.core.errors import MappingError
from refgraph.core.french import day as french_day

VERDICTS = ("totale", "partielle", "aucune")


@click.group("dossier")
def command() -> None:
    """Préparer un dossier : la correspondance de deux blocs, signée, et ce qui est reproduit mot pour mot."""


@command.command("correspondence")
@click.argument("first", metavar="BLOC_1")
@click.argument("second", metavar="BLOC_2")
@format_option(FORMATS)
@output_option()
@at_day()
@click.pass_obj
def correspondence(
    settings: Settings, first: str, second: str, format_name: str | None, output: Path | None, day: date | None
) -> None:
    """Montrer la correspondance de deux blocs (RNCP31919/bloc/1), ou l’écrire en .docx, .pdf, .xlsx ou .ttl.

    Un fichier n’est écrit que si le verdict est signé et qu’aucune source n’a changé depuis.
    """
    from refgraph.knowledge.dossier import obstacles, to_turtle
    from refgraph.knowledge.registrations import ended

    found = correspondences(settings, (first, second))
    pair = found.correspond(first, second)
    signature = found.signatures.of(pair)
    against = obstacles(pair, signature, found.stale_pairs(pair.certifications))
    if against and (output is not None or (format_name or "").lower() in ("xlsx", "docx", "pdf")):
        raise MappingError(f"dossier bloqué\u00a0: {' '.join(against)}", remedy="Voir « refgraph dossier sign ».")
    if output is not None and output.suffix.lower() == ".ttl" and signature is not None:
        deliver(to_turtle(pair, signature), output)
        return
    tables = found.dossier(pair)
    remarks = [f"Bloqué\u00a0: {one}" for one in against]
    remarks += [one.sentence for one in ended(found.store, day or date.today(), pair.certifications)]
    deliver_tables("Correspondance de deux blocs", tables, remarks, format_name, output)


@command.command("sign")
@click.argument("first", metavar="BLOC_1")
@click.argument("second", metavar="BLOC_2")
@click.option("--verdict", type=click.Choice(VERDICTS), required=True, help="Ce qui est déclaré.")
@click.option("--by", "--person", "person", required=True, metavar="NOM", help="Qui signe.")
@click.option("--reason", required=True, metavar="PHRASE", help="Pourquoi ce verdict.")
@click.option("--date", "day", type=Day(), metavar="AAAA-MM-JJ", help="Jour de la signature (aujourd’hui).")
@click.pass_obj
def sign(settings: Settings, first: str, second: str, verdict: str, person: str, reason: str, day: date | None) -> None:
    """Signer un verdict sur deux blocs ; il tombe dès qu’un de leurs énoncés change."""
    from refgraph.knowledge.dossier import Verdict, proposed, waiting
    from refgraph.knowledge.registrations import ended

    found = correspondences(settings)
    pair = found.correspond(first, second)
    if waiting(pair, found.stale_pairs(pair.certifications)):
        raise MappingError("des alignements de ces blocs sont à revalider.", remedy="« refgraph review list --stale ».")
    found.signatures.sign(pair, Verdict(verdict), person, reason, day or date.today())
    led = "" if verdict == pair.proposed else f" (proposé d’après les compétences\u00a0: {proposed(pair)})"
    note(f"Signé\u00a0: correspondance {verdict}{led}. {found.signatures.path}")
    for one in ended(found.store, day or date.today(), pair.certifications):
        note(one.sentence)


@command.command("withdraw")
@click.argument("first", metavar="BLOC_1")
@click.argument("second", metavar="BLOC_2")
@click.option("--by", "person", required=True, metavar="NOM", help="Qui retire la signature.")
@click.option("--reason", required=True, metavar="PHRASE", help="Pourquoi.")
@click.option("--date", "day", type=Day(), metavar="AAAA-MM-JJ", help="Jour du retrait (aujourd’hui).")
@click.pass_obj
def withdraw(settings: Settings, first: str, second: str, person: str, reason: str, day: date | None) -> None:
    """Retirer la signature d’un verdict ; elle reste lisible dans correspondances-retirees.json."""
    found = correspondences(settings)
    gone = found.signatures.withdraw(found.correspond(first, second), person, reason, day or date.today())
    note(f"Retirée\u00a0: la signature de {gone.person} du {french_day(gone.day)}. {found.signatures.withdrawals_path}")


@command.command("reproduction")
@click.option("--between", nargs=2, metavar="A B", help="Entre ces deux certifications ou clientèles.")
@click.option("--words", type=click.IntRange(3), default=6, show_default=True, help="Mots du plus court passage.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def reproduction(
    settings: Settings, between: tuple[str, str] | None, words: int, format_name: str | None, output: Path | None
) -> None:
    """Chercher les passages que deux certifications ont mot pour mot, ou presque, en commun."""
    from refgraph.knowledge.dossier import reproduction_table, reproductions

    found = correspondences(settings, between or ())
    if between:
        certifications = tuple(dict.fromkeys(one for side in found.sides(between) for one in side.certifications))
    else:
        certifications = found.certifications.all()
    copies = reproductions(certifications, words)
    deliver_tables("Reproduction littérale", [reproduction_table(copies)], [], format_name, output)

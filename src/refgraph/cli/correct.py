"""`refgraph correct`: what people correct in what was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from refgraph.cli.output import format_option, output_option
from refgraph.cli.pairs import FORMATS, deliver_tables
from refgraph.cli.progress import note
from refgraph.cli.settings import Settings
from refgraph.cli.signing import signed
from refgraph.core.errors import RecordError

if TYPE_CHECKING:
    from refgraph.pipeline import Records
    from refgraph.reading.corrections.desk import Desk
    from refgraph.reading.corrections.settling import Edit


@click.group("correct")
def command() -> None:
    """Corriger ce qui a été lu d’un document : les corrections sont dans corrections.tsv, une par ligne.

    Elles sont retrouvées par les mots du passage : un document ou un lecteur qui change ailleurs ne les défait pas.
    Ce que vous écrivez est « saisi » dans le graphe, et ramène toujours à son passage.
    """


_signed = signed(
    "", "corrige", "la correction", click.option("--reason", required=True, metavar="PHRASE", help="Pourquoi.")
)


@command.command("list")
@click.argument("certification", required=False, metavar="[CERTIFICATION]")
@click.option("--open", "is_open", is_flag=True, help="Seulement celles dont quelqu’un doit décider.")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def listing(
    settings: Settings, certification: str | None, is_open: bool, format_name: str | None, output: Path | None
) -> None:
    """Lister les corrections : ce qui était lu, ce qui est corrigé, ce qui est lu maintenant, et leur état."""
    from refgraph.reading.corrections.table import corrections_table

    found = _records(settings)
    outcomes = [
        each
        for each in found.outcomes
        if certification in (None, each.correction.certification) and (each.is_open or not is_open)
    ]
    unplaced = [each for each in found.unplaced if certification in (None, each.certification)]
    deliver_tables("Corrections", [corrections_table(outcomes, unplaced)], [], format_name, output)


@command.command("show")
@click.argument("certification")
@click.argument("item", metavar="ÉLÉMENT")
@click.pass_obj
def show(settings: Settings, certification: str, item: str) -> None:
    """Montrer un élément : son passage, et ce qui est lu et compte dans chaque champ.

    ÉLÉMENT est un identifiant (bloc/1/competence/C2), un code (C2), une sorte (certification.title), ou des mots du
    passage.
    """
    from refgraph.core.table import UNDOCUMENTED

    desk = _desk(settings, certification)
    node = desk.item(item)
    click.echo(f"{node.kind.noun} «\u00a0{' '.join(node.quote.split())}\u00a0»")
    for value in desk.values(node):
        read, now = (", ".join(each) or UNDOCUMENTED for each in (value.read, value.now))
        click.echo(
            f"  {value.field.name} ({value.field.label})\u00a0: {now}" + (f" (lu\u00a0: {read})" if read != now else "")
        )


@command.command("add")
@click.argument("certification")
@click.argument("item", metavar="ÉLÉMENT")
@click.argument("field", metavar="CHAMP")
@click.argument("value", metavar="VALEUR")
@click.option(
    "--instead-of", "before", default="", metavar="VALEUR", help="Dans un champ à plusieurs valeurs : celle qui part."
)
@_signed
def add(settings: Settings, certification: str, item: str, field: str, value: str, before: str, **signed: Any) -> None:
    """Corriger un champ d’un élément. Une VALEUR vide ("") dit « non documenté ».

    Dans un champ à plusieurs valeurs, VALEUR s’ajoute aux autres ; vide, elle laisse seulement partir celle que nomme
    --instead-of. Un lien se donne par l’élément auquel il mène. « refgraph correct show » montre les champs.
    """
    desk = _desk(settings, certification)
    _write(settings, desk, desk.change(desk.item(item), field, value, before, _signature(**signed)))


@command.command("remove")
@click.argument("certification")
@click.argument("item", metavar="ÉLÉMENT")
@_signed
def remove(settings: Settings, certification: str, item: str, **signed: Any) -> None:
    """Retirer un élément qui n’en est pas un, avec les liens qui y mènent."""
    desk = _desk(settings, certification)
    _write(settings, desk, desk.remove(desk.item(item), _signature(**signed)))


@command.command("new")
@click.argument("certification")
@click.argument("kind", metavar="SORTE")
@click.argument("quote", metavar="MOTS")
@click.argument("values", nargs=-1, metavar="CHAMP=VALEUR…")
@click.option(
    "--near", default="", metavar="MOTS", help="Les mots qui précèdent, si le document imprime MOTS plusieurs fois."
)
@_signed
def new(
    settings: Settings, certification: str, kind: str, quote: str, values: tuple[str, ...], near: str, **signed: Any
) -> None:
    """Ajouter un élément que le lecteur n’a pas vu, sur des MOTS que le document imprime.

    SORTE est « competence », « criterion », « mention », « certification.certifiers »… ; CHAMP=VALEUR donne son énoncé
    (statement=…), son texte (text=…), son bloc (bloc=…), l’élément qui le contient (in=…). Un champ à plusieurs valeurs
    est répété.
    """
    from refgraph.reading.corrections import QuoteSelector

    desk = _desk(settings, certification)
    _write(settings, desk, desk.new(kind, QuoteSelector(quote, near), _told(values), _signature(**signed)))


@command.command("take-back")
@click.argument("references", nargs=-1, required=True, metavar="RÉFÉRENCE…")
@click.pass_obj
def take_back(settings: Settings, references: tuple[str, ...]) -> None:
    """Reprendre des corrections : ce qui est lu compte de nouveau. RÉFÉRENCE est dans « refgraph correct list »."""
    from refgraph.reading.corrections import sentence_of
    from refgraph.reading.corrections.file import take_back as take

    workspace = settings.workspace()
    workspace.require_local()
    records = _records(settings)
    known = {each.correction.key for each in records.outcomes} | {each.key for each in records.unplaced}
    if missing := [reference for reference in references if reference not in known]:
        raise _unknown(missing[0])
    for each in take(workspace.corrections, references):
        note(f"Reprise\u00a0: {sentence_of(each)}")


@command.command("settle")
@click.argument("reference", metavar="RÉFÉRENCE")
@click.option(
    "--keep",
    type=click.Choice(("correction", "reading")),
    required=True,
    help="Garder la correction sur ce qui est lu maintenant, ou ce qui est lu (reading).",
)
@_signed
def settle(settings: Settings, reference: str, keep: str, **signed: Any) -> None:
    """Décider d’une correction qui ne convient plus, ou que personne n’a signée."""
    found = _records(settings)
    outcome = next((each for each in found.outcomes if each.correction.key == reference), None)
    if outcome is None:
        raise _unknown(reference)
    if keep == "reading":
        from refgraph.reading.corrections import sentence_of
        from refgraph.reading.corrections.file import take_back as take

        for each in take(settings.workspace().corrections, [reference]):
            note(f"Ce qui est lu compte. Retirée\u00a0: {sentence_of(each)}")
        return
    desk = _desk(settings, outcome.correction.certification)
    _write(settings, desk, desk.settle(outcome, _signature(**signed)))


def _unknown(reference: str) -> RecordError:
    return RecordError(
        f"aucune correction n’a la référence « {reference} ».", remedy="« refgraph correct list » les donne."
    )


def _records(settings: Settings) -> Records:
    from refgraph.pipeline import keep

    workspace = settings.workspace()
    workspace.require_local()
    return keep(workspace)


def _desk(settings: Settings, certification: str) -> Desk:
    """The certification on the desk.

    Raises:
        RecordError: no document describes it.
    """
    from refgraph.pipeline import desk_of

    workspace = settings.workspace()
    workspace.require_local()
    if desk := desk_of(workspace, certification):
        return desk
    raise RecordError(
        f"aucun document ne décrit « {certification} ».", remedy="« refgraph build » montre les certifications lues."
    )


def _signature(author: str, reason: str, day: date | None) -> Any:
    from refgraph.reading.corrections.settling import Signed

    return Signed(author, day or date.today(), reason)


def _told(values: tuple[str, ...]) -> dict[str, str | list[str]]:
    """``CHAMP=VALEUR`` as fields; one that is repeated is a list."""
    told: dict[str, str | list[str]] = {}
    for each in values:
        name, sign, value = each.partition("=")
        if not sign:
            raise RecordError(
                f"« {each} » n’est pas de la forme CHAMP=VALEUR.", remedy="Écrivez par exemple statement=Pétrir."
            )
        held = told.get(name)
        told[name] = value if held is None else [*(held if isinstance(held, list) else [held]), value]
    return told


def _write(settings: Settings, desk: Desk, edit: Edit) -> None:
    """Write what counts, and say it."""
    from refgraph.pipeline import write_edit
    from refgraph.reading.corrections import sentence

    workspace = settings.workspace()
    outcome = write_edit(workspace, desk, edit)
    note(f"Corrigé [{edit.correction.key}]\u00a0: {sentence(outcome)} ({workspace.corrections}).")
    note("Le graphe est reconstruit à la prochaine question.")

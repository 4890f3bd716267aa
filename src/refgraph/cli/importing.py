"""`refgraph import`: référentiels become part of the data folder, once a person has seen what would change."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.draft import keep_files
from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.errors import DocumentError

if TYPE_CHECKING:
    from refgraph.pipeline.intake import Intake, Preview

_PASTED = "texte-colle.txt"
_NAMES: tuple[tuple[str] | tuple[str, str], ...] = (
    ("bloc",),
    ("activité",),
    ("compétence",),
    ("modalité",),
    ("critère",),
    ("mention de texte", "mentions de textes"),
)
_MOST = 12
"""How many lines of each kind are told; the page of the explorer shows all."""


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="FICHIER…")
@click.option("--dry-run", is_flag=True, help="Montrer ce qui serait lu et changé, sans rien écrire.")
@click.option("--as", "as_id", default="", metavar="ID", help="La certification décrite (un seul FICHIER).")
@click.option("--draft", is_flag=True, help="C’est un brouillon, en cours d’écriture : il ne compte nulle part.")
@click.option("--yes", is_flag=True, help="Ne pas demander de confirmation.")
@click.option("--undo", is_flag=True, help="Défaire le dernier import ou le dernier retrait.")
@click.pass_obj
def command(
    settings: Settings, paths: tuple[Path, ...], dry_run: bool, as_id: str, draft: bool, yes: bool, undo: bool
) -> int:
    """Ajouter des référentiels au dossier de données, ou remplacer un document par sa nouvelle version.

    La commande montre d’abord ce qui est lu (ce qui manque ou reste douteux en premier), de quelle certification il
    s’agit et pourquoi, et ce qui serait ajouté, changé ou retiré. Tout est écrit ensemble, ou rien ; les corrections
    et les décisions sont gardées. Avec --draft, le fichier est un brouillon : voir « refgraph draft ».
    « - » est l’entrée standard. Sans terminal, aucune confirmation n’est demandée.
    """
    from refgraph.pipeline import ensure, intake

    workspace = settings.workspace()
    if undo:
        if paths or as_id or dry_run or draft:
            raise click.UsageError("--undo s’emploie seul.")
        note(f"Défait\u00a0: {intake.undo(workspace)}.")
        return 0
    if not paths:
        raise click.UsageError("Nommez au moins un FICHIER, ou --undo.")
    if draft:
        if dry_run:
            raise click.UsageError("--draft s’emploie sans --dry-run : un brouillon ne change rien d’autre.")
        keep_files(workspace, paths, as_id)
        return 0
    found = intake.propose(workspace, [_received(path) for path in paths], as_id, lambda step, _: tell(step))
    for line in _told(found):
        click.echo(line)
    if found.refused:
        intake.discard(found.draft)
        raise DocumentError(found.refused[0].refused, remedy="Rien n’est importé.")
    if found.unchanged:
        intake.discard(found.draft)
        note("Rien à importer\u00a0: le dossier contient déjà exactement cela.")
        return 0
    if dry_run:
        intake.discard(found.draft)
        note("--dry-run\u00a0: rien n’est écrit.")
        return 0
    if not yes and sys.stdin.isatty() and not click.confirm("Importer\u00a0?", default=False):
        intake.discard(found.draft)
        note("Rien n’est écrit.")
        return 0
    done = intake.confirm(found.draft)
    note(f"Importé\u00a0: {', '.join(done.certifications)} ({workspace.sources}).")
    note("«\u00a0refgraph import --undo\u00a0» défait cet import.")
    ensure(workspace, tell)
    return 0


def _received(path: Path) -> tuple[str, bytes]:
    from refgraph.reading.opening import received

    return (_PASTED, sys.stdin.buffer.read()) if str(path) == "-" else received(path)


def _told(found: Intake) -> Iterator[str]:
    for each in found.draft.documents:
        if each.refused:
            yield f"{each.name}\u00a0: ne peut pas être importé. {each.refused}"
    for preview in found.previews:
        yield from _preview(preview)


def _preview(preview: Preview) -> Iterator[str]:
    from refgraph.core.french import count
    from refgraph.graph.validation import Severity

    told, record = preview.told, preview.kept.record
    title = record.certification.title.text if record.certification.title else "intitulé non documenté"
    yield f"{told.name}\u00a0: {title} [{told.certification}]"
    yield f"  certification\u00a0: {told.certification}, car {told.why}"
    yield f"  mise en page\u00a0: {record.document.family}"
    yield from _list("à compléter", preview.missing)
    yield from _list("à vérifier", preview.doubtful)
    if preview.deduced:
        yield f"  déduit de la mise en page\u00a0: {count(len(preview.deduced), 'élément')}"
    yield f"  lu\u00a0: {counts_told(preview.counts)}"
    for bloc in preview.blocs:
        yield f"    {bloc.title or 'Hors bloc'}\u00a0: {counts_told((0, *bloc.counts))}"
    yield from _list("déjà là", preview.duplicates)
    grave = [each.sentence for each in preview.findings if each.severity is Severity.VIOLATION]
    yield from _list("contrôle, bloquant", grave)
    others = len(preview.findings) - len(grave)
    if others:
        yield f"  contrôle\u00a0: {count(others, 'autre constat', 'autres constats')}"
    if preview.corrections:
        yield f"  {count(preview.corrections, 'correction gardée', 'corrections gardées')}"
    yield from _difference(preview)


def counts_told(counts: tuple[int, ...]) -> str:
    """How many items of each kind, as « 2 blocs, 14 compétences »."""
    from refgraph.core.french import count

    told = [count(each, *name) for each, name in zip(counts, _NAMES, strict=False) if each]
    return ", ".join(told) or "rien"


def _difference(preview: Preview) -> Iterator[str]:
    from refgraph.core.french import count

    change = preview.difference
    if not preview.told.replaces:
        return
    yield (
        f"  par rapport à {', '.join(preview.told.replaces)}\u00a0: {count(len(change.added), 'ajouté')}, "
        f"{count(len(change.changed), 'changé')}, {count(len(change.removed), 'retiré')}, {change.kept} sans changement"
    )
    lines = [f"+ {each.after}" for each in change.added] + [f"- {each.before}" for each in change.removed]
    lines = [f"~ {each.before} → {each.after}" for each in change.changed] + lines
    yield from (f"    {line}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"    et {len(lines) - _MOST} de plus"


def _list(what: str, sentences: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from (f"  {what}\u00a0: {sentence}" for sentence in sentences[:_MOST])
    if len(sentences) > _MOST:
        yield f"  {what}\u00a0: et {len(sentences) - _MOST} de plus"

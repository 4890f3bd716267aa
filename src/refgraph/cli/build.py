"""`refgraph build`: from the documents to a graph that answers."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import click

from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings

if TYPE_CHECKING:
    from refgraph.knowledge.quality import Tally
    from refgraph.pipeline import Build
    from refgraph.workspace import Workspace

VIOLATIONS = 1


@click.command("build")
@click.option(
    "--strict",
    is_flag=True,
    help="Échouer (code 1) si un document est laissé de côté, une lecture incertaine ou un contrôle bloquant.",
)
@click.option(
    "--records",
    "with_records",
    is_flag=True,
    help="Écrire aussi chaque fiche en texte (JSON), pour la regarder : rien ne la relit.",
)
@click.pass_obj
def command(settings: Settings, strict: bool, with_records: bool) -> int:
    """Construire le graphe : lire les documents, déduire, contrôler, enregistrer.

    Ce que des personnes ont corrigé (corrections.tsv, « refgraph correct ») l’emporte sur ce qui est lu ; la commande
    dit quelles corrections ne conviennent plus. Les fiches d’un dossier de la version 0.1 sont reprises une fois.
    """
    from refgraph.pipeline import build, write_records

    workspace = settings.workspace()
    started = time.perf_counter()
    done = build(workspace, tell, processes=os.cpu_count() or 1)
    seconds = time.perf_counter() - started
    tally = _tally(workspace, done)
    _report(done, tally, seconds)
    if with_records:
        for path in write_records(workspace, done.records):
            note(f"Fiche écrite pour la regarder\u00a0: {path}")
    if not strict or not (done.refused or done.issues or tally.is_blocked or done.is_open):
        return 0
    note(
        "--strict\u00a0: code 1, car un document est laissé de côté, une lecture est incertaine, une correction est "
        "à décider ou un constat bloquant n’est pas accepté."
    )
    return VIOLATIONS


def _tally(workspace: Workspace, done: Build) -> Tally:
    """How much « refgraph check » says of this build, from the check that the build has run."""
    from refgraph.graph.validation import read_shapes
    from refgraph.knowledge.quality import read_acceptances, tally_of

    store = workspace.builds.open(done.key)
    return tally_of(done.report, read_shapes(), store, read_acceptances(workspace.acceptances))


def _report(done: Build, tally: Tally, seconds: float) -> None:
    from refgraph.cli.corrections import corrections_told, unplaced_told
    from refgraph.cli.summary import competences_told
    from refgraph.core.french import count, listing, number
    from refgraph.knowledge.quality import summary

    for line in done.taken_over.sentences() if done.taken_over else ():
        note(line)
    for unit in done.units:
        held = competences_told(unit.competences, unit.steps)
        click.echo(
            f"{unit.title or 'Intitulé non documenté'} ({unit.document})\u00a0: {count(unit.blocs, 'bloc')}, {held}"
        )
        for line in corrections_told(unit.outcomes):
            note(f"  {line}")
    for one in done.refused:
        note(f"  document laissé de côté\u00a0: {one.reason}")
    for names in done.doubles:
        same = f"{listing(list(names))} ont le même contenu ou le même intitulé"
        note(f"  à vérifier\u00a0: {same}, et comptent séparément")
    for line in unplaced_told(done.unplaced):
        note(line)
    for sentence in done.followed.moved:
        note(f"  décision suivie\u00a0: {sentence}")
    for sentence in done.followed.waiting:
        note(f"  décision gardée\u00a0: {sentence}")
    for issue in done.issues:
        note(f"  à vérifier\u00a0: {issue.path}, ligne {issue.line}\u00a0: {issue.message}")
    click.echo(f"Contrôle\u00a0: {summary(tally)} Lecture\u00a0: {count(len(done.issues), 'point')} à vérifier.")
    for sentence in done.changes.sentences(len(done.units)):
        click.echo(sentence)
    sizes = [size for size in done.sizes.values() if size]
    click.echo(
        f"Graphe construit en {number(seconds, 1)}\u00a0s\u00a0: "
        f"{number(sum(sizes))} triplets dans {len(sizes)} graphes."
    )

"""`refgraph build`: from the documents to a graph that answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings

if TYPE_CHECKING:
    from refgraph.knowledge.quality import Assessment
    from refgraph.pipeline import Build
    from refgraph.workspace import Workspace

VIOLATIONS = 1


@click.command("build")
@click.option("--strict", is_flag=True, help="Échouer (code 1) si une lecture est incertaine ou un contrôle bloquant.")
@click.option(
    "--records",
    "with_records",
    is_flag=True,
    help="Écrire d’abord les fiches absentes, et relire les documents qui ont changé.",
)
@click.pass_obj
def command(settings: Settings, strict: bool, with_records: bool) -> int:
    """Construire le graphe : lire les documents, déduire, contrôler, enregistrer.

    Les fiches de records/, corrigées par des personnes, l’emportent sur ce que les documents disent ; la commande dit
    ce qui diffère.
    """
    from refgraph.pipeline import build, write_records

    workspace = settings.workspace()
    if with_records:
        tell("Écriture des fiches")
        for path in write_records(workspace):
            note(f"  {path.name}")
    started = time.perf_counter()
    done = build(workspace, tell)
    seconds = time.perf_counter() - started
    assessment = _assess(workspace, done)
    _report(done, assessment, seconds)
    if not strict or not (done.issues or assessment.is_blocked):
        return 0
    note("--strict\u00a0: code 1, car une lecture est incertaine ou un constat bloquant n’est pas accepté.")
    return VIOLATIONS


def _assess(workspace: Workspace, done: Build) -> Assessment:
    """What « refgraph check » says of this build, from the check that the build has run."""
    from refgraph.graph.validation import read_shapes
    from refgraph.knowledge.quality import read_acceptances, told

    store = workspace.builds.open(done.key)
    return told(done.report, read_shapes(), store, read_acceptances(workspace.acceptances))


def _report(done: Build, assessment: Assessment, seconds: float) -> None:
    from refgraph.cli.summary import competence_count
    from refgraph.core.french import count, number
    from refgraph.knowledge.quality import summary

    for one in done.kept:
        reading = one.reading
        name = f"{reading.certification.title.text} ({reading.document.name})"
        click.echo(f"{name}\u00a0: {count(len(reading.blocs), 'bloc')}, {competence_count(reading)}")
        if not one.exists:
            note(f"  pas de fiche relue pour {reading.document.name}\u00a0: « refgraph build --records » l’écrit")
        for found in one.differences:
            note(f"  corrigé à la main\u00a0: {found.sentence}")
    for sentence in done.followed.moved:
        note(f"  décision suivie\u00a0: {sentence}")
    for sentence in done.followed.waiting:
        note(f"  décision gardée\u00a0: {sentence}")
    for issue in done.issues:
        note(f"  à vérifier\u00a0: {issue.path}, ligne {issue.line}\u00a0: {issue.message}")
    click.echo(f"Contrôle\u00a0: {summary(assessment)} Lecture\u00a0: {count(len(done.issues), 'point')} à vérifier.")
    sizes = [size for size in done.sizes.values() if size]
    click.echo(
        f"Graphe construit en {number(seconds, 1)}\u00a0s\u00a0: "
        f"{number(sum(sizes))} triplets dans {len(sizes)} graphes."
    )

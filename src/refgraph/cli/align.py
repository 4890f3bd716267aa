"""`refgraph align`: correspondences that the tool proposes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.amounts import CONFIDENCE
from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.pairs import correspondences
from refgraph.cli.progress import note
from refgraph.cli.settings import Settings

if TYPE_CHECKING:
    from refgraph.core.table import Table
    from refgraph.knowledge.proposals import Proposal

FORMATS = ("table", "sssom", "csv", "csv-data", "json", "md", "xlsx")
_SUFFIXES = {".tsv": "sssom", ".csv": "csv", ".json": "json", ".md": "md", ".xlsx": "xlsx", ".txt": "table"}
_SHOWN = 0.40


@click.command("align")
@click.option(
    "--between", nargs=2, metavar="A B", help="Entre ces deux certifications ou clientèles (par défaut\u00a0: toutes)."
)
@click.option(
    "--least",
    type=CONFIDENCE,
    metavar="CONFIANCE",
    help="Confiance la plus basse (par défaut\u00a0: 0,40 à l’écran, tout dans un fichier).",
)
@format_option(FORMATS)
@output_option()
@click.pass_obj
def command(
    settings: Settings,
    between: tuple[str, str] | None,
    least: float | None,
    format_name: str | None,
    output: Path | None,
) -> None:
    """Proposer des compétences qui se correspondent, avec la relation, la confiance et l’explication.

    Une proposition n’est rien tant que personne n’a décidé\u00a0: voir « refgraph review ». Les paires rejetées ne sont
    plus proposées.
    """
    from refgraph.core.exports import export
    from refgraph.graph import sssom
    from refgraph.knowledge.compare import involved
    from refgraph.knowledge.proposals import to_mapping_set

    found = correspondences(settings, between or ())
    if between:
        left, right = sides = found.sides(between)
        proposals = [one for one in found.open_proposals(involved(sides)) if _is_between(one, left.iris, right.iris)]
    else:
        proposals = found.open_proposals()
    name = choose_format(format_name, output, FORMATS, _SUFFIXES)
    floor = least if least is not None else (_SHOWN if output is None and name == "table" else 0.0)
    kept = [one for one in proposals if one.confidence >= floor]
    if name == "sssom":
        deliver(sssom.write(to_mapping_set(kept)).encode(), output)
    else:
        deliver(export(table_of(kept), name), output, is_text=name != "xlsx")
    note(f"{len(kept)} correspondances proposées, à relire\u00a0: « refgraph review export ».")


def table_of(proposals: Sequence[Proposal]) -> Table:
    """Proposals as a table, one a line."""
    from refgraph.core.table import Lines, Table
    from refgraph.graph.sssom import compress
    from refgraph.graph.sssom.predicates import LABELS

    columns = ("Confiance", "Relation", "Énoncé 1", "Énoncé 2", "Explication", "Identifiant 1", "Identifiant 2")
    rows = tuple(
        (
            f"{one.confidence:.2f}".replace(".", ","),
            LABELS[one.predicate],
            one.subject.statement,
            one.object.statement,
            Lines.of(one.explanation.lines),
            compress(one.subject.iri),
            compress(one.object.iri),
        )
        for one in proposals
    )
    return Table(columns, rows, title="Correspondances proposées, non relues", empty="Rien à proposer.")


def _is_between(one: Proposal, left: frozenset[str], right: frozenset[str]) -> bool:
    ends = one.subject.iri, one.object.iri
    return (ends[0] in left and ends[1] in right) or (ends[1] in left and ends[0] in right)

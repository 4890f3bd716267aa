"""`refgraph compare`: certifications or clientèles against each other, competence by competence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.pairs import FORMATS, SUFFIXES, correspondences, deliver_tables, statement
from refgraph.cli.regulations import at_day
from refgraph.cli.settings import Settings
from refgraph.core.errors import QueryError

if TYPE_CHECKING:
    from refgraph.core.table import Table
    from refgraph.knowledge.certifications import Links
    from refgraph.knowledge.compare import Side
    from refgraph.knowledge.correspondences import Correspondences


@dataclass(frozen=True)
class Asked:
    """What a comparison is made of: the sides, the links in use, the blocs held, the competence followed."""

    found: Correspondences
    sides: Sequence[Side]
    links: Links
    held: tuple[str, ...]
    competence: str | None
    is_long: bool = False
    """Whether a matrix or gaps are wanted in one table, a line a cell: CSV and JSON."""


def _matrix(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import bloc_table, cells_table, pairs

    if asked.is_long:
        return [cells_table(asked.sides, asked.links)]
    first, *others = asked.sides
    return [*(bloc_table(first, other, asked.links) for other in others), pairs(asked.sides, asked.links)]


def _table(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import aligned, aligned_table

    return [aligned_table(aligned(asked.sides, asked.links), asked.sides)]


def _core(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import common_core, core_table

    return [core_table(common_core(asked.sides, asked.links), asked.sides, asked.links)]


def _gap(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import gap, gap_aspects, gap_table, gaps_table

    if asked.is_long:
        return [gaps_table(asked.sides, asked.links)]
    tables = []
    for source in asked.sides:
        for target in asked.sides:
            if source is not target:
                found = gap(source, target, asked.links)
                tables += [gap_table(found), gap_aspects(found)]
    return tables


def _assessment(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import assessment_table

    if asked.competence is None:
        raise QueryError("il manque la compétence à suivre.", remedy="Ajoutez --competence.")
    iri = statement(asked.found, asked.competence).iri
    return [assessment_table(iri, asked.found.with_links(iri, asked.links), asked.links)]


def _bridge(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import bridge, bridge_table

    if len(asked.sides) != 2:
        raise QueryError("une passerelle va d’une certification à une seule autre.", remedy="Donnez-en deux.")
    return [bridge_table(bridge(asked.sides[0], asked.held, asked.sides[1], asked.links))]


def _overview(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import overview, overview_table, review_table

    return [overview_table(asked.sides, overview(asked.sides, asked.links)), review_table(asked.sides, asked.links)]


def _whole(asked: Asked) -> list[Table]:
    from refgraph.knowledge.compare import whole

    return whole(asked.sides, asked.links, asked.held)


VIEWS: Mapping[str, Callable[[Asked], list[Table]]] = {
    "matrix": _matrix,
    "table": _table,
    "core": _core,
    "gap": _gap,
    "assessment": _assessment,
    "bridge": _bridge,
    "overview": _overview,
    "all": _whole,
}
_WHOLE = ("xlsx", "docx", "pdf")
"""The formats that hold a whole comparison in one file: what they hold when no view is asked for."""


@click.command("compare")
@click.argument("names", nargs=-1, required=True, metavar="A B [C…]")
@click.option(
    "--view",
    type=click.Choice(tuple(VIEWS)),
    help="matrix\u00a0: qui couvre qui ; table\u00a0: côte à côte, une ligne par compétence ; "
    "core\u00a0: socle commun ; gap\u00a0: écarts dans chaque sens ; "
    "assessment\u00a0: la même compétence évaluée ailleurs ; bridge\u00a0: passerelle de A vers B ; "
    "overview\u00a0: couverture et relecture de chaque paire ; "
    "all\u00a0: toutes les vues. Par défaut\u00a0: all dans un classeur, un document Word ou PDF, matrix ailleurs.",
)
@click.option("--proposals", is_flag=True, help="Compter aussi les correspondances proposées, non relues.")
@click.option("--held", multiple=True, metavar="BLOC", help="Bloc de A déjà acquis, pour bridge (défaut\u00a0: tous).")
@click.option("--competence", metavar="COMPÉTENCE", help="Compétence à suivre, pour assessment.")
@format_option(FORMATS)
@output_option()
@at_day()
@click.pass_obj
def command(
    settings: Settings,
    names: tuple[str, ...],
    view: str | None,
    proposals: bool,
    held: tuple[str, ...],
    competence: str | None,
    format_name: str | None,
    output: Path | None,
    day: date | None,
) -> None:
    """Comparer des certifications (RNCP31919) ou des clientèles (particuliers), sur les correspondances relues.

    « A couvre B » n’est pas « B couvre A » : les écarts sont donnés dans chaque sens. Un seul classeur (.xlsx) ou
    document Word (.docx) ou PDF tient toute la comparaison ; en CSV et en JSON, matrix et gap ont une ligne par case.
    """
    from refgraph.knowledge.compare import basis, between, grounds, involved, report, to_confirm
    from refgraph.knowledge.dossier import to_docx, to_pdf
    from refgraph.knowledge.registrations import ended

    found = correspondences(settings, names)
    sides = found.sides(names)
    name = choose_format(format_name, output, FORMATS, SUFFIXES)
    view = view or ("all" if name in _WHOLE else "matrix")
    certifications = involved(sides)
    links = found.links(None if view == "assessment" else certifications, proposals)
    tables = VIEWS[view](Asked(found, sides, links, held, competence, name in ("csv", "csv-data", "json")))
    title = " · ".join(side.label for side in sides)
    past = [one.sentence for one in ended(found.store, day or date.today(), certifications)]
    if name in ("docx", "pdf") and view == "all":
        told = [basis(between(sides, links)), *grounds(sides, links)]
        read, annexes = report(sides, links, held)
        remarks = [*told, *to_confirm(sides, found.stale_pairs(certifications)), *past]
        write = to_docx if name == "docx" else to_pdf
        deliver(write(title, [read[0], found.sources(sides), *read[1:]], remarks, annexes), output, is_text=False)
        return
    told = [] if view in ("all", "assessment") else grounds(sides, links)
    waiting = to_confirm(sides, found.stale_pairs(certifications))
    remarks = [basis(between(sides, links)), *told, *waiting, *past]
    deliver_tables(title, tables, remarks, format_name, output)

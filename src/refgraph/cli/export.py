"""`refgraph export`: the graph as RDF that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.errors import QueryError
from refgraph.core.french import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad, Triple

    from refgraph.graph.store import Store

FORMATS = ("ttl", "nt", "trig", "jsonld")
PROFILES = ("graphe", "interop")
_SUFFIXES = {".ttl": "ttl", ".nt": "nt", ".trig": "trig", ".jsonld": "jsonld"}


@click.command("export")
@format_option(FORMATS)
@click.option(
    "--graph",
    "names",
    multiple=True,
    metavar="NOM",
    help="Graphe à exporter (ontology, certification/RNCP31919, inferred… ou son IRI) ; répétable. Tous par défaut.",
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default=PROFILES[0],
    show_default=True,
    help="graphe : ce que le graphe garde ; interop : aussi ce qu’attendent les outils d’autres modèles "
    "(PROV, Web Annotation, ELM, SKOS, libellés).",
)
@click.option("--list", "listing", is_flag=True, help="Lister les graphes.")
@output_option()
@click.pass_obj
def command(
    settings: Settings,
    format_name: str | None,
    names: tuple[str, ...],
    profile: str,
    listing: bool,
    output: Path | None,
) -> None:
    """Exporter le graphe, ou les graphes nommés. TriG et JSON-LD gardent les noms des graphes."""
    from refgraph.core.namespaces import GRAPH, graph_iri

    store = settings.open_store(tell)
    known = store.graphs()
    if listing:
        click.echo("\n".join(graph.removeprefix(GRAPH) for graph in known))
        return
    chosen = [name if name in known else graph_iri(name) for name in names]
    if unknown := next((name for name, iri in zip(names, chosen, strict=True) if iri not in known), None):
        offered = ", ".join(graph.removeprefix(GRAPH) for graph in known)
        raise QueryError(f"il n’y a pas de graphe « {unknown} ».", remedy=f"Graphes\u00a0: {offered}.")
    from refgraph.graph.store.serialisation import serialize_graph

    form = choose_format(format_name, output, FORMATS, _SUFFIXES)
    quads = _quads(_dataset(store, profile), chosen or known)
    statements = quads if form in ("trig", "jsonld") else list(dict.fromkeys(quad.triple for quad in quads))
    deliver(serialize_graph(statements, form), output)
    note(count(len(statements), "triplet"))


def _dataset(store: Store, profile: str) -> Callable[[str], list[Triple]]:
    """What gives the triples of a graph (IRI) in ``profile``."""
    if profile == PROFILES[0]:
        return store.export
    from refgraph.graph.interop import for_others

    whole = for_others({graph: store.export(graph) for graph in store.graphs()})
    return lambda graph: whole[graph]


def _quads(triples_of: Callable[[str], list[Triple]], graphs: list[str]) -> list[Quad]:
    from pyoxigraph import NamedNode, Quad

    return [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph))
        for graph in graphs
        for triple in triples_of(graph)
    ]

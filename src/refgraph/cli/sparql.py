"""`refgraph sparql`: a query typed by a person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.amounts import POSITIVE, ROWS
from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.errors import QueryError
from refgraph.core.french import count

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from refgraph.graph.store import Solutions, Store

TABLES = ("table", "csv", "csv-data", "json", "md", "xlsx")
GRAPHS = ("ttl", "nt", "jsonld")
_SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".md": "md",
    ".xlsx": "xlsx",
    ".ttl": "ttl",
    ".nt": "nt",
    ".jsonld": "jsonld",
}


@click.command("sparql")
@click.argument("query", metavar="REQUÊTE|-")
@format_option((*TABLES, *GRAPHS))
@click.option(
    "--seconds", default=10.0, type=POSITIVE, show_default=True, metavar="N", help="Durée maximale du calcul."
)
@click.option("--rows", default=1_000_000, type=ROWS, show_default=True, metavar="N", help="Nombre maximal de lignes.")
@output_option()
@click.pass_obj
def command(
    settings: Settings, query: str, format_name: str | None, seconds: float, rows: int, output: Path | None
) -> None:
    """Poser une requête SPARQL (SELECT, ASK, CONSTRUCT ou DESCRIBE) ; « - » la lit sur l’entrée standard.

    Le graphe par défaut est l’union de tous les graphes, chacun est aussi interrogeable par son nom. Les préfixes
    connus (rg, id, voc, skos, dcterms…) n’ont pas à être déclarés.
    """
    from refgraph.graph.store import Solutions

    text = _standard_input() if query == "-" else query
    if not text.strip():
        raise QueryError(
            "la requête est vide.", place="Requête", remedy="Écrivez par exemple SELECT * { ?s a rg:Bloc }."
        )
    store = settings.open_store(tell)
    answer = _answer(store, text, seconds, rows)
    if not (answer.rows if isinstance(answer, Solutions) else answer):
        _tell_unknown_names(store, text)
    if isinstance(answer, list):
        chosen = _allowed(choose_format(format_name, output, ("ttl",), _SUFFIXES), GRAPHS, "CONSTRUCT et DESCRIBE")
        from refgraph.graph.store.serialisation import serialize_graph

        deliver(serialize_graph(answer, chosen), output)
        note(count(len(answer), "triplet"))
    else:
        chosen = _allowed(choose_format(format_name, output, ("table",), _SUFFIXES), TABLES, "SELECT et ASK")
        _deliver_answer(answer, text, chosen, output)


def _answer(store: Store, query: str, seconds: float, rows: int) -> Solutions | bool | list[Triple]:
    """The answer from a worker process that is stopped at the limits; a server of the user's own has its own limits."""
    from refgraph.graph.sandbox.limits import MEBIBYTE, Limits
    from refgraph.graph.sandbox.pool import Pool
    from refgraph.graph.sandbox.store import SandboxedStore
    from refgraph.graph.store import EmbeddedStore

    if not isinstance(store, EmbeddedStore) or store.folder is None:
        return store.run(query)
    with Pool(store.folder, Limits(seconds=seconds, rows=rows, answer_bytes=512 * MEBIBYTE), size=1) as pool:
        reply = SandboxedStore(pool).reply(query)
    if reply.truncated:
        note(f"La réponse est coupée à {count(rows, 'ligne')}\u00a0: --rows en demande davantage.")
    return reply.result


def _tell_unknown_names(store: Store, query: str) -> None:
    from refgraph.knowledge.adhoc import unknown_names

    for sentence in unknown_names(store, query):
        note(sentence)


def _standard_input() -> str:
    raw = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError("la requête lue n’est pas en UTF-8.", place="Entrée standard") from error


def _allowed(chosen: str, names: tuple[str, ...], forms: str) -> str:
    if chosen not in names:
        raise QueryError(f"le format {chosen} ne convient pas.", remedy=f"Pour {forms}\u00a0: {', '.join(names)}.")
    return chosen


def _deliver_answer(answer: Solutions | bool, query: str, chosen: str, output: Path | None) -> None:
    from refgraph.core.exports import FORMATS, to_text
    from refgraph.graph.store.serialisation import results_json, to_table

    if chosen == "json":
        deliver(results_json(answer), output)
        return
    table = to_table(answer, query, compact=chosen in ("table", "md"))
    if chosen == "table" and output is None:
        from shutil import get_terminal_size

        click.echo(to_text(table, get_terminal_size((120, 40)).columns), nl=False)
    else:
        deliver(FORMATS[chosen].write(table), output, FORMATS[chosen].is_text)
    note(count(len(table), "ligne"))

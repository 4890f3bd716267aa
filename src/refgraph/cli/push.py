"""`refgraph push`: the graphs on a SPARQL server that users already have."""

from __future__ import annotations

import hashlib

import click

from refgraph.cli.progress import note, tell
from refgraph.cli.settings import Settings
from refgraph.core.french import count


@click.command("push")
@click.argument("url", metavar="URL")
@click.option("--graph-store", metavar="URL", help="Adresse du « Graph Store » si elle n’est pas trouvée d’elle-même.")
@click.option("--restart", is_flag=True, help="Tout renvoyer, même ce qui était déjà arrivé.")
@click.pass_obj
def command(settings: Settings, url: str, graph_store: str | None, restart: bool) -> None:
    """Charger tous les graphes sur le serveur SPARQL à l’adresse URL (celle de ses requêtes).

    Identifiants : variables REFGRAPH_ENDPOINT_USER et REFGRAPH_ENDPOINT_PASSWORD, ou REFGRAPH_ENDPOINT_TOKEN. Un envoi
    interrompu reprend où il s’est arrêté.
    """
    from refgraph.graph.store.push import FileJournal, find_graph_store, push
    from refgraph.graph.store.remote import Credentials, RemoteStore
    from refgraph.pipeline import ensure

    workspace = settings.workspace()
    workspace.require_local()
    credentials = Credentials.from_environment()
    server = RemoteStore(url, credentials)
    store = ensure(workspace, tell)
    target = find_graph_store(url, credentials, graph_store)
    journal = FileJournal(workspace.cache / "push" / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.json")
    if restart:
        journal.forget()
    dataset = {graph: store.export(graph) for graph in store.graphs()}
    push(dataset, target, server, journal, _tell_progress)
    total = sum(map(len, dataset.values()))
    note(f"{count(len(dataset), 'graphe')}, {count(total, 'triplet')}\u00a0: chargés sur {url}")


def _tell_progress(graph: str, sent: int, total: int) -> None:
    note(f"  {graph.rpartition('/graph/')[2]} : {sent} / {total} triplets")

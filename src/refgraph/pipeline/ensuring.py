"""The store of a workspace, whatever must be done first; quick where little must, imports included."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.graph.store import Store
from refgraph.pipeline.renewal import renew
from refgraph.workspace import Workspace


def ensure(workspace: Workspace, progress: Callable[[str], None] = lambda stage: None) -> Store:
    """The store of ``workspace``, built first where its inputs have changed since the last build.

    Raises:
        RefgraphError: as `build`.
    """
    if workspace.is_ready():
        return workspace.open_store()
    if renewed := renew(workspace):
        progress("Décisions sur des correspondances prises en compte, le reste est inchangé")
        return workspace.builds.open(renewed)
    progress("Le graphe n’est pas à jour, il est reconstruit")
    from refgraph.pipeline.pipeline import build  # all stages: a question after a decision does without them

    # Opened by the key of this build: the inputs may have changed again while it ran.
    done = build(workspace, progress)
    for one in done.refused:
        progress(f"Document laissé de côté\u00a0: {one.reason}")
    return workspace.builds.open(done.key)

"""What the check of a build found, kept beside its store: who asks later reads it, and checks nothing again."""

from __future__ import annotations

from refgraph.graph.validation import Report, write_report
from refgraph.workspace import Workspace


def keep_report(workspace: Workspace, key: str, report: Report) -> None:
    """Keep what the check of the build ``key`` found; `quality.report_of` reads it.

    Raises:
        StoreError: the cache cannot be written.
    """
    with workspace.builds.writing():
        write_report(workspace.report(key), report)


def drop_reports(workspace: Workspace) -> None:
    """Remove the reports of builds that are gone."""
    for path in workspace.report("any").parent.glob("*.json"):
        if not workspace.builds.has(path.stem):
            path.unlink(missing_ok=True)

"""`refgraph check`: the quality of the graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.cli.output import choose_format, deliver, format_option, output_option
from refgraph.cli.progress import tell
from refgraph.cli.shell import Settings

if TYPE_CHECKING:
    from refgraph.validation import Report

VIOLATIONS = 1
FORMATS = ("text", "json", "ttl")


@click.command("check")
@format_option(FORMATS)
@output_option()
@click.pass_obj
def command(settings: Settings, format_name: str | None, output: Path | None) -> int:
    """Contrôler le graphe ; code 1 si une règle bloquante n’est pas respectée."""
    from refgraph.validation import Severity, check, read_shapes

    store = settings.open_store(tell)
    report = check(store.export(), read_shapes())
    chosen = choose_format(format_name, output, FORMATS, {".json": "json", ".ttl": "ttl"})
    deliver(_written(report, chosen), output)
    return VIOLATIONS if any(result.severity is Severity.VIOLATION for result in report.results) else 0


def _written(report: Report, form: str) -> bytes:
    if form == "ttl":
        return report.to_turtle().encode()
    rows = [
        {
            "severity": result.severity.value,
            "focus": str(getattr(result.focus, "value", result.focus)),
            "path": result.path.text if result.path else None,
            "message": result.message,
        }
        for result in report.results
    ]
    if form == "json":
        return json.dumps({"conforms": report.conforms, "results": rows}, ensure_ascii=False, indent=2).encode() + b"\n"
    lines = [f"{row['severity']}\u00a0: {row['focus']}\u00a0: {row['message']}" for row in rows]
    return ("\n".join([*lines, f"{len(rows)} résultat(s)."]) + "\n").encode()

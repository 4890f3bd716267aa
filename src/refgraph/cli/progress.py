"""What a long work says while it runs, on standard error, so that the result stays clean."""

from __future__ import annotations

import click


def tell(step: str) -> None:
    """Say that ``step`` begins."""
    click.echo(f"{step}…", err=True)


def note(sentence: str) -> None:
    """Say one more thing about the work, such as a count or a remark."""
    click.echo(sentence, err=True)

"""Amounts typed by people who write decimals with a comma."""

from __future__ import annotations

from math import isfinite

import click


class Amount(click.FloatRange):
    """A number within bounds; « 0,5 » and « 0.5 » are the same."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """``value`` as a number; click refuses what is none, or is out of bounds."""
        number = super().convert(value.replace(",", ".") if isinstance(value, str) else value, param, ctx)  # type: ignore[arg-type]
        if not isfinite(number):
            self.fail(f"« {value} » n’est pas un nombre.", param, ctx)
        return number


POSITIVE = Amount(min=0, max=1_000_000, min_open=True)
CONFIDENCE = Amount(0, 1)
ROWS = click.IntRange(min=1)

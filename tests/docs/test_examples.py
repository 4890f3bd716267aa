"""The examples in docstrings answer as printed."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "refgraph"
WRITTEN = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): len(found)
    for path in sorted(PACKAGE.rglob("*.py"))
    if (found := re.findall(r"^ *>>> ", path.read_text("utf-8"), re.MULTILINE))
}
"""How many examples stand in each module that has some."""


def test_the_examples_are_found() -> None:
    """An example that no test runs would go on saying what was true once."""
    assert sum(WRITTEN.values()) == 124


@pytest.mark.parametrize("module", WRITTEN)
def test_the_examples_of_a_module_hold(module: str) -> None:
    """Whoever reads a docstring may rely on what it shows, and each example that is written is run."""
    done = doctest.testmod(importlib.import_module(module))
    assert (done.failed, done.attempted) == (0, WRITTEN[module])

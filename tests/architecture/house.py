"""The house as it is built: its modules, what each imports anywhere, and the room that each stands in."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "refgraph"


@cache
def modules() -> dict[str, Path]:
    """Every module below the package by its dotted name (``core.errors``; a package by its own name)."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of refgraph that a module imports anywhere, inside functions included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(modules()[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {_module(name.name) for name in node.names if name.name.startswith("refgraph.")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "refgraph":
            found |= {_module(f"{node.module}.{name.name}") for name in node.names}
    return frozenset(found - {module, ""})


def _module(dotted: str) -> str:
    """The module that an imported name is, or that it comes from."""
    name = dotted.removeprefix("refgraph").removeprefix(".")
    return name if name in modules() else name.rpartition(".")[0]


@cache
def floors() -> dict[str, dict[str, int]]:
    """The floor of each room by its wing, wings lowest first; a wing that is one room has none."""
    lines = (Path(__file__).parent / "floors.txt").read_text("utf-8").splitlines()
    wings = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {
        wing: {room: floor for floor, group in enumerate("".join(rest).split("<")) for room in group.split()}
        for wing, *rest in wings
    }


def room_in(wing: str, module: str) -> str | None:
    """The room of ``wing`` that ``module`` stands in; None where it stands elsewhere or is the wing itself."""
    inside = module.removeprefix(f"{wing}.")
    return inside.split(".")[0] if inside != module else None

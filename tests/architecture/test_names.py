"""The names of the house: a public name says one thing, in one place."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.architecture.house import modules


def public_types(source: str) -> list[str]:
    """The public classes that a module defines at its top, and its aliases of types (``Pair = tuple[str, str]``)."""
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign) and not _is_variable(node.value):
            found += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append(node.target.id)
    return [name for name in found if not name.startswith("_") and not name.isupper() and name[0].isupper()]


def _is_variable(value: ast.expr) -> bool:
    """Whether a value is a type variable, which stands for any type and is used beside its definition only."""
    return (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("TypeVar", "ParamSpec")
    )


def test_a_public_class_has_one_home() -> None:
    """Whoever reads `Passage` knows which: no two modules define a class, or an alias of a type, of one name."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module, path in modules().items():
        for name in public_types(path.read_text("utf-8")):
            homes[name].append(module)
    assert homes["Passage"] == ["model.records"]
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_classes_and_aliases_are_seen() -> None:
    """The discovery sees a class, an alias and an annotated alias; no constant, no type variable, no private name."""
    source = "class One:\n    class Two: ...\nThree = int\nFour: type = str\nFIVE = 5\n_Six = int\n"
    assert public_types(source + "Seven = TypeVar('Seven')\neight = 8\n") == ["One", "Three", "Four"]

"""The house: which room may import which, how large a room may grow, and that the tools which watch it bite."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

from tests.architecture.house import PACKAGE, ROOT, floors, imports, modules, room_in

LONGEST_MODULE = 400
LONGEST_FUNCTION = 50


def upward() -> list[str]:
    """The imports that go up, or across between rooms of one floor, inside functions included."""
    order = [wing for wing in floors() if "." not in wing]
    found = []
    for module in modules():
        for other in sorted(imports(module)):
            one, two = (order.index(name.split(".")[0]) for name in (module, other)) if module else (0, 1)
            if two > one or (module == "" and other):
                found.append(f"{module} → {other}")
            found += [f"{module} → {other}" for wing, rooms in floors().items() if _climbs(wing, rooms, module, other)]
    return found


def _climbs(wing: str, rooms: dict[str, int], module: str, other: str) -> bool:
    room, target = room_in(wing, module), room_in(wing, other)
    if not rooms or target is None or room is None or room == target:
        return False
    return rooms[target] >= rooms[room]


def test_every_room_has_a_floor() -> None:
    """A new module must be given its place in the house before it is used, and no place stays without a room."""
    wings = {module.split(".")[0] for module in modules()} - {""}
    assert {wing for wing in floors() if "." not in wing} == wings
    for wing, rooms in floors().items():
        if rooms:
            assert {room for module in modules() if (room := room_in(wing, module))} == set(rooms), wing


def test_a_module_imports_only_lower_floors() -> None:
    """No call goes back up: a reader does not know the ontology, a layout no other layout, a question no page."""
    assert upward() == []


def test_no_module_imports_itself_in_a_circle() -> None:
    """Modules that need each other can only be changed together; imports inside functions would hide it.

    A package counts apart from its modules: its ``__init__`` gathers what they offer.
    """
    graph = {module: {other for other in imports(module) if not module.startswith(f"{other}.")} for module in modules()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(modules())


def test_no_room_is_left_unread() -> None:
    """The discovery above finds the package: at least the records and errors that everything rests on."""
    assert {"model.records", "core.errors", "core.namespaces", "reading.layouts.fiche.reader"} <= set(modules())
    assert "core.errors" in imports("reading.opening")


def test_modules_and_functions_stay_small() -> None:
    """A module that outgrows its name is split in the change that makes it grow."""
    sources = {module: path.read_text("utf-8") for module, path in modules().items()}
    assert [module for module, source in sources.items() if len(source.splitlines()) > LONGEST_MODULE] == []
    functions = [
        (f"{module}.{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for module, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [one for one in functions if one[1] > LONGEST_FUNCTION] == []


def test_the_drawn_house_is_the_tested_house() -> None:
    """docs/architecture.md shows the table that this test holds, word for word."""
    table = (Path(__file__).parent / "floors.txt").read_text("utf-8")
    rows = [line for line in table.splitlines() if line and not line.startswith("#")]
    drawn = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert "\n".join(rows) in drawn


def test_pages_hold_no_sparql_and_no_rdflib() -> None:
    """Pages show what lower floors computed."""
    for path in sorted((PACKAGE / "faces" / "pages").rglob("*.py")):
        source = path.read_text("utf-8")
        assert "import rdflib" not in source, path
        assert "from rdflib" not in source, path
        assert "SELECT ?" not in source, path


def test_streamlit_stays_on_the_pages() -> None:
    """Only pages and the command that starts them know Streamlit."""
    users = {module for module, path in modules().items() if "import streamlit" in path.read_text("utf-8")}
    assert "faces.pages.shell" in users
    assert {module for module in users if not module.startswith(("faces.pages", "cli"))} == set()


def run_tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_linter_bites(tmp_path: Path) -> None:
    """A planted unused import is reported with the settings of this project."""
    planted = tmp_path / "planted.py"
    planted.write_text('"""Planted."""\n\nimport os\n')
    done = run_tool("ruff", "check", "--config", "pyproject.toml", str(planted))
    assert done.returncode == 1
    assert "F401" in done.stdout


def test_the_type_checker_bites(tmp_path: Path) -> None:
    """A planted type error is reported with the settings of this project."""
    planted = tmp_path / "planted.py"
    planted.write_text('"""Planted."""\n\n\ndef one() -> int:\n    """One."""\n    return "one"\n')
    done = run_tool("mypy", "--config-file", "pyproject.toml", str(planted))
    assert done.returncode == 1
    assert "return-value" in done.stdout

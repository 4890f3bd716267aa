"""The house: which room may import which, how large a room may grow, and that the tools which watch it bite."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "refgraph"
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50


def floors() -> dict[str, int]:
    lines = (Path(__file__).parent / "floors.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {room: int(floor) for floor, *rooms in rows for room in rooms}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms of refgraph that the module imports anywhere, inside functions included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("refgraph.")}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == "refgraph":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("refgraph."):
            found.add((node.module or "").split(".")[1])
    return found - {"__version__"}


def test_every_room_has_a_floor() -> None:
    """A new module must be given its place in the house before it is used."""
    rooms = {room_of(path) for path in modules()} - {"__init__"}
    assert rooms - set(floors()) == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_lower_floors(path: Path) -> None:
    """No call goes back up: a reader does not know the ontology, a query does not know pages."""
    table = floors()
    room = room_of(path)
    if room == "__init__":
        assert imported_rooms(path) == set()
        return
    upward = {other for other in imported_rooms(path) - {room} if table[other] >= table[room]}
    assert upward == set()


def test_no_room_is_left_unread() -> None:
    """The discovery above finds the package: at least the records and errors that everything rests on."""
    assert {"records.py", "errors.py", "namespaces.py"} <= {path.name for path in modules()}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module that outgrows its name is split in the change that makes it grow."""
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    long_functions = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long_functions == []


def test_the_drawn_house_is_the_tested_house() -> None:
    """docs/architecture.md shows the table that this test holds, word for word."""
    table = (Path(__file__).parent / "floors.txt").read_text("utf-8")
    rows = [line for line in table.splitlines() if line and not line.startswith("#")]
    drawn = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert "\n".join(rows) in drawn


def test_pages_hold_no_sparql_and_no_rdflib() -> None:
    """Pages show what lower floors computed."""
    for path in sorted((PACKAGE / "pages").rglob("*.py")):
        source = path.read_text("utf-8")
        assert "import rdflib" not in source, path
        assert "from rdflib" not in source, path
        assert "SELECT ?" not in source, path


def test_streamlit_stays_on_the_pages() -> None:
    """Only pages and the command that starts them know Streamlit."""
    users = {room_of(path) for path in modules() if "import streamlit" in path.read_text("utf-8")}
    assert users <= {"pages", "cli"}


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

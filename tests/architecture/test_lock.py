"""What an install takes: the lock files against the dependencies that the project declares."""

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def _names(requirements: list[str]) -> set[str]:
    """The distributions that these requirements name, as PEP 503 normalises them."""
    named = (re.match(r"[A-Za-z0-9._-]+", line) for line in requirements)
    return {re.sub(r"[-_.]+", "-", found.group()).lower() for found in named if found}


@pytest.fixture(scope="module")
def declared() -> dict[str, set[str]]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    optional = [one for extra in project["project"]["optional-dependencies"].values() for one in extra]
    run = _names(project["project"]["dependencies"]) | _names(optional) - {"refgraph"}
    return {"requirements.lock": run, "requirements-dev.lock": run | _names(project["dependency-groups"]["dev"])}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_dependency_is_pinned(lock: str, declared: dict[str, set[str]]) -> None:
    """Protects a first install: what is declared and not locked is missing on every machine but its author's."""
    assert len(declared[lock]) == {"requirements.lock": 24, "requirements-dev.lock": 40}[lock]
    lines = (PROJECT / lock).read_text(encoding="utf-8").splitlines()
    assert declared[lock] - _names(lines) == set()
    assert [line for line in lines if not re.match(r"[a-z0-9._-]+==[^\s:/@]+(?: ; .+)?$", line)] == []

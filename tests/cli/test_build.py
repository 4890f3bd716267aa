"""`refgraph build` says of the checks what `refgraph check` says."""

from __future__ import annotations

import pytest

from refgraph.cli import main
from refgraph.workspace import CACHE, Workspace


def said_by(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main([command])
    assert left.value.code == 0
    return capsys.readouterr().out


def test_build_and_check_count_alike(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    """Two figures for one thing make people doubt both: the self-check of the dossier is no finding in either."""
    monkeypatch.setenv(CACHE, str(workspace.cache))
    built, checked = said_by("build", capsys), said_by("check", capsys)
    counts = checked.splitlines()[0]
    assert counts.startswith("0\u00a0bloquant, 10\u00a0à revoir, ")
    assert f"Contrôle\u00a0: {counts} Lecture\u00a0: 2\u00a0points à vérifier." in built

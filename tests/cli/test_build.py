"""`refgraph build` says of the checks what `refgraph check` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.workspace import CACHE, Workspace
from tests.pipeline.test_following import document


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


def test_build_tells_what_became_of_decisions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person who corrects a document learns which decisions followed and which wait; the build ends as usual."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    sources = tmp_path / "sources"
    sources.mkdir()
    document(sources, "pret", "Conseiller en prêts", ("Appliquer le RGPD.", "Appliquer la Directive Crédit."))
    (tmp_path / "catalogue.toml").write_text('[documents]\n"pret.md" = "pret"\n', "utf-8")
    (tmp_path / "settlements.tsv").write_text(
        "pret\tmention/1\tDirective Crédit\tmcd-2014\tAna\t2026-11-21\t\n"
        "pret\tmention/7\tLoi Pacte\trgpd\tAna\t2026-11-21\t\n",
        "utf-8",
    )
    with pytest.raises(SystemExit) as left:
        main(["--data", str(tmp_path), "build"])
    told = capsys.readouterr().err
    assert left.value.code == 0
    assert (
        "  décision suivie\u00a0: settlements.tsv\u00a0: mention/1 de pret («\u00a0Directive Crédit\u00a0») "
        "est maintenant mention/2\n" in told
    )
    assert (
        "  décision gardée\u00a0: settlements.tsv\u00a0: la décision de Ana sur «\u00a0Loi Pacte\u00a0» "
        "(mention/7 de pret) est sans effet, car le document ne dit plus ces mots à cet endroit\n" in told
    )

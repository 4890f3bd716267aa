"""The Turtle template of the documentation, copied into a data folder: checked, recognised and watched."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from refgraph.core.errors import RegisterError
from refgraph.knowledge.regulations import Change, evidence_of, findings_of, read_register, register_of, watch
from refgraph.mentions import lexicon_with, recognise
from refgraph.pipeline import ensure
from refgraph.workspace import Workspace


def extended(folder: Path) -> Path:
    page = (Path(__file__).parents[3] / "docs" / "regulations.md").read_text("utf-8")
    (template,) = re.findall(r"```turtle\n(.*?)```", page, re.DOTALL)
    path = folder / "regulations.ttl"
    path.write_text(template, "utf-8")
    return path


def test_the_template_passes_and_is_used(tmp_path: Path) -> None:
    """A text added by copying the template is checked, recognised by its names, and followed by the watch."""
    path = extended(tmp_path)
    register, lexicon = register_of(read_register(path)), lexicon_with(path)
    assert [each.targets for each in recognise("article 12 de la loi Exmeple", lexicon)] == [("loi-2021-9999/12",)]
    assert [each.targets for each in recognise("le RGPD", lexicon)] == [("rgpd",)]
    (finding,) = findings_of("loi-2021-9999", register, date(2026, 1, 1))
    assert (finding.change, finding.by) == (Change.ABROGE, ("loi-2024-9999",))


def test_a_text_added_in_the_data_folder_is_recognised_and_watched(tmp_path: Path, sources: Path) -> None:
    """A document that cites the added law: what became of it and how it is spelt are told."""
    data = tmp_path / "data"
    (data / "sources").mkdir(parents=True)
    text = (sources / "002_680993158fc6d417.txt").read_text("utf-8")
    (data / "sources" / "autre.txt").write_text(text.replace("la Directive Crédit et", "la loi Exmeple et"), "utf-8")
    extended(data)
    store = ensure(Workspace(data=data, cache=tmp_path / "cache", endpoint=None))
    alerts = [each for each in watch(evidence_of(store, date(2026, 11, 21))) if each.cited[0].words == "loi Exmeple"]
    assert [(each.change, each.instead) for each in alerts] == [(Change.ABROGE, "Loi suivante")]
    assert alerts[0].happened.endswith("« loi Exmeple » s’écrit « loi Exemple ».")
    assert {each.cited[0].passages[0].line for each in alerts} == {717}


@pytest.mark.parametrize(
    ("right", "wrong", "subject", "sentence"),
    [
        ('"2025-01-10"', '"9998-01-10"', "v:loi-2021-9999-1 a ", "datée d’un jour à venir (9998-01-10)"),
        ("eli:repealed_by r:loi", "eli:repeled_by r:loi", "    eli:repeled_by", "« eli:repeled_by » n’est pas connu"),
        ("r:loi-2024-9999 .  ", "r:loi-2021-9999 .  ", "r:loi-2021-9999 a ", "se remplace lui-même"),
        ('"Loi suivante"@fr .', '"Loi suivante"@fr .\n\nr:rgpd rdfs:label "X"@fr .', "r:rgpd rdfs", "a deux noms"),
    ],
)
def test_a_fault_in_an_addition_is_told_with_its_own_line(
    tmp_path: Path, right: str, wrong: str, subject: str, sentence: str
) -> None:
    """What the user added is refused with the line of the user's file, even where the shipped register is meant."""
    path = extended(tmp_path)
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    line = path.read_text("utf-8").split(subject)[0].count("\n") + 1
    with pytest.raises(RegisterError) as refused:
        read_register(path)
    assert sentence in str(refused.value)
    assert f"regulations.ttl, ligne\u00a0{line}" in str(refused.value)

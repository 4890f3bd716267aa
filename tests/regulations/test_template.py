"""The Turtle template of the documentation is a register that passes the check once the texts it names are there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from refgraph.mentions import load_lexicon, recognise
from refgraph.regulations import Change, findings_of, read_register, register_of
from refgraph.regulations.check import register_path

NAMED = """
r:loi-2039-1 a rg:Regulation ; rdfs:label "Loi suivante"@fr .
r:loi-2039-1\\/4 a rg:RegulatoryProvision ; rdfs:label "Loi suivante, article 4"@fr ; rg:code "4" ;
    eli:is_part_of r:loi-2039-1 .
"""


def extended(folder: Path) -> Path:
    page = (Path(__file__).parents[2] / "docs" / "regulations.md").read_text("utf-8")
    (template,) = re.findall(r"```turtle\n(.*?)```", page, re.DOTALL)
    path = folder / "registre.ttl"
    path.write_text(register_path().read_text("utf-8") + template + NAMED, "utf-8")
    return path


def test_the_template_passes_and_is_used(tmp_path: Path) -> None:
    """A text added by copying the template is checked, recognised by its names, and followed by the watch."""
    path = extended(tmp_path)
    register = register_of(read_register(path))
    lexicon = load_lexicon(path)
    assert [citation.targets for citation in recognise("article 12 de la loi Exmeple", lexicon)] == [("loi-2031-7/12",)]
    (finding,) = findings_of("loi-2031-7", register, date(2041, 1, 1))
    assert (finding.change, finding.by) == (Change.ABROGE, ("loi-2039-1",))

"""The five documents are read as people checked it, byte for byte.

``REFGRAPH_REWRITE_GOLDENS=1`` writes the readings anew after a change of a reader; their difference is read in git
before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec import structs

from refgraph.core import assets
from refgraph.mentions import lexicon_with, load_lexicon
from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.opening import open_document
from refgraph.reading.recordfile import dump, load
from refgraph.reading.shared.coverage import passages

CHECKED = sorted((Path(__file__).parent / "shipped").glob("*.json"))
PASSAGES = {
    "RNCP31919": 184,
    "charge-clientele-particuliers-banque-assurance-n6": 192,
    "charge-clientele-particuliers-n6": 241,
    "conseiller-clientele-professionnelle-n6": 180,
    "cqp-charge-affaires-entreprises": 164,
}


def test_each_document_has_its_reading(readings: dict[str, Reading]) -> None:
    """Five documents, five readings, named by the id of the certification."""
    assert [path.stem for path in CHECKED] == sorted(reading.certification.id for reading in readings.values())


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.stem)
def test_reading_again_gives_what_was_checked(path: Path, readings: dict[str, Reading]) -> None:
    """A reader that changes what was checked is seen at once, line by line."""
    [read] = [reading for reading in readings.values() if reading.certification.id == path.stem]
    said = dump(structs.replace(read, generator=None))
    if os.environ.get("REFGRAPH_REWRITE_GOLDENS"):
        path.write_bytes(said)
    assert said.decode().splitlines() == path.read_text("utf-8").splitlines()


def test_a_reading_says_what_made_it(readings: dict[str, Reading]) -> None:
    """Which reader, in which version, read a document is told in the reading itself."""
    made = {name[:3]: reading.generator.layout for name, reading in readings.items() if reading.generator}
    fiche, columns, tables = "fiche 2 (refgraph 0.1.0)", "colonnes 2 (refgraph 0.1.0)", "tableaux 3 (refgraph 0.1.0)"
    assert made == {"000": columns, "001": fiche, "002": columns, "003": tables, "004": tables}


def test_a_reading_says_by_which_names_it_knew_texts(tmp_path: Path) -> None:
    """A text added to the register is another lexicon; the same register is the same."""
    document = open_document(next((assets.data() / "sources").glob("000_*")))
    own = tmp_path / "regulations.ttl"
    own.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://w3id.org/refgraph/id/regulation/charte-maison> skos:prefLabel "Charte maison"@fr .\n'
    )
    lexicons = (load_lexicon(), lexicon_with(None), lexicon_with(own))
    made = [registry.read_document(document, lexicon=each).generator for each in lexicons]
    assert made[0] == made[1]
    assert made[2] != made[0]


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.stem)
def test_every_quote_is_found_at_its_offsets(path: Path) -> None:
    """What a reading quotes is what the document prints, at that place and line."""
    kept = load(path)
    text = (assets.data() / "sources" / kept.document.name).read_text("utf-8-sig")
    quoted = list(passages(kept))
    assert len(quoted) == PASSAGES[path.stem]
    for passage in quoted:
        assert text[passage.start : passage.end] == passage.quote
        assert text.count("\n", 0, passage.start) + 1 == passage.line

"""The registry: which family reads what, how a certification gets its id, what mentions are added."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.core.errors import DocumentError
from refgraph.reading import registry
from refgraph.reading.document import decode, open_document

SOURCES = assets.data() / "sources"
CATALOGUE = registry.read_catalogue(assets.data() / "catalogue.toml")
EXPECTED = {
    "000_400e290180d10368.txt": ("colonnes", "cqp-charge-affaires-entreprises"),
    "001_f93b1616b69b22ca.txt": ("fiche", "RNCP31919"),
    "002_680993158fc6d417.txt": ("colonnes", "charge-clientele-particuliers-n6"),
    "003_9aa1763f7bae16bc.txt": ("tableaux", "conseiller-clientele-professionnelle-n6"),
    "004_88229ca4c97ea489.txt": ("tableaux", "charge-clientele-particuliers-banque-assurance-n6"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_document_is_recognised_by_its_content(name: str) -> None:
    """Each shipped document is read by its family, whatever its file is called, and gets its id."""
    document = open_document(SOURCES / name)
    renamed = decode((SOURCES / name).read_bytes(), "document.md")
    family, expected = EXPECTED[name]
    assert registry.family_of(renamed) is registry.FAMILIES[family]
    assert registry.certification_id(document, CATALOGUE) == expected


def test_an_id_from_the_file_name() -> None:
    """Without number and catalogue, the id is the file name made safe for an IRI."""
    document = decode("Référentiel".encode(), "Été 2024 – CQP n°3 (v2).txt")
    assert registry.certification_id(document) == "ete-2024-cqp-n-3-v2"


def test_mentions_lead_to_their_slice() -> None:
    """« Directive Crédit » over two lines is one mention, with the slice as printed."""
    reading = registry.read(SOURCES / "002_680993158fc6d417.txt", CATALOGUE)
    found = [mention for mention in reading.mentions if mention.owner == "bloc/3/modality/m03"]
    assert [(mention.text, mention.source.line) for mention in found] == [
        ("directives AMF", 726),
        ("Code des Assurances", 727),
        ("Directive Crédit", 728),
    ]


@pytest.mark.parametrize(
    ("broken", "place"),
    [("[[document]]\nfile = 'a.txt'\n", ""), ("document = 3\n", ""), ("\n[[document\n", ", ligne\u00a02")],
)
def test_a_broken_catalogue(tmp_path: Path, broken: str, place: str) -> None:
    """A catalogue that cannot be read is refused with its place, in French alone."""
    path = tmp_path / "catalogue.toml"
    path.write_text(broken, "utf-8")
    with pytest.raises(DocumentError, match=rf"catalogue\.toml{place} : le catalogue ne peut pas être lu\. Chaque"):
        registry.read_catalogue(path)

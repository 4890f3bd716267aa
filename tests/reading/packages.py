"""Packages of readers as an installer leaves them in a folder: modules, and metadata with entry points."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

LETTER = '''
    """Reads letters: a title on the first line, the rest of no use."""

    from refgraph.model.records import Certification, DocumentInfo, Fact, Furniture, Reading

    NAME = "lettre"
    VERSION = "1"
    DESCRIPTION = "Lettres d’une seule ligne utile"


    def recognises(document):
        return 0.9 if document.text.startswith("Objet : ") else 0.0


    def read(document, certification_id):
        end = document.text.index("\\n")
        rest = document.passage(end, len(document.text))
        return Reading(
            document=DocumentInfo(name=document.name, sha256=document.sha256, family=NAME),
            certification=Certification(
                id=certification_id,
                title=Fact(text=document.text[8:end], source=document.passage(8, end)),
            ),
            furniture=(
                Furniture(kind="libellé", source=document.passage(0, 8)),
                *([Furniture(kind="formule", source=rest)] if rest.quote else []),
            ),
        )
'''
"""A whole layout of a dozen lines."""


def package(
    folder: Path, name: str, points: Mapping[str, str], modules: Mapping[str, str], version: str = "1.0"
) -> None:
    """Leave in ``folder`` the package ``name`` with ``modules`` (name → code) and ``points`` (name → module)."""
    for module, code in modules.items():
        (folder / f"{module}.py").write_text(dedent(code), "utf-8")
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    lines = ["[refgraph.layouts]", *(f"{point} = {module}" for point, module in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")

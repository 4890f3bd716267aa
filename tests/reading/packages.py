"""Packages of readers as an installer leaves them in a folder: modules, and metadata with entry points."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

LETTER = '''
    """Reads letters: what they are about, and a closing of no content."""

    import re

    from refgraph.core.errors import DocumentError
    from refgraph.model.records import Certification, DocumentInfo, Fact, Furniture, Reading

    NAME = "lettre"
    VERSION = "1"
    DESCRIPTION = "Lettres dont la première ligne dit l’objet"

    SUBJECT = re.compile(r"(?P<label>Objet\\s*:)\\s*(?P<title>\\S.*)")


    def recognises(document):
        return 0.9 if SUBJECT.match(document.text) else 0.0


    def read(document, certification_id):
        found = SUBJECT.match(document.text)
        if found is None:
            raise DocumentError("la lettre n’a pas d’objet.", place=document.name)
        title = document.passage(*found.span("title"))
        rest = document.passage(found.end(), len(document.text))
        pieces = [Furniture(kind="libellé", source=document.passage(*found.span("label")))]
        if rest.quote:
            pieces.append(Furniture(kind="formule", source=rest))
        return Reading(
            document=DocumentInfo(name=document.name, sha256=document.sha256, family=NAME),
            certification=Certification(id=certification_id, title=Fact(text=title.quote, source=title)),
            furniture=tuple(pieces),
        )
'''
"""A whole layout, as its author writes it."""


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

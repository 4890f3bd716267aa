"""All shapes that a check runs, read from their folders; a user's files are held to more than their syntax."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from refgraph.core import assets
from refgraph.core.errors import ShapeError
from refgraph.graph.validation import declarations, forms, imports, lint
from refgraph.graph.validation.shapes import Shapes, ShapesFile, read_file

_OTHER_FORMS = frozenset({".jsonld", ".rdf", ".owl", ".nt", ".nq", ".n3", ".trig"})


def read_shapes(added: Sequence[Path] = ()) -> Shapes:
    """Our shapes, and those of the Turtle files in the folders ``added``, with the files beside that they import.

    Raises ShapeError, with file, line and term, where a file of the user's is missing, is not Turtle, or names a term
    that neither SHACL, nor our ontology, nor the files themselves define.
    """
    ours = [read_file(path, shipped=True) for path in sorted(assets.shapes().glob("*.ttl"))]
    named = [read_file(path, shipped=False) for folder in added for path in _found(folder)]
    theirs = imports.with_imports(named)
    shapes = Shapes((*ours, *theirs))
    if theirs:
        _require_statements(theirs)
        declarations.require_namespaces(theirs)
        declarations.require_single(shapes, theirs)
        lint.require_known_terms(shapes, theirs)
        forms.require_forms(shapes, theirs)
    return shapes


def _require_statements(files: Sequence[ShapesFile]) -> None:
    for file in files:
        if not file.triples:
            remedy = "Retirez ce fichier, ou écrivez-y une règle."
            raise ShapeError("le fichier ne contient aucune règle.", place=str(file.path), remedy=remedy)


def _found(folder: Path) -> list[Path]:
    """The Turtle files of a folder, or the file itself."""
    if folder.is_file():
        return [folder]
    inside = sorted(folder.rglob("*")) if folder.is_dir() else []
    found = [path for path in inside if path.suffix.lower() == ".ttl" and path.is_file()]
    for other in inside if found else []:
        if other.suffix.lower() in _OTHER_FORMS:
            remedy = "Enregistrez-le en Turtle (.ttl), ou retirez-le du dossier."
            raise ShapeError("ce fichier ne serait pas lu : il n’est pas en Turtle.", place=str(other), remedy=remedy)
    if not found:
        what = "ne contient aucun fichier .ttl." if folder.is_dir() else "n’existe pas."
        remedy = "Indiquez un dossier de règles SHACL en Turtle."
        raise ShapeError(f"le dossier de règles {what}", place=str(folder), remedy=remedy)
    return found

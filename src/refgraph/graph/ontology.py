"""The ontology, its alignments and its vocabularies, as triples."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from refgraph.core import assets
from refgraph.core.errors import OntologyError
from refgraph.core.turtle_errors import explain

SCHEMA_FILES = ("refgraph.ttl", "alignments.ttl")
FOREIGN_FILES = ("foreign.ttl",)
VOCABULARY_FILES = ("vocabularies.ttl",)


def read_ontology(folder: Path | None = None) -> list[Triple]:
    """Classes, properties and their alignments: what the closure is compiled from. Blank nodes have stable names.

    ``folder`` is another ontology folder than the shipped one. Raises OntologyError where a file is missing or broken.
    """
    return _read(folder or assets.ontology(), SCHEMA_FILES)


def read_published() -> list[Triple]:
    """The ontology as others get it: with a declaration of each term of another namespace that it names.

    Raises OntologyError where a file is missing or broken.
    """
    return [*read_ontology(), *_read(assets.ontology(), FOREIGN_FILES)]


def read_vocabularies(folder: Path | None = None) -> list[Triple]:
    """The SKOS schemes with their concepts. Raises OntologyError where the file is missing or broken."""
    return _read(folder or assets.ontology(), VOCABULARY_FILES)


def read_turtle(path: Path) -> list[Triple]:
    """The triples of a Turtle file, in its order. Blank nodes are numbered by the file, so that two reads are equal.

    Raises OntologyError with file and line where it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            quads = list(parse(stream, RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(
            f"la syntaxe Turtle est incorrecte ({explain(error)}).",
            place=f"{path.name}, ligne {error.lineno}",
            remedy="Corrigez cette ligne.",
        ) from error
    except OSError as error:
        raise OntologyError(
            "le fichier est introuvable ou illisible.", place=path.name, remedy=f"Il est attendu dans {path.parent}."
        ) from error
    return _with_stable_blank_nodes([quad.triple for quad in quads], path.stem)


def _read(folder: Path, files: tuple[str, ...]) -> list[Triple]:
    return [triple for name in files for triple in read_turtle(folder / name)]


def _with_stable_blank_nodes(triples: list[Triple], prefix: str) -> list[Triple]:
    names: dict[BlankNode, BlankNode] = {}
    for each in triples:
        for term in (each.subject, each.object):
            if isinstance(term, BlankNode):
                names.setdefault(term, BlankNode(f"{prefix}{len(names) + 1}"))
    return [
        Triple(
            names[each.subject] if isinstance(each.subject, BlankNode) else each.subject,
            each.predicate,
            names[each.object] if isinstance(each.object, BlankNode) else each.object,
        )
        for each in triples
    ]

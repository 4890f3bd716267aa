"""The shapes files: ours and a user's, read together, each of their rules known by its IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from refgraph.core.errors import ShapeError
from refgraph.core.namespaces import PREFIXES
from refgraph.core.turtle_errors import explain
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.report import RDF_TYPE, SH

TARGETS = tuple(NamedNode(SH + name) for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
SHAPE_CLASSES = frozenset(NamedNode(SH + name) for name in ("NodeShape", "PropertyShape"))
CLASSES = frozenset(NamedNode(PREFIXES[prefix] + "Class") for prefix in ("owl", "rdfs"))
_IMPORTS = NamedNode(PREFIXES["owl"] + "imports")


@dataclass(frozen=True)
class ShapesFile:
    """One file of shapes. ``shipped`` says that it is one of ours."""

    path: Path
    text: str
    prefixes: dict[str, str]
    triples: tuple[Triple, ...]
    shipped: bool

    def place(self, line: int | None = None) -> str:
        """The file, and the line where it is known, as an error names them."""
        return f"{self.path}, ligne\u00a0{line}" if line else str(self.path)

    def line_of(self, written: str) -> int | None:
        """The first line of the file on which ``written`` stands as a whole."""
        whole = re.compile(rf"(?<![\w-]){re.escape(written)}(?![\w-])")
        return next((number for number, line in enumerate(self.text.split("\n"), 1) if whole.search(line)), None)


@dataclass(frozen=True)
class Shapes:
    """All shapes that a check runs. Rules are the shapes with a target; the others are parts of them."""

    files: tuple[ShapesFile, ...]

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """Every statement of every file."""
        return tuple(triple for file in self.files for triple in file.triples)

    @cached_property
    def described(self) -> dict[ObjectTerm, dict[NamedNode, list[ObjectTerm]]]:
        """The statements by subject and predicate."""
        index: dict[ObjectTerm, dict[NamedNode, list[ObjectTerm]]] = {}
        for triple in self.triples:
            index.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
        return index

    @cached_property
    def shipped(self) -> tuple[NamedNode, ...]:
        """Our rules, less those about which a file of the user's says anything more."""
        theirs = {triple.subject for file in self.files if not file.shipped for triple in file.triples}
        touched = theirs | {self.owner(subject) for subject in theirs}
        return tuple(rule for rule in self._rules(shipped=True) if rule not in touched)

    @cached_property
    def added(self) -> tuple[NamedNode, ...]:
        """The user's rules, and those of ours that a file of the user's changes."""
        kept = set(self.shipped)
        found = [rule for shipped in (True, False) for rule in self._rules(shipped=shipped) if rule not in kept]
        return tuple(dict.fromkeys(found))

    @property
    def theirs(self) -> tuple[NamedNode, ...]:
        """The user's own rules."""
        ours = set(self._rules(shipped=True))
        return tuple(rule for rule in self.added if rule not in ours)

    @property
    def changed(self) -> tuple[NamedNode, ...]:
        """The rules of ours that a file of the user's changes."""
        ours = set(self._rules(shipped=True))
        return tuple(rule for rule in self.added if rule in ours)

    @cached_property
    def unnamed(self) -> tuple[BlankNode, ...]:
        """The rules of the user's that have no name: they are run with those that have one."""
        return tuple(term for term in self.targeted if isinstance(term, BlankNode))

    @cached_property
    def ours(self) -> tuple[Triple, ...]:
        """Every statement of the files that ship with refgraph."""
        return tuple(triple for file in self.files if file.shipped for triple in file.triples)

    @property
    def rules(self) -> tuple[NamedNode, ...]:
        """All rules, ours first, each in the order of its file."""
        return (*self.shipped, *self.added)

    @cached_property
    def declared(self) -> dict[str, str]:
        """The prefixes of the SPARQL rules, as the files declare them with ``sh:declare``."""
        return self._declarations(self.described)

    def prefixes_of(self, holder: ObjectTerm) -> dict[str, str]:
        """The prefixes that the ``sh:prefixes`` of a SPARQL constraint leads to: no engine knows others."""
        named = self.described.get(holder, {}).get(NamedNode(SH + "prefixes"), [])
        return self._declarations(node for one in named for node in self.declarations_of(one))

    def declarations_of(self, ontology: ObjectTerm) -> list[ObjectTerm]:
        """The ``sh:declare`` of an ontology and of those that it imports (SHACL, section 5.2.1)."""
        reached = [ontology]
        for one in reached:
            reached += [other for other in self.described.get(one, {}).get(_IMPORTS, []) if other not in reached]
        declare = NamedNode(SH + "declare")
        return [node for one in reached for node in self.described.get(one, {}).get(declare, [])]

    def _declarations(self, nodes: Iterable[ObjectTerm]) -> dict[str, str]:
        prefix, namespace = NamedNode(SH + "prefix"), NamedNode(SH + "namespace")
        said = [self.described.get(node, {}) for node in nodes]
        pairs = [(each.get(prefix, []), each.get(namespace, [])) for each in said]
        found = [(name, iri) for names, iris in pairs for name, iri in zip(names, iris, strict=False)]
        return {n.value: i.value for n, i in found if isinstance(n, Literal) and isinstance(i, Literal)}

    def text(self, subject: ObjectTerm, predicate: str) -> str | None:
        """The French (or else any) text that ``subject`` has for this IRI."""
        values = self.described.get(subject, {}).get(NamedNode(predicate), [])
        texts = sorted((v for v in values if isinstance(v, Literal)), key=lambda v: (v.language != "fr", v.value))
        return texts[0].value if texts else None

    def owner(self, shape: ObjectTerm) -> ObjectTerm:
        """The rule that ``shape`` is a part of: itself, or the shape that leads to it."""
        seen: set[ObjectTerm] = set()
        while shape not in self.targeted and shape not in seen and shape in self._parents:
            seen.add(shape)
            shape = self._parents[shape]
        return shape

    def file_of(self, subject: ObjectTerm) -> ShapesFile | None:
        """The first file that says something of ``subject``."""
        return next((file for file in self.files if any(t.subject == subject for t in file.triples)), None)

    @cached_property
    def _parents(self) -> dict[ObjectTerm, ObjectTerm]:
        return {triple.object: triple.subject for triple in self.triples if not isinstance(triple.object, Literal)}

    @cached_property
    def targeted(self) -> frozenset[ObjectTerm]:
        """The shapes with a target, and the classes that are shapes of themselves."""
        return frozenset(
            subject
            for subject, said in self.described.items()
            if any(target in said for target in TARGETS)
            or (SHAPE_CLASSES & set(said.get(RDF_TYPE, [])) and CLASSES & set(said.get(RDF_TYPE, [])))
        )

    def _rules(self, *, shipped: bool) -> list[NamedNode]:
        named = (t.subject for file in self.files if file.shipped is shipped for t in file.triples)
        return [term for term in dict.fromkeys(named) if isinstance(term, NamedNode) and term in self.targeted]


def read_file(path: Path, *, shipped: bool) -> ShapesFile:
    """One shapes file. Raises ShapeError where it cannot be read or is not Turtle."""
    try:
        text = path.read_text("utf-8-sig")
        parser = parse(text, format=RdfFormat.TURTLE, base_iri=path.resolve().as_uri())
        triples = tuple(_apart(quad.triple, path) for quad in parser)
    except OSError as error:
        remedy = "Vérifiez son nom et vos droits de lecture."
        raise ShapeError("le fichier de règles ne peut pas être ouvert.", place=str(path), remedy=remedy) from error
    except UnicodeDecodeError as error:
        remedy = "Enregistrez-le en UTF-8."
        line = error.object.count(b"\n", 0, error.start) + 1
        place = f"{path}, ligne\u00a0{line}"
        raise ShapeError("le fichier de règles n’est pas en UTF-8.", place=place, remedy=remedy) from error
    except SyntaxError as error:
        raise ShapeError(
            f"la syntaxe Turtle est incorrecte ({explain(error, text)}).",
            place=f"{path}, ligne\u00a0{error.lineno}",
            remedy="Corrigez cette ligne.",
        ) from error
    return ShapesFile(path, text, dict(parser.prefixes), triples, shipped)


def _apart(triple: Triple, path: Path) -> Triple:
    """``triple`` with blank nodes that no other file shares."""
    stem = "".join(char for char in path.stem if char.isascii() and char.isalnum())

    def named(term: ObjectTerm) -> ObjectTerm:
        return BlankNode(f"{stem}{term.value}") if isinstance(term, BlankNode) else term

    return Triple(named(triple.subject), triple.predicate, named(triple.object))  # type: ignore[arg-type]

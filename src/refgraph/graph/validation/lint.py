"""Terms that nobody defines: most engines ignore them silently, and a rule that is never run looks like a rule kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from refgraph.core import assets
from refgraph.core.errors import ShapeError
from refgraph.core.namespaces import PREFIXES, RG, SHAPES, VOC
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.report import SH
from refgraph.graph.validation.shapes import Shapes, ShapesFile

QUERIES = tuple(NamedNode(SH + name) for name in ("select", "ask", "construct", "update"))
_STANDARDS = {"owl": "OWL", "rdf": "RDF", "rdfs": "RDFS", "skos": "SKOS", "dcterms": "DCTERMS", "prov": "PROV"}
_STANDARDS |= {"foaf": "FOAF", "org": "ORG", "dcat": "DCAT", "void": "VOID", "xsd": "XSD"}
_NAMES = {SH: "SHACL", RG: "l’ontologie de refgraph", SHAPES: "les fichiers de règles", VOC: "les vocabulaires"}
_NAMES |= {PREFIXES[prefix]: name for prefix, name in _STANDARDS.items()}
_PYTHON_WORDS = ("and", "class", "if", "in", "not", "or")
"""Terms of SHACL that rdflib does not list, because Python reserves the word."""
_NOT_CODE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|(?P<iri><[^<>\s]*>)|#[^\n]*")
_PREFIXED = re.compile(r"(?<![\w?$:<-])([A-Za-z][\w-]*)?:([A-Za-z_][\w-]*(?:\.[\w-]+)*)")


@dataclass(frozen=True)
class UnknownTerm:
    """A term that is not defined where its prefix says, as it is written, with its file and line."""

    file: ShapesFile
    line: int | None
    term: str
    vocabulary: str
    suggestion: str | None


def require_known_terms(shapes: Shapes, files: Iterable[ShapesFile]) -> None:
    """Nothing, if ``files`` only use terms that are defined and queries that can be parsed.

    Raises ShapeError for the first that is not, with file, line and term, and how many others there are.
    """
    for file in files:
        for query, holder in queries(file):
            _require_syntax(shapes, file, query, holder)
    found = [unknown for file in files for unknown in unknown_terms(shapes, file)]
    if found:
        first = found[0]
        others = f" ({len(found) - 1} autre(s) terme(s) inconnu(s) dans ces fichiers)" if len(found) > 1 else ""
        raise ShapeError(
            f"le terme « {first.term} » n’existe pas dans {first.vocabulary}{others}.",
            place=first.file.place(first.line),
            remedy=f"Vouliez-vous écrire « {first.suggestion} » ?" if first.suggestion else "Corrigez ou retirez-le.",
        )


def unknown_terms(shapes: Shapes, file: ShapesFile) -> list[UnknownTerm]:
    """The terms of ``file``, in statements and in queries, that their vocabulary does not define; each once."""
    defined_here = frozenset(term.value for term in shapes.described if isinstance(term, NamedNode))
    found: dict[str, UnknownTerm] = {}
    for iri, written in _terms(shapes, file):
        namespace = _namespace(iri)
        known = _known(namespace) if namespace else frozenset()
        if namespace and iri not in known | (defined_here if namespace == SHAPES else frozenset()):
            candidates = defined_here if namespace == SHAPES else known
            found.setdefault(iri, _unknown(file, iri, written, namespace, candidates))
    return list(found.values())


def queries(file: ShapesFile) -> Iterator[tuple[str, ObjectTerm]]:
    """The SPARQL texts of ``file``, each with the node that holds it."""
    for triple in file.triples:
        if triple.predicate in QUERIES and isinstance(triple.object, Literal):
            yield triple.object.value, triple.subject


def _terms(shapes: Shapes, file: ShapesFile) -> Iterator[tuple[str, str]]:
    """The IRIs that ``file`` uses, and each as it is written in a query (empty in a statement)."""
    for triple in file.triples:
        for term in (triple.predicate, triple.object, triple.subject):
            if isinstance(term, NamedNode):
                yield term.value, ""
    for query, _ in queries(file):
        yield from _query_terms(query, _prefixes(shapes, query))


def _query_terms(query: str, prefixes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for found in _NOT_CODE.finditer(query):
        if found["iri"]:
            yield found["iri"][1:-1], found["iri"]
    for found in _PREFIXED.finditer(_NOT_CODE.sub(" ", query)):
        prefix, name = found[1] or "", found[2]
        if prefix in prefixes:
            yield prefixes[prefix] + name, found[0]


def _require_syntax(shapes: Shapes, file: ShapesFile, query: str, holder: ObjectTerm) -> None:
    """Refuse a query that cannot be parsed, or with a prefix that neither it nor its sh:prefixes declare."""
    prefixes = shapes.prefixes_of(holder) | _own_prefixes(query)
    for found in _PREFIXED.finditer(_NOT_CODE.sub(" ", query)):
        if (found[1] or "") not in prefixes:
            raise ShapeError(
                f"le préfixe de « {found[0]} » n’est pas déclaré pour cette requête.",
                place=file.place(file.line_of(found[0])),
                remedy="Ajoutez « sh:prefixes <https://w3id.org/refgraph/shapes> », qui déclare les nôtres, ou PREFIX.",
            )
    prologue = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in shapes.declared.items())
    try:
        Store().query(prologue + query.replace("$PATH", "<urn:path>"), base_iri="urn:")
    except (SyntaxError, RuntimeError) as error:
        if function := re.search(r"custom function <([^>]*)>", str(error)):
            sentence = f"la fonction « {function[1]} » d’une requête SPARQL n’existe pas."
            place = file.place(file.line_of(f"<{function[1]}>"))
            raise ShapeError(sentence, place=place, remedy="Retirez-la.") from error
        raise ShapeError(
            "une requête SPARQL est incorrecte\u00a0: elle ne se lit que jusqu’à cette ligne.",
            place=file.place(_stopped(file, query, str(error), len(prologue))),
            remedy="Vérifiez ses accolades, ses parenthèses et ses mots-clés.",
        ) from error


def _stopped(file: ShapesFile, query: str, error: str, shift: int) -> int | None:
    """The line of ``file`` on which the parser stopped: that of the last word which it could read."""
    place, begin = re.search(r"(\d+):(\d+)", error), file.text.find(query)
    if place is None or begin < 0:
        return None
    lines = query.split("\n")[: int(place[1])]
    column = int(place[2]) - 1 - (shift if len(lines) == 1 else 0)
    readable = "\n".join([*lines[:-1], lines[-1][: max(column, 0)]]).rstrip()
    return file.text.count("\n", 0, begin) + readable.count("\n") + 1


def _prefixes(shapes: Shapes, query: str) -> dict[str, str]:
    return shapes.declared | _own_prefixes(query)


def _own_prefixes(query: str) -> dict[str, str]:
    return dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", query, re.IGNORECASE))


def _unknown(file: ShapesFile, iri: str, written: str, namespace: str, known: frozenset[str]) -> UnknownTerm:
    prefix = next((name for name, space in file.prefixes.items() if space and iri.startswith(space)), "")
    space = file.prefixes.get(prefix, namespace)
    term = written or (f"{prefix}:{iri.removeprefix(space)}" if prefix else f"<{iri}>")
    line = file.line_of(term) or file.line_of(f"<{iri}>")
    near = get_close_matches(iri, known, n=1, cutoff=0.8)
    local = term.rpartition(":")[0] if ":" in term and not term.startswith("<") else ""
    suggestion = f"{local}:{near[0].removeprefix(space)}" if near and local else (near[0] if near else None)
    return UnknownTerm(file, line, term, _NAMES[namespace], suggestion)


def _namespace(iri: str) -> str | None:
    """The vocabulary that must define ``iri``; None where we cannot know (a user's own, an open nomenclature)."""
    if iri.startswith(VOC):
        scheme = iri.removeprefix(VOC).partition("/")[0]
        closed = any(term.startswith(f"{VOC}{scheme}/") for term in _known(VOC))
        return VOC if closed and iri != f"{VOC}{scheme}/" else None
    return next((space for space in _NAMES if iri.startswith(space) and iri != space), None)


@cache
def _known(namespace: str) -> frozenset[str]:
    """The terms that a vocabulary defines."""
    import rdflib.namespace

    prefix = next((name for name, space in PREFIXES.items() if space == namespace), "")
    name = "SH" if namespace == SH else _STANDARDS.get(prefix)
    if name:
        terms = {str(term) for term in dir(getattr(rdflib.namespace, name)) if str(term).startswith(namespace)}
        return frozenset(terms | {SH + word for word in _PYTHON_WORDS if namespace == SH})
    return frozenset(
        quad.subject.value
        for path in sorted(assets.ontology().glob("*.ttl"))
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(namespace)
    )

"""What a user's files declare: prefixes that lead to a vocabulary, rules that are defined once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from refgraph.core.errors import ShapeError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.validation.report import RDF_TYPE, SH
from refgraph.graph.validation.shapes import SHAPE_CLASSES, Shapes, ShapesFile

_FIXED = ("sh", "rg", "rgsh", "owl", "rdf", "rdfs", "skos", "dcterms", "prov", "xsd")
"""Prefixes of vocabularies that rules are written with: under another address, every term of theirs means nothing."""


def require_namespaces(files: Iterable[ShapesFile]) -> None:
    """Nothing, if each prefix of ``files`` that names a vocabulary leads to it, and no address is nearly that of one.

    Raises ShapeError with file, line, the address that is written and the right one.
    """
    for file in files:
        for prefix, written in file.prefixes.items():
            right = PREFIXES[prefix] if prefix in _FIXED else _near(written)
            if right and written != right:
                raise ShapeError(
                    f"le préfixe « {prefix}: » mène à « {written} », qui n’est pas un vocabulaire connu.",
                    place=file.place(file.line_of(f"<{written}>")),
                    remedy=f"Écrivez « {right} ».",
                )


def require_single(shapes: Shapes, files: Sequence[ShapesFile]) -> None:
    """Nothing, if ``files`` hold a rule, or a word on one of ours, and define no rule twice, nor one of ours anew.

    Statements of two definitions would be joined in silence into a rule that nobody wrote. Raises ShapeError.
    """
    if not any(term.value.startswith(SH) for file in files for t in file.triples for term in (t.predicate,)):
        remedy = "Écrivez-y une forme SHACL (sh:NodeShape ou sh:PropertyShape)."
        raise ShapeError("aucun fichier ne contient de règle.", place=str(files[0].path), remedy=remedy)
    defined: dict[NamedNode, tuple[ShapesFile, NamedNode]] = {}
    for file in shapes.files:
        for triple in dict.fromkeys(file.triples):
            rule, kind = triple.subject, triple.object
            if triple.predicate != RDF_TYPE or kind not in SHAPE_CLASSES or not isinstance(rule, NamedNode):
                continue
            first, sort = defined.setdefault(rule, (file, kind))  # type: ignore[arg-type]
            is_other = first is not file and not (first.shipped and sort == kind)
            if is_other or (not file.shipped and len(_definitions(file, rule)) > 1):
                raise _twice(rule, first, file)


def _near(written: str) -> str | None:
    """The vocabulary whose address is that of ``written`` but for the scheme or the last sign."""
    plain = _plain(written)
    return next((PREFIXES[prefix] for prefix in _FIXED if _plain(PREFIXES[prefix]) == plain), None)


def _plain(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[#/]+$", "", address.lower())


def _definitions(file: ShapesFile, rule: NamedNode) -> list[int]:
    """The lines of ``file`` on which ``rule`` begins with its class (« mine:title a sh:NodeShape »)."""
    names = [f"<{rule.value}>"]
    names += [f"{p}:{rule.value.removeprefix(s)}" for p, s in file.prefixes.items() if s and rule.value.startswith(s)]
    begun = re.compile(rf"^\s*(?:{'|'.join(map(re.escape, names))})\s+(?:a|rdf:type)\s")
    return [number for number, line in enumerate(file.text.split("\n"), 1) if begun.match(line)]


def _twice(rule: NamedNode, first: ShapesFile, file: ShapesFile) -> ShapeError:
    lines = _definitions(file, rule)
    other = "refgraph" if first.shipped else first.place(next(iter(_definitions(first, rule)), None))
    sentence = f"la règle « {rule.value} » est définie deux fois, la première par {other}."
    return ShapeError(sentence, place=file.place(lines[-1] if lines else None), remedy="Donnez-lui un autre nom.")

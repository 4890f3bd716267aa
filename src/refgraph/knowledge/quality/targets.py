"""The user's rules that are about nothing in the graph: without a finding, they would look like rules that are kept."""

from __future__ import annotations

from pyoxigraph import NamedNode

from refgraph.core.french import NBSP
from refgraph.graph.store import Store
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation import Shapes
from refgraph.graph.validation.imports import unread
from refgraph.graph.validation.report import RDF_TYPE, SEVERITIES, SH
from refgraph.graph.validation.results import severity_of
from refgraph.knowledge.quality.rules import severity_name

_ASKED: dict[str, tuple[str, str]] = {
    "targetClass": ("ASK { ?any a ?target }", "aucun élément du graphe n’est de la classe"),
    "targetNode": ("ASK { ?target ?property ?value }", "le graphe ne dit rien de"),
    "targetSubjectsOf": ("ASK { ?any ?target ?value }", "aucun élément du graphe n’a de propriété"),
    "targetObjectsOf": ("ASK { ?any ?target ?value }", "aucun élément du graphe n’a de propriété"),
}
"""Kind of target → the question whether there is one, and what to say where there is none."""
_CLASS = "targetClass"
_SEVERITY = NamedNode(SH + "severity")


def idle(shapes: Shapes, store: Store) -> list[str]:
    """A sentence for each target of the user's rules that the graph does not have, with its file and line."""
    found = [*_not_followed(shapes), *_severities(shapes)]
    rules: list[ObjectTerm] = [*shapes.added, *shapes.unnamed]
    for rule in rules:
        file = shapes.file_of(rule)
        said = shapes.described.get(rule, {})
        implicit = not any(NamedNode(SH + kind) in said for kind in _ASKED)
        targets = [(kind, term) for kind in _ASKED for term in said.get(NamedNode(SH + kind), [])]
        targets += [(_CLASS, rule)] if implicit and RDF_TYPE in said else []
        for kind, target in targets:
            query, silence = _ASKED[kind]
            if file and not file.shipped and isinstance(target, NamedNode) and not store.ask(query, {"target": target}):
                name = _name(target, file.prefixes)
                place = file.place(file.line_of(name))
                found.append(f"{place}{NBSP}: cette règle n’a rien à contrôler, {silence} « {name} ».")
    return found


def _not_followed(shapes: Shapes) -> list[str]:
    sentence = "n’est pas lu\u00a0: aucun fichier du dossier ne lui répond, et rien n’est demandé au réseau."
    return [
        f"{file.place(file.line_of(f'<{iri}>'))}{NBSP}: owl:imports «{NBSP}{iri}{NBSP}» {sentence}"
        for file, iri in unread(shapes.files)
    ]


def _severities(shapes: Shapes) -> list[str]:
    """What a severity that is none of SHACL's counts as."""
    told: dict[str, str] = {}
    for file in shapes.files:
        for triple in file.triples if not file.shipped else ():
            own = triple.object
            if triple.predicate == _SEVERITY and isinstance(own, NamedNode) and own.value not in SEVERITIES:
                counted = severity_of(own.value, shapes).value
                name = _name(own, file.prefixes)
                told[own.value] = (
                    f"{file.place(file.line_of(name))}{NBSP}: la gravité «{NBSP}{severity_name(own, shapes)}{NBSP}» "
                    f"n’est pas de SHACL{NBSP}; elle compte comme «{NBSP}{counted}{NBSP}»."
                )
    return list(told.values())


def _name(term: ObjectTerm, prefixes: dict[str, str]) -> str:
    iri = getattr(term, "value", "")
    short = (
        f"{prefix}:{iri.removeprefix(space)}" for prefix, space in prefixes.items() if space and iri.startswith(space)
    )
    return min(short, key=len, default=f"<{iri}>")

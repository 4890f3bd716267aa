"""The reference engine: pySHACL over rdflib, which implements the whole of SHACL and SHACL-SPARQL."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, NamedNode, Triple

from refgraph.core.errors import ShapeError
from refgraph.core.namespaces import expand
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.imports import IMPORTS
from refgraph.graph.validation.report import RDF_TYPE, SH, Result
from refgraph.graph.validation.results import read_results, to_rdflib
from refgraph.graph.validation.shapes import TARGETS, Shapes

_PREFIXES, _DECLARE = NamedNode(SH + "prefixes"), NamedNode(SH + "declare")
_ONTOLOGY = NamedNode(expand("owl:Ontology"))


def run(
    data: Iterable[Triple], shapes: Shapes, rules: Sequence[NamedNode], unnamed: Sequence[BlankNode] | None = None
) -> list[Result]:
    """The results of ``rules``, and of the ``unnamed`` (all by default), on ``data``.

    Raises ShapeError where one of them is not valid SHACL.
    """
    import pyshacl

    nameless = shapes.unnamed if unnamed is None else unnamed
    if not rules and not nameless:
        return []
    logging.getLogger("pyshacl-validate").disabled = True  # each call sets its level back
    shacl = to_rdflib(_only([*rules, *nameless], shapes))
    try:
        with warnings.catch_warnings(action="ignore"):
            _, report, text = pyshacl.validate(to_rdflib(data), shacl_graph=shacl, inference="none", inplace=True)
    except Exception as error:
        raise _refused(error, shapes) from error
    if not hasattr(report, "triples"):
        raise _refused(ValueError(str(text)), shapes)
    return read_results(report, shapes)


def _only(rules: Sequence[NamedNode | BlankNode], shapes: Shapes) -> list[Triple]:
    """The shapes with no target but those of ``rules``, each ontology with the prefixes of those that it imports.

    (The option ``use_shapes`` of pySHACL skips nested shapes; ``owl:imports`` it follows to other addresses only. To
    what is not said to be an ontology it adds the prefixes of all others: of two for one namespace rdflib keeps one.)
    """
    kept_targets: set[ObjectTerm] = {*rules}
    others: set[ObjectTerm] = {*shapes.rules, *shapes.unnamed}
    others -= kept_targets
    kept = [
        t for t in shapes.triples if not (t.predicate in TARGETS and t.subject in others) and t.predicate != IMPORTS
    ]
    named = {t.object for t in shapes.triples if t.predicate == _PREFIXES}
    declared = [(one, node) for one in named for node in shapes.declarations_of(one)]
    said = [Triple(one, _DECLARE, node) for one, node in declared]  # type: ignore[arg-type]
    said += [Triple(one, RDF_TYPE, _ONTOLOGY) for one, _ in declared]  # type: ignore[arg-type]
    return list(dict.fromkeys([*kept, *said]))


def _refused(error: Exception, shapes: Shapes) -> ShapeError:
    """The error for rules that pySHACL cannot load: at the rule that it names, and at the line of the term if any."""
    reason = " ".join(str(getattr(error, "message", error)).split())  # in English: only its names are told
    named = [rule for rule in shapes.added if rule.value in reason]
    files = [file for file in (shapes.file_of(rule) for rule in named or shapes.added) if file and not file.shipped]
    terms = re.findall(r"\bsh:[A-Za-z]+", reason)
    lines = ((file, file.line_of(term)) for term in terms for file in files)
    where = next(((file, line) for file, line in lines if line), None)
    place = where[0].place(where[1]) if where else ", ".join(dict.fromkeys(str(file.path) for file in files))
    about = f" « {named[0].value} »" if named else ""
    what = f"\u00a0: {terms[0]} n’y a pas la valeur qu’il lui faut" if terms else ""
    sentence = f"la règle{about} ne peut pas être évaluée{what}."
    return ShapeError(sentence, place=place, remedy="Relisez-la d’après la recommandation SHACL du W3C.")

"""The shipped questions as data: each a ``sh:SPARQLSelectExecutable`` (SHACL Advanced Features, section 7).

Tools that know this form offer them as examples to whoever opens the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import BASE, PREFIXES
from refgraph.knowledge.questions.question import Question

_PREFIX = re.compile(r"^PREFIX\s+(\w+):\s*<([^>]+)>\s*$", re.MULTILINE)
_RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def query_iri(question: Question) -> str:
    """The IRI of a shipped question."""
    return f"{BASE}query/{question.subject}/{question.name}"


def executables(questions: Iterable[Question]) -> list[Triple]:
    """The triples of ``questions``, each once: label, description, tags, query and prefixes."""
    return list(dict.fromkeys(triple for question in questions for triple in _executable(question)))


def _executable(question: Question) -> Iterator[Triple]:
    me, prefixes = NamedNode(query_iri(question)), NamedNode(f"{BASE}query")
    yield Triple(me, _RDF_TYPE, _term("sh", "SPARQLExecutable"))
    yield Triple(me, _RDF_TYPE, _term("sh", "SPARQLSelectExecutable"))
    yield Triple(me, _term("rdfs", "label"), Literal(question.title, language="fr"))
    yield Triple(me, _term("rdfs", "comment"), Literal(question.header.description or question.title, language="fr"))
    yield Triple(me, _term("sh", "select"), Literal(question.sparql))
    yield Triple(me, _term("sh", "prefixes"), prefixes)
    for tag in question.header.tags:
        yield Triple(me, _term("schema", "keywords"), Literal(tag, language="fr"))
    for prefix, namespace in _PREFIX.findall(question.text):
        declaration = NamedNode(f"{BASE}query/prefix/{prefix}")
        yield Triple(prefixes, _term("sh", "declare"), declaration)
        yield Triple(declaration, _term("sh", "prefix"), Literal(prefix))
        any_uri = NamedNode(PREFIXES["xsd"] + "anyURI")
        yield Triple(declaration, _term("sh", "namespace"), Literal(namespace, datatype=any_uri))


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)

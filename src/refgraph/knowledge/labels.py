"""How an entity is called: its words in the document, its code, its kind. Asked for many at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import NBSP
from refgraph.core.namespaces import ID, PREFIXES, document_iri, expand
from refgraph.graph.store import Store
from refgraph.graph.triples import UNDER_DEVELOPMENT
from refgraph.graph.triples.status import DRAFT
from refgraph.model.kinds import BY_CLASS, OTHER, Kind, kind_of

_WORDS = ("rg:statement", "dcterms:title", "rg:mentionText", "skos:prefLabel", "foaf:name", "rdfs:label")
"""Where the words of an entity are, best first: what the document says before the name that refgraph composed."""

_ASKED = ("rdf:type", "adms:status", "rg:code", "rg:line", "rg:verifiedOn", *_WORDS)
# A filter, not VALUES: Oxigraph would join the values of the property first, and read them for every entity there is.
_SOME = f"SELECT ?entity ?property ?value {{ ?entity ?property ?value FILTER(?property IN ({', '.join(_ASKED)})) }}"
_CLASSES = " ".join(f"<{iri}>" for iri in BY_CLASS)
_ALL = f"""SELECT ?entity ?property ?value {{
  {{ SELECT DISTINCT ?entity {{ VALUES ?class {{ {_CLASSES} }} ?entity a ?class }} }}
  VALUES ?property {{ {" ".join(_ASKED)} }} ?entity ?property ?value }}"""


def named(variable: str) -> str:
    """A pattern that binds ``?label`` to the name of ``?variable`` as lists show it: « C14 – Personnaliser… ».

    What has a statement is named by its code and its title or words, all else by its label.
    """
    return f"""{{ ?{variable} rdfs:label ?label }} UNION {{
      ?{variable} rg:statement ?said OPTIONAL {{ ?{variable} dcterms:title ?titled }}
      OPTIONAL {{ ?{variable} rg:code ?coded }} BIND(COALESCE(?titled, ?said) AS ?shown)
      BIND(IF(BOUND(?coded), STRLANG(CONCAT(?coded, " – ", STR(?shown)), "fr"), ?shown) AS ?label) }}"""


_OF_DRAFT = f" ({DRAFT})"
"""What follows the title of a certification that is being written, wherever it is named."""


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity as it is referred to: ``code`` is as normalised, empty where it has none."""

    iri: str
    label: str
    kind: Kind
    code: str = ""


def refs(store: Store, iris: Iterable[str]) -> dict[str, Ref]:
    """Each of ``iris`` by its name; one that the graph doesn't name is called by the end of its IRI."""
    wanted = list(dict.fromkeys(iris))
    if not wanted:
        return {}
    rows = store.select(_SOME, {"entity": [NamedNode(iri) for iri in wanted]}).rows
    known = _collect(rows)
    return {iri: known.get(iri) or Ref(iri, local_name(iri), OTHER) for iri in wanted}


def listed(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """The name of each of ``iris`` as lists show it, as `named` binds it; what the graph doesn't name is left out."""
    said: dict[str, dict[str, str]] = {}
    nodes = [NamedNode(iri) for iri in dict.fromkeys(iris)]
    for entity, prop, value in store.select(_SOME, {"entity": nodes}).rows if nodes else ():
        if isinstance(entity, NamedNode) and isinstance(prop, NamedNode) and isinstance(value, Literal):
            said.setdefault(entity.value, {})[prop.value] = value.value
    found = {iri: _listed(words) for iri, words in said.items()}
    return {iri: name for iri, name in found.items() if name}


def _listed(words: dict[str, str]) -> str:
    if label := words.get(expand("rdfs:label")):
        return label
    statement, code = words.get(expand("rg:statement"), ""), words.get(expand("rg:code"))
    shown = statement and words.get(expand("dcterms:title"), statement)
    return f"{code} – {shown}" if code and shown else shown


def all_refs(store: Store) -> dict[str, Ref]:
    """Everything in the graph that is of one of our kinds."""
    return _collect(store.select(_ALL).rows)


def ancestors(iri: str) -> list[str]:
    """The IRIs above ``iri`` in our own space, outermost first; some of them name nothing (``…/bloc``).

    >>> ancestors("https://w3id.org/refgraph/id/certification/X/bloc/1")[-1].removeprefix(ID)
    'certification/X/bloc'
    """
    if not iri.startswith(ID):
        return []
    parts = iri.removeprefix(ID).split("/")
    return [ID + "/".join(parts[:size]) for size in range(1, len(parts))]


def natural(iri: str) -> list[tuple[int, str]]:
    """A key that sorts C2 before C10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", iri)]


def local_name(iri: str) -> str:
    """What is left of an IRI that nothing names: a compact name, or its last part.

    >>> local_name("http://www.w3.org/2004/02/skos/core#Concept")
    'skos:Concept'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri.removeprefix(namespace) and prefix not in ("id", "voc"):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return unquote(iri.rstrip("/#").rpartition("/")[2]) or iri


def _collect(rows: Iterable[tuple[object, ...]]) -> dict[str, Ref]:
    classes: dict[str, set[str]] = {}
    said: dict[str, dict[str, Literal]] = {}
    for entity, prop, value in rows:
        assert isinstance(entity, NamedNode)
        assert isinstance(prop, NamedNode)
        if isinstance(value, NamedNode):
            classes.setdefault(entity.value, set()).add(value.value)  # the status of a draft beside its classes
        elif isinstance(value, Literal):
            words = said.setdefault(entity.value, {})
            if prop.value not in words or _rank(value) < _rank(words[prop.value]):
                words[prop.value] = value
    return {iri: _ref(iri, classes.get(iri, set()), said.get(iri, {})) for iri in {**classes, **said}}


def _rank(value: Literal) -> tuple[int, str]:
    """French before no language before others; then by alphabet, so that a name is the same each time."""
    return {"fr": 0, None: 1}.get(value.language, 2), value.value


def _ref(iri: str, classes: set[str], words: dict[str, Literal]) -> Ref:
    texts = (words.get(expand(name)) for name in _WORDS)
    label = next((text.value for text in texts if text), _place(iri, words) or local_name(iri))
    if UNDER_DEVELOPMENT.value in classes and not label.endswith(_OF_DRAFT):
        label += _OF_DRAFT
    code = words.get(expand("rg:code"))
    return Ref(iri, label, kind_of(classes), code.value if code else "")


def _place(iri: str, words: dict[str, Literal]) -> str:
    """The name of a passage: its document, which its IRI names, and its line; that of a verification: its day."""
    if verified := words.get(expand("rg:verifiedOn")):
        return f"Vérification du {date.fromisoformat(verified.value):%d/%m/%Y}"
    line = words.get(expand("rg:line"))
    document = iri.removeprefix(document_iri("")).partition("/")[0]
    return f"{unquote(document)}, ligne{NBSP}{line.value}" if line else ""

"""The sheet that a certification's triples are written on: names its items, quotes its document."""

from __future__ import annotations

from pathlib import PurePath

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import RecordError
from refgraph.core.namespaces import certification_iri, concept_iri, document_iri, item_iri
from refgraph.core.text import fold
from refgraph.graph.triples.terms import french, integer, named, plain
from refgraph.model import ids
from refgraph.model.records import Basis, DocumentInfo, Passage, Sourced

RDF_TYPE = named("rdf:type")
LABEL = named("rdfs:label")
_WORDS = frozenset({named("rg:statement"), named("rg:mentionText")})
"""Where the words of an item stand: they are stored once, and `knowledge.labels` makes its name of them."""


class Sheet:
    """Triples of one certification, each once, in the order in which they were said.

    A passage has no text around it: `text[start:end] == quote` finds it, and the quote confirms it.
    """

    def __init__(self, certification: str, document: DocumentInfo) -> None:
        self._certification = certification
        self._document = document
        self._said: dict[Triple, None] = {}
        self.certification = self._node(certification_iri(certification))
        self.document = NamedNode(document_iri(PurePath(document.name).stem))
        self._describe_document()

    @property
    def untitled(self) -> str:
        """The name under which a certification is shown whose document prints no title."""
        return f"Certification sans intitulé ({self._document.name})"

    def triples(self) -> list[Triple]:
        """All triples said so far; what has words of its own has no label beside them."""
        worded = {each.subject for each in self._said if each.predicate in _WORDS}
        return [each for each in self._said if not (each.predicate == LABEL and each.subject in worded)]

    def item(self, path: str) -> NamedNode:
        """The node of an item, from its record id. Raises RecordError where the id cannot stand in an IRI."""
        return self._node(item_iri(self._certification, path))

    def concept(self, scheme: str, notation: str) -> NamedNode:
        """The node of a concept of a scheme."""
        return NamedNode(concept_iri(scheme, notation))

    def say(self, subject: NamedNode, predicate: str, *values: NamedNode | Literal | None) -> None:
        """Say each value that there is; ``predicate`` is a compact name."""
        for value in values:
            if value is not None:
                self._said[Triple(subject, named(predicate), value)] = None

    def begin(self, subject: NamedNode, kind: str, label: str) -> None:
        """Say the class of a new item and the name under which it is shown."""
        self._said[Triple(subject, RDF_TYPE, named(kind))] = None
        if label:
            self._said[Triple(subject, LABEL, Literal(label, language="fr"))] = None

    def quote(self, subject: NamedNode, sourced: Sourced) -> None:
        """Lead ``subject`` back to the passages that say it, the main one known as such."""
        self.say(subject, "rg:mainExcerpt", self.excerpt(sourced.source))
        for passage in (sourced.source, *sourced.other_sources):
            self.say(subject, "rg:excerpt", self.excerpt(passage))

    def state(self, subject: NamedNode, predicate: str, value: NamedNode | Literal | None, sourced: Sourced) -> None:
        """Say one thing of ``subject``, and lead this statement back to its passages."""
        self.say(subject, predicate, value)
        for passage in (sourced.source, *sourced.other_sources):
            excerpt = self.excerpt(passage)
            self.say(subject, "rg:excerpt", excerpt)
            self.say(excerpt, "rg:documents", named(predicate))
            self.say(excerpt, "rg:documentedValue", value)

    def excerpt(self, passage: Passage) -> NamedNode:
        """The node of a passage, named by its offsets and by how its statement is known."""
        basis = passage.basis
        known = "" if basis is Basis.EXTRAIT else fold(basis.value)
        iri = f"{self.document.value}/{ids.excerpt(passage.start, passage.end, known)}"
        excerpt = NamedNode(iri)
        self.begin(excerpt, "rg:Excerpt", "")
        self.say(excerpt, "oa:hasSource", self.document)
        if basis is not Basis.EXTRAIT:  # what a passage prints is the rule, and not said of each
            self.say(excerpt, "rg:basis", self.concept("basis", basis.value))
        self.say(excerpt, "rg:line", integer(passage.line))
        self.say(excerpt, "rg:start", integer(passage.start))
        self.say(excerpt, "rg:end", integer(passage.end))
        self.say(excerpt, "rg:quote", plain(passage.quote))
        return excerpt

    def _describe_document(self) -> None:
        self.begin(self.document, "rg:SourceDocument", self._document.name)
        self.say(self.document, "dcterms:title", french(self._document.name))
        self.say(self.document, "dcterms:source", plain(self._document.name))
        self.say(self.document, "rg:sha256", plain(self._document.sha256))
        self.say(self.document, "rg:layoutFamily", plain(self._document.family))

    def _node(self, iri: str) -> NamedNode:
        try:
            return NamedNode(iri)
        except ValueError as error:
            raise RecordError(
                f"l’identifiant «\u00a0{iri}\u00a0» n’est pas une IRI valable.",
                place=self._document.name,
                remedy="N’y mettez ni espace, ni accent, ni signe spécial.",
            ) from error


def headed(code: str | None, text: str) -> str:
    """The name under which a coded item is shown: « C14 – Personnaliser… »."""
    return f"{code} – {text}" if code else text

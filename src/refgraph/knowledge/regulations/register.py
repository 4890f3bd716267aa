"""The register of texts as objects: each text with its dates, its relations and how well they are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import ID, PREFIXES, RG
from refgraph.mentions.lexicon import article_order

REGULATION = f"{ID}regulation/"
_ELI, _DCTERMS, _RDFS, _SKOS = (PREFIXES[name] for name in ("eli", "dcterms", "rdfs", "skos"))

DATES: dict[str, str] = {
    "document": f"{_ELI}date_document",
    "publication": f"{_ELI}date_publication",
    "start": f"{_ELI}first_date_entry_in_force",
    "application": f"{_ELI}date_applicability",
    "end": f"{_ELI}date_no_longer_in_force",
    "expected": f"{RG}expectedBy",
}
"""Name of a date of a text → the property that says it, in the order in which they may fall."""

LINKS: dict[str, str] = {
    "amended_by": f"{_ELI}amended_by",
    "repealed_by": f"{_ELI}repealed_by",
    "replaced_by": f"{_DCTERMS}isReplacedBy",
    "renumbered_to": f"{RG}renumberedTo",
    "transposed_by": f"{_ELI}transposed_by",
    "applied_by": f"{RG}appliedBy",
}
"""Name of a relation between texts → the property that says it."""


@dataclass(frozen=True)
class Precision:
    """What a document that cites a text should state (``words`` state it), and the question where it does not."""

    label: str
    question: str
    words: tuple[str, ...]
    note: str | None


@dataclass(frozen=True)
class Text:
    """A text of the register, an article of one (``part_of`` and ``code``) or a dated version (``version_of``).

    ``dates`` and ``links`` are keyed by the names of `DATES` and `LINKS`; ``confidence`` gives H, M or L for each of
    those names that a verification covers. ``name`` is how to cite the text, ``label`` how to show it.
    """

    key: str
    label: str
    name: str
    kind: str | None = None
    part_of: str | None = None
    version_of: str | None = None
    code: str | None = None
    title: str | None = None
    note: str | None = None
    dates: Mapping[str, date] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confidence: Mapping[str, str] = field(default_factory=dict)
    precisions: tuple[Precision, ...] = ()

    @property
    def iri(self) -> str:
        """The IRI of the text."""
        return REGULATION + self.key

    @property
    def is_corpus(self) -> bool:
        """Whether this stands for a body of rules rather than one text."""
        return self.kind == "corpus"

    @property
    def start(self) -> date | None:
        """The first day from which it is known to exist: in force, else published, else signed."""
        return next((self.dates[name] for name in ("start", "publication", "document") if name in self.dates), None)

    @property
    def first(self) -> date | None:
        """The first of its known days, be it only that of its signature."""
        return min(
            (self.dates[name] for name in ("document", "publication", "start") if name in self.dates), default=None
        )

    def link(self, name: str) -> tuple[str, ...]:
        """The keys of the texts that the relation ``name`` leads to."""
        return self.links.get(name, ())

    def is_sure(self, *names: str) -> bool:
        """Whether the dates and relations ``names`` that it has are all verified with high confidence."""
        return all(self.confidence.get(name) == "H" for name in names if name in self.dates or name in self.links)


@dataclass(frozen=True)
class Register:
    """All texts by key, in the order of the file."""

    texts: Mapping[str, Text]

    def __getitem__(self, key: str) -> Text:
        return self.texts[key]

    def get(self, key: str) -> Text | None:
        """The text with this key, if the register has it."""
        return self.texts.get(key)

    def versions(self, key: str) -> list[Text]:
        """The dated versions of a text, oldest first, those without a date last."""
        found = [text for text in self.texts.values() if text.version_of == key]
        return sorted(found, key=lambda version: version.start or version.dates.get("expected") or date.max)

    def articles(self, key: str) -> list[Text]:
        """The articles of a text that the register has, in their order."""
        found = [text for text in self.texts.values() if text.part_of == key and text.code]
        return sorted(found, key=lambda article: article_order(article.code or ""))

    def wholes(self, key: str) -> list[str]:
        """The keys of the texts that ``key`` is part of, the nearest first."""
        text = self.texts.get(key)
        return [text.part_of, *self.wholes(text.part_of)] if text and text.part_of else []

    def predecessors(self, key: str) -> list[str]:
        """The keys of the texts that ``key`` replaces, repeals or renumbers."""
        names = ("renumbered_to", "repealed_by", "replaced_by")
        return [text.key for text in self.texts.values() if any(key in text.link(name) for name in names)]

    def work(self, key: str) -> str:
        """The key of the text that ``key`` is an article of, or itself."""
        text = self.texts.get(key)
        return text.part_of if text and text.code and text.part_of else key


def register_of(triples: Iterable[Triple]) -> Register:
    """The register that ``triples`` say; other things that they say are left aside."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said[triple.subject.value][triple.predicate.value].append(triple.object.value)
    confidence = _confidence(said)
    subjects = [iri for iri in said if iri.startswith(REGULATION)]
    return Register({_key(iri): _text(iri, said, confidence[iri]) for iri in subjects})


_Said = Mapping[str, Mapping[str, list[str]]]


def _text(iri: str, said: _Said, confidence: Mapping[str, str]) -> Text:
    facts = said[iri]
    label = _first(facts, f"{_RDFS}label") or _key(iri)
    kind = _first(facts, f"{_DCTERMS}type")
    return Text(
        key=_key(iri),
        label=label,
        name=_first(facts, f"{_SKOS}prefLabel") or label,
        kind=kind.rpartition("/")[2] if kind else None,
        part_of=_key(_first(facts, f"{_ELI}is_part_of") or "") or None,
        version_of=_key(_first(facts, f"{_ELI}is_member_of") or "") or None,
        code=_first(facts, f"{RG}code"),
        title=_first(facts, f"{_DCTERMS}title"),
        note=_first(facts, f"{_RDFS}comment"),
        dates={
            name: date.fromisoformat(facts[property_][0]) for name, property_ in DATES.items() if facts.get(property_)
        },
        links={
            name: tuple(_key(other) for other in facts[property_])
            for name, property_ in LINKS.items()
            if facts.get(property_)
        },
        confidence={
            name: confidence[property_] for name, property_ in (DATES | LINKS).items() if property_ in confidence
        },
        precisions=tuple(_precision(said[other]) for other in facts.get(f"{RG}expectsPrecision", [])),
    )


def _precision(facts: Mapping[str, list[str]]) -> Precision:
    return Precision(
        label=_first(facts, f"{_RDFS}label") or "",
        question=_first(facts, f"{RG}question") or "",
        words=tuple(facts.get(f"{RG}statedBy", [])),
        note=_first(facts, f"{_RDFS}comment"),
    )


def _confidence(said: _Said) -> dict[str, dict[str, str]]:
    """For each text and property, the lowest confidence of the verifications that cover it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for facts in list(said.values()):
        for text in facts.get(f"{RG}verifies", []):
            for predicate in facts.get(f"{RG}verifiedProperty", []):
                level = _first(facts, f"{RG}confidence") or "L"
                found[text][predicate] = max(found[text].get(predicate, "H"), level, key="HML".index)
    return found


def _first(facts: Mapping[str, list[str]], predicate: str) -> str | None:
    return next(iter(facts.get(predicate, [])), None)


def _key(iri: str) -> str:
    return iri.removeprefix(REGULATION)

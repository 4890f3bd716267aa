"""Where a finding is: the entity by its code and words, its certification, its bloc, and its passages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import certification_iri, item_iri
from refgraph.graph.store import Store
from refgraph.knowledge.excerpts import Excerpt, excerpts_of
from refgraph.knowledge.labels import Ref, refs
from refgraph.model import ids

_RANKS = "SELECT ?entity ?rank { ?entity rg:order ?rank }"
_ASSESSED = (
    "SELECT ?entity ?competence { ?competence rg:isAssessedBy ?entity }",
    "SELECT ?entity ?competence { ?competence rg:isAssessedBy/rg:hasComponent ?entity }",
)
_CERTIFIED = "SELECT ?entity ?certification { ?certification rg:certifier|rg:nsf|rg:occupation|rg:formacode ?entity }"
_MODALITIES = ("modality", "examination")


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """An entity that a finding is about. ``name`` is short (« C14 », « compétence n° 7 »), ``words`` are its text."""

    iri: str
    name: str
    words: str
    certification: Ref | None
    bloc: Ref | None
    passages: tuple[Excerpt, ...]


class Places:
    """The places of many entities, asked for at once."""

    def __init__(self, store: Store, iris: Iterable[str]) -> None:
        self._store = store
        wanted = list(dict.fromkeys(iris))
        self._passages = excerpts_of(store, [*wanted, *map(_whole, wanted)])
        self._certified = dict(self._pairs(_CERTIFIED, wanted))
        self._assessed: dict[str, list[str]] = defaultdict(list)
        for modality, competence in (pair for query in _ASSESSED for pair in self._pairs(query, wanted)):
            self._assessed[modality].append(competence)
        above = [one for iri in wanted for one in (self._certification_iri(iri), _bloc_iri(iri)) if one]
        everyone = [*wanted, *above, *(iri for found in self._assessed.values() for iri in found)]
        self._ranks = dict(self._pairs(_RANKS, everyone))
        self._refs = refs(store, everyone)

    def of(self, iri: str, within: str = "") -> FindingPlace:
        """The place of ``iri``; ``within`` is the certification that the rule was checked on."""
        certification, bloc = self._certification_iri(iri) or self._certification_iri(within), _bloc_iri(iri)
        ref = self._known(iri)
        return FindingPlace(
            iri=iri,
            name=self._name(ref),
            words=ref.label,
            certification=self._known(certification) if certification else None,
            bloc=self._known(bloc) if bloc else None,
            passages=() if iri == certification else self.passages(iri),
        )

    def passages(self, iri: str) -> tuple[Excerpt, ...]:
        """The passages of ``iri``; where it has none, those of what it is a part of."""
        return self._passages.get(iri) or self._passages.get(_whole(iri), ())

    def label(self, iri: str) -> str:
        """How any entity is called in a sentence: its code, else its words."""
        ref = self._known(iri)
        return ref.code or ref.label

    def _known(self, iri: str) -> Ref:
        if iri not in self._refs:
            self._refs |= refs(self._store, [iri])
        return self._refs[iri]

    def _name(self, ref: Ref) -> str:
        if ref.kind.key in _MODALITIES:
            codes = sorted((self._numbered(self._known(iri)) for iri in set(self._assessed[ref.iri])), key=_natural)
            return f"modalité de {', '.join(codes)}" if codes else self._numbered(ref)
        if ref.kind.key == "excerpt":
            lines = [passage.line for passage in self._passages.get(ref.iri, ())]
            return f"ligne\u00a0{lines[0]}" if lines else "passage"
        return self._numbered(ref)

    def _numbered(self, ref: Ref) -> str:
        if ref.code:
            return ref.code if ref.kind.key == "competence" else f"{ref.kind.singular.lower()} {ref.code}"
        rank = self._ranks.get(ref.iri)
        return ref.kind.singular.lower() + (f" n°\u00a0{rank}" if rank else "")

    def _certification_iri(self, iri: str) -> str:
        certification, _ = ids.split_iri(iri)
        return certification_iri(certification) if certification else self._certified.get(iri, "")

    def _pairs(self, query: str, iris: list[str]) -> list[tuple[str, str]]:
        rows = self._store.select(query, {"entity": _nodes(iris)}).rows if iris else []
        return [(_text(row[0]), _text(row[1])) for row in rows]


def _nodes(iris: Iterable[str]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in dict.fromkeys(iris)]


def _whole(iri: str) -> str:
    """The modality of a component, the item of a jury; any other entity itself."""
    certification, item = ids.split_iri(iri)
    return item_iri(certification, ids.whole_of(item)) if item else iri


def _bloc_iri(iri: str) -> str:
    certification, item = ids.split_iri(iri)
    return item_iri(certification, bloc) if (bloc := ids.bloc_of(item)) else ""


def _natural(name: str) -> tuple[object, ...]:
    """Sorts C2 before C10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name))


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""

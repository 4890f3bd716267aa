"""Where the référentiels cite texts, from the store: each mention with its place, its passage and what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from textwrap import shorten

from refgraph.core.namespaces import PREFIXES, VOC, graph_iri
from refgraph.core.table import Resource
from refgraph.core.text import fold
from refgraph.graph.store import Store
from refgraph.knowledge.excerpts import WORDS, Excerpt
from refgraph.knowledge.labels import listed
from refgraph.knowledge.regulations.register import REGULATION
from refgraph.mentions import State
from refgraph.model import ids

_LABEL = 90
_HEAD = "\n".join(
    f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("rg", "rdfs", "oa", "adms", "dcterms", "rdf", "skos")
)


class Place(Enum):
    """By what kind of item a text is cited: French word, and the sign that stands for it in a matrix."""

    COMPETENCE = ("compétence", "●")
    CRITERION = ("critère", "▪")
    MODALITY = ("modalité", "▶")
    HEADER = ("en-tête", "■")
    TOPIC = ("thème seulement", "○")

    @property
    def word(self) -> str:
        """The French word for it."""
        return self.value[0]

    @property
    def sign(self) -> str:
        """The sign for it."""
        return self.value[1]


_PLACES = {"competence": Place.COMPETENCE, "criteria": Place.CRITERION, "modality": Place.MODALITY}
"""Kind of the item of a bloc that holds a mention → its place; what belongs to no bloc is the header."""


UNKNOWN = dict.fromkeys(State, "texte inconnu du registre") | {State.VAGUE: "texte non précisé"}
"""What is said in place of a text, where a mention means none of the register."""


@dataclass(frozen=True)
class Cited:
    """One mention: its words, the item that holds it, its passages, its state and the texts it means (keys).

    ``settled`` names the person who decided what an open mention means, where one did.
    """

    iri: str
    words: str
    certification: Resource
    owner: Resource
    place: Place
    passages: tuple[Excerpt, ...]
    state: State
    targets: tuple[str, ...]
    settled: str | None = None

    @property
    def mention(self) -> str:
        """The id of the mention in its certification: « mention/5 »."""
        return ids.split_iri(self.iri)[1]

    @property
    def where(self) -> str:
        """The place in words: « compétence C14 – … », « en-tête »."""
        if self.place is Place.HEADER:
            return self.place.word
        return f"{self.place.word}\u00a0: {shorten(self.owner.label, _LABEL, placeholder=' […]')}"

    @property
    def is_open(self) -> bool:
        """Whether several texts may be meant and nobody has decided which."""
        return self.state is State.AMBIGUE and self.settled is None


def select_cited(store: Store) -> list[Cited]:
    """Every mention of the store, by certification and in the order of the documents."""
    targets = _targets(store)
    settled = {row[0]: row[1] for row in _rows(store, _SETTLED)}
    found: dict[str, Cited] = {}
    rows = _rows(store, _MENTIONS)
    names = listed(store, [row[4] for row in rows])
    for row in rows:
        passage = Excerpt(row[6], int(row[7]), row[8], iri=row[5])
        mention = row[0]
        if mention in found:
            known = found[mention]
            found[mention] = _with(known, passage) if passage not in known.passages else known
            continue
        owner = Resource(row[4], names.get(row[4], ""))
        found[mention] = Cited(
            iri=mention,
            words=row[1],
            certification=Resource(row[2], row[3]),
            owner=owner,
            place=place_of(owner.iri),
            passages=(passage,),
            state=_state(row[9]),
            targets=tuple(targets[mention]),
            settled=settled.get(mention),
        )
    return list(found.values())


def place_of(owner: str) -> Place:
    """The place of a mention, from the IRI of the item that holds it."""
    _, item = ids.split_iri(owner)
    return _PLACES.get(ids.kind_of(item), Place.TOPIC) if ids.bloc_of(item) else Place.HEADER


def _state(iri: str) -> State:
    notation = iri.removeprefix(f"{VOC}mention-status/")
    return next((state for state in State if fold(state.value) == notation), State.INCONNUE)


def _with(cited: Cited, passage: Excerpt) -> Cited:
    return replace(cited, passages=(*cited.passages, passage))


def _targets(store: Store) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for mention, target in _rows(store, _TARGETS):
        found[mention].append(target.removeprefix(REGULATION))
    return found


def _rows(store: Store, query: str) -> list[tuple[str, ...]]:
    return [tuple(term.value if term else "" for term in row) for row in store.select(query).rows]


_MENTIONS = f"""{_HEAD}
SELECT ?mention ?words ?certification ?title ?owner ?excerpt ?document ?line ?quote ?status WHERE {{
    GRAPH ?graph {{
        ?certification a rg:Certification ; rdfs:label ?title .
        ?owner rg:hasMention ?mention .
        ?mention rg:mentionText ?words ; rg:excerpt ?excerpt .
        ?excerpt rg:line ?line ; rg:start ?start ; {WORDS} .
    }}
    OPTIONAL {{ ?mention adms:status ?status }}
}} ORDER BY ?title ?start"""

_TARGETS = f"""{_HEAD}
SELECT DISTINCT ?mention ?target WHERE {{
    GRAPH ?graph {{ ?mention rg:mentionTarget ?target }}
    FILTER(!STRSTARTS(STR(?graph), "{graph_iri("inferred")}"))
}} ORDER BY ?mention ?target"""

_SETTLED = f"""{_HEAD}
SELECT ?mention ?person WHERE {{ ?settlement rg:settles ?mention ; rg:settledBy ?person }}"""

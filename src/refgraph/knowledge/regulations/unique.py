"""What only one entry of a register may hold: an identifier, the number of an article, the days of a version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import PREFIXES, RG

_ELI, _DCTERMS = PREFIXES["eli"], PREFIXES["dcterms"]
_SHARED = (
    ((f"{_ELI}id_local",), "Ce texte porte le même identifiant que {other}."),
    ((f"{_DCTERMS}identifier", f"{_DCTERMS}type"), "Ce texte porte le même identifiant que {other}."),
    ((f"{_ELI}is_part_of", f"{RG}code"), "Cet article porte le même numéro que {other}, dans le même texte."),
)
"""Properties that no two entries share together, and the sentence that says so."""
_MEMBER, _START, _END = f"{_ELI}is_member_of", f"{_ELI}first_date_entry_in_force", f"{_ELI}date_no_longer_in_force"
_Facts = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Clash:
    """Two entries, by IRI, that cannot both be right: the sentence about ``iri`` has a place for the ``other``."""

    iri: str
    other: str
    sentence: str
    remedy: str


def clashes(triples: list[Triple]) -> list[Clash]:
    """The entries of a register that hold what another one holds, in the order of the file."""
    said: _Facts = defaultdict(dict)
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said[triple.subject.value].setdefault(triple.predicate.value, triple.object.value)
    return [*_shared(said), *_overlapping(said)]


def _shared(said: _Facts) -> Iterator[Clash]:
    for properties, sentence in _SHARED:
        first: dict[tuple[str, ...], str] = {}
        for iri, facts in said.items():
            if all(property_ in facts for property_ in properties):
                other = first.setdefault(tuple(facts[property_] for property_ in properties), iri)
                if other != iri:
                    yield Clash(iri, other, sentence, "Corrigez le numéro faux, ou retirez l’une des deux entrées.")


def _overlapping(said: _Facts) -> Iterator[Clash]:
    """Two versions of one text that begin on the same day, or the second before the end of the first."""
    versions = sorted(
        (facts[_MEMBER], facts[_START], iri) for iri, facts in said.items() if _MEMBER in facts and _START in facts
    )
    for (work, start, iri), (same, later, other) in pairwise(versions):
        if work == same and (start == later or later < said[iri].get(_END, "")):
            sentence = "Cette version est en vigueur en même temps que {other}."
            yield Clash(iri, other, sentence, "Corrigez ses dates\u00a0: une version finit quand la suivante commence.")

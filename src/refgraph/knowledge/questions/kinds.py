"""What the value of a parameter can be: things of the graph that users choose from, and plain values that they type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from refgraph.core.errors import QueryError
from refgraph.core.namespaces import BASE, ID, PREFIXES, VOC
from refgraph.core.text import fold
from refgraph.graph.store import Store
from refgraph.knowledge.labels import named
from refgraph.knowledge.questions.wording import pattern

XSD = PREFIXES["xsd"]


_NUMBERS = {"integer": re.compile(r"[+-]?\d{1,18}"), "decimal": re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?")}
"""Numbers as people write them; without exponent, so that no short text stands for a giant number."""

_SHOWN = 12
"""How many possible values an error names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the graph offers: its IRI, its label, what it belongs to, and the short name that a CLI takes."""

    iri: str
    label: str
    context: str = ""

    @property
    def short(self) -> str:
        """The IRI without what all of its kind share: ``RNCP31919/bloc/1``, ``entreprises``, ``rgpd``."""
        for base in (f"{ID}certification/", f"{ID}regulation/", f"{ID}organization/", ID, VOC, BASE):
            if self.iri.startswith(base):
                rest = self.iri.removeprefix(base)
                return rest.partition("/")[2] if base == VOC else rest
        return self.iri


@dataclass(frozen=True)
class ValueKind:
    """A kind of value.

    ``label`` is French. A thing of the graph has ``query``, which selects ``?value ?label ?context``; a plain value has
    ``parse``, which makes a term of a text or raises ValueError, and ``example`` for the error.
    """

    label: str
    query: str = ""
    parse: Callable[[str], Literal] | None = None
    example: str = ""

    @property
    def is_choice(self) -> bool:
        """Whether its values are chosen from the graph."""
        return bool(self.query)


def _things(pattern: str, owner: str = "", words: str = "") -> str:
    """The values that ``pattern`` binds to ?value, with their names, or with the texts of the property ``words``.

    ``owner`` finds the ?owner that names the context.
    """
    context = (
        f'{owner} . ?owner dcterms:title ?context . FILTER(LANG(?context) = "fr")' if owner else 'BIND("" AS ?context)'
    )
    label = f"?value {words} ?label ." if words else named("value")
    return f"""SELECT DISTINCT ?value ?label ?context WHERE {{
      {pattern} . {label} FILTER(LANG(?label) = "fr") {context} }} ORDER BY ?context ?label"""


def _concepts(name: str) -> str:
    return _things(f"?value a rg:{name}", words="skos:prefLabel")


def _number(kind: str) -> Callable[[str], Literal]:
    def parse(text: str) -> Literal:
        written = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
        if not _NUMBERS[kind].fullmatch(written):
            raise ValueError(text)
        return Literal(written, datatype=NamedNode(XSD + kind))

    return parse


def _boolean(text: str) -> Literal:
    known = {"oui": "true", "non": "false", "true": "true", "false": "false", "1": "true", "0": "false"}
    if fold(text.strip()) not in known:
        raise ValueError(text)
    return Literal(known[fold(text.strip())], datatype=NamedNode(XSD + "boolean"))


def _date(text: str) -> Literal:
    french = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    iso = f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}" if french else text.strip()
    return Literal(date.fromisoformat(iso).isoformat(), datatype=NamedNode(XSD + "date"))


def _text(text: str) -> Literal:
    if "\0" in text:
        raise ValueError(text)
    return Literal(text)


def _wording(text: str) -> Literal:
    return Literal(pattern(_text(text).value))


KINDS: dict[str, ValueKind] = {
    "certification": ValueKind("certification", _things("?value a rg:Certification")),
    "bloc": ValueKind("bloc", _things("?value a rg:Bloc", "?owner rg:hasBloc ?value")),
    "competence": ValueKind("compétence", _things("?value a rg:Competence", "?owner rg:certifiesCompetence ?value")),
    "activity": ValueKind("activité", _things("?value a rg:Activity", "?owner rg:targetsActivity ?value")),
    "modality": ValueKind(
        "modalité", _things("?value a rg:AssessmentModality", "?owner a rg:Certification ; rg:usesModality ?value")
    ),
    "regulation": ValueKind("réglementation", _things("?value a rg:Regulation")),
    "authority": ValueKind("autorité", _things("?text rg:regulator ?value", words="skos:prefLabel")),
    "segment": ValueKind("clientèle", _concepts("CustomerSegment")),
    "level": ValueKind("niveau", _concepts("QualificationLevel")),
    "method": ValueKind("méthode d’évaluation", _concepts("AssessmentMethod")),
    "role": ValueKind("évaluateur", _concepts("EvaluatorRole")),
    "theme": ValueKind("thème", _concepts("Theme")),
    "text": ValueKind("texte", parse=_text, example="conformité"),
    "wording": ValueKind("mot ou expression", parse=_wording, example="conformité"),
    "integer": ValueKind("nombre entier", parse=_number("integer"), example="3"),
    "decimal": ValueKind("nombre", parse=_number("decimal"), example="0,6"),
    "boolean": ValueKind("oui ou non", parse=_boolean, example="oui"),
    "date": ValueKind("date", parse=_date, example="31/12/2026"),
}
"""Every kind of value by the word that a parameter is typed with."""


@dataclass(frozen=True)
class _Offer:
    """What a store offers of a kind: each choice with its words folded, and by its IRI and its short name."""

    choices: tuple[Choice, ...]
    words: tuple[str, ...]
    named: Mapping[str, Choice]


_offers: WeakKeyDictionary[Store, dict[str, _Offer]] = WeakKeyDictionary()


def choices(store: Store, kind: str, words: str = "", limit: int | None = None) -> list[Choice]:
    """The values of a kind that the graph offers, by context and label; none for a plain kind.

    Only those with all ``words`` in label, context or short name, whatever their accents; at most ``limit``.
    """
    if not KINDS[kind].is_choice:
        return []
    offer, wanted = _offer(store, kind), fold(words).split()
    found = (one for one, said in zip(offer.choices, offer.words, strict=True) if all(word in said for word in wanted))
    return list(islice(found, limit))


def choice_named(store: Store, kind: str, name: str) -> Choice | None:
    """The value of a kind with this IRI or short name, if the graph offers it."""
    return _offer(store, kind).named.get(name) if KINDS[kind].is_choice else None


def _offer(store: Store, kind: str) -> _Offer:
    """What ``store`` offers of a kind, asked once for each store."""
    known = _offers.setdefault(store, {})
    if kind not in known:
        found = tuple(_selected(store, kind))
        times = Counter(one.short for one in found)
        named = {one.short: one for one in found if times[one.short] == 1} | {one.iri: one for one in found}
        known[kind] = _Offer(found, tuple(fold(f"{one.label} {one.context} {one.short}") for one in found), named)
    return known[kind]


def _selected(store: Store, kind: str) -> list[Choice]:
    found: dict[str, Choice] = {}
    for value, label, context in store.select(KINDS[kind].query).rows:
        if isinstance(value, NamedNode) and isinstance(label, Literal):
            owner = context.value if isinstance(context, Literal) else ""
            found.setdefault(value.value, Choice(value.value, label.value, owner))
    return list(found.values())


def term(store: Store, kind: str, text: str) -> NamedNode | Literal:
    """The term that ``text`` means: an IRI, a short name or a label of the graph, or a plain value.

    Raises:
        QueryError: no such thing, several such things, or a value of another kind.
    """
    parse = KINDS[kind].parse
    if parse is None:
        named = choice_named(store, kind, text)
        return NamedNode((named or _chosen(choices(store, kind), kind, text)).iri)
    try:
        return parse(text)
    except ValueError as error:
        raise QueryError(
            f"« {text} » n’est pas une valeur du type « {KINDS[kind].label} ».",
            remedy=f"Exemple\u00a0: {KINDS[kind].example}.",
        ) from error


def _chosen(offered: list[Choice], kind: str, text: str) -> Choice:
    exact = [choice for choice in offered if text in (choice.iri, choice.short)]
    found = exact or [choice for choice in offered if fold(choice.label) == fold(text)]
    if len(found) == 1:
        return found[0]
    label = KINDS[kind].label
    if found:
        raise QueryError(
            f"« {text} » désigne plusieurs choix ({label}).",
            remedy=f"Précisez\u00a0: {', '.join(choice.short for choice in found[:10])}.",
        )
    names = [choice.short for choice in offered]
    parts = set(fold(text).split("/"))
    near = (
        [name for name in names if parts <= set(fold(name).split("/"))]
        or [name for name in names if fold(text) in fold(name)]
        or names
    )
    raise QueryError(f"« {text} » n’est pas connu comme {label}.", remedy=_offered(near))


def suggestion(store: Store, kind: str, name: str) -> str:
    """What a person may give for the parameter ``name``: an example, and the first values where they are chosen."""
    if not KINDS[kind].is_choice:
        return f"Par exemple {name}={KINDS[kind].example}."
    names = sorted((choice.short for choice in choices(store, kind)), key=_by_number)
    return f"Par exemple {name}={names[0]}. {_offered(names)}" if names else _offered(names)


def _offered(names: Sequence[str]) -> str:
    shown = ", ".join(sorted(names, key=_by_number)[:_SHOWN])
    return f"Choix possibles\u00a0: {shown or 'aucun'}{'…' if len(names) > _SHOWN else '.'}"


def _by_number(name: str) -> list[tuple[int, str]]:
    """The order in which people count: C2 before C10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]

"""What happened to a certification, and when, as documents say it: registration, acts, end, what it replaces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import expand
from refgraph.core.table import Cell, Resource, Table
from refgraph.graph.store import Store
from refgraph.knowledge.excerpts import Excerpt, excerpts_of

_DATED = {
    "rg:decisionDate": "Décision d’enregistrement",
    "rg:publicationDate": "Publication de la décision",
    "rg:effectDate": "Début de l’enregistrement",
    "rg:endDate": "Fin de l’enregistrement",
    "rg:deliveryDeadline": "Dernière délivrance possible",
    "rg:lastJournalDate": "Dernier texte au Journal officiel",
}
_ACT = "Texte au Journal officiel"
_BEFORE, _AFTER = "rg:replacesNumber", "rg:isReplacedByNumber"
_OTHERS = {_BEFORE: "Remplace", _AFTER: "Est remplacée par"}

_REGISTERED = f"""SELECT DISTINCT ?of ?property ?value {{ ?certification rg:hasRegistration ?of . ?of ?property ?value
  FILTER (?property IN ({", ".join(_DATED)})) }}"""
_ACTS = """SELECT DISTINCT ?of ?value ?words { ?certification rg:hasRegistrationAct ?of . ?of rg:journalDate ?value
  OPTIONAL { ?of rg:statement ?words } }"""
_SAID = f"""SELECT DISTINCT ?property ?number ?other ?name {{ ?certification ?property ?number
  FILTER (?property IN ({", ".join(_OTHERS)}))
  OPTIONAL {{ ?other rg:rncpNumber ?number ; rdfs:label ?name }} }}"""


@dataclass(frozen=True)
class TimelineEvent:
    """Something that happened: on which ``day`` (None: the document does not say), ``what``, and what says so.

    ``about`` is the other certification, or the words of the act.
    """

    day: date | None
    what: str
    about: str | Resource = ""
    passage: Excerpt | None = None


def timeline(store: Store, certification: str) -> list[TimelineEvent]:
    """What the documents say of ``certification`` (IRI), the oldest first; what has no day stands where it belongs:
    what it replaces before all, what replaces it after."""
    asked = {"certification": NamedNode(certification)}
    dated = [
        (_text(of), _DATED_BY_IRI[_text(prop)], _day(value), "")
        for of, prop, value in store.select(_REGISTERED, asked).rows
    ]
    dated += [(_text(of), _ACT, _day(value), _text(words)) for of, value, words in store.select(_ACTS, asked).rows]
    passages = excerpts_of(store, [certification, *(of for of, *_ in dated)])
    events = [TimelineEvent(day, what, words, next(iter(passages.get(of, ())), None)) for of, what, day, words in dated]
    others: dict[str, list[TimelineEvent]] = {name: [] for name in _OTHERS}
    for prop, number, other, name in store.select(_SAID, asked).rows:
        key = next(each for each in _OTHERS if expand(each) == _text(prop))
        about = Resource(_text(other), f"{_text(number)} – {_text(name)}") if other else _text(number)
        passage = next((one for one in passages.get(certification, ()) if one.about == _text(prop)), None)
        others[key].append(TimelineEvent(None, _OTHERS[key], about, passage))
    order = list(_DATED.values())
    events.sort(key=lambda one: (one.day or date.max, order.index(one.what) if one.what in order else len(order)))
    return [*others[_BEFORE], *events, *others[_AFTER]]


def timeline_table(store: Store, certification: str) -> Table:
    """The same as a table."""
    rows: list[tuple[Cell, ...]] = [
        (one.day, one.what, one.about or "", str(one.passage) if one.passage else None)
        for one in timeline(store, certification)
    ]
    return Table(
        ("Quand", "Quoi", "Précision", "Passage"),
        tuple(rows),
        title="Chronologie",
        names=("day", "what", "about", "passage"),
        empty="non documenté\u00a0: le document ne dit ni enregistrement, ni échéance, ni ce qu’elle remplace.",
    )


_DATED_BY_IRI = {expand(name): words for name, words in _DATED.items()}


def _day(term: object) -> date | None:
    try:
        return date.fromisoformat(_text(term)[:10])
    except ValueError:
        return None


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""

"""A question asked: values checked and bound as terms, the answer with labels instead of IRIs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, Literal, NamedNode

from refgraph import __version__
from refgraph.core.errors import QueryError
from refgraph.core.french import count, duration
from refgraph.core.namespaces import PREFIXES
from refgraph.core.table import Cell, Resource, Table
from refgraph.graph.store import Binding, Store, Term, bind
from refgraph.knowledge.labels import refs
from refgraph.knowledge.questions.kinds import KINDS, suggestion, term
from refgraph.knowledge.questions.parameters import Parameter
from refgraph.knowledge.questions.question import Question

Values = Mapping[str, str | Sequence[str]]
"""What a person chose for each parameter, by its name: one text or several (an IRI, a short name, a label, a value)."""

_XSD = PREFIXES["xsd"]
_INTEGERS = frozenset(
    _XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "gYear")
)
_DURATIONS = frozenset({f"{_XSD}duration", f"{_XSD}dayTimeDuration", f"{_XSD}yearMonthDuration"})
_labels: WeakKeyDictionary[Store, dict[str, str]] = WeakKeyDictionary()


def values_of(store: Store, question: Question, values: Values) -> dict[str, Binding]:
    """The terms for the variables of ``question`` that ``values`` and the defaults of its header mean.

    Raises:
        QueryError: an unknown parameter, a required one without value, or a value that is none of its kind.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    unknown = next((name for name in values if name not in known), None)
    if unknown is not None:
        raise QueryError(
            f"« {unknown} » n’est pas un paramètre de « {question.name} ».",
            remedy=f"Ses paramètres\u00a0: {', '.join(known)}." if known else "Cette question n’en a pas.",
        )
    bindings = {name: _binding(store, question, known[name], values.get(name)) for name in known}
    return {known[name].variable: value for name, value in bindings.items() if value is not None}


def bound_query(question: Question, bindings: Mapping[str, Binding]) -> str:
    """The query of ``question`` with its values, ready to be shown, copied and run anywhere."""
    return bind(question.sparql, bindings)


def run(store: Store, question: Question, values: Values | None = None, people: Store | None = None) -> Table:
    """The answer to ``question``: a resource for each IRI, None where the source says nothing.

    ``people`` answers a question that is the user's own, as any query that a person wrote: under limits.
    The source of the table holds the question, the values, the query with its values, the date and the version.

    Raises:
        QueryError: as in `values_of`, or the store refuses the query.
    """
    bindings = values_of(store, question, values or {})
    table = ask(store, question, bindings, _source(question, values or {}, bindings), people)
    if table.rows or not any((values or {}).values()):
        return table
    return replace(table, empty=_silence(store, question, bindings, people))


def _silence(store: Store, question: Question, bindings: Mapping[str, Binding], people: Store | None) -> str:
    """Why nothing answers what a person has chosen, and how much does without the choices that may be left out."""
    needed = {one.variable for one in question.parameters if one.required}
    kept = {variable: value for variable, value in bindings.items() if variable in needed}
    rows = len(ask(store, question, kept, people=people).rows) if kept != bindings else 0
    wider = f"Sans les choix facultatifs, la réponse a {count(rows, 'ligne')}." if rows else ""
    return " ".join(filter(None, (question.header.empty_for_choice, wider)))


def ask(
    store: Store,
    question: Question,
    bindings: Mapping[str, Binding],
    source: tuple[tuple[str, str], ...] = (),
    people: Store | None = None,
) -> Table:
    """The answer to ``question`` with values that are terms already (see `values_of` and `run`)."""
    asked = people if people is not None and question.is_own else store
    solutions = asked.select(question.text, bindings)
    return Table(
        columns=tuple(map(question.heading, solutions.variables)),
        rows=cells(store, solutions.rows),
        title=question.title,
        names=solutions.variables,
        source=source,
        empty=question.header.empty,
    )


def cells(store: Store, rows: Sequence[Sequence[Term | None]]) -> tuple[tuple[Cell, ...], ...]:
    """``rows`` of terms as rows of cells: each IRI a resource with the label that ``store`` gives it."""
    labels = _labels_of(store, rows)
    return tuple(tuple(cell(value, labels) for value in row) for row in rows)


def cell(value: Term | None, labels: Mapping[str, str]) -> Cell:
    """``value`` as a cell; an IRI that ``labels`` does not know is its own label."""
    match value:
        case None:
            return None
        case NamedNode():
            return Resource(value.value, labels.get(value.value, value.value))
        case BlankNode():
            return str(value)
        case _:
            return _plain(value)


def _plain(value: Literal) -> Cell:
    kind = value.datatype.value
    try:
        if kind in _INTEGERS:
            return int(value.value)
        if kind == f"{_XSD}decimal":
            return Decimal(value.value)
        if kind == f"{_XSD}boolean":
            return value.value in ("true", "1")
        if kind == f"{_XSD}date":
            return date.fromisoformat(value.value)
        if kind in _DURATIONS:
            return duration(value.value)
    except (ValueError, ArithmeticError):
        pass  # an ill-typed literal is shown as it stands
    return value.value


def _binding(
    store: Store, question: Question, parameter: Parameter, given: str | Sequence[str] | None
) -> Binding | None:
    texts = [given] if isinstance(given, str) else list(given or [])
    texts = [text for text in texts if text != ""] or ([parameter.default] if parameter.default else [])
    if not texts:
        if parameter.required:
            raise QueryError(
                f"« {question.name} » attend une valeur pour « {parameter.name} » ({KINDS[parameter.kind].label}).",
                remedy=f"Choix possibles\u00a0: {', '.join(parameter.options)}."
                if parameter.options
                else suggestion(store, parameter.kind, parameter.name),
            )
        return None
    if len(texts) > 1 and not parameter.several:
        raise QueryError(f"« {parameter.name} » n’accepte qu’une valeur.", remedy="Gardez-en une.")
    if parameter.options and (wrong := next((text for text in texts if text not in parameter.options), None)):
        raise QueryError(
            f"« {wrong} » n’est pas une valeur de « {parameter.name} ».",
            remedy=f"Choix possibles\u00a0: {', '.join(parameter.options)}.",
        )
    terms = [term(store, parameter.kind, text) for text in texts]
    if parameter.language:
        terms = [Literal(one.value, language=parameter.language) for one in terms]
    return terms if parameter.several else terms[0]


def _labels_of(store: Store, rows: Sequence[Sequence[Term | None]]) -> Mapping[str, str]:
    """The labels of every IRI of the rows, asked once for each store."""
    known = _labels.setdefault(store, {})
    missing = {value.value for row in rows for value in row if isinstance(value, NamedNode)} - known.keys()
    for iri, ref in refs(store, sorted(missing)).items():
        known[iri] = f"{ref.code} – {ref.label}" if ref.code else ref.label
    return known


def _source(question: Question, values: Values, bindings: Mapping[str, Binding]) -> tuple[tuple[str, str], ...]:
    chosen = [
        (parameter.label, value if isinstance(value, str) else ", ".join(value))
        for parameter in question.parameters
        if (value := values.get(parameter.name, parameter.default or ""))
    ]
    return (
        ("Question", question.title),
        *chosen,
        ("Requête", bound_query(question, bindings)),
        ("Date", f"{date.today():%d/%m/%Y}"),
        ("Version", f"refgraph {__version__}"),
    )

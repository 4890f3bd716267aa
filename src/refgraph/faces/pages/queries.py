"""« Requêtes »: the saved questions by theme, each with a form made from its parameters and its answer below."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from itertools import groupby

import streamlit as st

from refgraph.core import french
from refgraph.core.table import Table
from refgraph.core.text import fold
from refgraph.faces.pages import components, editor, resources, state
from refgraph.knowledge.adhoc import EXAMPLE
from refgraph.knowledge.questions import (
    KINDS,
    Choice,
    Parameter,
    Question,
    bound_query,
    choice_named,
    choices,
    run,
    values_of,
)

TITLE = "Requêtes"
URL = "requetes"

_PAGE_SIZE = 200
_MOST_LISTED = 200
"""Of more values than that a form lists those that the reader searches."""
_SUBJECTS = {
    "evaluation": "Évaluation",
    "qualite": "Qualité",
    "reglementation": "Réglementation",
    "transversal": "Thèmes transversaux",
}
"""Folder of questions → its title, where the name of the folder is none."""


def render() -> None:
    """Draw the question that the address names, or the list of all."""
    name = state.value("question")
    if state.value(editor.PARAM):
        editor.render()
    elif name:
        _question(resources.questions().find(name))
    else:
        _all()


def _all() -> None:
    components.heading("Requêtes", "Des questions prêtes\u00a0; chaque réponse se télécharge et ramène aux passages.")
    catalogue = resources.questions()
    words = state.words(
        "Filtrer les questions", "mots", type="search", live="50ms", placeholder="Un mot de la question"
    )
    found = [one for one in catalogue.questions if _has(one, words)]
    subjects = [(_subject(name), list(group)) for name, group in groupby(sorted(found, key=_folder), key=_folder)]
    if not found and catalogue.questions:
        components.empty("Aucune question ne contient ces mots.", "Effacez le filtre, ou cherchez un seul mot.")
    components.markup(
        components.renderer().page("questions.html.j2", subjects=subjects, catalogue=catalogue, example=EXAMPLE)
    )


def _folder(question: Question) -> str:
    return question.subject


def _subject(name: str) -> str:
    return _SUBJECTS.get(name, name.replace("-", " ").capitalize() or "Sans thème")


def _has(question: Question, words: str) -> bool:
    said = fold(f"{question.title} {question.header.description} {' '.join(question.header.tags)} {question.subject}")
    return all(word in said for word in fold(words).split())


def _question(question: Question) -> None:
    components.markup(
        components.renderer().page("question.html.j2", question=question, subject=_subject(question.subject))
    )
    values = _form(question)
    missing = [one.label for one in question.parameters if one.required and not (values.get(one.name) or one.default)]
    if missing:
        components.empty(f"Choisissez\u00a0: {french.listing(missing)}.", "La réponse s’affiche aussitôt.")
        return
    begun = time.perf_counter()
    given = {name: chosen for name, chosen in values.items() if chosen}
    answer = run(resources.store(), question, given, resources.own() if question.is_own else None)
    _answer(question, answer, time.perf_counter() - begun)
    query = bound_query(question, values_of(resources.store(), question, given))
    components.markup(components.renderer().page("query.html.j2", query=query))


def _answer(question: Question, answer: Table, seconds: float) -> None:
    pager = state.pager("page", len(answer), _PAGE_SIZE)
    shown = replace(answer, rows=answer.rows[(pager.page - 1) * _PAGE_SIZE : pager.page * _PAGE_SIZE])
    components.markup(
        components.renderer().page(
            "answer.html.j2",
            answer=answer,
            shown=shown,
            seconds=french.number(seconds, 2),
            pager=pager,
        )
    )
    if answer.rows:
        components.downloads(question.name, answer, word=True)


def _form(question: Question) -> dict[str, str | list[str]]:
    """One field per parameter, three in a row; what each has now."""
    values: dict[str, str | list[str]] = {}
    fields = list(question.parameters)
    for start in range(0, len(fields), 3):
        for column, parameter in zip(st.columns(3), fields[start : start + 3], strict=False):
            with column:
                values[parameter.name] = _field(parameter)
    return values


def _field(parameter: Parameter) -> str | list[str]:
    label = parameter.label if parameter.required else f"{parameter.label} (facultatif)"
    options = _options(parameter)
    if options and parameter.several:
        return state.choices(label, options, parameter.name, [parameter.default] if parameter.default else [])
    if options:
        return state.choice(label, options, parameter.name, parameter.default) or ""
    if parameter.kind == "date":
        start = date.fromisoformat(parameter.default) if parameter.default else None
        chosen = state.moment(label, parameter.name, start)
        return chosen.isoformat() if chosen else ""
    help_text = f"Par exemple\u00a0: {parameter.default or KINDS[parameter.kind].example}"
    return state.words(label, parameter.name, placeholder=help_text)


def _options(parameter: Parameter) -> dict[str, str]:
    """What a parameter offers to choose from, by short name, with labels; nothing where a value is typed."""
    if parameter.options:
        return {one: one for one in parameter.options}
    if parameter.kind == "boolean":
        return {"oui": "oui", "non": "non"}
    offered = choices(resources.store(), parameter.kind, limit=_MOST_LISTED + 1)
    if len(offered) > _MOST_LISTED:
        offered = _searched(parameter)
    return {one.short: f"{one.label} – {one.context}" if one.context else one.label for one in offered}


def _searched(parameter: Parameter) -> list[Choice]:
    """Of more values than a list can hold: those with the words that are typed above it, and those chosen already."""
    label = f"Chercher{french.NBSP}: {parameter.label}"
    words = state.words(label, f"mots-{parameter.name}", type="search", placeholder="Un code ou un mot")
    store, kind = resources.store(), parameter.kind
    chosen = [found for name in state.values(parameter.name) if (found := choice_named(store, kind, name))]
    return list(dict.fromkeys([*chosen, *choices(store, kind, words, _MOST_LISTED)]))

"""« Accueil »: what this is, search over everything, the certifications, the tasks."""

from __future__ import annotations

from collections import Counter

from refgraph.core import french
from refgraph.faces.pages import components, manuscript, menu, own_folder, quality, resources, search_box
from refgraph.graph.validation import Severity

TITLE = "Accueil"
URL = ""

_MOST_CARDS = 24
"""More are found by the search, or listed by « Explorer »."""

_INTRO = (
    "refgraph lit des référentiels de certification professionnelle, les relie et répond à vos questions\u00a0; "
    "chaque réponse ramène au passage du document qui la fonde."
)
_TASKS = (
    ("overview", "vue-d-ensemble", "Voir l’ensemble", "Ce que chaque certification a de commun avec chaque autre."),
    ("compare", "comparer", "Comparer des certifications", "Ce qui leur est commun, ce qui manque à l’une."),
    ("regulations", "reglementation", "Vérifier la réglementation", "Les textes cités, et ceux qui ont changé."),
    ("importing", "ajouter", "Ajouter un référentiel", "Déposer un document, relire ce qui y est lu, l’ajouter."),
    ("queries", "requetes", "Poser une question", "Des questions prêtes, en français, avec leurs paramètres."),
)
"""Module of the page, its address, the task, and what it gives."""


def render() -> None:
    """Draw the page."""
    components.heading("Référentiels de certification", _INTRO)
    own_folder.offer()
    _tell_refused()
    search_box.render(large=True)
    manuscript.offer()
    cards = resources.cards()
    components.markup(
        components.renderer().page(
            "home.html.j2",
            cards=cards[:_MOST_CARDS],
            left_out=len(cards[_MOST_CARDS:]),
            states=_states() if len(cards) <= _MOST_CARDS else {},
            tasks=[task[1:] for task in _TASKS if task[0] in menu.present()],
        )
    )


def _tell_refused() -> None:
    if refused := resources.refused():
        title = f"{french.count(len(refused), 'fichier')} de côté\u00a0: ce qui est montré ici ne les contient pas."
        components.notice(title, *(one.reason for one in refused), tone="warn")


def _states() -> dict[str, dict[str, str]]:
    """By certification: what the checks found, in words, with sign and tone."""
    return {iri: _state(counts) for iri, counts in quality.states().items()}


def _state(counts: Counter[Severity]) -> dict[str, str]:
    if blocking := counts[Severity.VIOLATION]:
        return {"words": french.count(blocking, "point bloquant", "points bloquants"), "sign": "✕", "tone": "bad"}
    if doubtful := counts[Severity.WARNING]:
        return {"words": f"{french.number(doubtful)}{french.NBSP}à revoir", "sign": "▲", "tone": "warn"}
    return {"words": "aucun point bloquant ni à revoir", "sign": "✓", "tone": "good"}

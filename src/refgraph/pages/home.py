"""« Accueil »: what this is, search over everything, the certifications, three tasks."""

from __future__ import annotations

from refgraph.pages import components, menu, resources, search_box

TITLE = "Accueil"
URL = ""

_INTRO = (
    "refgraph lit des référentiels de certification professionnelle, les relie et répond à vos questions\u00a0; "
    "chaque réponse ramène au passage du document qui la fonde."
)
_TASKS = (
    ("compare", "comparer", "Comparer des certifications", "Ce qui leur est commun, ce qui manque à l’une."),
    ("regulations", "reglementation", "Vérifier la réglementation", "Les textes cités, et ceux qui ont changé."),
    ("queries", "requetes", "Poser une question", "Des questions prêtes, en français, avec leurs paramètres."),
)
"""Module of the page, its address, the task, and what it gives."""


def render() -> None:
    """Draw the page."""
    components.heading("Référentiels de certification", _INTRO)
    search_box.render(large=True)
    components.markup(components.renderer().page("home.html.j2", cards=resources.cards(), tasks=_tasks()))


def _tasks() -> list[tuple[str, ...]]:
    """The tasks whose page exists."""
    return [task[1:] for task in _TASKS if task[0] in menu.present()]

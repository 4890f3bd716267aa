"""« Accueil »: what this is, search over everything, the certifications, three tasks."""

from __future__ import annotations

from refgraph.pages import components, resources, search_box

TITLE = "Accueil"
URL = ""

_INTRO = (
    "refgraph lit des référentiels de certification professionnelle, les relie et répond à vos questions\u00a0; "
    "chaque réponse ramène au passage du document qui la fonde."
)
_TASKS = (
    (
        "comparer",
        "Comparer des certifications",
        "Ce qui leur est commun, ce qui manque à l’une, compétence par compétence.",
    ),
    ("reglementation", "Vérifier la réglementation", "Les textes cités, où ils le sont, et ceux qui ont changé."),
    ("requetes", "Poser une question", "Des questions prêtes, en français, avec leurs paramètres."),
)


def render() -> None:
    """Draw the page."""
    components.heading("Référentiels de certification", _INTRO)
    search_box.render(large=True)
    components.markup(components.renderer().page("home.html.j2", cards=resources.cards(), tasks=_tasks()))


def _tasks() -> list[tuple[str, str, str]]:
    """The tasks whose page exists: the menu decides."""
    return list(_TASKS)

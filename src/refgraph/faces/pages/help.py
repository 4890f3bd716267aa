"""« Aide »: the words, how each figure is computed, the keys."""

from __future__ import annotations

import streamlit as st

from refgraph.core.table import Table
from refgraph.core.text import fold
from refgraph.faces.pages import components
from refgraph.graph.ontology import read_ontology
from refgraph.knowledge.ontology_terms import OntologyTerm, read_terms

TITLE = "Aide"
URL = "aide"

_VIEWS = {"lire": "Lire une fiche", "chiffres": "D’où viennent les chiffres", "mots": "Glossaire", "clavier": "Clavier"}
_FIGURES = (
    ("Blocs", "Les blocs de compétences, ou les fonctions, que le document nomme."),
    ("Compétences", "Les compétences reliées à un bloc\u00a0; les étapes d’une compétence n’en sont pas d’autres."),
    ("Modalités", "Chaque case ou entrée d’évaluation du document, et chacune de ses composantes."),
    ("Critères", "Chaque critère imprimé, seuils de réussite compris\u00a0; un intitulé de groupe n’en est pas un."),
    ("Mentions", "Chaque endroit où un document nomme un texte\u00a0: deux endroits, deux mentions."),
    ("Seuil", "Imprimé en pourcentage dans le document\u00a0; rien n’est calculé."),
    ("Poids d’une épreuve", "Imprimé dans le document\u00a0; rien n’est réparti quand il ne le dit pas."),
    ("Nombre de résultats", "Les lignes de la réponse, avant tout découpage en pages."),
    ("Durée d’une réponse", "Le temps pris par la requête sur cette machine, en secondes."),
)
_KEYS = (
    ("Tab, Maj + Tab", "Aller à l’élément suivant, au précédent. Le premier est «\u00a0Aller au contenu\u00a0»."),
    ("Entrée", "Suivre un lien, ouvrir une case, valider un champ."),
    ("↓ et ↑", "Dans la recherche\u00a0: passer du champ aux résultats, et d’un résultat à l’autre."),
    ("Échap", "Fermer les résultats de la recherche, une liste de choix, le menu d’un écran étroit."),
    ("← → ↑ ↓", "Dans une matrice\u00a0: passer d’une case à l’autre\u00a0; Origine et Fin\u00a0: bouts de la ligne."),
    ("Ctrl + Origine, Ctrl + Fin", "Dans une matrice\u00a0: première et dernière case."),
    (
        "A, X, I, P, puis Z",
        "Dans «\u00a0Aligner\u00a0»\u00a0: accepter, rejeter, incertaine, plus tard\u00a0; annuler.",
    ),
    ("Ctrl + Entrée", "Dans l’éditeur de requêtes\u00a0: exécuter\u00a0; Ctrl + Espace\u00a0: propositions."),
    ("Alt + ←", "Revenir à l’état précédent\u00a0: chaque état a son adresse."),
    ("Ctrl + P", "Imprimer\u00a0: les menus et les boutons ne sont pas imprimés."),
)


def render() -> None:
    """Draw the view that the address names."""
    components.heading("Aide", "Comment lire ce que montre refgraph, et d’où cela vient.")
    view = components.tabs("Rubriques de l’aide", _VIEWS)
    if view == "chiffres":
        components.table(Table(("Chiffre", "Ce qu’il compte"), _FIGURES, title="Comment chaque chiffre est obtenu"))
    elif view == "mots":
        _glossary()
    elif view == "clavier":
        components.table(Table(("Touches", "Effet"), _KEYS, title="Tout se fait au clavier"))
    else:
        components.markup(components.renderer().page("reading.html.j2"))


def _glossary() -> None:
    """The classes, then the properties, as the ontology defines them."""
    entries = _entries()
    for kind, title in (("class", "Les choses"), ("property", "Les liens et les valeurs")):
        rows = sorted((_row(entry) for entry in entries if entry.kind.endswith(kind)), key=lambda row: fold(row[0]))
        components.table(Table(("Mot", "Définition", "Exemple"), tuple(rows), title=title), tall=False)


def _row(entry: OntologyTerm) -> tuple[str, str, str]:
    return entry.label.get("fr", entry.name), entry.definition.get("fr", ""), entry.example.get("fr", "")


@st.cache_data(show_spinner=False)
def _entries() -> list[OntologyTerm]:
    return read_terms(read_ontology())

"""The page of saved questions, generated from their files: docs/queries.md."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.core.french import listing
from refgraph.knowledge.questions import KINDS, Parameter, Question, read_catalogue
from refgraph.knowledge.questions.header import MEANINGS

SUBJECTS = {
    "profil": "Profil d’une certification",
    "comparaison": "Comparaison",
    "evaluation": "Évaluation",
    "reglementation": "Réglementation",
    "transversal": "Thèmes transversaux",
    "qualite": "Qualité",
}
"""Folder → title of its section, in the order of the page; other folders follow under their own name."""

INTRODUCTION = """# Questions enregistrées

Page générée par `python -m docs.generate` à partir des fichiers `queries/<thème>/<nom>.rq`.

`refgraph query NOM --param nom=valeur` pose une question ; `refgraph query --list` les liste toutes. Chaque ligne de
réponse donne le passage du document, sa ligne et le fichier. « Non documenté » veut dire que la source ne le dit pas.

## Écrire une question

Un fichier `.rq` est une requête SPARQL `SELECT` précédée d’un en-tête, lignes `#+` au format de grlc :

| clé | sens |
| --- | --- |
| `summary` | la question, en français (obligatoire) |
| `description` | ce que la réponse contient |
| `tags` | mots de classement |
| `defaults`, `enumerate` | valeur par défaut et valeurs permises d’un paramètre, par son nom |
| `several` | paramètres qui acceptent plusieurs valeurs |
| `labels`, `columns` | titres des champs du formulaire et des colonnes |
| `empty` | ce que veut dire une réponse vide, suivi au besoin de « – » et d’une précision |

Une réponse vide veut dire {meanings}.

Un paramètre est une variable `?_nom_type` (obligatoire) ou `?__nom_type` (facultatif). Les types sont :
{kinds}.
Pour que grlc lie une IRI, un élément du graphe s’écrit `?_segment_iri`, ou `?_premiere_iri_certification` quand le nom
n’est pas le type. `?_mot_text_wording` est le motif qui retrouve un mot quels que soient majuscules, accents,
apostrophes, ligatures et traits d’union (`REGEX(?texte, ?_mot_text_wording, "i")`). Sans type, la valeur est un
texte ; un paramètre sans type qui porte le nom d’un type, comme
`?__certification`, est refusé avec le nom à écrire, `?__certification_iri` : un texte ne serait égal à aucun élément du
graphe, et la réponse serait toujours vide.

Les valeurs sont liées comme termes RDF, jamais collées dans le texte. N’utilisez ni `MINUS`, ni `SERVICE`, ni chemin
`*` ou `+` sans point de départ : la même question doit répondre sur tout serveur SPARQL.

Vos propres questions vont dans `queries/` à côté de vos données (`--data`), ou dans
`~/.local/share/refgraph/queries/`. Un fichier incorrect reste dans la liste, avec son erreur et sa ligne.
"""


def render() -> str:
    """The whole page."""
    kinds = ", ".join(f"`{name}` ({kind.label})" for name, kind in KINDS.items())
    meanings = listing([f"« {meaning} »" for meaning in MEANINGS], "ou")
    introduction = INTRODUCTION.replace("{kinds}", kinds).replace("{meanings}", meanings)
    return "\n".join([introduction, *_sections()])


def _sections() -> Iterator[str]:
    subjects = read_catalogue().subjects()
    for subject in sorted(subjects, key=lambda name: (list(SUBJECTS).index(name) if name in SUBJECTS else 99, name)):
        yield f"## {SUBJECTS.get(subject, subject)}\n"
        for question in subjects[subject]:
            yield from _entry(question)


def _entry(question: Question) -> Iterator[str]:
    yield f"### {question.title}\n"
    yield f"`refgraph query {question.name}`\n"
    if question.header.description:
        yield f"{question.header.description}\n"
    for parameter in question.parameters:
        yield f"- `{parameter.name}` : {_told(parameter)}"
    if question.parameters:
        yield ""
    yield f"Colonnes : {', '.join(question.heading(column) for column in question.columns)}.\n"
    yield f"Réponse vide : {question.header.empty}\n"


def _told(parameter: Parameter) -> str:
    words = [KINDS[parameter.kind].label, "obligatoire" if parameter.required else "facultatif"]
    words += ["plusieurs valeurs possibles"] if parameter.several else []
    words += [f"par défaut {parameter.default}"] if parameter.default else []
    return ", ".join(words)

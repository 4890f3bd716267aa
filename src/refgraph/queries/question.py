"""One saved question: its file read, its header checked, its SPARQL parsed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from refgraph.errors import QueryError
from refgraph.namespaces import PREFIXES
from refgraph.queries.header import Header, read_header
from refgraph.queries.parameters import Parameter, parameters
from refgraph.store.syntax import explain
from refgraph.store.tokens import calls_service, variables

SUFFIX = ".rq"


HEADINGS: dict[str, str] = {
    "activity": "Activité",
    "authority": "Autorité",
    "competence": "Compétence",
    "component": "Composante",
    "continuation": "Suite",
    "criterion": "Critère",
    "defect": "Défaut",
    "duration": "Durée",
    "examination": "Épreuve",
    "group": "Groupe de critères",
    "heading": "Rubrique",
    "individual": "Individuelle",
    "item": "Élément",
    "kind": "Type",
    "line": "Ligne",
    "means": "Moyens ou contexte",
    "members": "Membres",
    "mentions": "Mentions",
    "method": "Méthode",
    "modality": "Modalité",
    "modalities": "Modalités",
    "open": "Ouverte",
    "purpose": "Finalité",
    "rank": "Rang",
    "ratio": "Seuil",
    "regulation": "Texte",
    "replaced": "Certification remplacée",
    "role": "Évaluateur",
    "route": "Voie d’accès",
    "rule": "Règle",
    "segment": "Clientèle",
    "statement": "Énoncé",
    "status": "État",
    "step": "Étape",
    "subactivity": "Sous-activité",
    "threshold": "Critère de seuil",
    "thresholdLine": "Ligne du seuil",
    "title": "Autre intitulé",
    "value": "Valeur",
    "verb": "Verbe",
    "weight": "Poids",
    "words": "Mots imprimés",
}
"""What columns are called in every question, by the name of their variable."""


@dataclass(frozen=True)
class Question:
    """A question that can be asked: ``text`` is the whole file, ``columns`` the variables that it selects.

    ``subject`` is its folder, ``name`` the stem of its file; ``is_own`` says that it is the user's.
    """

    name: str
    subject: str
    path: Path
    text: str
    header: Header
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    is_own: bool = False

    @property
    def title(self) -> str:
        """The question in French."""
        return self.header.summary

    @property
    def sparql(self) -> str:
        """The query alone, without its header."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("#+")).strip() + "\n"

    def heading(self, column: str) -> str:
        """What a column is called: what the header says, else what it is called everywhere, else its name."""
        return self.header.columns.get(column) or HEADINGS.get(column) or column[:1].upper() + column[1:]


def read_question(path: Path, subject: str = "", is_own: bool = False) -> Question:
    """The question in the file at ``path``.

    Raises:
        QueryError: the file cannot be read, its header or SPARQL is wrong; the place names file and line.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError("le fichier ne peut pas être lu, ou n’est pas en UTF-8.", place=path.name) from error
    try:
        header = read_header(text)
        columns = _columns(text)
        return Question(path.stem, subject, path, text, header, parameters(variables(text), header), columns, is_own)
    except QueryError as error:
        place = path.name if error.place is None else f"{path.name}, {error.place.removeprefix('Requête, ')}"
        raise QueryError(error.message, place=place, remedy=error.remedy) from error


def _columns(text: str) -> tuple[str, ...]:
    """The variables that the query selects, found by running it on nothing."""
    if calls_service(text):
        raise QueryError("SERVICE n’est pas permis dans une question.", remedy="Retirez-le.")
    try:
        answer = ox.Store().query(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise explain(error, text) from error
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("une question doit être un SELECT.", remedy="Réécrivez-la avec SELECT.")
    return tuple(variable.value for variable in answer.variables)

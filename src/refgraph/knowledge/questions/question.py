"""One saved question: its file read, its header checked, its SPARQL parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from refgraph.core.errors import QueryError
from refgraph.graph.sandbox.parsing import columns, columns_apart
from refgraph.graph.store.tokens import variables
from refgraph.knowledge.questions.header import Header, read_header
from refgraph.knowledge.questions.parameters import Parameter, parameters

SUFFIX = ".rq"
_QUOTED = re.compile(r"\?\w+|(?<=«\s)[^»]+(?=\s»)|\b[A-Z]{4,}\b")


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

    @property
    def is_ready(self) -> bool:
        """Whether it can be asked without a choice: each parameter is optional, or has a value of its own."""
        return all(not parameter.required or parameter.default for parameter in self.parameters)

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
        if is_own:
            _refuse_selectors(text)
        header = read_header(text)
        names = (columns_apart if is_own else columns)(text)
        return Question(path.stem, subject, path, text, header, parameters(variables(text), header), names, is_own)
    except QueryError as error:
        place = (error.place or f"ligne {_line(text, error.message)}").removeprefix("Requête, ")
        raise QueryError(error.message, place=f"{path.name}, {place}", remedy=error.remedy) from error


_SELECTORS = re.compile(r"oa:(?:hasSelector|exact|start|end)\b|www\.w3\.org/ns/oa#(?:hasSelector|exact|start|end)>")


def _refuse_selectors(text: str) -> None:
    """Refuse a query about selectors, which are not stored: its empty answer would say that there is no passage."""
    if found := _SELECTORS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise QueryError(
            f"les positions et les mots d’un passage se lisent sur le passage, et non par «\u00a0{found[0]}\u00a0».",
            place=f"ligne {line}",
            remedy="Écrivez\u00a0: ?extrait rg:quote ?mots ; rg:start ?début ; rg:end ?fin .",
        )


def _line(text: str, message: str) -> int:
    """The line of ``text`` that ``message`` is about: the first with a word that it quotes, else that of the query."""
    lines = text.splitlines()
    for word in _QUOTED.findall(message):
        found = next((number for number, line in enumerate(lines, 1) if word in line), None)
        if found:
            return found
    return next((number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")), 1)

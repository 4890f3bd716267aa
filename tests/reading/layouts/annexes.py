"""Annexes as documents print them, drawn at random, and the places of a document where one may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import strategies as st

_HEADINGS = (
    "Glossaire",
    "Lexique des termes employés",
    "Liste des sigles",
    "Composition du jury",
    "Annexe 2 – Composition des jurys de certification",
    "Planning des épreuves",
    "Calendrier de la session",
    "Tableau de correspondance avec l’ancien titre",
    "Récapitulatif des épreuves",
    "Liste des épreuves",
    "Sommaire",
    "Bibliographie",
    "Historique des versions",
)
_TITLES = (
    ("Sigle", "Signification"),
    ("Membre", "Qualité", "Organisme"),
    ("Bloc", "Durée", "Date"),
    ("Heure", "Épreuve", "Salle", "Examinateur"),
    ("Ancien bloc", "Nouveau bloc"),
    ("Épreuve", "Coefficient", "Durée"),
    ("Partie", "Page"),
    ("Compétence", "Épreuve", "Date"),
    ("Activités", "Horaires", "Compétences", "Salle"),
)
_WORDS = st.sampled_from(
    (
        "1",
        "Bloc 1",
        "2 h",
        "12 mai",
        "E2",
        "Président",
        "Formatrice",
        "WXYZ",
        "Logiciel de suivi",
        "Salle 12",
        "oui",
        "p. 4",
    )
)


@dataclass(frozen=True)
class Annex:
    """An annex: its heading and the cells of its lines, those of its titles first."""

    heading: str
    lines: tuple[tuple[str, ...], ...]

    def as_table(self) -> str:
        """The annex in Markdown."""
        head, *rows = (f"| {' | '.join(line)} |" for line in self.lines)
        return "\n".join(("", f"## {self.heading}", "", head, "|" + "---|" * len(self.lines[0]), *rows, "", ""))

    def as_text(self) -> str:
        """The annex as lines of text."""
        return "\n".join(("", "", self.heading, "", *(" – ".join(line) for line in self.lines[1:]), "", ""))


@st.composite
def annexes(draw: st.DrawFn) -> Annex:
    """Any annex."""
    titles = draw(st.sampled_from(_TITLES))
    rows = draw(st.lists(st.tuples(*(_WORDS for _ in titles)), min_size=1, max_size=4))
    return Annex(draw(st.sampled_from(_HEADINGS)), (titles, *rows))


def places(text: str, before: str) -> list[int]:
    """Where an annex may stand in ``text``: at either end, and before the lines that match ``before``."""
    inside = [match.start() for match in re.finditer(rf"^(?:{before})", text, re.MULTILINE)]
    return [0, *inside, len(text)]

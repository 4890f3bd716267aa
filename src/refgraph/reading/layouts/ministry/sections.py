"""The headings of a REAC, what stands below each, and the lines that its pages repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from refgraph.core.text import fold
from refgraph.reading.runs import Block
from refgraph.reading.shared.flow import FlowLine

HEADINGS: tuple[tuple[str, str], ...] = (
    ("title", r"referentiel (?:d')?emploi,? activites,? competences(?: du titre professionnel)?"),
    ("title", r"du titre professionnel"),
    ("list", r"liste des activites[- ]types et des competences professionnelles"),
    ("transversal", r"competences transversales de l'emploi(?: type)?.*"),
    ("activity", r"fiche activite[- ]type(?: n ?° ?\d{1,2})?"),
    ("activity_list", r"liste des competences professionnelles de l'activite[- ]type.*"),
    ("activity_transversal", r"competences transversales de l'activite[- ]type.*"),
    ("competence", r"fiche competence professionnelle(?: n ?° ?\d{1,2})?"),
    ("transversal_fiche", r"fiches? des competences transversales.*"),
    ("criteria", r"criteres de performance"),
    ("description", r"description de la competence.*|definition,? description de l'activite.*"),
    ("context", r"contexte(?:\(s\)|s)? professionnel(?:\(s\)|s)? de mise en œ?o?e?uvre"),
    ("knowledge", r"savoirs?,? savoir-faire.*|savoir-faire (?:techniques?|organisationnels?|relationnels?).*"),
    ("summary", r"sommaire|pages|introduction|vue synoptique.*|synthese de l'emploi.*|tableau des activites"),
    ("presentation", r"presentation de l'evolution.*|contexte de l'examen.*|fiche emploi[- ]type"),
    (
        "presentation",
        r"definition de l'emploi type.*|secteurs? d'activite et types? d'emplois?.*|liens avec d'autres.*",
    ),
    ("presentation", r"reglementation d'activites?.*|niveau et/ou domaine.*|fiche(?:\(s\)|s)? rome.*|historique.*"),
    ("glossary", r"glossaire.*|annexe.*"),
)
"""Key of a section → its heading, in folded text."""

NAMES = {
    "description": "description",
    "context": "contexte de mise en œuvre",
    "knowledge": "savoirs et savoir-faire",
    "transversal": "compétences transversales",
    "activity_transversal": "compétences transversales de l’activité",
    "transversal_fiche": "fiches des compétences transversales",
    "summary": "sommaire et tableaux",
    "presentation": "présentation de l’emploi",
    "glossary": "glossaire",
    "header": "en-tête",
}
"""Key of a section that is not read → what it is called."""

_TABLE = tuple((key, re.compile(words)) for key, words in HEADINGS)
_NUMBER = re.compile(r"\bn ?° ?(?P<number>\d{1,2})\s*$")
_FOOTER = re.compile(
    r"libelle reduit|code titre|type de document|version|date (?:de )?(?:jo|validation|mise a jour).*|page|reac?|rc|rev"
    r"|tp-?\d{3,6}|\d{1,3} ?/ ?\d{1,3}|\d{2}/\d{2}/\d{4}|[a-z0-9]{2,8}"
)


@dataclass
class MinistrySection:
    """A heading, the number and title that follow it for a fiche, and the lines below."""

    key: str
    heading: FlowLine | None = None
    number: str = ""
    title: FlowLine | None = None
    furniture: list[FlowLine] = field(default_factory=list)
    lines: list[FlowLine] = field(default_factory=list)


def key_of(line: FlowLine) -> str | None:
    """Which section a line heads; None if none. A line of the contents, with its dots, heads nothing."""
    flat = line.flat.strip(" :.")
    if line.cell or "...." in line.text:
        return None
    return next((key for key, words in _TABLE if words.fullmatch(flat)), None)


def parted(lines: Sequence[FlowLine]) -> list[MinistrySection]:
    """The sections in order, without the footers of pages, which are kept as furniture of their section."""
    found = [MinistrySection("header")]
    in_footer = False
    for line in lines:
        section = found[-1]
        in_footer = line.flat == "libelle reduit" or (in_footer and _FOOTER.fullmatch(line.flat) is not None)
        if in_footer:
            section.furniture.append(line)
        elif key := key_of(line):
            number = _NUMBER.search(line.flat)
            found.append(MinistrySection(key, line, number["number"] if number else ""))
        else:
            _add(section, line)
    return found


def _add(section: MinistrySection, line: FlowLine) -> None:
    """A line below a heading: the number of a fiche, then its title, then what it says."""
    is_fiche = section.key in ("activity", "competence")
    if is_fiche and not section.number and (number := _NUMBER.fullmatch(line.flat)):
        section.number = number["number"]
        section.furniture.append(line)
    elif is_fiche and section.title is None:
        section.title = line
    else:
        section.lines.append(line)


def same_words(text: str) -> str:
    """``text`` as two printings of one title compare."""
    return re.sub(r"\W+", " ", fold(text)).strip()


def words_of(line: FlowLine) -> Block:
    """The words of a line, without a number in front of them."""
    match = re.match(r"\d{1,2}\s?[.)]\s+", line.block.runs[0].text)
    return line.block.behind(match.end()) if match else line.block

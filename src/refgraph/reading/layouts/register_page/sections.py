"""The headings of the page, of both generations, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from refgraph.core.text import fold
from refgraph.reading.shared.flow import FlowLine

HEADINGS: tuple[tuple[str, str], ...] = (
    ("register", r"repertoire (?:national des certifications professionnelles|specifique)"),
    ("register", r"l'essentiel|resume de la certification|identification|accueil|certificateur(?:\(s\)|s)?"),
    ("status", r"(?:active|inactive)|etat(?: de la fiche)?"),
    ("number", r"n° de (?:la )?fiche|code de la fiche(?= *$)"),
    ("level", r"nomenclature\s?(?:du niveau de qualification)?"),
    ("nsf", r"code(?:\(s\)|s)? nsf"),
    ("formacodes", r"formacode(?:\(s\)|s)?"),
    ("deadline", r"date d'echeance(?: de l'enregistrement)?"),
    ("certifiers", r"nom legal\b.*site internet|nom legal|siret|nom commercial|site internet"),
    ("objectives", r"objectifs et contexte de la certification"),
    ("activities", r"activites visees"),
    ("competences", r"competences attestees"),
    ("modalities", r"modalites d'evaluation"),
    ("blocs", r"blocs? de competences"),
    ("columns", r"liste de(?:s)? competences(?:\W+modalites d'evaluation)?"),
    (
        "rules",
        r"description des modalites d'acquisition de la certification.*|modalites d'acquisition de la certification.*",
    ),
    ("work", r"secteur d'activite et type d'emploi|voies d'acces|base legale|pour plus d'informations?"),
    ("sectors", r"secteurs? d'activites?"),
    ("jobs", r"types? d'emplois? accessibles?"),
    ("rome", r"code(?:\(s\)|s)? rome"),
    ("regulated", r"references juridiques des reglementations? d'activites?"),
    ("prerequisites", r"(?:le cas echeant,? )?pre-?requis (?:a|disc?tincts).*"),
    ("validity", r"validite des composantes acquises"),
    ("routes", r"voies? d'acces a la certification.*"),
    ("territories", r"inscrite? au cadre de la (?:nouvelle[- ]caledonie|polynesie francaise).*"),
    ("links", r"(?:liens?|certifications?) (?:professionnelles? )?(?:avec|enregistrees?)\b.*"),
    ("legal", r"references? (?:au jo|jo|des arretes|autres?)\b.*|date du jo\b.*|arrete .*reference.*"),
    ("decision", r"date de decision"),
    ("duration", r"duree de l'enregistrement(?: en annees?)?"),
    ("effect", r"date de derniere delivrance possible.*|date d'effet.*"),
    ("statistics", r"statistiques"),
    ("page", r"lien internet vers le descriptif de la certification"),
    ("trainers", r"liste des organismes preparant.*|certificateurs? ayant.*|historique des changements.*"),
    ("replaced", r"certification(?:\(s\)|s)? anterieure(?:\(s\)|s)?|nouvelle(?:\(s\)|s)? certification(?:\(s\)|s)?"),
    ("replaced", r"code de la fiche\b.*"),
    ("referential", r"referentiel d'activite.*|documents? .*referentiel.*"),
)
"""Key of a section → its heading, in folded text, whatever colon follows."""

_TABLE = tuple((key, re.compile(words)) for key, words in HEADINGS)
_BLOC = re.compile(r"(?P<code>(?P<number>(?:RNCP|RS)\s?\d{3,6})\s?BC\s?(?P<rank>\d{1,2}))\s*[-–—:]*\s*")
_SIGNS = re.compile(r"^\W+|[\s:]+$")
_VALUED = re.compile(r"(?P<label>[^:]{4,90}?)\s*:\s*(?=\S)")


@dataclass
class PageSection:
    """A heading with the lines below it; ``length`` is that of the label where the value stands on its line."""

    key: str
    heading: FlowLine | None
    length: int = 0
    lines: list[FlowLine] = field(default_factory=list)

    @property
    def bloc(self) -> re.Match[str] | None:
        """The code that opens the heading of a bloc."""
        return _BLOC.match(self.heading.block.runs[0].text) if self.heading and self.key == "bloc" else None


def key_of(text: str) -> str | None:
    """Which section a line heads; None if none."""
    flat = _SIGNS.sub("", text)
    return next((key for key, words in _TABLE if words.fullmatch(flat)), None)


def parted(lines: Sequence[FlowLine]) -> list[PageSection]:
    """The sections in order; what stands above the first heading is a section « header »."""
    found = [PageSection("header", None)]
    for line in lines:
        if found_heading := _heading(line, found[-1]):
            found.append(found_heading)
        else:
            found[-1].lines.append(line)
    return found


def _heading(line: FlowLine, above: PageSection) -> PageSection | None:
    if not line.marker and _BLOC.match(line.block.runs[0].text):
        return PageSection("bloc", line)
    if line.cell and not _opens_table(line, above):
        return None
    if key := key_of(line.flat):
        return PageSection("replaced" if key == "number" and line.cell else key, line)
    match = _VALUED.match(line.block.runs[0].text)
    key = key_of(fold(match["label"])) if match else None
    return PageSection(key, line, match.end(), [line.behind(match.end())]) if match and key else None


def _opens_table(line: FlowLine, above: PageSection) -> bool:
    """Whether a cell is the first of a table that the section above has not begun."""
    known = next((other.cell for other in (above.heading, *above.lines) if other and other.cell), None)
    is_first = line.cell is not None and line.cell.row == 0 and line.cell.column == 0
    return is_first and (known is None or line.cell is None or known.table != line.cell.table)


def of_bloc(sections: Sequence[PageSection]) -> Iterator[tuple[PageSection, list[FlowLine]]]:
    """Each bloc with the lines of its columns."""
    for place, section in enumerate(sections):
        if section.key == "bloc":
            following = sections[place + 1 :]
            lines = list(section.lines)
            for other in following:
                if other.key not in ("columns", "modalities"):
                    break
                lines += other.lines
            yield section, lines

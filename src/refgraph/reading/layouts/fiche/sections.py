"""The printed form of a « Résumé descriptif »: its headings, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.reading.document import Document
from refgraph.reading.shared.folded import Folded

_ALONE = r"~:?~$"
_OPEN = r"(?:~:|~$)"

HEADINGS: tuple[tuple[str, str], ...] = (
    ("register", r"(?:le )?repertoire national des certifications professionnelles(?: \(rncp\))?" + _ALONE),
    ("number", r"resume descriptif de la certification(?: code rncp~:?)?(?=\s|$)"),
    ("title", r"intitule(?: de la certification)?(?! descriptif et)" + _ALONE),
    (
        "authority",
        r"autorites? responsables? de la certification(?: qualite du(?:\(es\))? signataires?(?:\(s\))? de la "
        r"certification)?" + _ALONE,
    ),
    ("signatory", r"qualite du(?:\(es\))? signataires?(?:\(s\))? de la certification" + _ALONE),
    ("references", r"modalites d'elaboration de references?" + _OPEN),
    ("level", r"niveau et/?(?: ?ou)? domaine d'activite" + _OPEN),
    ("conventions", r"conventions?(?:\(s\))? ?:"),
    ("nsf", r"codes?(?:\(s\))? nsf ?:"),
    ("formacodes", r"formacodes?(?:\(s\))? ?:"),
    ("activities", r"resume du referentiel d'emplois? (?:ou|et) elements? de competences? acquis(?:es)?" + _OPEN),
    (
        "sectors",
        r"secteurs d'activites? ou types? d'emplois? accessibles? par le detenteur de ce diplome, ce titre ou ce "
        r"certificat" + _OPEN,
    ),
    ("rome", r"codes? des fiches rome les plus proches ?:?"),
    ("regulations", r"reglementations? d'activites?" + _OPEN),
    ("access", r"modalites d'acces a cette certification" + _OPEN),
    ("components", r"descriptif des composantes de la certification" + _OPEN),
    ("bloc_table", r"blocs? de competences?(?:\(s\))? ?:" + _ALONE),
    ("bloc_columns", r"intitule descriptif et modalites d'evaluation" + _ALONE),
    (
        "bloc",
        r"(?:blocs? de competences? n ?[°o] ?\d{1,2}(?: de la fiche(?: n ?[°o](?: )?\d+)?)?|rncp ?\d+ ?bc ?\d{1,2})"
        r"(?: ?[-–—:](?=\s))?",
    ),
    ("validity", r"(?:duree de )?validite des composantes(?: acquises)?" + _OPEN),
    (
        "routes",
        r"conditions d'inscription a la certification(?: oui(?: |~)non)?(?: composition des jurys)?" + _ALONE,
    ),
    ("territories", r"oui(?: |~)non" + _ALONE),
    ("links", r"liens avec d'autres certifications?~(?:accords europeens ou internationaux)?" + _ALONE),
    ("agreements", r"accords europeens ou internationaux" + _ALONE),
    ("legal", r"base legale" + _ALONE),
    ("decree", r"references? du decret general" + _OPEN),
    ("creation", r"references? (?:de l')?arrete(?: de)? creation(?: \(ou date 1er arrete enregistrement\))?" + _OPEN),
    ("vae", r"references? du decret et/ou arrete vae" + _OPEN),
    ("other_references", r"references? autres?" + _OPEN),
    ("more", r"pour plus d'informations?" + _ALONE),
    ("statistics", r"statistiques" + _OPEN),
    ("information", r"autres sources? d'informations?" + _OPEN),
    ("places", r"lieu(?:\(x\)|x)? de certification" + _OPEN),
    (
        "preparation_places",
        r"lieu(?:\(x\)|x)? de preparation a la certification(?: declare(?:\(s\)|s)? par l'organisme certificateur)?"
        + _OPEN,
    ),
    ("history", r"historique de la certification" + _OPEN),
    ("previous", r"certifications? precedentes?" + _OPEN),
    ("next", r"certifications? suivantes?" + _OPEN),
)
"""Key of a section → its heading, in folded text; for spaces, see `_spaced`."""


def _spaced(pattern: str) -> str:
    """``pattern`` with a space for any white space, line ends included; `` ?`` (one) and ``~`` stay on their line."""
    return re.sub(r" \??|~", lambda sign: {" ?": r"[ \t]?", "~": r"[ \t]*"}.get(sign[0], r"\s+"), pattern)


_HEADING = re.compile(
    r"^[ \t]*(?:" + "|".join(rf"(?P<{key}>{_spaced(pattern)})" for key, pattern in HEADINGS) + ")", re.MULTILINE
)


@dataclass(frozen=True)
class Section:
    """A section: its heading and what stands below it, as slices of the document."""

    key: str
    heading: tuple[int, int]
    start: int
    end: int


def read(document: Document) -> list[Section]:
    """The sections of ``document`` in order; what stands before the first heading is a section « header »."""
    folded = Folded(document.text)
    found = list(_headings(folded))
    bounds = [*(heading[1] for heading in found), (len(document.text), len(document.text))]
    header = Section("header", (0, 0), 0, bounds[0][0])
    sections = [
        Section(key, heading, heading[1], following[0])
        for (key, heading), following in zip(found, bounds[1:], strict=True)
    ]
    return [header, *sections] if document.text[: header.end].strip() else sections


def _headings(folded: Folded) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each heading with its key; the colon behind it is part of it."""
    for match in _HEADING.finditer(folded.flat):
        key = match.lastgroup or ""
        start, end = match.span(key)
        printed = folded.flat[start:end]
        yield key, (folded.offset(start), folded.offset(start + len(printed.rstrip())))

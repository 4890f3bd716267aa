"""What the title of a certification says: its kind, its level, the customers it is about, its number."""

from __future__ import annotations

import re

from refgraph.core.text import fold, mend
from refgraph.model.records import Basis, Fact
from refgraph.reading.document import Document
from refgraph.reading.shared.folded import Folded

KINDS: tuple[tuple[str, str], ...] = (
    ("CQPI", r"cqpi|certificats? de qualification professionnelle interbranches?"),
    ("CQP", r"cqp|certificats? de qualification professionnelle"),
    ("TP", r"titres? professionnels?|tp(?= )"),
    ("Titre", r"titres?"),
    ("BTSA", r"btsa"),
    ("BTS", r"bts|brevets? de technicien superieur"),
    ("BUT", r"but(?= )|bachelors? universitaires? de technologie"),
    ("DUT", r"dut(?= )|diplomes? universitaires? de technologie"),
    ("DEUST", r"deust"),
    ("CAP", r"cap(?= )|certificats? d'aptitude professionnelle"),
    ("MC", r"mentions? complementaires?"),
    ("CS", r"certificats? de specialisation"),
    ("BP", r"bp(?= )|brevets? professionnels?"),
    ("BM", r"bm(?= )|brevets? de maitrise"),
    ("BAC-PRO", r"bac(?:calaureat)? pro(?:fessionnel)?"),
    ("LP", r"licences? pro(?:fessionnelle)?s?"),
    ("Licence", r"licences?"),
    ("Master", r"masters?|masteres?"),
    ("DE", r"diplomes? d'etat"),
    ("Diplome", r"diplomes?"),
    ("Certificat", r"certificats?"),
)
"""Notation of the scheme ``certification-type`` → the words that name it, in folded text; first match wins."""

_KIND_TABLE = tuple((code, re.compile(rf"\b(?:{words})(?![\w'-])")) for code, words in KINDS)
_LONGEST_ACRONYM = 4
_LEVEL = re.compile(r"\bniv(?:eau|\.)?\s*(?:de qualification\s*)?:?\s*(?P<level>\d{1,2}|i{1,3}|iv|v)\b")
_TAIL = re.compile(
    r"(?P<tail>\s*[–—,:(/-]?\s*(?:de\s)?(?:titres?\s(?:de\s)?|certification(?:\sprofessionnelle)?\s(?:de\s)?)?"
    r"niv(?:eau|\.)?\s*(?:de qualification\s*)?:?\s*[1-8]\s*\)?(?:\s*\([^)]*\))?"
    r"(?:\s*[–—,:(/-]?\s*(?:code\s|fiche\s)?rncp\s?(?:n\s?°\s?|:\s?)?\d{3,6}\s?\)?)?)\s*[.–—-]*\s*$"
)
_NUMBER = re.compile(r"\bRNCP\s*(?:[:–-]|[nN]\s?[°º])?\s*(?P<number>\d{3,6})\b")
_BLOC_CODE = re.compile(r"\bRNCP\s?(?P<number>\d{3,6})\s?BC\s?\d{1,2}\b")
_PREFIX = re.compile(
    r"^(?:#+\s*)?(?:(?:intitule|titre|libelle)(?: de la certification| du titre)?\s*:\s*"
    r"|referentiel (?:de (?:la )?certification|du) (?:du |de la |de |d'|: |– |- )?|referentiel\s*[:–—-]\s*)"
)
_CUSTOMERS = re.compile(r"\b(?:client|affaires\b|conseill|marche|portefeuille|commercial|gestionnaire|charge)")
SEGMENTS: tuple[tuple[str, str], ...] = (
    ("particuliers", r"\bparticuliers?\b"),
    (
        "professionnels",
        r"\b(?:clients?|clienteles?|marche|conseill\S*|charges?\S*|de|des|les|et|ou)\s(?:de |des |les )?"
        r"professionnel(?:s|le|les)?\b",
    ),
    ("entreprises", r"\bentreprises\b"),
)
"""Notation of the scheme ``segment`` → the words that name it in a title about customers."""

_SEGMENT_TABLE = tuple((code, re.compile(words)) for code, words in SEGMENTS)
_NOT_CUSTOMERS = re.compile(
    r"(?:certificats? de qualification|titres?|brevets?|bac(?:calaureat)?|licences?) (?:a finalite )?"
    r"professionnel(?:le)?s?"
)


class Title:
    """The title printed at ``text[start:end]`` of ``document``, taken apart."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self._document = document
        self._start = start
        self._folded = Folded(document.text[start:end])

    @property
    def title(self) -> Fact:
        """The title without its level and without a label before it (« Intitulé : »)."""
        flat = self._folded.flat
        prefix = _PREFIX.match(flat)
        tail = _TAIL.search(flat)
        first, last = prefix.end() if prefix else 0, tail.start() if tail else len(flat)
        return self._fact(first, last if last > first else len(flat))

    @property
    def kind(self) -> Fact | None:
        """CQP, Titre, BTS…: the first of `KINDS` that the title names."""
        for code, pattern in _KIND_TABLE:
            for match in pattern.finditer(self._folded.flat):
                if len(match[0]) > _LONGEST_ACRONYM or self._folded.cut(*match.span()).isupper():
                    return self._fact(*match.span(), code)
        return None

    @property
    def level(self) -> Fact | None:
        """The level of qualification as it is written; that it goes from 2 to 8 is a rule of quality."""
        match = _LEVEL.search(self._folded.flat)
        return self._fact(*match.span(), match["level"].upper()) if match else None

    @property
    def segments(self) -> tuple[Fact, ...]:
        """The clientèle that the title names; none where the title is not about customers."""
        flat = _NOT_CUSTOMERS.sub(lambda found: "·" * len(found[0]), self._folded.flat)
        if _CUSTOMERS.search(flat) is None:
            return ()
        found = ((code, pattern.search(flat)) for code, pattern in _SEGMENT_TABLE)
        return tuple(self._fact(*match.span(), code) for code, match in found if match)

    def _fact(self, first: int, last: int, code: str | None = None) -> Fact:
        start = self._start + self._folded.offset(first)
        passage = self._document.passage(start, self._start + self._folded.offset(last))
        return Fact(text=mend(passage.quote), code=code, source=passage)


_AWARD = re.compile(
    r"\b(?:obtention|delivrance|obtenir|delivrer)\s(?:du|de la|de l'|le|la|l')\s?(?P<kind>[^.;,\n]{2,60})"
)


_OPENING = re.compile(
    r"\W*(?:(?:referentiel|annexe)\S*\s(?:\S+\s){0,4}?)?(?:(?:le|la|du|de la|des?)\s)?"
    rf"(?:{'|'.join(words for _, words in KINDS)})\b"
)


def opens_with_kind(text: str) -> bool:
    """Whether ``text`` begins with what kind of certification it is about.

    >>> opens_with_kind("Brevet professionnel Fleuriste"), opens_with_kind("Unités constitutives du diplôme")
    (True, False)
    """
    return _OPENING.match(fold(text)) is not None


def awarded_kind(document: Document, start: int, end: int) -> Fact | None:
    """The kind that a sentence in ``text[start:end]`` names in passing (« pour l’obtention du titre »), as deduced."""
    folded = Folded(document.text[start:end])
    for award in _AWARD.finditer(folded.flat):
        for code, pattern in _KIND_TABLE:
            if match := pattern.match(folded.flat, award.start("kind")):
                first, last = (start + folded.offset(place) for place in match.span())
                passage = document.passage(first, last, Basis.DEDUIT)
                return Fact(text=mend(passage.quote), code=code, source=passage)
    return None


def rncp_number(document: Document, until: int | None = None) -> Fact | None:
    """The number of the certification in the répertoire, where the document prints one before offset ``until``, or
    in the codes of all its blocs (« RNCP35298BC01 »): these tell where both are printed and differ."""
    match = _NUMBER.search(document.text, 0, len(document.text) if until is None else until)
    coded = list(_BLOC_CODE.finditer(document.text))
    if {found["number"] for found in coded} - {match["number"] if match else ""} and len({*map(_number, coded)}) == 1:
        match = coded[0]
    if match is None:
        return None
    passage = document.passage(match.start("number"), match.end("number"))
    return Fact(text=passage.quote, code=f"RNCP{passage.quote}", source=passage)


def _number(match: re.Match[str]) -> str:
    return match["number"]


def same_title(one: str, other: str) -> bool:
    """Whether two printings are one title: case, accents, spaces and punctuation do not count.

    >>> same_title("Piloter l’activité.", "PILOTER L'ACTIVITE")
    True
    """
    return re.sub(r"\W+", " ", fold(one)).strip() == re.sub(r"\W+", " ", fold(other)).strip()

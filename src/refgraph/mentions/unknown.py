"""Names that only a text bears, whatever it is: « loi Untel », « norme XYZ », « convention collective des… »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.mentions.citation import State
from refgraph.mentions.folding import FoldedSource

_YEAR = r"(?:19|20)\d\d"
_PROPER = r"(?:L[ea] |El )?(?:\d?[A-ZÉÈÎÂ][\w'-]*[\w])(?: (?:[IVX]+|\d{1,2})\b| [A-ZÉÈ]{2,}\b)?"
_NO_LAW = (
    r"(?!Fran[cç]|Europ|National|Organique|Normale|Binomiale|Pareto|Murphy|Moore|Poisson|Gauss|Ohm|Joule|Newton|Hooke|"
    r"Kirchhoff|Faraday|Lenz|Mariotte|Pouillet|Laplace|Benford|Weibull|Bernoulli|Student|Fisher|Cauchy|Zipf|Gamma|"
    r"B[eê]ta|Uniforme|Exponentielle|G[ée]om[ée]trique|Hick|Fitts|Jakob|Pascal|Boyle|Dalton|Henry|Raoult|Coulomb|"
    r"Amp[eè]re|Fourier|Fick|Darcy|Stokes|Wien|Planck|Snell|Descartes|Kepler|Mendel|Engel|Okun|Say|Gresham|Parkinson|"
    r"Brooks|Conway|Goodhart|Amdahl|Metcalfe|Starling|Weber|Miller|Tesler|Little\b|De\b|Du\b|Des\b|Sur\b)"
)
_NO_DIRECTIVE = (
    r"(?!Europ|National|Intern|Anticip|G[ée]n[ée]ral|Groupe|Qualit|M[ée]tier|Commercial|Direction|De\b|Du\b)"
)
_NO_ISSUER = r"(?!(?:UE|CEE?|RH|CSE|CB|HT|TTC|TPE|SEPA)\b)"
_ACRONYM = rf"{_NO_ISSUER}(?:[a-z]?[A-Z]{{2,}}[A-Za-z]*)(?: ?(?:[IVX]+|\d{{1,2}})\b)?"
_NUMBERED = r"(?: [Nn]° ?[\w/-]*\d(?:[\w/-]*\w)?)?"
_EDITION = r"(?: ?: ?(?:19|20)\d\d)?"
_STANDARDS = (
    r"(?:[Cc]ode (?:RCC-[A-Z]{1,3}|CODAP|CODETI)\b|"
    r"(?:IFRS|IAS|NEP|BRC|IFS|PCI[ -]DSS|Eurocodes?)\b(?: \d+(?:-\d+)*)?|"
    r"(?:ISA|ANSI|ASTM|ASME|OHSAS|UIC|IATF|FSSC|ISAE|NIMP|APSAD)\b (?:[A-Z] ?)?\d+(?:-\d+)*" + _EDITION + ")"
)
_OF = r"(?:de la |de l'|du |des |de )"
_ADJECTIVE = r"[a-zéèê]+(?:aires?|ives?|ifs?|elles?|els?|iles?|ales?|aux|ques?|nes?|iers?|ières?)"
_QUALIFIED = rf"[\wéè'-]{{3,}}(?: (?:et )?{_ADJECTIVE})*"
_IDCC = r"\(?IDCC (?:n° ?)?\d{1,4}\)?"
_NO_BRANCH = (
    r"(?!entreprise(?!s [a-zé]+(?:ques|elles|aires|ales)\b)|branche|secteur|[ée]tablissement|salarié|structure|société|"
    r"groupe|employeur|profession\b)"
)
_TRADES = rf"{_OF}{_NO_BRANCH}{_QUALIFIED}(?:,? (?:et )?(?:{_OF}|d'){_QUALIFIED}){{0,2}}"
_BRANCH = (
    rf"(?:[Cc]onventions? collectives?(?: nationales?)?|CCN)(?: {_OF}{_NO_BRANCH}[^.;:()]{{4,120}} {_IDCC}| {_TRADES}|"
    rf" \d\d\b| (?:[A-Z]{{3,}}|Syntec)\b(?: {_IDCC})?|(?<=CCN) {_PROPER}(?: {_IDCC})?)"
)
_CITIES = (
    r"(?:Vienne|Genève|Berne|Paris|Rome|Lugano|Bruxelles|Washington|Montréal|Varsovie|La Haye|New York|Istanbul|Kyoto|"
    r"Stockholm|Rotterdam|Ramsar|Aarhus|Oviedo|Budapest|Chicago|Hambourg|Nagoya|Lisbonne)"
)
_TREATY = (
    rf"(?:[Cc]onvention|[Pp]rotocole|[Aa]ccord|[Tt]raité)s? (?:de |d'){_CITIES}\b|"
    rf"[Cc]onvention (?:internationale|européenne|des Nations unies) (?:{_OF}|sur (?:la |le |les |l'))"
    rf"{_QUALIFIED}(?: (?:{_OF}|d'){_QUALIFIED})?(?: \([A-Z]{{3,8}}\))?|"
    rf"[Cc]onvention n° ?\d+ de l'OIT|[Cc]onvention OIT n° ?\d+|[Cc]onvention [A-Z]{{3,}}\b"
)
_NO_CODE = (
    r"(?!(?:bonne|conduite|déontologie|couleurs?|clients?|marque|vie|entreprise|groupe|société|établissement|"
    r"profession|métier|structure|organisation|cabinet|accès|magasin|équipe|article|produit)s?\b)"
)
_CONDUCT = rf"[Cc]ode (?:de déontologie (?:médicale|{_OF}{_NO_CODE}{_QUALIFIED})|mondial [a-zé]{{5,}})"
_WORLD = (
    r"[Rr]èglement (?:international (?:pour|sur|relatif à|concernant) [^.;:()]{4,80}|des radiocommunications)|"
    r"(?:(?:[Pp]lan|[Pp]osture|[Dd]ispositif) )?Vigipirate\b|[Ff]ascicules? (?:n° ?)?\d+ du CCTG"
)
_LEGAL = r"(?:dispositions (?:[a-zé]+ )?|sens |vertu |[Cc]onformément |application |prescriptions |\d+ )(?:du|au) "
_REPUBLICAN = (
    r"[Ll]oi du \d{1,2} (?:vend[ée]miaire|brumaire|frimaire|niv[oô]se|pluvi[oô]se|vent[oô]se|germinal|flor[ée]al|"
    r"prairial|messidor|thermidor|fructidor) an [IVX]+\b"
)
_NICKNAMED = (
    rf"[Ll]oi (?!\w+ées? )(?!(?:cadre|actuelle|nouvelle|ancienne|fran[cç]aise|europ[ée]enne|applicable|promulgue)\b)"
    rf"[a-zéèêîô-]{{4,}} (?:de |du ){_YEAR}\b(?![/-])"
)
_BUDGET = r"(?:[Ii]nstruction|[Nn]omenclature) (?:budgétaire et comptable )?M ?\d\d\b"
_UNIONS = rf"[Ll]oi de finances (?:rectificative )?(?:pour |de )?{_YEAR}|LFSS (?:pour )?{_YEAR}|" + (
    rf"[Ll]oi de financement de la sécurité sociale (?:pour |de )?{_YEAR}"
)
_NAMED = re.compile(
    rf"\b(?:[Ll]oi anti-[a-zé]+|[Ll]oi {_NO_LAW}{_PROPER}(?: (?:de|du) {_YEAR}\b)?|"
    rf"[Oo]rdonnances? {_PROPER} (?:de|du) {_YEAR}\b|{_REPUBLICAN}|{_NICKNAMED}|{_BUDGET}|"
    rf"[Dd]irective (?:européenne )?{_NO_DIRECTIVE}{_PROPER}|[Dd]écret {_PROPER}|"
    rf"[Rr][èe]glement (?:européen )?{_ACRONYM}{_NUMBERED}|(?:[Nn]ormes? )?{_STANDARDS}|IDCC (?:n° ?)?\d{{1,4}}|"
    rf"{_UNIONS}|{_CONDUCT}|{_WORLD}|{_BRANCH}|{_TREATY}|CCAG[- ](?:[Tt]ravaux|FCS|PI|TIC|MOE|MI)\b|"
    rf"(?:[Bb]rochures? |[Gg]uides? )(?:INRS )?ED ?\d{{2,4}}|{_LEGAL}(?P<name>[Cc]ode {_OF}{_NO_CODE}{_QUALIFIED}))"
)
_SUBJECT = rf"(?:la |le |les |l'){_QUALIFIED}(?: et (?:la |le |les |l'){_QUALIFIED})?"
_LOOSE = re.compile(
    rf"\b(?:(?:[Ll]oi|[Dd]écret)s? de {_YEAR}\b(?:(?:, | et (?:de )?){_YEAR}\b)*|"
    rf"[Ll]oi de [4-9]\d\b(?! )|[Ll]oi sur {_SUBJECT}(?: de {_YEAR}\b)?)"
)
_BY_SUBJECT = re.compile(
    rf"\b[Ll]oi (?:relative (?:à {_SUBJECT}|aux? {_QUALIFIED})|portant {_QUALIFIED})(?: {_OF}{_QUALIFIED})?"
)


@dataclass(frozen=True)
class Unnamed:
    """A text that the register does not name; ``state`` is vague where the words do not tell one text from another."""

    start: int
    end: int
    state: State


def find_unknown(folded: FoldedSource) -> Iterator[Unnamed]:
    """What ``folded`` prints that can only be a text, known to the register or not."""
    for match in _NAMED.finditer(folded.cased):
        yield Unnamed(*match.span("name" if match["name"] else 0), State.INCONNUE)
    for match in _BY_SUBJECT.finditer(folded.cased):
        yield Unnamed(*match.span(), State.INCONNUE)
    for match in _LOOSE.finditer(folded.cased):
        yield Unnamed(*match.span(), State.VAGUE)

"""The texts that a piece of text names as wholes, by name, by number or by who issues them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.mentions.authorities import find_authorities
from refgraph.mentions.citation import State
from refgraph.mentions.folding import Folded
from refgraph.mentions.lexicon import Lexicon, Name
from refgraph.mentions.names import is_short_acronym, name_key, spelled_alike, transposed
from refgraph.mentions.numbers import Found, find_numbered
from refgraph.mentions.spans import longest, neighbours
from refgraph.text import fold


@dataclass(frozen=True)
class Work:
    """A text named in folded text; ``targets`` are the register keys that it may mean.

    ``needs_articles`` when the words name it only beside an article (« l’article 1649 A du CGI »).
    """

    start: int
    end: int
    targets: tuple[str, ...]
    state: State
    authority: str | None = None
    spelling: str | None = None
    needs_articles: bool = False


_CAPITALS = re.compile(r"\b[A-Z]{4,10}\b")
_PROPER = r"(?:L[ea] )?[A-ZÉÈÎÂ][\w'-]*[\w](?: (?:[IVX]+|\d{1,2})\b| [A-ZÉÈ]{2,}\b)?"
_NO_LAW = (
    r"(?!Fran[cç]|Europ|National|Organique|Normale|Binomiale|Pareto|Murphy|Moore|Poisson|Gauss|Ohm|Joule|Newton|Hooke|"
    r"Kirchhoff|Faraday|Lenz|Mariotte|Pouillet|Laplace|Benford|De\b|Du\b|Des\b|Sur\b)"
)
_NO_DIRECTIVE = (
    r"(?!Europ|National|Intern|Anticip|G[ée]n[ée]ral|Groupe|Qualit|M[ée]tier|Commercial|Direction|De\b|Du\b)"
)
_ACRONYM = r"(?!UE\b|CEE?\b|RH\b|CSE\b)(?:[a-z]?[A-Z]{2,}[A-Za-z]*)(?: ?(?:[IVX]+|\d{1,2})\b)?"
_STANDARDS = r"(?:IFRS|IAS|ISA|NEP|BRC|IFS|PCI[ -]DSS|ANSI|ASTM|ASME|OHSAS|OACI|UIC|Eurocodes?)\b(?: \d+(?:-\d+)*)?"
_OF = r"(?:de la |de l'|du |des |de )"
_QUALIFIED = r"[\wéè'-]{4,}(?: (?:et )?[a-zéèê]+(?:aires?|ives?|ifs?|elles?|els?|iles?|ales?|aux|ques?|nes?))*"
_NAMED = re.compile(
    rf"\b(?:[Ll]oi {_NO_LAW}{_PROPER}|[Dd]irective (?:européenne )?{_NO_DIRECTIVE}{_PROPER}|[Dd]écret {_PROPER}|"
    rf"[Rr][èe]glement (?:européen )?{_ACRONYM}|(?:[Nn]ormes? )?{_STANDARDS}|IDCC \d{{1,4}}|"
    rf"[Cc]ode de déontologie (?:médicale|{_OF}{_QUALIFIED})|(?<=\d du )[Cc]ode {_OF}{_QUALIFIED}|"
    rf"(?:(?:[Cc]onvention collective(?: nationale)?|CCN) {_OF}{_QUALIFIED}|CCN {_PROPER})(?: \(?IDCC \d{{1,4}}\)?)?)"
)
"""Names that only a text bears, whatever it is: « loi Untel », « norme XYZ », « convention collective des… »."""
_BODY_WORDS = re.compile(r"[a-z]{6,}")
_NO_SUBJECT = frozenset(
    re.findall(
        r"\w+",
        "arrete relatif relative portant modifie modifiant publie journal officiel national nationale accord faveur "
        "groupe janvier fevrier juillet septembre octobre novembre decembre",
    )
)
_SUBJECT_LENGTH = 250
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MANY_A_DAY = ("arrete", "accord", "circulaire")


def find_works(folded: Folded, lexicon: Lexicon) -> list[Work]:
    """The texts that ``folded`` names, in order, none within another: the longest wins, then the one that is known."""
    known = [
        *_by_name(folded, lexicon),
        *_by_number(folded, lexicon),
        *_transposed(folded, lexicon),
        *_by_authority(folded, lexicon),
    ]
    unknown = [Work(match.start(), match.end(), (), State.INCONNUE) for match in _NAMED.finditer(folded.cased)]
    chosen = longest(known)
    return longest([*chosen, *(work for work in unknown if not _touches(work, chosen))])


def _touches(work: Work, chosen: list[Work]) -> bool:
    before, _ = neighbours(chosen, work.end, work.end)
    return before is not None and work.start < before.end


def state_of(targets: tuple[str, ...], lexicon: Lexicon) -> State:
    """The state of a name that may mean ``targets``."""
    if not targets:
        return State.INCONNUE
    if lexicon.corpora.issuperset(targets):
        return State.VAGUE
    return State.PRECISE if len(targets) == 1 else State.AMBIGUE


def _by_name(folded: Folded, lexicon: Lexicon) -> Iterator[Work]:
    for match in lexicon.name_regex.finditer(folded.plain):
        printed = folded.cased[match.start() : match.end()]
        names = lexicon.by_name.get(name_key(printed), ())
        if not names or (all(is_short_acronym(name.text) for name in names) and not printed.isupper()):
            continue
        targets = tuple(dict.fromkeys(name.key for name in names))
        yield Work(
            *match.span(),
            targets,
            state_of(targets, lexicon),
            spelling=_spelling(printed, names, lexicon),
            needs_articles=lexicon.codes.issuperset(targets) and is_short_acronym(names[0].text),
        )


def _spelling(printed: str, names: tuple[Name, ...], lexicon: Lexicon) -> str | None:
    """The right spelling of ``printed``, unless it is one."""
    right = [name.text for name in names if name.is_right]
    if any(spelled_alike(printed, text) for text in right):
        return None
    return right[0] if right else _shortest_right_name(names[0].key, lexicon)


def _shortest_right_name(key: str, lexicon: Lexicon) -> str:
    return min((name.text for name in lexicon.names if name.key == key and name.is_right), key=len)


def _transposed(folded: Folded, lexicon: Lexicon) -> Iterator[Work]:
    for match in _CAPITALS.finditer(folded.cased):
        meant = [name for name in lexicon.acronyms.values() if transposed(match.group(), name.text)]
        if meant and name_key(match.group()) not in lexicon.by_name:
            targets = tuple(dict.fromkeys(name.key for name in meant))
            yield Work(*match.span(), targets, state_of(targets, lexicon), spelling=meant[0].text)


def _by_authority(folded: Folded, lexicon: Lexicon) -> Iterator[Work]:
    for found in find_authorities(folded, lexicon):
        corpus = lexicon.corpus_of.get(found.authority)
        targets = (corpus,) if corpus else ()
        yield Work(found.start, found.end, targets, State.VAGUE, found.authority, found.spelling)


def _by_number(folded: Folded, lexicon: Lexicon) -> Iterator[Work]:
    for found in find_numbered(folded):
        if not found.has_number:
            yield _dated(found, folded, lexicon)
            continue
        numbers = [reference for reference in found.references if not _ISO_DATE.fullmatch(reference[1])]
        targets = tuple(key for reference in numbers for key in lexicon.by_reference.get(reference, ()))
        state = State.PRECISE if targets and len(numbers) == len(targets) else state_of(targets, lexicon)
        yield Work(found.start, found.end, targets, state)


def _dated(found: Found, folded: Folded, lexicon: Lexicon) -> Work:
    """A text named by its date. A day sees many arrêtés and accords: their subject must agree with the title."""
    keys = tuple(key for reference in found.references for key in lexicon.by_reference.get(reference, ()))
    if found.kind in _MANY_A_DAY:
        subject = _subject(folded.plain[found.start : found.end] + _rest_of_sentence(folded.plain, found.end))
        if keys and not subject:
            return Work(found.start, found.end, keys, State.VAGUE)
        keys = tuple(key for key in keys if subject & _subject(fold(lexicon.titles[key])))
    state = State.PRECISE if keys and len(keys) == len(found.references) else state_of(keys, lexicon)
    return Work(found.start, found.end, keys, state)


def _rest_of_sentence(plain: str, start: int) -> str:
    return re.split(r"[;:]|\. ", plain[start : start + _SUBJECT_LENGTH])[0]


def _subject(plain: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in _BODY_WORDS.findall(plain)) - _NO_SUBJECT

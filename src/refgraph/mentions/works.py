"""The texts that a piece of text names as wholes, by name, by number or by who issues them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.mentions.authorities import find_authorities
from refgraph.mentions.citation import State
from refgraph.mentions.folding import Folded
from refgraph.mentions.lexicon import Lexicon, Name
from refgraph.mentions.names import (
    is_pronounceable,
    is_short_acronym,
    name_key,
    spelled_alike,
    transposed,
    without_european,
)
from refgraph.mentions.numbers import Found, Reference, find_numbered, tail_of
from refgraph.mentions.spans import longest, neighbours
from refgraph.mentions.spelling import find_misspelt
from refgraph.mentions.unknown import find_unknown
from refgraph.text import fold


@dataclass(frozen=True)
class Work:
    """A text named in folded text; ``targets`` are the register keys that it may mean.

    ``needs_articles`` when the words name it only beside an article (« l’article 1649 A du CGI »), ``needs_company``
    when they do so only beside another text (« MIF 2 et DDA »).
    """

    start: int
    end: int
    targets: tuple[str, ...]
    state: State
    authority: str | None = None
    spelling: str | None = None
    needs_articles: bool = False
    needs_company: bool = False


_CAPITALS = re.compile(r"\b[A-Z]{4,10}\b")
_BODY_WORDS = re.compile(r"[a-z]{6,}")
_NO_SUBJECT = frozenset(
    re.findall(
        r"\w+",
        "arrete relatif relative portant modifie modifiant publie journal officiel national nationale accord faveur "
        "groupe janvier fevrier juillet septembre octobre novembre decembre",
    )
)
_SUBJECT_LENGTH = 250
_WORD_LENGTH = 5
_NOUN = re.compile(r"(?:lois?|reglements?|directives?|decrets?|arretes?|ordonnances?|conventions?|accords?)\b")
_KINDS = {"directive": "directive", "reglement": "reglement-europeen", "norme": "norme"}
"""A noun before the name of a text → the type of the texts that it goes with."""
_NOUN_BEFORE = re.compile(
    rf"(?<![a-z])(?:{'|'.join(rf'(?P<{noun}>{noun}s?)' for noun in _KINDS)}) (?:europeen(?:ne)?s? )?$"
)
_CLOSING = re.compile(r" ?»")
_EDITION = re.compile(r" (?:v(?:ersion)? ?)?\d{1,2}(?:\.\d{1,2}){1,2}(?![\d%])")
_NO_CODE = re.compile(r" (?:commercia|electri|electroni|solaire|temporaire)")
"""What follows words that only look like the name of a code: « code de la route commerciale »."""
_BEFORE = 40
_OF_LAW = re.compile(
    r"(?:dispositions|prescriptions|articles?|sens|vertu|conformement|application) (?:[a-z]+ )?(?:du|au) $"
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MANY_A_DAY = ("arrete", "accord", "circulaire")


def find_works(folded: Folded, lexicon: Lexicon) -> list[Work]:
    """The texts that ``folded`` names, in order, none within another: the longest wins, then the one that is known."""
    known = [
        *_by_name(folded, lexicon),
        *_by_number(folded, lexicon),
        *_transposed(folded, lexicon),
        *_by_authority(folded, lexicon),
        *_misspelt(folded, lexicon),
    ]
    unknown = [Work(found.start, found.end, (), found.state) for found in find_unknown(folded)]
    chosen = longest(known)
    return longest([*chosen, *(work for work in unknown if not _touches(work, chosen, lexicon))])


def _touches(work: Work, chosen: list[Work], lexicon: Lexicon) -> bool:
    """Whether ``work`` overlaps a known one, unless that is but the body of rules that it is one of (« IFRS 16 »)."""
    before, _ = neighbours(chosen, work.end, work.end)
    if before is None or work.start >= before.end:
        return False
    return not (lexicon.corpora.issuperset(before.targets) and work.start <= before.start and before.end < work.end)


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
        names = lexicon.by_name.get(name_key(printed)) or lexicon.by_name.get(name_key(without_european(printed)), ())
        if not any(_may_be(printed, name.text) for name in names) or _NO_CODE.match(match.string, match.end()):
            continue
        end, targets = _with_tail(match, tuple(dict.fromkeys(name.key for name in names)), folded, lexicon)
        yield Work(
            _start(match, targets, lexicon),
            _unquoted(match, end),
            targets,
            state_of(targets, lexicon),
            spelling=_spelling(printed, names, lexicon),
            needs_articles=_is_bare_code(match, names, lexicon),
            needs_company=all(name.needs_company for name in names),
        )


def _are(targets: tuple[str, ...], kind: str, lexicon: Lexicon) -> bool:
    return all(lexicon.kinds.get(target) == kind for target in targets)


def _start(match: re.Match[str], targets: tuple[str, ...], lexicon: Lexicon) -> int:
    """The start of a name, with the noun before it that says what kind of text it is (« directive DDA »)."""
    noun = _NOUN_BEFORE.search(match.string, max(0, match.start() - _BEFORE), match.start())
    is_kind = noun and any(noun[kind] and _are(targets, _KINDS[kind], lexicon) for kind in _KINDS)
    return noun.start() if noun and is_kind else match.start()


def _unquoted(match: re.Match[str], end: int) -> int:
    """``end``, or behind the quotation mark that closes there one opened inside the name."""
    closing = _CLOSING.match(match.string, end)
    return closing.end() if closing and match.group().count("«") > match.group().count("»") else end


def _with_tail(
    match: re.Match[str], targets: tuple[str, ...], folded: Folded, lexicon: Lexicon
) -> tuple[int, tuple[str, ...]]:
    """The end of a name and its texts, with its edition (« RGAA 4.1 ») or the number and date that go with it."""
    if _are(targets, "norme", lexicon) and (edition := _EDITION.match(folded.plain, match.end())):
        start, end = folded.span(match.end(), edition.end())
        return match.end() if "\n" in folded.source[start:end] else edition.end(), targets
    end, references = tail_of(match.string, match.end())
    meant = tuple(key for key in targets if _agrees(references, lexicon.references.get(key, frozenset())))
    return (end, meant) if references and meant and _NOUN.match(match.group()) else (match.end(), targets)


def _agrees(references: tuple[Reference, ...], known: frozenset[Reference]) -> bool:
    """Whether a number and a date may be those of the text that bears the ``known`` ones."""
    dates = {value for _, value in known if _ISO_DATE.fullmatch(value)}
    numbers = [reference for reference in references if reference[0]]
    is_dated = all(value in dates for kind, value in references if not kind) or not dates
    return is_dated and (not numbers or not known.isdisjoint(numbers))


def _may_be(printed: str, name: str) -> bool:
    """Whether ``printed`` has the capitals that ``name`` needs not to be taken for another word."""
    if not name.isalpha() or not (is_short_acronym(name) or (len(name) <= _WORD_LENGTH and is_pronounceable(name))):
        return True
    return printed.isupper() or printed == name


def _is_bare_code(match: re.Match[str], names: tuple[Name, ...], lexicon: Lexicon) -> bool:
    """Whether only the acronym of a code is printed, and nothing before it says that a law is meant."""
    is_code = lexicon.codes.issuperset(name.key for name in names) and is_short_acronym(names[0].text)
    return is_code and not _OF_LAW.search(match.string, max(0, match.start() - _BEFORE), match.start())


def _misspelt(folded: Folded, lexicon: Lexicon) -> Iterator[Work]:
    for found in find_misspelt(folded, lexicon):
        if spelled_alike(folded.cased[found.start : found.end], found.name.text):
            continue
        targets = tuple(dict.fromkeys(name.key for name in lexicon.by_name[name_key(found.name.text)]))
        yield Work(found.start, found.end, targets, state_of(targets, lexicon), spelling=found.name.text)


def _spelling(printed: str, names: tuple[Name, ...], lexicon: Lexicon) -> str | None:
    """The right spelling of ``printed``, unless it is one."""
    right = [name.text for name in names if name.is_right]
    if any(spelled_alike(words, text) for text in right for words in (printed, without_european(printed))):
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
        agreeing = _agreeing(keys, subject or _subject(_start_of_sentence(folded.plain, found.start)), lexicon)
        if keys and not subject and not agreeing:
            return Work(found.start, found.end, keys, State.VAGUE)
        keys = agreeing
    state = State.PRECISE if keys and len(keys) == len(found.references) else state_of(keys, lexicon)
    return Work(found.start, found.end, keys, state)


def _agreeing(keys: tuple[str, ...], subject: frozenset[str], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(key for key in keys if subject & _subject(fold(lexicon.titles[key])))


def _start_of_sentence(plain: str, end: int) -> str:
    return re.split(r";|\. ", plain[max(0, end - _SUBJECT_LENGTH) : end])[-1]


def _rest_of_sentence(plain: str, start: int) -> str:
    return re.split(r"[;:]|\. ", plain[start : start + _SUBJECT_LENGTH])[0]


def _subject(plain: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in _BODY_WORDS.findall(plain)) - _NO_SUBJECT

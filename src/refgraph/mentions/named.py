"""Texts named by a name that the register has, with the noun, number, date or edition printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from refgraph.core.text import fold
from refgraph.mentions.enumerated import find_enumerated
from refgraph.mentions.folding import FoldedSource
from refgraph.mentions.lexicon import Lexicon, Name
from refgraph.mentions.names import is_pronounceable, is_short_acronym, name_key, spelled_alike, without_european
from refgraph.mentions.numbers import Reference, tail_of
from refgraph.mentions.work import Work, state_of

_WORD_LENGTH = 5
_NOUN = re.compile(r"(?:lois?|reglements?|directives?|decrets?|arretes?|ordonnances?|conventions?|accords?)\b")
_KINDS = {"directive": "directive", "reglement": "reglement-europeen", "norme": "norme", "loi": "loi"}
"""A noun before the name of a text → the type of the texts that it goes with."""
_NOUN_BEFORE = re.compile(
    rf"(?<![a-z])(?:{'|'.join(rf'(?P<{noun}>{noun}s?)' for noun in _KINDS)}) (?:europeen(?:ne)?s? )?"
    r"(?:dite? )?(?:« ?)?$"
)
_CLOSING = re.compile(r' ?[»"]')
_YEAR = re.compile(r" (?:de |du |\()?(?P<year>(?:19|20)\d\d)(?<!\(....)(?![\d/-])")
"""The year behind the name of a law: « loi Châtel de 2008 » is one of two."""
_OF_YEAR = re.compile(r"(?<![a-z])loi de (?P<year>(?:19|20|18)\d\d) (?=[a-z])")
_LONGEST = 200  # characters in the name of a law
_EDITION = re.compile(
    r"(?: |,? (?:en |dans sa )?(?:v(?:ersion)?|ed(?:ition)?)\.? ?(?:de )?)(?P<edition>\d{1,2}(?:\.\d{1,2}){1,2}|"
    r"(?<=[vn.] )\d{1,2}|(?<=v)\d{1,2}|(?<=(?:on|de|v\.) )(?:19|20)\d\d)(?![\d%/-]|\.\d)"
)
_BARE_EDITION = re.compile(
    r"(?P<edition> \d{1,2}| \((?:19|20)\d\d\)|:(?:19|20)\d\d)"
    r"(?= ?[.,;:)»]| (?:et|ou|niveau|afin|pour|en|dans|de|du|des|au)\b|$)"
)
"""A number that only an edition which the register knows tells from another: « RGAA 3 »."""
_NO_CODE = re.compile(r" (?:commercia|electri|electroni|solaire|temporaire)")
"""What follows words that only look like the name of a code: « code de la route commerciale »."""
_BEFORE = 40
_OF_LAW = re.compile(
    r"(?:(?:dispositions|prescriptions|articles?|sens|vertu|conformement|application|parties?) (?:[a-z]+ )?|"
    r"(?:livre|titre|chapitre) (?:[ivx]+|\d+|1er|ier) )(?:du|au) $"
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def find_named(folded: FoldedSource, lexicon: Lexicon) -> Iterator[Work]:
    """The texts that ``folded`` names by a name that the register has, right or known as wrong."""
    for match in lexicon.name_regex.finditer(folded.plain):
        printed = folded.cased[match.start() : match.end()]
        names = lexicon.by_name.get(name_key(printed)) or lexicon.by_name.get(name_key(without_european(printed)), ())
        if not any(_may_be(printed, name.text) for name in names) or _NO_CODE.match(match.string, match.end()):
            continue
        targets = tuple(dict.fromkeys(name.key for name in names))
        start = _start(match, targets, lexicon)
        edition = _edition(folded, match.end(), targets, lexicon)
        end, targets = (edition[0], targets) if edition else _with_tail(folded, start, match.end(), targets, lexicon)
        yield Work(
            start,
            end,
            targets,
            state_of(targets, lexicon),
            spelling=_right_spelling(printed, names, lexicon),
            needs_articles=_is_bare_code(match, names, lexicon),
            needs_company=all(name.needs_company for name in names),
            editions=tuple((key, edition[1]) for key in targets) if edition else (),
        )
        yield from find_enumerated(folded, start, end, lexicon)


def find_of_year(folded: FoldedSource, lexicon: Lexicon) -> Iterator[Work]:
    """The laws named by their year and their subject: « loi de 1881 sur la liberté de la presse »."""
    for dated in _OF_YEAR.finditer(folded.plain):
        rest = folded.plain[dated.end() : dated.end() + _LONGEST]
        match = lexicon.name_regex.match(f"loi {rest}")
        names = lexicon.by_name.get(name_key(match.group()), ()) if match else ()
        keys = dict.fromkeys(name.key for name in names)
        targets = tuple(key for key in keys if _is_of(dated["year"], lexicon.references.get(key, frozenset())))
        if match and targets:
            end = dated.end() + len(match.group()) - len("loi ")
            yield Work(dated.start(), end, targets, state_of(targets, lexicon))


def _are(targets: tuple[str, ...], kind: str, lexicon: Lexicon) -> bool:
    return all(lexicon.kinds.get(target) == kind for target in targets)


def _start(match: re.Match[str], targets: tuple[str, ...], lexicon: Lexicon) -> int:
    """The start of a name, with the noun before it that says what kind of text it is (« directive DDA »)."""
    noun = _NOUN_BEFORE.search(match.string, max(0, match.start() - _BEFORE), match.start())
    is_kind = noun and any(noun[kind] and _are(targets, _KINDS[kind], lexicon) for kind in _KINDS)
    return noun.start() if noun and is_kind else match.start()


def _edition(folded: FoldedSource, end: int, targets: tuple[str, ...], lexicon: Lexicon) -> tuple[int, str] | None:
    """The edition printed behind a standard (« RGAA 4.1 », « RGAA 3 ») and where it ends, on the same line."""
    if not targets or not _are(targets, "norme", lexicon):
        return None
    found = _EDITION.match(folded.plain, end) or _BARE_EDITION.match(folded.plain, end)
    if found is None:
        return None
    edition = found["edition"].strip(" :()")
    known = {one for key in targets for one in lexicon.editions.get(key, frozenset())}
    if found.re is _BARE_EDITION and not any(one.split(".")[0] == edition for one in known):
        return None
    first, last = folded.span(end, found.end())
    return None if "\n" in folded.source[first:last] else (found.end(), edition)


def _with_tail(
    folded: FoldedSource, start: int, end: int, targets: tuple[str, ...], lexicon: Lexicon
) -> tuple[int, tuple[str, ...]]:
    """The end of a name and its texts, with the number and date that go with it."""
    plain = folded.plain
    closing = _CLOSING.match(plain, end)
    is_quoted = plain.count("«", start, end) > plain.count("»", start, end) or plain.count('"', start, end) % 2
    if closing and is_quoted:
        end = closing.end()
    if year := _YEAR.match(plain, end):
        dated = tuple(key for key in targets if _is_of(year["year"], lexicon.references.get(key, frozenset())))
        return (year.end(), dated) if dated and _NOUN.match(plain, start) else (end, targets)
    after, references = tail_of(plain, end)
    meant = tuple(key for key in targets if _agrees(references, lexicon.references.get(key, frozenset())))
    return (after, meant) if references and meant and _NOUN.match(plain, start) else (end, targets)


def _is_of(year: str, known: frozenset[Reference]) -> bool:
    return any(value.startswith(f"{year}-") for _, value in known if _ISO_DATE.fullmatch(value))


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


def _right_spelling(printed: str, names: tuple[Name, ...], lexicon: Lexicon) -> str | None:
    """The right spelling of ``printed``, unless it is one."""
    right = [name.text for name in names if name.is_right]
    if any(spelled_alike(words, text) for text in right for words in (printed, without_european(printed))):
        return None
    return right[0] if right else _nearest_right_name(printed, names[0].key, lexicon)


def _nearest_right_name(printed: str, key: str, lexicon: Lexicon) -> str:
    right = [name.text for name in lexicon.names if name.key == key and name.is_right and not name.needs_company]
    words = fold(printed)
    return max(right, key=lambda name: (fold(name[0]) == words[0], SequenceMatcher(None, words, fold(name)).ratio()))

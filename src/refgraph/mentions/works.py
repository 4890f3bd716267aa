"""The texts that a piece of text names as wholes, by name, by number or by who issues them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.core.text import fold
from refgraph.mentions.authorities import find_authorities
from refgraph.mentions.citation import State
from refgraph.mentions.folding import FoldedSource
from refgraph.mentions.lexicon import Lexicon
from refgraph.mentions.named import find_named, find_of_year
from refgraph.mentions.names import mistyped, name_key, spelled_alike, transposed
from refgraph.mentions.numbers import NumberedText, find_numbered
from refgraph.mentions.spans import longest, neighbours
from refgraph.mentions.spelling import find_misspelt
from refgraph.mentions.unknown import find_unknown
from refgraph.mentions.work import Work, state_of

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
_ARTICLE = re.compile(
    r"(?: modifie)?,? ?\(?(?:et |en )?(?:notamment )?(?:l'|les |son |ses |aux? )?art(?:icle)?s?\b\.? ?[a-z]{0,3}\.? ?\d"
)
_OF_ARTICLE = re.compile(r"art(?:icle)?s?\b\.? ?(?:[a-z]{1,3}\.? ?)?\d[^.;:()]{0,60}(?:de l'|des )$")
"""An article beside a dated text: few arrêtés of a day are cited by their articles."""
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MANY_A_DAY = ("arrete", "accord", "circulaire")


def find_works(folded: FoldedSource, lexicon: Lexicon) -> list[Work]:
    """The texts that ``folded`` names, in order, none within another: the longest wins, then the one that is known."""
    known = [
        *find_named(folded, lexicon),
        *find_of_year(folded, lexicon),
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


def _misspelt(folded: FoldedSource, lexicon: Lexicon) -> Iterator[Work]:
    for found in find_misspelt(folded, lexicon):
        if spelled_alike(folded.cased[found.start : found.end], found.name.text):
            continue
        targets = tuple(dict.fromkeys(name.key for name in lexicon.by_name[name_key(found.name.text)]))
        yield Work(found.start, found.end, targets, state_of(targets, lexicon), spelling=found.name.text)


def _transposed(folded: FoldedSource, lexicon: Lexicon) -> Iterator[Work]:
    for match in _CAPITALS.finditer(folded.cased):
        meant = [
            name
            for name in lexicon.acronyms.values()
            if transposed(match.group(), name.text) or mistyped(match.group(), name.text)
        ]
        if meant and name_key(match.group()) not in lexicon.by_name:
            targets = tuple(dict.fromkeys(name.key for name in meant))
            yield Work(*match.span(), targets, state_of(targets, lexicon), spelling=meant[0].text)


def _by_authority(folded: FoldedSource, lexicon: Lexicon) -> Iterator[Work]:
    for found in find_authorities(folded, lexicon):
        corpus = lexicon.corpus_of.get(found.authority)
        targets = (corpus,) if corpus else ()
        yield Work(found.start, found.end, targets, State.VAGUE, found.authority, found.spelling)


def _by_number(folded: FoldedSource, lexicon: Lexicon) -> Iterator[Work]:
    for found in find_numbered(folded):
        if not found.has_number:
            yield _dated(found, folded, lexicon)
            continue
        numbers = [reference for reference in found.references if not _ISO_DATE.fullmatch(reference[1])]
        targets = tuple(key for reference in numbers for key in lexicon.by_reference.get(reference, ()))
        if found.is_loose and not targets:
            continue
        state = State.PRECISE if targets and len(numbers) == len(targets) else state_of(targets, lexicon)
        yield Work(found.start, found.end, targets, state, editions=tuple(_editions(found, lexicon)))


def _editions(found: NumberedText, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for reference, edition in zip(found.references, found.editions, strict=False):
        yield from ((key, edition) for key in lexicon.by_reference.get(reference, ()) if edition)


def _dated(found: NumberedText, folded: FoldedSource, lexicon: Lexicon) -> Work:
    """A text named by its date. A day sees many arrêtés and accords: their subject must agree with the title."""
    keys = tuple(key for reference in found.references for key in lexicon.by_reference.get(reference, ()))
    if found.kind in _MANY_A_DAY:
        subject = _own_subject(found, folded.plain)
        if len(keys) == 1 and not subject and _is_by_article(found, folded.plain):
            return Work(found.start, found.end, keys, State.PRECISE)
        agreeing = _agreeing(keys, subject or _subject(_start_of_sentence(folded.plain, found.start)), lexicon)
        if keys and not subject and not agreeing:
            return Work(found.start, found.end, keys, State.VAGUE)
        keys = agreeing
    elif len(keys) > len(found.references):
        keys = _named_in(folded.plain[found.start : found.end], keys, lexicon) or keys
    state = State.PRECISE if keys and len(keys) == len(found.references) else state_of(keys, lexicon)
    return Work(found.start, found.end, keys, state)


def _agreeing(keys: tuple[str, ...], subject: frozenset[str], lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(key for key in keys if subject & _subject(fold(lexicon.titles[key])))


def _named_in(plain: str, keys: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Of laws of one day, those whose name the words give beside the date."""
    found = {name_key(match.group()) for match in lexicon.name_regex.finditer(plain)}
    named = {name.key for key in found for name in lexicon.by_name.get(key, ())}
    return tuple(key for key in keys if key in named)


def _is_by_article(found: NumberedText, plain: str) -> bool:
    before = plain[max(0, found.start - _SUBJECT_LENGTH) : found.start]
    return bool(_ARTICLE.match(plain, found.end) or _OF_ARTICLE.search(before))


def _own_subject(found: NumberedText, plain: str) -> frozenset[str]:
    """What the words of a dated text and those behind it say that it is about; behind its articles, they do not."""
    rest = "" if _ARTICLE.match(plain, found.end) else _rest_of_sentence(plain, found.end)
    return _subject(plain[found.start : found.end] + rest)


def _start_of_sentence(plain: str, end: int) -> str:
    return re.split(r";|\. ", plain[max(0, end - _SUBJECT_LENGTH) : end])[-1]


def _rest_of_sentence(plain: str, start: int) -> str:
    return re.split(r"[;:]|\. ", plain[start : start + _SUBJECT_LENGTH])[0]


def _subject(plain: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in _BODY_WORDS.findall(plain)) - _NO_SUBJECT

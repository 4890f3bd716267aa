"""Articles: « articles L. 121-1 à L. 121-3 », « R.512-8 et s. », « article 5 », « art. 313-39 »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from refgraph.mentions.folding import FoldedSource

_PREFIX = r"(?:lo|[lrda])\*?(?:\. ?| )?"
_SERIES = r"(?:ms|co|el|gn|cts|gc|ch|dg|df|am|gz|pe|sg|ef|oa) ?"
"""The parts of the fire regulation of public buildings, by which its articles are numbered: « MS 46 »."""
_SUFFIX = (
    r"(?: (?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|undecies|duodecies|terdecies))?"
    r"(?: [A-Z]{1,2}(?![\w.]| ?\d))?"
)
_DETAIL = (
    r"(?:,? ?(?:§ ?\d+|(?:paragraphes?|alineas?|al\.|points?) (?:\d{1,2}|[a-z]\b)(?:er|eme|e)?\)?|[ivx]{1,4}(?=[ ,])|"
    r"\d{1,2}°)(?![a-z0-9]))*"
)
"""What of an article is meant: « , I, 6° », « , paragraphe 1, point f) », « al. 2 »."""
_NUMBER = r"(?:1er|\d{1,4}(?:-\d{1,4}){0,4}(?:\.\d{1,2})?)"
_CODED = rf"{_PREFIX}\d{{3,4}}(?:-\d{{1,4}}){{1,4}}{_SUFFIX}(?!\d){_DETAIL}"
_ITEM = rf"(?:{_PREFIX}|{_SERIES})?{_NUMBER}{_SUFFIX}(?![\d%]){_DETAIL}"
_NOT_A_MEASURE = r"(?! ?(?:%|euros?|heures?|jours?|mois|ans|annees|minutes))"
_ON = r"(?:,? et (?:s\.|suiv(?:\.|ants?|antes?)|svts?)(?=,| et | ou ))?"
_JOIN = rf"{_ON}(?:, (?:et |ou )?| et | ou | & | a | ainsi que | ?[;/] ?(?:et )?(?={_PREFIX}\d))"
_OPEN = r"(?:,? et (?:s\.?|suiv(?:\.|ants?|antes?)?|svts?))?(?![a-z0-9])"
_HEAD = r"(?:articles? |arts?(?:\. ?| ))"
_LIST = re.compile(
    rf"(?<![a-z0-9])(?:{_HEAD}{_ITEM}(?:{_JOIN}(?:{_HEAD})?{_ITEM}{_NOT_A_MEASURE})*|"
    rf"{_CODED}(?:{_JOIN}{_CODED})*){_OPEN}"
)
_PART = re.compile(rf"(?P<range>a )?(?P<code>(?:{_PREFIX}|{_SERIES})?{_NUMBER}{_SUFFIX})(?![\d%]){_DETAIL}")
_BARE = re.compile(
    r"(?<![\w.,/°-])(?<!n° )(?P<numbers>\d{3,4}-\d{1,3}(?:-\d{1,3})*(?:(?:, | et | ou | a )\d{1,4}(?:-\d{1,3})*)*)"
    r"(?: du| de la)? ?$"
)
_BEFORE = 80
_WITH_HEAD = re.compile(rf"(?<![a-z0-9]){_HEAD}")
_LETTER = re.compile(r"(?<=\d )(?!(?:ET|OU|DU|DE|AU|LA|EN)\b)[A-Z]{1,2}(?![\w.])")


@dataclass(frozen=True)
class ArticleList:
    """A list of articles in folded text, its ranges spelt out; ``is_open`` when it goes on (« et suivants »)."""

    start: int
    end: int
    codes: tuple[str, ...]
    is_open: bool


def find_articles(folded: FoldedSource) -> Iterator[ArticleList]:
    """The article lists of ``folded``; each « article » opens a list of its own."""
    for match in _LIST.finditer(_with_letters(folded)):
        if not folded.cased[match.start()].isupper() and not _WITH_HEAD.match(folded.plain, match.start()):
            continue
        yield from _split(match)


def find_bare(folded: FoldedSource, ends: Iterable[int]) -> Iterator[ArticleList]:
    """The numbers without « article » right before a code that begins at one of ``ends``: « 226-1 C. pén. »."""
    for end in ends:
        match = _BARE.search(folded.plain, max(0, end - _BEFORE), end)
        if match:
            yield ArticleList(*match.span("numbers"), codes_of(match["numbers"]), is_open=False)


def _with_letters(folded: FoldedSource) -> str:
    """The plain text, but for the capitals that belong to a number (« 293 B ») and are not the « à » of a range."""
    pieces, end = [], 0
    for letter in _LETTER.finditer(folded.cased):
        pieces += [folded.plain[end : letter.start()], letter.group()]
        end = letter.end()
    return "".join([*pieces, folded.plain[end:]])


def _split(match: re.Match[str]) -> Iterator[ArticleList]:
    heads = [head.start() for head in _WITH_HEAD.finditer(match.string, match.start(), match.end())]
    starts = sorted({match.start(), *heads})
    for start, after in zip(starts, [*starts[1:], match.end()], strict=True):
        text = match.string[start:after]
        kept = text if after == match.end() else re.sub(rf"{_JOIN}$", "", text)
        is_open = re.search(r" et s[a-z]*\.?(?=$|,| et | ou )", kept) is not None
        yield ArticleList(start, start + len(kept), codes_of(kept), is_open)


def codes_of(plain: str) -> tuple[str, ...]:
    """The codes of the articles in a folded list: ``313-7-1 a 313-7-3`` names three.

    >>> codes_of("articles l. 121-1 et r.512-8")
    ('L121-1', 'R512-8')
    """
    codes: list[str] = []
    for part in _PART.finditer(re.sub(_HEAD, "", plain)):
        code = _code(part["code"])
        if part["range"] and codes:
            code = _completed(code, codes[-1])
            codes.extend(_between(codes[-1], code))
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _code(printed: str) -> str:
    return re.sub(r"^(LO|[LRDA])\*?[. ]*", r"\1", printed.upper()).replace("1ER", "1").replace(" ", "")


def _completed(last: str, first: str) -> str:
    """The end of a range that repeats only the last number of its start: ``L. 4121-1 à 5``."""
    stem, number = _last_number(first)
    return f"{stem}{last}" if stem and last.isdigit() and int(last) > number else last


def _between(first: str, last: str) -> list[str]:
    """The codes strictly between two that differ in their last number only; none otherwise."""
    stem, low = _last_number(first)
    other, high = _last_number(last)
    return [f"{stem}{number}" for number in range(low + 1, high)] if stem == other and high - low < 100 else []


def _last_number(code: str) -> tuple[str, int]:
    match = re.fullmatch(r"(.*?)(\d+)", code)
    return (match[1], int(match[2])) if match else (code, 0)

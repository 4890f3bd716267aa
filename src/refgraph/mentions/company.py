"""Texts named next to one another: one text named twice in one breath, and acronyms that mean a text only there."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from refgraph.mentions.citation import State
from refgraph.mentions.folding import Folded
from refgraph.mentions.work import Work

_SUBJECT = (
    r"(?: (?:sur|relatif|relative|concernant|pour|portant|tendant|visant|de|d'|confortant)[ ']?[a-z' ,-]{3,200})?"
)
_SAME_TEXT = re.compile(
    rf"(?P<bracket>{_SUBJECT} ?\()|(?:,? (?:dite?|denommee?|ou))? (?:la |le |l')?(?P<quote>« ?)?| ?- |"
    r" portant (?:approbation|application) (?:du |de la |des )"
)
_CLOSING = re.compile(r"\)| ?»")
_AS_A_TEXT = re.compile(
    r"(?:reglementations?|legislation|directives?|reglements?) (?:(?:de la |de l'|du |la |le |l'))?$"
)
"""What an acronym follows that can only mean a text: « la réglementation MIF »."""
_ACRONYM = re.compile(r" \(([A-Z]{3,8})\)")
_ENUMERATION = re.compile(
    r"(?: ?[,/]| et| ou| &|, et|, ou|,? ainsi que) ?(?:(?:de la |de l'|du |des |de |d')|la |le |les |l')?"
)


def drop_lonely(works: list[Work], plain: str) -> list[Work]:
    """``works`` without the acronyms that may mean other things, but for those that stand beside another text.

    « La réglementation MIF » is company enough.
    """
    accompanied = {work for work in works if _AS_A_TEXT.search(plain, max(0, work.start - 30), work.start)}
    for left, right in pairwise(works):
        gap = plain[left.end : right.start]
        same = set(left.targets).intersection(right.targets) and _SAME_TEXT.fullmatch(gap)
        if same or _ENUMERATION.fullmatch(gap):
            accompanied |= {left, right} if not (left.needs_company and right.needs_company) else set()
    return [work for work in works if not work.needs_company or work in accompanied]


def merged(works: list[Work], plain: str) -> list[Work]:
    """``works`` with a text named twice in one breath made one: « loi n° 70-9 (loi Hoguet) »."""
    found: list[Work] = []
    for work in works:
        last = found[-1] if found else None
        link = _SAME_TEXT.fullmatch(plain, last.end, work.start) if last else None
        common = tuple(key for key in last.targets if key in work.targets) if last else ()
        if last and link and common:
            closing = _CLOSING.match(plain, work.end) if link["bracket"] or link["quote"] else None
            found[-1] = _both(last, work, common, closing.end() if closing else work.end)
        else:
            found.append(work)
    return found


def with_initials(works: list[Work], folded: Folded) -> list[Work]:
    """``works`` with the acronym that stands in brackets behind its name: « loi anti-gaspillage… (AGEC) »."""
    return [replace(work, end=_end_of_initials(work, folded)) for work in works]


def _end_of_initials(work: Work, folded: Folded) -> int:
    acronym = _ACRONYM.match(folded.cased, work.end)
    if acronym is None:
        return work.end
    letters = iter(re.findall(r"\b[a-z]", folded.plain[work.start : work.end]))
    return acronym.end() if all(letter in letters for letter in acronym[1].lower()) else work.end


def _both(first: Work, second: Work, common: tuple[str, ...], end: int) -> Work:
    return Work(
        first.start,
        end,
        common,
        min(first.state, second.state, key=list(State).index) if len(common) > 1 else State.PRECISE,
        first.authority or second.authority,
        first.spelling or second.spelling,
    )

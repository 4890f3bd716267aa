"""Texts named next to one another: one text named twice in one breath, and acronyms that mean a text only there."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from refgraph.core.text import fold
from refgraph.mentions.citation import State
from refgraph.mentions.folding import FoldedSource
from refgraph.mentions.lexicon import Lexicon
from refgraph.mentions.work import Work

_SUBJECT = (
    r"(?: (?:sur|relatif|relative|concernant|pour|portant|tendant|visant|de|d'|confortant)[ ']?[a-z' ,-]{3,200})?"
)
_SAME_TEXT = re.compile(
    rf"(?P<bracket>{_SUBJECT} ?\()|(?:,? (?:(?P<said>dite?|denommee?)|ou))? (?:la |le |l')?(?P<quote>« ?)?| ?- |"
    r" portant (?:approbation|application) (?:du |de la |des )"
)
_CLOSING = re.compile(r"\)| ?»")
_AS_A_TEXT = re.compile(
    r"(?:reglementations?|legislation|directives?|reglements?) (?:(?:de la |de l'|du |la |le |l'))?$|"
    r"lettres? de voiture (?:internationales? )?$"
)
"""What an acronym follows that can only mean a text: « la réglementation MIF »."""
_AS_A_RULE = re.compile(
    r"(?:selon|conform[a-z]*|respect[a-z]*|dispositions|prescriptions|exigences|application|appliqu[a-z]*|vertu|sens)"
    r" (?:(?:a|de) )?(?:l'|la |le |du |au )$"
)
_BEFORE, _SENTENCE, _AFTER = 40, 200, 100
_ACRONYM = re.compile(r" \(([A-Z]{3,8})\)")
_ENUMERATION = re.compile(
    r"(?: ?[,/]| et| ou| &|, et|, ou|,? ainsi que) ?(?:(?:de la |de l'|du |des |de |d')|la |le |les |l')?"
)


def drop_lonely(works: list[Work], plain: str, lexicon: Lexicon) -> list[Work]:
    """``works`` without the acronyms that may mean other things, but for those that stand beside another text.

    « La réglementation MIF » is company enough, and so is what a sentence is about: « transporter des marchandises
    dangereuses selon l’ADR ». The acronym of a code beside a law or another code needs no article.
    """
    accompanied = {work for work in works if work.needs_company and _is_as_a_text(work, plain, lexicon)}
    codes: set[Work] = set()
    for left, right in pairwise(works):
        gap = plain[left.end : right.start]
        same = set(left.targets).intersection(right.targets) and _SAME_TEXT.fullmatch(gap)
        if same or _ENUMERATION.fullmatch(gap):
            accompanied |= {left, right} if not (left.needs_company and right.needs_company) else set()
            codes |= {left, right} if any(_is_law(work, lexicon) for work in (left, right)) else set()
    kept = [work for work in works if not work.needs_company or work in accompanied]
    return [replace(work, needs_articles=work.needs_articles and work not in codes) for work in kept]


def _is_law(work: Work, lexicon: Lexicon) -> bool:
    kinds = {lexicon.kinds.get(target) for target in work.targets}
    return bool(kinds) and kinds <= {"code", "loi"} and not work.needs_articles and not work.needs_company


def _is_as_a_text(work: Work, plain: str, lexicon: Lexicon) -> bool:
    """Whether the words before an acronym call for a text, and its sentence speaks of what that text is about."""
    before = plain[max(0, work.start - _BEFORE) : work.start]
    if _AS_A_TEXT.search(before):
        return True
    sentence = re.split(r"[.;] ", plain[max(0, work.start - _SENTENCE) : work.start])[-1] + plain[work.end :][:_AFTER]
    about = {stem for target in work.targets for stem in _stems(fold(lexicon.titles[target]))}
    return _AS_A_RULE.search(before) is not None and len(about & _stems(sentence)) > 1


def _stems(plain: str) -> set[str]:
    return {word[:7] for word in re.findall(r"[a-z]{7,}", plain)}


def merged(works: list[Work], plain: str) -> list[Work]:
    """``works`` with a text named twice in one breath made one: « loi n° 70-9 (loi Hoguet) »."""
    found: list[Work] = []
    for work in works:
        last = found[-1] if found else None
        link = _SAME_TEXT.fullmatch(plain, last.end, work.start) if last else None
        common = tuple(key for key in last.targets if key in work.targets) if last else ()
        if last and link and link["said"] and not last.targets and not work.targets:
            found[-1] = replace(last, end=work.end)
        elif last and link and common:
            closing = _CLOSING.match(plain, work.end) if link["bracket"] or link["quote"] else None
            found[-1] = _both(last, work, common, closing.end() if closing else work.end)
        else:
            found.append(work)
    return found


def with_initials(works: list[Work], folded: FoldedSource) -> list[Work]:
    """``works`` with the acronym that stands in brackets behind its name: « loi anti-gaspillage… (AGEC) »."""
    return [replace(work, end=_end_of_initials(work, folded)) for work in works]


def _end_of_initials(work: Work, folded: FoldedSource) -> int:
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
        editions=first.editions or second.editions,
    )

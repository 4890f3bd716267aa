"""The recogniser: works and their articles, put together into citations of the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from refgraph.mentions.articles import ArticleList, find_articles, find_bare
from refgraph.mentions.citation import Citation, State
from refgraph.mentions.company import drop_lonely, merged, with_initials
from refgraph.mentions.folding import FoldedSource, fold_text, has_cut_words
from refgraph.mentions.lexicon import Lexicon, load_lexicon
from refgraph.mentions.spans import longest, neighbours
from refgraph.mentions.work import Work
from refgraph.mentions.works import find_works

_OF = r"(?:du|de la|de l'|des|de|d'|dudit|au|a la)"
_INSIDE = rf"(?:{_OF} ?(?:meme )?(?:livre|titre|chapitre|section|sous-section|partie|annexe|paragraphe)s? [\w.-]+ )*"
_OF_WORK = re.compile(rf"(?: ?,)? ?{_INSIDE}(?:{_OF} ?| ?\()?")
_BEFORE_ARTICLES = re.compile(
    r"(?: modifiee?s?)? ?[,:(-]{0,2} ?(?:(?:(?:\d+e(?:me)?|[a-z]+ieme|premiere) partie|"
    r"(?:livre|titre|chapitre|section|partie|annexe)s? [\w.]+) ?[,-]? ?)*"
    r"(?:notamment )?(?:en |a )?(?:(?:et )?(?:son |ses )|les |l'|aux )?"
)
_BESIDE_CODE = re.compile(r"(?: ?,)?(?: et)? (?:de l'|a l'|l'|les |des |aux )")
"""Between a code and articles that are likely its own: « le code de la route et l’article R412-6 »."""
_AND_ARTICLES = re.compile(r"(?: \([^()]{1,80}\))?(?: ?,)?(?: (?:et|ou|ainsi que))? (?:de l'|a l'|l'|les |des |aux )?")


def recognise(text: str, lexicon: Lexicon | None = None) -> list[Citation]:
    """The named texts in ``text``, in order, without overlap; ``lexicon`` is the shipped register's by default.

    Spans are offsets in ``text`` as it stands (Unicode code points). General words (« la réglementation », « les
    directives internes ») name nothing and are left out.

    >>> [(citation.text, citation.targets) for citation in recognise("Respecter le RGDP.")]
    [('RGDP', ('rgpd',))]

    Raises:
        RegisterError: the shipped register cannot be read.
    """
    lexicon = lexicon or load_lexicon()
    found = _citations(fold_text(text), lexicon)
    if has_cut_words(text):
        found.extend(_citations(fold_text(text, join_words=True), lexicon))
    return longest(found)


def _citations(folded: FoldedSource, lexicon: Lexicon) -> list[Citation]:
    works = with_initials(merged(drop_lonely(find_works(folded, lexicon), folded.plain, lexicon), folded.plain), folded)
    codes = [work.start for work in works if lexicon.codes.issuperset(work.targets) and work.targets]
    lists = [articles for articles in _lists(folded, codes) if not _overlaps(articles, works)]
    owners = _owners(lists, works, folded.plain)
    cited = []
    spent: set[Work] = set()
    for articles in lists:
        owner = owners.get(articles)
        is_beside = owner is not None and owner not in spent and _stands_beside(articles, owner, folded.plain)
        if owner is None:
            cited.append(_orphan(articles, _code_beside(articles, works, folded.plain, lexicon), folded, lexicon))
            continue
        cited.append(_article_citation(articles, owner, folded, lexicon, is_beside))
        spent |= {owner} if owner and is_beside else set()
    owning = frozenset(owners.values())
    alone = [work for work in works if work not in owning and not work.needs_articles]
    return [*(citation for citation in cited if citation), *(_citation(work, folded) for work in alone)]


def _lists(folded: FoldedSource, codes: list[int]) -> list[ArticleList]:
    """The article lists of ``folded``, those without « article » before one of the ``codes`` among them, in order."""
    lists = list(find_articles(folded))
    bare = [one for one in find_bare(folded, codes) if not any(o.start < one.end and one.start < o.end for o in lists)]
    return sorted([*lists, *bare], key=lambda articles: articles.start)


def _overlaps(articles: ArticleList, works: list[Work]) -> bool:
    before, _ = neighbours(works, articles.end, articles.end)
    return before is not None and articles.start < before.end


def _owners(lists: list[ArticleList], works: list[Work], plain: str) -> dict[ArticleList, Work]:
    """The work of each list: the one that follows it, that of the list that it is joined to, or the one before it."""
    owners: dict[ArticleList, Work] = {}
    joined: ArticleList | None = None
    for articles in reversed(lists):
        before, after = neighbours(works, articles.start, articles.end)
        if after and _OF_WORK.fullmatch(plain, articles.end, after.start):
            owners[articles] = after
        elif joined in owners and joined and _AND_ARTICLES.fullmatch(plain, articles.end, joined.start):
            owners[articles] = owners[joined]
        elif before and _BEFORE_ARTICLES.fullmatch(plain, before.end, articles.start):
            owners[articles] = before
        joined = articles
    for articles, following in pairwise(lists):
        if (
            following not in owners
            and articles in owners
            and _AND_ARTICLES.fullmatch(plain, articles.end, following.start)
        ):
            owners[following] = owners[articles]
    return owners


def _article_citation(
    articles: ArticleList, work: Work, folded: FoldedSource, lexicon: Lexicon, is_beside: bool
) -> Citation:
    """The citation of ``articles`` of ``work``, with the words of the work where it stands beside them."""
    targets = tuple(key for target in work.targets for key in _article_targets(articles, target, lexicon))
    start, end = articles.start, articles.end
    if is_beside:
        start, end = min(start, work.start), _closed(folded.plain, min(end, work.end), max(end, work.end))
    whole = _citation(replace(work, start=start, end=end, targets=targets), folded)
    return replace(whole, articles=articles.codes, is_open=articles.is_open)


def _closed(plain: str, gap: int, end: int) -> int:
    """``end``, or behind the bracket that closes there one opened at or soon after ``gap``."""
    opened = plain.count("(", gap, end) - plain.count(")", gap, end)
    closing = re.compile(r" ?\)").match(plain, end)
    return closing.end() if opened > 0 and closing else end


def _stands_beside(articles: ArticleList, work: Work, plain: str) -> bool:
    if work.start >= articles.end:
        return _OF_WORK.fullmatch(plain, articles.end, work.start) is not None
    return _BEFORE_ARTICLES.fullmatch(plain, work.end, articles.start) is not None


def _article_targets(articles: ArticleList, work: str, lexicon: Lexicon) -> tuple[str, ...]:
    known = lexicon.articles.get(work, {})
    codes = [*articles.codes, *(_following(articles.codes[-1], known) if articles.is_open else ())]
    return tuple(dict.fromkeys(known[code] for code in codes if code in known)) or (work,)


def _following(code: str, known: Iterable[str]) -> list[str]:
    """The known articles of the same series that come after ``code``: « et suivants » goes no further."""
    series = code.rpartition("-")[0] + "-"
    ordered = [other for other in known if other.startswith(series)]
    return ordered[ordered.index(code) + 1 :] if code in ordered else []


def _code_beside(articles: ArticleList, works: list[Work], plain: str, lexicon: Lexicon) -> Work | None:
    """The code named right before ``articles`` that bear the letter of a code, as what they may be of."""
    before, _ = neighbours(works, articles.start, articles.end)
    is_code = before is not None and lexicon.codes.issuperset(before.targets) and len(before.targets) == 1
    is_joined = before is not None and _BESIDE_CODE.fullmatch(plain, before.end, articles.start) is not None
    return before if is_code and is_joined and all(code[0] in "LRDA" for code in articles.codes) else None


def _orphan(articles: ArticleList, near: Work | None, folded: FoldedSource, lexicon: Lexicon) -> Citation | None:
    """The vague citation of ``articles`` of no named text; None for a bare « article 5 », that of its own text."""
    if not any("-" in code for code in articles.codes):
        return None
    owners = [work for work, known in lexicon.articles.items() if set(articles.codes) & set(known)]
    targets = _article_targets(articles, owners[0], lexicon) if len(owners) == 1 else near.targets if near else ()
    found = _citation(Work(articles.start, articles.end, targets, State.VAGUE), folded)
    return replace(found, articles=articles.codes, is_open=articles.is_open)


def _citation(work: Work, folded: FoldedSource) -> Citation:
    start, end = folded.span(work.start, work.end)
    return Citation(
        start=start,
        end=end,
        text=folded.source[start:end],
        targets=work.targets,
        state=work.state,
        authority=work.authority,
        spelling=work.spelling,
        editions=work.editions,
    )

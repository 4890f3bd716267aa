"""The recogniser: works and their articles, put together into citations of the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from refgraph.mentions.articles import ArticleList, find_articles
from refgraph.mentions.citation import Citation, State
from refgraph.mentions.folding import Folded, fold_text
from refgraph.mentions.lexicon import Lexicon, load_lexicon
from refgraph.mentions.works import Work, find_works

_OF = r"(?:du|de la|de l'|des|de|d'|dudit|au|a la)"
_INSIDE = rf"(?:{_OF} ?(?:meme )?(?:livre|titre|chapitre|section|sous-section|partie|annexe|paragraphe)s? [\w.-]+ )*"
_OF_WORK = re.compile(rf"(?: [a-z]{{1,2}})?(?: ?,)? ?{_INSIDE}(?:{_OF} ?)?")
_BEFORE_ARTICLES = re.compile(r" ?[,:(-]{0,2} ?(?:en |a )?(?:son |ses |les |l'|aux |notamment )?")
_AND_ARTICLES = re.compile(r"(?: ?,)?(?: (?:et|ou|ainsi que))? (?:de l'|a l'|l'|les |des |aux )?")
_SUBJECT = r"(?: (?:sur|relatif|relative|concernant|pour|portant|tendant|visant) [a-z' ,-]{3,200})?"
_SAME_TEXT = re.compile(rf"(?P<bracket>{_SUBJECT} ?\()|,? (?:dite?|dit|denommee?|ou) (?:la |le |l')?| ?- ")


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
    joined = fold_text(text, join_words=True)
    if joined.plain != fold_text(text).plain:
        found.extend(_citations(joined, lexicon))
    chosen: list[Citation] = []
    for citation in sorted(found, key=lambda citation: (citation.start - citation.end, not citation.targets)):
        if all(citation.end <= other.start or other.end <= citation.start for other in chosen):
            chosen.append(citation)
    return sorted(chosen, key=lambda citation: citation.start)


def _citations(folded: Folded, lexicon: Lexicon) -> list[Citation]:
    works = _merged(find_works(folded, lexicon), folded, lexicon)
    lists = [
        articles
        for articles in find_articles(folded)
        if not any(work.start < articles.end and articles.start < work.end for work in works)
    ]
    owners = _owners(lists, works, folded.plain)
    cited = [_article_citation(articles, owners.get(articles), folded, lexicon) for articles in lists]
    alone = [work for work in works if work not in owners.values() and not work.needs_articles]
    return [*(citation for citation in cited if citation), *(_citation(work, folded) for work in alone)]


def _owners(lists: list[ArticleList], works: list[Work], plain: str) -> dict[ArticleList, Work]:
    """The work of each list: the one that follows it, that of the list that it is joined to, or the one before it."""
    owners: dict[ArticleList, Work] = {}
    following: ArticleList | None = None
    for articles in reversed(lists):
        after = _linked(_OF_WORK, plain, articles.end, (work.start for work in works))
        shared = following and _AND_ARTICLES.fullmatch(plain, articles.end, following.start) and owners.get(following)
        before = next((work for work in works if _BEFORE_ARTICLES.fullmatch(plain, work.end, articles.start)), None)
        owner = next((work for work in works if work.start == after), None) or shared or before
        if owner:
            owners[articles] = owner
        following = articles
    return owners


def _linked(link: re.Pattern[str], plain: str, start: int, ends: Iterable[int]) -> int | None:
    return next((end for end in ends if end >= start and link.fullmatch(plain, start, end)), None)


def _article_citation(articles: ArticleList, work: Work | None, folded: Folded, lexicon: Lexicon) -> Citation | None:
    """The citation of ``articles`` of ``work``; none for a bare « article 5 », which points inside its own text."""
    if work is None:
        return _orphan(articles, folded, lexicon)
    targets = tuple(key for target in work.targets for key in _article_targets(articles, target, lexicon))
    start, end = articles.start, articles.end
    if not _is_shared(articles, work, folded.plain):
        start, end = min(start, work.start), max(end, work.end)
    whole = _citation(replace(work, start=start, end=end, targets=targets), folded)
    return replace(whole, articles=articles.codes, is_open=articles.is_open)


def _is_shared(articles: ArticleList, work: Work, plain: str) -> bool:
    """Whether the work stands beside another list, so that this one keeps its own words only."""
    between = plain[articles.end : work.start] if work.start >= articles.end else plain[work.end : articles.start]
    link = _OF_WORK if work.start >= articles.end else _BEFORE_ARTICLES
    return not link.fullmatch(between)


def _article_targets(articles: ArticleList, work: str, lexicon: Lexicon) -> tuple[str, ...]:
    known = lexicon.articles.get(work, {})
    codes = [*articles.codes, *(_following(articles.codes[-1], known) if articles.is_open else ())]
    return tuple(dict.fromkeys(known[code] for code in codes if code in known)) or (work,)


def _following(code: str, known: Iterable[str]) -> list[str]:
    """The known articles of the same series that come after ``code``: « et suivants » goes no further."""
    series = code.rpartition("-")[0] + "-"
    ordered = [other for other in known if other.startswith(series)]
    return ordered[ordered.index(code) + 1 :] if code in ordered else []


def _orphan(articles: ArticleList, folded: Folded, lexicon: Lexicon) -> Citation | None:
    if not any("-" in code for code in articles.codes):
        return None
    owners = [work for work, known in lexicon.articles.items() if set(articles.codes) & set(known)]
    targets = _article_targets(articles, owners[0], lexicon) if len(owners) == 1 else ()
    found = _citation(Work(articles.start, articles.end, targets, State.VAGUE), folded)
    return replace(found, articles=articles.codes, is_open=articles.is_open)


def _merged(works: list[Work], folded: Folded, lexicon: Lexicon) -> list[Work]:
    """``works`` with a text named twice in one breath made one: « loi n° 70-9 (loi Hoguet) »."""
    merged: list[Work] = []
    for work in works:
        last = merged[-1] if merged else None
        link = _SAME_TEXT.fullmatch(folded.plain, last.end, work.start) if last else None
        common = tuple(key for key in last.targets if key in work.targets) if last else ()
        if last and link and common:
            is_closed = link["bracket"] and folded.plain[work.end : work.end + 1] == ")"
            merged[-1] = Work(
                last.start,
                work.end + 1 if is_closed else work.end,
                common,
                min(last.state, work.state, key=list(State).index) if len(common) > 1 else State.PRECISE,
                last.authority or work.authority,
                last.spelling or work.spelling,
            )
        else:
            merged.append(work)
    return merged


def _citation(work: Work, folded: Folded) -> Citation:
    start, end = folded.span(work.start, work.end)
    return Citation(
        start=start,
        end=end,
        text=folded.source[start:end],
        targets=work.targets,
        state=work.state,
        authority=work.authority,
        spelling=work.spelling,
    )

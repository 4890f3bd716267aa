"""One text named as a whole, before its articles and its neighbours are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.mentions.citation import State
from refgraph.mentions.lexicon import Lexicon


@dataclass(frozen=True)
class Work:
    """A text named in folded text; ``targets`` are the register keys that it may mean.

    ``needs_articles`` when the words name it only beside an article (« l’article 1649 A du CGI »), ``needs_company``
    when they do so only beside another text (« MIF 2 et DDA »). ``editions`` are the editions printed, each behind the
    key of its text (« RGAA 3.0 » is of 3.0).
    """

    start: int
    end: int
    targets: tuple[str, ...]
    state: State
    authority: str | None = None
    spelling: str | None = None
    needs_articles: bool = False
    needs_company: bool = False
    editions: tuple[tuple[str, str], ...] = ()


def state_of(targets: tuple[str, ...], lexicon: Lexicon) -> State:
    """The state of a name that may mean ``targets``."""
    if not targets:
        return State.INCONNUE
    if lexicon.corpora.issuperset(targets):
        return State.VAGUE
    return State.PRECISE if len(targets) == 1 else State.AMBIGUE

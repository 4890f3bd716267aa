"""The clauses of a competence, and its words by a form finer than their stem."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from refgraph.core.text import fold
from refgraph.knowledge.wording import words
from refgraph.model.statement import parse

_MEANS = re.compile(
    r"\b(?:à l['’]aide d|au moyen d|grâce (?:à|au)|par le biais|à partir d|en (?:s['’])?\w+ant\b|avec (?:les?|des?)\b"
    r"|par une?\b|dans le cadre d|sur le fondement d|dans le respect d|auprès d|lors d"
    r"|en (?:accord|cohérence|lien|fonction|relation|concertation|collaboration|tenant compte)\b)",
    re.IGNORECASE,
)
_ABILITY = re.compile(r"^(?:(?:être|etre) (?:capable|en mesure) d(?:e |['’])|savoir )", re.IGNORECASE)


_AGREEMENT = re.compile(r"(?:(?<=eau)x|(?<=eu)x|(?<=[^e]a)ux|(?<=l)les?|(?<=n)nes?|ees?|es|[es])$")
_CONJUGATION = re.compile(r"(?:ant|er|(?<=a)l)$")


@dataclass(frozen=True)
class Clauses:
    """A statement in three: what is done, by which means, to what end. Together they are the whole statement."""

    main: str
    means: str
    purpose: str


@lru_cache(maxsize=50_000)
def form(word: str) -> str:
    """One French word without its agreement, nor the ending of an infinitive or participle: finer than its stem.

    >>> form("financières") == form("financier"), form("canaux") == form("canal"), form("objectif") == form("objection")
    (True, True, False)
    """
    return _CONJUGATION.sub("", _AGREEMENT.sub("", fold(word)))


@lru_cache(maxsize=50_000)
def clauses(statement: str) -> Clauses:
    """The main clause of ``statement``, its means and its purpose.

    The purpose and a complement that opens the statement are those of `refgraph.model.statement`. Its other means are
    told by fewer turns here: « dans », « selon » or « avec son client » say as often what is worked on as how, and what
    two competences work on is what they are compared by.

    >>> clauses("Évaluer ses résultats à l’aide d’outils, afin de progresser.").main
    'Évaluer ses résultats'
    """
    body = _ABILITY.sub("", statement.strip())
    parsed = parse(body)
    start = len(parsed.means) if parsed.means and body.startswith(parsed.means) else 0
    end = body.rfind(parsed.purpose) if parsed.purpose else len(body)
    rest = body[start:end]
    cut = next((found.start() for found in _MEANS.finditer(rest) if len(words(rest[: found.start()])) > 1), len(rest))
    if len(words(rest[:cut])) < 2:
        cut, end = len(body) - start, len(body)
    parts = body[start : start + cut], f"{body[:start]} {rest[cut:]}", body[end:]
    return Clauses(*(part.strip(" ,.;") for part in parts))

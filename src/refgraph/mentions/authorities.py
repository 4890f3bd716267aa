"""Rules named by who issues them: « recommandations de l’AMF », « directives AMF, CNIL et ACPR »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from refgraph.mentions.folding import FoldedSource
from refgraph.mentions.lexicon import Lexicon
from refgraph.mentions.names import is_acronym, name_key, spelled_alike

_RULES = (
    "recommandations?|preconisations?|prescriptions?|directives?|instructions?|positions?|doctrine|regles?|"
    "reglements?|reglementations?|normes?|exigences?|obligations?|dispositions?|consignes?|principes?|textes?|avis|"
    "guides?|referentiels?|lignes directrices|orientations?|deliberations?|bonnes pratiques"
)
_ADJECTIVE = r"(?: (?:de |d')?(?:bonnes? )?pratiques?)?(?: d'[a-z]{4,})?(?: [a-z]{4,}){0,2}?"
_OF = r"(?: (?:de la|de l'|du|des|de|d'))?[ ']?"
_RULES_OF = rf"(?:{_RULES}){_ADJECTIVE}{_OF}"
_ISSUED = r"(?:edict|fix|prev|impos|defin|exig|recommand|preconis|publi|prescri)[a-z]* par (?:la |l'|le |les )"
_CONFORM = (
    r"(?:conform[a-z]*|respect[a-z]*|application|vertu) (?:a la |a l'|au |aux |avec la |avec l'|de la |de l'|du )"
)
_ALONE = r"(?! ?\d)"
"""« ISO 50001 » names a standard, not who issues it."""
_NEXT = r"(?:, | et | ou |/| & )(?:(?:de|a) la |(?:de|a) l'|du |des |aux? |la |l'|de |d')?"


@dataclass(frozen=True)
class AuthorityFound:
    """Rules of an authority in folded text; ``spelling`` is the right name, where the printed one is not."""

    start: int
    end: int
    authority: str
    spelling: str | None


def find_authorities(folded: FoldedSource, lexicon: Lexicon) -> Iterator[AuthorityFound]:
    """Where ``folded`` names rules by their authority; an authority alone, or the exam that it names, is none."""
    first, following = _patterns(lexicon)
    for match in first.finditer(folded.plain):
        start, end = match.start(), match.end()
        yield _found(folded, lexicon, start, match.start("name"), end)
        while further := following.match(folded.plain, end):
            start, end = further.start("name"), further.end()
            yield _found(folded, lexicon, start, start, end)


@lru_cache(maxsize=8)
def _patterns_of(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    first = re.compile(rf"(?<![a-z0-9])(?:{_RULES_OF}|{_ISSUED}|{_CONFORM})(?P<name>{names}){_ALONE}")
    return first, re.compile(rf"{_NEXT}(?P<name>{names}){_ALONE}")


def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _patterns_of(lexicon.authority_pattern)


def _found(folded: FoldedSource, lexicon: Lexicon, start: int, name_start: int, end: int) -> AuthorityFound:
    printed = folded.cased[name_start:end]
    names = lexicon.by_authority[name_key(printed)]
    right = [name for name in names if name.is_right]
    is_right = any(is_acronym(name.text) or spelled_alike(printed, name.text) for name in right)
    return AuthorityFound(start, end, names[0].key, None if is_right else lexicon.authority_titles[names[0].key])

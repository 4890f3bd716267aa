"""How the names of those who deliver certifications begin, whatever the trade."""

from __future__ import annotations

import re

from refgraph.core.text import fold

_OPENING = re.compile(
    r"\s*(?:la |le |les |l')?(?:commissions?|cpne\w*|confederation|federation|ministeres?|chambre|cci|association"
    r"|union|syndicat|groupe\w*|institut|ecole|universite|centre|academie|societe|conseil|organisme|agence|fondation"
    r"|campus|lycee|etablissement|direction|delegation|office|reseau|sas|sarl|opca|opco|[a-z]{2,8}(?= \())\b"
)


_PARTINGS = (
    re.compile(r"\s[-–/]\s|;\s*|\n\s*[-–]\s*|,\s+(?=[A-ZÀ-ÖØ-Þ])"),
    re.compile(r"\s[-–/]\s|;\s*|\n\s*[-–]\s*"),
    re.compile(r"\s+et\s+(?=(?:le\s|la\s|les\s|l['’])?[Mm]inist(?:è|e\u0300?)re)"),
)
"""What may stand between two organisations printed behind each other; the first that parts them all does."""

_ACRONYM = re.compile(r"[A-ZÀ-ÖØ-Þ&]{4,12}")


def opens(text: str) -> bool:
    """Whether ``text`` begins like the name of an organisation (« Chambre de commerce… », « ANFA (… »)."""
    return _OPENING.match(fold(text)) is not None


def parts(text: str) -> list[tuple[int, int]]:
    """Start and end of each organisation that ``text`` names; of all of it where its parts do not begin like some."""
    return next((found for sign in _PARTINGS if (found := _parted_at(sign, text))), [(0, len(text))])


def _parted_at(sign: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The parts of ``text`` between ``sign``; none where one of them is no name of an organisation."""
    signs = list(sign.finditer(text))
    starts, ends = [0, *(match.end() for match in signs)], [*(match.start() for match in signs), len(text)]
    found = [pair for pair in zip(starts, ends, strict=True) if text[slice(*pair)].strip()]
    names = [text[slice(*pair)].strip() for pair in found]
    is_named = [opens(name) or _ACRONYM.fullmatch(name) for name in names]
    return found if len(found) > 1 and all(is_named) and opens(names[0]) else []

"""How the names of those who deliver certifications begin, whatever the trade."""

from __future__ import annotations

import re

from refgraph.text import fold

_OPENING = re.compile(
    r"\s*(?:la |le |les |l')?(?:commissions?|cpne\w*|confederation|federation|ministeres?|chambre|cci|association"
    r"|union|syndicat|groupe\w*|institut|ecole|universite|centre|academie|societe|conseil|organisme|agence|fondation"
    r"|campus|lycee|etablissement|direction|delegation|office|reseau|sas|sarl|opca|opco|[a-z]{2,8}(?= \())\b"
)


def opens(text: str) -> bool:
    """Whether ``text`` begins like the name of an organisation (« Chambre de commerce… », « ANFA (… »)."""
    return _OPENING.match(fold(text)) is not None

"""Sentences that a page or a cell has cut: whether more is to come."""

from __future__ import annotations

import re

from refgraph.core.text import fold

_LINKING = re.compile(
    r"(?:\b(?:d[eu]s?|l[ae]s?|et|ou|a|aux?|en|par|pour|sur|dans|avec|sans|sous|ses?|sa|son|leurs?|une?|qu[ei]|dont|ce"
    r"|cette|ces|vers|chez|est|sont)|[,'(/-])$"
)


def is_open(text: str) -> bool:
    """Whether ``text`` breaks off: it ends with a comma, a hyphen, or a word that calls for another.

    >>> is_open("la démarche de"), is_open("Le plan est suivi.")
    (True, False)
    """
    return _LINKING.search(fold(text).rstrip()) is not None

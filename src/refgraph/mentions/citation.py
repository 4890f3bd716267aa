"""One citation, as the recogniser gives it back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far the printed words determine the text meant."""

    PRECISE = "précise"  # one text, or a list of its articles
    VAGUE = "vague"  # an authority or a body of rules, no text; or an article of no named code
    AMBIGUE = "ambiguë"  # several texts bear this name
    INCONNUE = "inconnue"  # clearly a text, absent from the register


@dataclass(frozen=True)
class Citation:
    """A named text in a piece of text: ``text`` is what stands there, ``source[start:end]``, line breaks included.

    ``targets`` are register keys (``rgpd``, ``code-assurances/R512-8``), candidates when the state is vague or
    ambiguous. ``articles`` are the codes of the articles named, normalised (``R512-8``), known to the register or
    not; ``is_open`` says that the list goes on (« et s. »). ``authority`` is the key of the authority named in place of
    a text. ``spelling`` is the right spelling, where the printed one is not. ``editions`` are those that are printed,
    each behind the key of its text: « ISO 14001:2015 » is of 2015.
    """

    start: int
    end: int
    text: str
    targets: tuple[str, ...]
    state: State
    articles: tuple[str, ...] = ()
    is_open: bool = False
    authority: str | None = None
    spelling: str | None = None
    editions: tuple[tuple[str, str], ...] = ()

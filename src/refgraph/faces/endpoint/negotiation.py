"""Which representation a client gets, from its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import HTTPConnection

RESULTS: dict[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS: dict[str, str] = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
# What clients also call these formats; the answer bears the registered name.
_ALIASES: dict[str, tuple[str, ...]] = {
    "application/sparql-results+json": ("application/json",),
    "application/sparql-results+xml": ("application/xml", "text/xml"),
    "application/n-triples": ("text/plain",),
    "text/turtle": ("application/x-turtle", "text/n3"),
    "application/ld+json": ("application/json",),
    "application/rdf+xml": ("application/xml", "text/xml"),
}


@dataclass(frozen=True)
class Range:
    """One member of an Accept header: a media range and its weight."""

    media: str
    weight: float

    def matches(self, media: str) -> bool:
        """Whether ``media`` is within the range."""
        return self.media in ("*/*", media) or (self.media.endswith("/*") and media.startswith(self.media[:-1]))

    @property
    def precision(self) -> int:
        """The more precise range decides the weight of a type (RFC 9110): 2 exact, 1 subtype wildcard, 0 any."""
        return 0 if self.media == "*/*" else 1 if self.media.endswith("/*") else 2


def accepted(request: HTTPConnection) -> str:
    """What the client accepts: its Accept headers as one (RFC 9110, section 5.3), or anything where it has none."""
    return ", ".join(request.headers.getlist("accept")) or "*/*"


def ranges(accept: str) -> list[Range]:
    """The members of an Accept header; an empty header accepts anything.

    >>> ranges("text/csv;q=0.5, */*")
    [Range(media='text/csv', weight=0.5), Range(media='*/*', weight=1.0)]
    """
    members = [member.strip() for member in accept.split(",") if member.strip()]
    return [_range(member) for member in members] or [Range("*/*", 1.0)]


def choose(accept: str, offered: Mapping[str, str]) -> str | None:
    """The key of ``offered`` (name → media type, best first) that ``accept`` prefers, or None when none will do."""
    wanted = ranges(accept)
    best: tuple[float, str] | None = None
    for name, media in offered.items():
        weight = _weight(media, wanted)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, name)
    return best[1] if best else None


def _range(member: str) -> Range:
    media, *parameters = (part.strip() for part in member.split(";"))
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return Range(media.lower(), weight)


def _weight(media: str, wanted: list[Range]) -> float:
    aliases = _ALIASES.get(media, ())
    fitting = [candidate for candidate in wanted if candidate.matches(media) or candidate.media in aliases]
    return max(fitting, key=lambda one: (one.precision, one.weight)).weight if fitting else 0.0

"""RDF terms in the form in which the store gives them back, so that a graph equals its stored self."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import expand


@cache
def named(curie: str) -> NamedNode:
    """The node that a compact name stands for (``rg:Bloc``)."""
    return NamedNode(expand(curie))


@cache
def typed(lexical: str, datatype: str) -> Literal:
    """A literal of a datatype given as a compact name (``xsd:date``)."""
    return Literal(lexical, datatype=named(datatype))


def french(text: str | None) -> Literal | None:
    """A text in French; None for None or a blank one."""
    return Literal(text, language="fr") if text and text.strip() else None


def plain(text: str | None) -> Literal | None:
    """A code or raw text, in no language; None for None or a blank one."""
    return Literal(text) if text and text.strip() else None


def boolean(value: bool | None) -> Literal | None:
    """``true``, ``false``, or None for « non documenté »."""
    return None if value is None else typed(str(value).lower(), "xsd:boolean")


def integer(value: int | None) -> Literal | None:
    """A whole number."""
    return None if value is None else typed(str(value), "xsd:integer")


def decimal(value: Decimal | None) -> Literal | None:
    """A decimal without trailing zeros.

    >>> decimal(Decimal("0.60")).value
    '0.6'
    """
    return None if value is None else typed(f"{value.normalize():f}", "xsd:decimal")


def date(iso: str | None) -> Literal | None:
    """A day, from its ISO text."""
    return None if iso is None else typed(iso, "xsd:date")


def year(value: int | None) -> Literal | None:
    """A year."""
    return None if value is None else typed(f"{value:04}", "xsd:gYear")


def minutes(value: int | None) -> Literal | None:
    """A length of time given in minutes.

    >>> minutes(90).value
    'PT1H30M'
    """
    if value is None:
        return None
    days, rest = divmod(value, 24 * 60)
    hours, rest = divmod(rest, 60)
    time = (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
    whole = f"P{days}D" if days else "P"
    return typed(whole + (f"T{time}" if time else "") if days or time else "PT0S", "xsd:duration")


def years(value: int | None) -> Literal | None:
    """A length of time given in whole years."""
    return None if value is None else typed(f"P{value}Y", "xsd:duration")

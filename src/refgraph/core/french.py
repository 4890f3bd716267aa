"""Numbers, durations and enumerations as French readers write them, with unbreakable spaces where they belong."""

from __future__ import annotations

import re
from decimal import Decimal

NBSP = "\u00a0"
NARROW = "\u202f"

_HIGH_SIGNS = re.compile(r" ([;?!%])")
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T+Z].*)?")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """``value`` with a decimal comma and its thousands apart; ``decimals`` fixes the figures after the comma.

    >>> number(12345.5)
    '12\\u202f345,5'
    """
    text = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    return text.replace(",", NARROW).replace(".", ",").replace("-", "−")


def percent(ratio: float | Decimal, decimals: int = 0) -> str:
    """A ratio as a percentage.

    >>> percent(0.6)
    '60\\u202f%'
    """
    return number(ratio * 100, decimals) + NARROW + "%"


def minutes(value: int) -> str:
    """A length of time given in minutes.

    >>> minutes(90)
    '1\\xa0h\\xa030'
    """
    hours, rest = divmod(value, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02}" if rest else "")


def duration(value: str) -> str:
    """An ``xsd:duration`` in years, months, days, hours and minutes; the text itself where it holds anything else.

    >>> duration("P5Y")
    '5\\xa0ans'
    """
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        return value
    years, months, days, hours, rest = (int(part or 0) for part in found.groups())
    parts = [count(years, "an"), f"{months}{NBSP}mois", count(days, "jour")]
    said = [part for part, amount in zip(parts, (years, months, days), strict=True) if amount]
    if hours or rest:
        said.append(minutes(hours * 60 + rest))
    return " ".join(said)


def day(iso: str) -> str:
    """The day, month or year of an ISO text, as French readers write it; any other text as it is.

    >>> day("2026-11-03"), day("2026-11-03T10:00:00Z"), day("2026-11"), day("bientôt")
    ('03/11/2026', '03/11/2026', '11/2026', 'bientôt')
    """
    found = _ISO_DAY.fullmatch(iso)
    return "/".join(filter(None, reversed(found.groups()))) if found else iso


def count(amount: int, singular: str, plural: str | None = None) -> str:
    """An amount and its noun, in the plural from 2 up.

    >>> count(0, "résultat"), count(2, "bloc")
    ('0\\xa0résultat', '2\\xa0blocs')
    """
    noun = singular if abs(amount) < 2 else plural or singular + "s"
    return f"{number(amount)}{NBSP}{noun}"


def quote(text: str) -> str:
    """``text`` between French quotation marks.

    >>> quote("code")
    '«\\xa0code\\xa0»'
    """
    return f"«{NBSP}{text}{NBSP}»"


def typeset(text: str) -> str:
    """``text`` with the unbreakable spaces of French before « : ; ? ! % » and inside quotation marks.

    >>> typeset("Vrai : « 60 % » ; vu ?")
    'Vrai\\xa0: «\\xa060\\u202f%\\xa0»\\u202f; vu\\u202f?'
    """
    spaced = text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»").replace(" :", f"{NBSP}:")
    return _HIGH_SIGNS.sub(rf"{NARROW}\1", spaced)


def listing(words: list[str], conjunction: str = "et") -> str:
    """Words as an enumeration.

    >>> listing(["a", "b", "c"])
    'a, b et c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"

"""Pass marks: the least share of right answers that a criterion asks for, in figures or in words."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from refgraph.reading.shared.folded import Folded

_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "vingt-cinq": 25, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70,
    "soixante-quinze": 75, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90, "cent": 100,
}  # fmt: skip
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_FRACTIONS = {
    r"(?:la )?moitie": Fraction(1, 2),
    r"(?:un|le|1) tiers": Fraction(1, 3),
    r"(?:deux|2)[ -]tiers": Fraction(2, 3),
    r"(?:trois|3)[ -]quarts": Fraction(3, 4),
    r"(?:quatre|4)[ -]cinquiemes": Fraction(4, 5),
    r"(?:trois|3)[ -]cinquiemes": Fraction(3, 5),
}
"""Shares in words, in folded text."""

_RIGHT = r"(?:bonnes? reponses?|reponses? (?:\w+ )?(?:bonnes?|exactes?|correctes?|justes?|valides?|attendues?))"
_ANSWERS = rf"(?:{_RIGHT}|reussite|points?)"
_ANY_ANSWERS = r"(?:bonnes? )?reponses?(?: (?:exactes?|correctes?|justes?|valides?|attendues?))?"
_RATIO = rf"(?P<ratio>\b\d{{1,3}}(?:[.,]\d+)?|\b(?:{_WORD}))\s?(?:%|pour ?cents?|p\. ?100)"
_MARK = r"(?P<mark>\d{1,3}(?:[.,]\d+)?)\s?(?:/|\bsur\b)\s?(?P<scale>10|20|30|40|50|60|100)\b"
_COUNT = rf"\b(?P<mark>\d{{1,3}}|{_WORD})"
_OF = rf"(?:/|sur)\s?(?P<scale>[1-9]\d{{0,2}}|{_WORD})\b"
_PART = rf"(?P<part>\b(?:{'|'.join(_FRACTIONS)}))\b"
_LEAST = (
    r"(?:au moins|minimum(?: de)?|minimale?(?: de)?|seuil(?: de (?:reussite|validation))?|superieure? ou egale? a|>=|≥"
    r"|(?:pas|jamais) inferieure? a|a partir de|obtenir)"
)
_SUBJECT = r"(?:quiz+|qcm|questionnaires?|tests?|reponses?|score|note|moyenne|epreuve|examen|bareme)"
_QUIZ = r"(?:quiz+|qcm|questionnaires?|tests?|questions?)"
_REQUIRED = r"(?:au minimum|minimum|au moins|requis|exiges?)?"
_THRESHOLDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_RATIO}\s(?:au minimum\s|minimum\s|au moins\s)?(?:de\s|des\s)?{_ANSWERS}",
        rf"{_ANSWERS}\s?[^.%]{{0,40}}?{_RATIO}",
        rf"{_SUBJECT}[^.%]{{0,60}}?{_LEAST}\s?[:=]?\s?{_RATIO}",
        rf"{_LEAST}\s?[:=]?\s?{_RATIO}[^.%]{{0,40}}?\b{_SUBJECT}",
        rf"seuils?[^.%]{{0,40}}?{_RATIO}",
        rf"^\W*(?:{_LEAST}\s?[:=]?\s?)?{_RATIO}\s?{_REQUIRED}(?:\s(?:au|aux|a la|du)\s{_SUBJECT})?\W*$",
        rf"{_LEAST}[^.%/]{{0,20}}?{_MARK}",
        rf"{_SUBJECT}[^.%/]{{0,40}}?{_MARK}",
        rf"^\W*{_MARK}\s?{_REQUIRED}(?:\s(?:au|aux|a la|du)\s{_SUBJECT})?\W*$",
        rf"{_COUNT}\s{_ANSWERS}(?: \w+){{0,3}}?\s?{_OF}",
        rf"(?:{_LEAST}|correctement a)\s{_COUNT}\s(?:{_ANY_ANSWERS}|questions?)(?: \w+){{0,3}}?\s?{_OF}",
        rf"{_COUNT}\s(?:reponses?|questions?)\s?{_OF}[^.%]{{0,40}}?\b(?:{_QUIZ}|exactes?|correctes?|justes?|requis)",
        rf"{_PART}\s(?:au moins\s|au minimum\s)?(?:des?\s|d')?(?:{_RIGHT}|points?\b)",
        rf"{_PART}\s(?:au moins\s|au minimum\s)?des\s(?:reponses?|questions?)[^.%]{{0,60}}?"
        rf"\b(?:{_QUIZ}|exactes?|correctes?|justes?|bonnes?|au moins)\b",
        rf"(?:{_LEAST}|correctement (?:a|aux?)|bonne reponse (?:a|aux?))\s(?:les?\s|la\s)?{_PART}\s"
        r"des\s(?:reponses?|questions?)",
    )
)
_NO_THRESHOLD = re.compile(
    r"au (?:plus|maximum)|maximum|moins de|(?<!pas )(?<!jamais )inferieure?|erreurs?|% de la note"
)


def threshold(text: str) -> Decimal | None:
    """The least share of right answers that ``text`` asks for (« 60 % de bonnes réponses » is 0.60), else None.

    A mark counts as its share (12/20 is 0.60), and so do words (« deux tiers des réponses » is 0.6667). A share of
    anything else, or a maximum, is no threshold. A percentage stays what is printed: that 160 % can't be reached is for
    the rules of quality to tell.
    """
    flat = Folded(text).flat
    if _NO_THRESHOLD.search(flat):
        return None
    match = next((found for pattern in _THRESHOLDS if (found := pattern.search(flat))), None)
    if match is None:
        return None
    part = {name: printed for name, printed in match.groupdict().items() if printed}
    if "part" in part:
        ratio = next(ratio for words, ratio in _FRACTIONS.items() if re.fullmatch(words, part["part"]))
        return share(str(ratio.numerator), ratio.denominator)
    if "ratio" in part:
        return percentage(part["ratio"])
    return share(part["mark"], int(_value(part["scale"])))


def percentage(printed: str) -> Decimal:
    """The percentage ``printed``, in figures or words, as a ratio, whatever its size.

    >>> percentage("180")
    Decimal('1.80')
    """
    return _rounded(_value(printed) / 100)


def share(printed: str, scale: int = 100) -> Decimal | None:
    """``printed``, in figures or words, over ``scale``, with two decimals or more, when it lies in ]0, 1]."""
    value = _value(printed) / scale
    return _rounded(value) if 0 < value <= 1 else None


def _rounded(value: Decimal) -> Decimal:
    exact = value.normalize()
    short = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return short if short == exact else value.quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()


def _value(printed: str) -> Decimal:
    return Decimal(_NUMBERS[printed]) if printed in _NUMBERS else Decimal(printed.replace(",", "."))

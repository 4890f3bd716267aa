"""Sentences by which a document says how a certification is validated, and adapted for people with a disability."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from refgraph.core.text import fold, mend
from refgraph.model import ids
from refgraph.model.records import Accommodation, ValidationRule
from refgraph.reading.document import Document
from refgraph.reading.shared.folded import Folded

_PART = r"(?:blocs?|unites?|ccp|certificats? de competences professionnelles|modules?|domaines? de competences)"
"""What a certification is made up of, in folded text."""

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "no-partial-bloc",
        re.compile(
            r"\A(?=.*\bpartiel)(?=.*\b(?:un|du|des|chaque|par|le|les|aucun) blocs?\b)"
            r"(?=.*\b(?:pas|impossible|aucune?|exclue?|interdite?|ni)\b)"
        ),
    ),
    (
        "bloc-validation",
        re.compile(
            r"\b(?:un|le|du|chaque|l'un des) blocs?\b[^.]{0,60}"
            r"\b(?:valide|acquis|obtenu|reconnu|attribue|delivre)e?s?\b[^.]{0,60}"
            r"\b(?:lorsqu|si |des lors|des qu|quand|a condition|sous reserve|a partir|par l'obtention)"
            r"|\bpour (?:valider|obtenir|acquerir) (?:un|le|chaque) bloc\b"
            r"|\b(?:validation|obtention) (?:d'un|du|de chaque) bloc\b[^.]{0,60}"
            r"\b(?:suppose|necessite|exige|requiert|implique"
            r"|est (?:subordonnee|conditionnee|soumise|acquise|prononcee|effective))"
            r"|\b(?:note|moyenne)\b[^.]{0,60}\b\d{1,2} ?(?:/|sur) ?20\b[^.]{0,60}\b(?:par|chaque|au|a un|du) bloc\b"
        ),
    ),
    (
        "partial-certification",
        re.compile(r"partiel|\bblocs?\b.*(?:independa|capitalis|separement|isolement)|capitalis.*\bblocs?\b"),
    ),
    (
        "component-validity",
        re.compile(
            r"\A(?=.*\bblocs?\b)(?:.*\b(?:validite|valables?|acquise?s?|conserv\w+|benefice)\b)"
            r".*\b(?:\d+|un|deux|trois|quatre|cinq|six|dix) (?:ans?|annees?)\b"
        ),
    ),
    (
        "all-blocs",
        re.compile(
            rf"\A(?=.*\b(?:valid|obten|obtien|acqui|deliv|exige|obligatoire))(?=.*\b{_PART}\b)"
            r".*\b(?:obligatoire|ensemble|totalite|integralite|tous les|toutes les|chacun|chaque|doi(?:t|vent)"
            r"|necessaire|exige|requi(?:ert|se?)\b|subordonne|conditionn|[ld]es \w+ " + _PART + r"\b)"
        ),
    ),
    (
        "component-validity",
        re.compile(
            r"(?:validite|valables?|acquis|conserv|benefice).*(?:\ban(?:s|nees?)?\b|definitive|a vie|prevue|limitee?)"
        ),
    ),
    (
        "prerequisite",
        re.compile(
            r"\bpre-?requis\b|\bprealables?\b|conditions? d'acces|\bdoi(?:t|vent) (?:etre titulaire|justifier d')"
        ),
    ),
)
_ADAPTATION = re.compile(r"\b(?:adapt|amenag|compens|tiers[- ]temps|derogat)")
_DISABILITY = re.compile(r"\bhandicap")
_MEASURE = re.compile(
    r"\b(?:adaptations?|amenagements?|compensations?|tiers[- ]temps"
    r"|mesures? (?:particulieres?|compensatoires?|d'adaptation)|dispositions? (?:particulieres?|specifiques?))\b"
)
_GRANTED = re.compile(
    r"\b(?:peu(?:t|vent)|pourr(?:a|ont)|sont|seront|est|sera|benefici\w+|prevue?s?|possibles?|proposee?s?|accordee?s?)\b"
)
_ASSESSMENT = re.compile(r"\b(?:modalite|epreuve|evaluation|examen|candidat|certification)")
_TEXTS = (
    r"(?:accords?|lois?|decrets?|arretes?|articles?|ordonnances?|code|circulaires?|conventions?|directives?"
    r"|reglements?)"
)
_NAMED = re.compile(rf"\((?P<text>(?:cf\.? |voir |selon )?(?:l'|la |le |les )?{_TEXTS}\b[^()]*)\)")
_INVOKED = re.compile(
    rf"(?:en application d[eu]s?|conformement (?:a|aux?)|en vertu d[eu]s?|selon|au titre d[eu]s?|prevue?s? par)"
    rf"\s+(?:l'|la |le |les )?(?P<text>{_TEXTS}\b[^;]*?)(?=\s*\.?$|;)"
)
_JURY = re.compile(r"\bjurys? (?:est |sont |se )?(?:compose|constitue|forme|compren|comporte|reuni)|\Ajurys? ?:")
_LONGEST = 6000
"""What stands further on in a line is no sentence about validation; searching it would only take long."""
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\bart\.)(?<!\bcf\.)\s+(?=[«\"]?\s?[A-ZÀ-ÖØ-Þ])")


def rule_code(sentence: str) -> str | None:
    """Which kind of validation rule ``sentence`` states (a notation of ``validation-rule``), or None.

    >>> rule_code("La validation de tous les blocs est nécessaire à l’obtention du CQP.")
    'all-blocs'
    """
    folded = fold(mend(sentence[:_LONGEST]))
    return next((code for code, pattern in _RULES if pattern.search(folded)), None)


def names_part(sentence: str) -> bool:
    """Whether ``sentence`` names a bloc, or what stands for one."""
    return re.search(rf"\b{_PART}\b", fold(sentence)) is not None


def composes_jury(sentence: str) -> bool:
    """Whether ``sentence`` says who sits on the jury (« Le jury est composé de… »)."""
    return _JURY.search(fold(mend(sentence))) is not None


def is_accommodation(sentence: str) -> bool:
    """Whether ``sentence``, printed outside of the table, says how people with a disability are accommodated.

    It names the assessment, or a measure that is granted (« Des adaptations peuvent être mises en place… »).
    """
    folded = fold(mend(sentence))
    is_granted = all(pattern.search(folded) for pattern in (_MEASURE, _GRANTED, _DISABILITY))
    return is_granted or adapts_assessment(sentence)


def adapts_assessment(sentence: str) -> bool:
    """Whether ``sentence``, wherever printed, says how the assessment is adapted for candidates with a disability."""
    folded = fold(mend(sentence))
    return all(pattern.search(folded) for pattern in (_ADAPTATION, _DISABILITY, _ASSESSMENT))


def legal_basis(sentence: str) -> str | None:
    """The text that ``sentence`` names as its ground, in its words: between parentheses, or behind « selon », etc."""
    folded = Folded(mend(sentence))
    match = _NAMED.search(folded.flat) or _INVOKED.search(folded.flat)
    return folded.cut(*match.span("text")) if match else None


def sentences(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``document.text[start:end]``, each as start and end."""
    first = start
    for match in _SENTENCE_END.finditer(document.text, start, end):
        yield first, match.start()
        first = match.end()
    yield first, end


def read_rules(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[ValidationRule, ...]:
    """The validation rules that ``spans``, the sentences of ``document``, state."""
    found = [(document.passage(*span), rule_code(document.text[slice(*span)])) for span in spans]
    return tuple(
        ValidationRule(id=ids.rule(number), code=code or "", text=mend(passage.quote), source=passage)
        for number, (passage, code) in enumerate(((p, c) for p, c in found if c), 1)
    )


def read_accommodations(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[Accommodation, ...]:
    """The accommodations that ``spans``, the sentences of ``document``, state."""
    passages = [document.passage(*span) for span in spans]
    return tuple(
        Accommodation(
            id=ids.accommodation(number),
            text=mend(passage.quote),
            legal_basis=legal_basis(passage.quote),
            source=passage,
        )
        for number, passage in enumerate((p for p in passages if is_accommodation(p.quote)), 1)
    )

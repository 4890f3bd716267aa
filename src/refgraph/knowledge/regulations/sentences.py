"""What the watch says, in French: what happened to a text, and what to write instead.

Nouns rather than participles (« abrogation le… »), so that no sentence has to agree with the name of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from refgraph.core.french import NBSP
from refgraph.knowledge.excerpts import Excerpt
from refgraph.knowledge.regulations.register import Register, Text
from refgraph.knowledge.regulations.status import Change, Event, StatusFinding, is_in_force
from refgraph.mentions.lexicon import article_order

_COLON = f"{NBSP}: "
_SEMICOLON = f"{NBSP}; "
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)

_EVENTS: dict[Event, str] = {
    Event.ABROGATION: "abrogation le {day}, par{colon}{by}",
    Event.RENUMEROTATION: "renumérotation le {day}, la règle passe à{colon}{by}",
    Event.REMPLACEMENT: "remplacement le {day}, par{colon}{by}",
    Event.FIN: "fin de validité le {day}",
    Event.NAISSANCE: "n’existe pas encore à la date choisie (première date connue{colon}{day})",
    Event.ENTREE: "existe déjà à la date choisie, mais n’entre en vigueur que le {day}",
    Event.APPLICATION: "application à partir du {day}",
    Event.MODIFICATION: "modification le {day}, par{colon}{by}",
    Event.ANNONCE: "nouvelle version annoncée pour le {day} au plus tard{colon}{by}",
}
_EDITION = "édition suivie d’une autre le {day}, la dernière connue est{colon}{by}"
_UNKNOWN_EDITION = "le registre ne connaît pas l’édition citée{by}"
_VERSION = "dernière version connue{colon}{by}, {since}{day}"
_NEXT_VERSION = "nouvelle version{colon}{by}, {since}{day}"
_BEING_REPLACED = "{by} prend sa place\u00a0; le registre n’a pas le jour où le texte ancien cesse de s’appliquer"
_NOT_ESTABLISHED = (
    "le registre ne dit pas ce qu’il en reste sous cette numérotation, le texte ayant été modifié le {day}{by}"
)
_TO_CHECK = " À vérifier."


def day_words(day: date) -> str:
    """``day`` as it is written in a sentence: « 3 janvier 2018 »."""
    return f"{'1er' if day.day == 1 else day.day}{NBSP}{_MONTHS[day.month - 1]} {day.year}"


def names(keys: Iterable[str], register: Register) -> str:
    """The names of texts, articles gathered behind their text: « Règlement…, articles 312-3 à 312-5 »."""
    texts = [text for key in dict.fromkeys(keys) if (text := register.get(key))]
    works: dict[str, list[Text]] = {}
    for text in texts:
        works.setdefault(register.work(text.key), []).append(text)
    return _SEMICOLON.join(_name(register[work], found) for work, found in works.items())


def codes(printed: Iterable[str]) -> str:
    """Article codes with runs as ranges: « 312-3 à 312-5 et 318-7 »."""
    runs: list[list[str]] = []
    for code in sorted(printed, key=article_order):
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    parts = [f"{_spaced(run[0])} à {_spaced(run[-1])}" if len(run) > 1 else _spaced(run[0]) for run in runs]
    return " et ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def passage(found: Excerpt) -> str:
    """Where a passage stands: « document, ligne 68 »."""
    return str(found)


def happened(findings: Sequence[StatusFinding], register: Register, *, is_candidate: bool = False) -> str:
    """What happened, or will, to the texts of ``findings``, which all share change, day and event.

    ``is_candidate`` when the document may mean another text.
    """
    first = findings[0]
    what = names([finding.text for finding in findings], register)
    by = names(_by(findings), register)
    template = _template(first, register)
    if template is _NOT_ESTABLISHED:
        by = f", par{_COLON}{by}" if by else ""
    if template is _UNKNOWN_EDITION:
        by = f"\u00a0; la dernière qu’il connaît est{_COLON}{by}" if by else ", ni la date d’aucune autre"
    when = day_words(first.day) if first.day else ""
    sentence = f"{what}{_COLON}" + template.format(day=when, by=by, colon=_COLON, since=_since(first, register))
    ending = "" if all(finding.is_sure for finding in findings) else _TO_CHECK
    return f"{'Si ce texte est visé, ' if is_candidate else ''}{sentence}.{ending}"


def instead(findings: Sequence[StatusFinding], register: Register, day: date) -> str:
    """What to write in place of what was cited, or what to do where it may stay."""
    first, by = findings[0], _by(findings)
    if first.change in (Change.RENUMEROTE, Change.REMPLACE, Change.ABROGE):
        return names(successors(by, register, day), register) or "Aucun texte de remplacement dans le registre"
    if first.change is Change.BIENTOT and by and first.day and first.event in _ENDINGS:
        return f"À partir du {day_words(first.day)}{_COLON}{names(by, register)}"
    if first.change is Change.FUTUR and by:
        return f"À la date choisie{_COLON}{names(by, register)}"
    if first.change is Change.NON_ETABLI and first.event is Event.REMPLACEMENT:
        return f"Vérifier lequel des deux textes s’applique, et nommer s’il y a lieu{_COLON}{names(by, register)}"
    if first.event is Event.EDITION:
        known = f"{_COLON}{names(by, register)}" if by else ""
        return f"Vérifier l’édition auprès de la source officielle, et citer s’il y a lieu la dernière{known}"
    if first.change is Change.MODIFIE and _is_version(first, register) and register[by[-1]].title:
        return f"{register[first.text].name}, « {register[by[-1]].title} »"
    return _KEEP.get(first.change, "")


_KEEP: dict[Change, str] = {
    Change.BIENTOT: "Rien à changer encore\u00a0; suivre cette échéance",
    Change.MODIFIE: "Rien à changer\u00a0; vérifier que le contenu suit le texte modifié",
    Change.NON_ETABLI: "Vérifier la référence auprès de la source officielle",
    Change.FUTUR: "Rien\u00a0: ce texte est postérieur à la date choisie",
    Change.INAPPLICABLE: "Rien à changer encore\u00a0; suivre cette échéance",
}


def first_to_do(advice: Sequence[str]) -> str:
    """Of pieces of advice about one mention, the first that has something changed; else the first."""
    return next((one for one in advice if one and one not in _KEEP.values()), advice[0])


def _template(finding: StatusFinding, register: Register) -> str:
    if _is_version(finding, register):
        return _NEXT_VERSION if finding.change is Change.BIENTOT else _VERSION
    if finding.event is Event.EDITION:
        return _EDITION if finding.change is Change.REMPLACE else _UNKNOWN_EDITION
    if finding.change is Change.NON_ETABLI and finding.event is not Event.ANNONCE:
        return _BEING_REPLACED if finding.event is Event.REMPLACEMENT and not finding.day else _NOT_ESTABLISHED
    return _EVENTS[finding.event] if finding.event else ""


def _since(finding: StatusFinding, register: Register) -> str:
    """« en vigueur le » or, of a version of which only the date is known, « datée du »."""
    is_dated = any("start" in register[key].dates for key in finding.by)
    return "en vigueur le " if is_dated else "datée du "


_ENDINGS = (Event.ABROGATION, Event.RENUMEROTATION, Event.REMPLACEMENT)


def successors(keys: Iterable[str], register: Register, day: date) -> list[str]:
    """The texts in force on ``day`` that ``keys`` lead to, through as many replacements as it takes."""
    found: list[str] = []
    for key in keys:
        text = register[key]
        later = [*text.link("renumbered_to"), *text.link("replaced_by"), *text.link("repealed_by")]
        ended = is_in_force(key, register, day) is False and text.dates.get("end")
        found += successors(dict.fromkeys(later), register, day) if ended and later else [key]
    return list(dict.fromkeys(found))


def ambiguous(targets: Sequence[str], register: Register, day: date) -> tuple[str, str]:
    """What is open, and the texts among which to choose: those in force on ``day``."""
    current = [key for key in targets if is_in_force(key, register, day) is not False]
    return (
        f"Plusieurs textes portent ce nom{_COLON}{names(targets, register)}. Le document ne dit pas lequel.",
        f"Nommer le texte visé par son numéro{_COLON}{names(current or targets, register)}",
    )


def vague(targets: Sequence[str], register: Register, day: date) -> tuple[str, str]:
    """What is missing, and which texts the register knows of that authority or of that name."""
    corpora = [key for key in targets if register[key].is_corpus]
    parts = sorted(text.key for text in register.texts.values() if text.part_of in corpora and not text.code)
    examples = [key for key in parts if is_in_force(key, register, day)] if corpora else targets
    known = f" (le registre connaît{_COLON}{names(examples, register)})" if examples else ""
    is_named = corpora or not targets
    return (
        "Le document nomme une autorité, un domaine ou un article sans son texte."
        if is_named
        else "Les mots du document ne suffisent pas à désigner ce texte avec certitude.",
        f"Nommer le texte et l’article{known}",
    )


def unknown() -> tuple[str, str]:
    """What to do about a text that the register lacks."""
    return (
        "Le registre ne connaît pas ce texte, son état est non documenté.",
        "Vérifier la référence, puis ajouter le texte au registre",
    )


def misspelt(words: str, right: str, *, is_part: bool = False) -> str:
    """That ``words`` should be spelt ``right``; ``is_part`` when they hold more than the name (articles, say)."""
    return f"Dans « {words} », le nom s’écrit « {right} »." if is_part else f"« {words} » s’écrit « {right} »."


def _by(findings: Sequence[StatusFinding]) -> list[str]:
    return list(dict.fromkeys(key for finding in findings for key in finding.by))


def _is_version(finding: StatusFinding, register: Register) -> bool:
    return finding.event is Event.MODIFICATION and any(register[key].version_of for key in finding.by)


def _name(work: Text, texts: Sequence[Text]) -> str:
    articles = [text.code for text in texts if text.code]
    if not articles:
        return work.name
    return f"{work.name}, article{'s' if len(articles) > 1 else ''} {codes(articles)}"


def _spaced(code: str) -> str:
    """``R512-8`` as it is printed: « R. 512-8 »."""
    return re.sub(r"^(LO|[LRDA])(?=\d)", rf"\1.{NBSP}", code)


def _follows(first: str, second: str) -> bool:
    (stem, number), (other, following) = (re.match(r"(.*?)(\d+)$", code).groups() for code in (first, second))  # type: ignore[union-attr]
    return bool(stem == other and int(following) == int(number) + 1)

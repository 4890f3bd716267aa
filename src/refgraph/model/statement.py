"""How a competence is worded: the infinitive that opens it, the other actions, the means or context, the purpose.

Decided by the general morphology of French and by closed lists of turns, never by the sentences of one document.
The pattern « verbe d’action + objet + moyens ou contexte + finalité » is the one that France compétences' vademecum
of the RNCP gives for a statement of competence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.core.text import fold

_HEAD = re.compile(r"^[\W_]*((?:s['’]|se\s+)?)([A-Za-zÀ-ÖØ-öø-ÿœŒ]+)", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"(?:er|(?<!o)ir|voir|valoir|vouloir|falloir|seoir|ettre|[bm]attre|[ao]itre|^etre"
    r"|(?:an|en|ain|ein|oin|on|ou|er|mor|tor)dre"
    r"|(?:[cdlnrst]ui|cri|li|di|ri|fai|trai|plai|croi|boi|suffi|confi)re|ivre|ompre|aincre|clure)$"
)
_NOUNS = """
dossier metier chantier courrier calendrier fichier papier premier dernier atelier echeancier cahier clavier quartier
financier immobilier entier particulier regulier heritier officier hotelier mobilier pilier levier palier escalier
casier grenier sentier tablier ouvrier hier hiver fer cher mer amer enfer cancer leader avenir plaisir loisir desir
cuir cendre gendre poudre foudre maitre lettre livre cuivre ivre
danger etranger usager passager berger leger foncier forestier saisonnier journalier hospitalier routier laitier
fruitier cotier douanier policier familier singulier contraire affaire cuisinier patissier menuisier charpentier
infirmier greffier banquier courtier caissier boulanger
"""
_NOT_VERBS = frozenset(_NOUNS.split())
_INFINITIVE_FORM = r"(?:[a-zà-öø-ÿœ]+(?:er|ir|re|oir))\b"
_PURPOSE_TURNS = re.compile(
    r"\b(?:en vue (?:de|d['’]|du|des)|afin (?:de|d['’]|que|qu['’])|dans (?:le|un|l['’]unique) but (?:de|d['’])"
    r"|dans (?:l['’]objectif|l['’]optique|l['’]intention|l['’]espoir|le souci|le dessein|une perspective) (?:de|d['’])"
    r"|de (?:façon|manière|sorte) (?:à|que|qu['’])|à des fins\b|aux fins (?:de|d['’])|à l['’]effet (?:de|d['’])"
    r"|pour que\b|pour qu['’]|(?:visant|tendant|destinée?s?) à)",
    re.IGNORECASE,
)
_PURPOSE_POUR = re.compile(
    r"\bpour (?:(?:ne pas|mieux|bien|en|y|se|le|la|les|lui|leur) |s['’]|l['’])*" + _INFINITIVE_FORM, re.IGNORECASE
)
_MEANS_TURNS = re.compile(
    r"\b(?:à l['’]aide d|au moyen d|grâce (?:à|au)|par le biais|par l['’]intermédiaire|à partir d|à travers|via\b"
    r"|en (?!vue\b|tant\b|avant\b|cours\b)(?:[slny]['’]|se |les? |la |y )?[a-zà-ÿ]+ant\b"
    r"|(?<!cohérent )(?<!cohérente )(?<!cohérents )(?<!cohérentes )(?<!compatible )(?<!compatibles )"
    r"avec (?!aisance|clarté|soin|rigueur|efficacité|tact|précision|discernement|bienveillance)"
    r"|par (?:une?|des)\b|(?P<agent>par (?:les?|la|l['’]|son|sa|ses|leurs?)\b)"
    r"|sur (?:la base|le fondement|l['’]appui)|dans |au sein d|en situation(?! de handicap)"
    r"|en (?:fonction|cohérence|conformité|accord|lien|concertation|collaboration|relation|dialogue|tenant compte"
    r"|appui|termes|matière|équipe|externe|amont|direction)\b|conformément|selon\b|au regard"
    r"|auprès|lors (?:de|d['’]|du|des)|à l['’](?:occasion|oral|écrit)|au (?:quotidien|niveau|cours|profit)"
    r"|face (?:à|au)|quel(?:le)?s? que soi(?:t|ent)|tel(?:le)?s? qu|tous canaux|à distance|en face|par anticipation"
    r"|de (?:façon|manière) (?!à|que|qu)|dès (?:les?|la|l['’])"
    r"|à (?:chaque|tout)|pour (?:chacune?|chaque)|à sa disposition)",
    re.IGNORECASE,
)
_LONGEST_TURN = len("dans l’objectif de ")
_PARTICIPLE = re.compile(r"(?:[éiu]e?s?|its?|mise?s?|disposition)\s+$", re.IGNORECASE)
_WORD = r"[a-zà-öø-ÿœ]+(?:-[a-zà-öø-ÿœ]+)*"
_REFLEXIVE = r"(?:s['’]|se\s+)?"
_LINK = re.compile(
    rf"(?:(?P<apart>\s*[;:]\s+|\s+[–—-]\s+)|,\s+(?:et\s+|puis\s+)?|\s+(?:et|puis)\s+)(?={_REFLEXIVE}{_WORD})",
    re.IGNORECASE,
)
"""What comes before another action; a colon, a semicolon or a dash sets it apart, even from a purpose."""
_OBJECT = (
    r"(?:[ld]['’]|(?:les?|la|une?|de\s+la|des?|du|sa|son|ses|leurs?|ce|cette?|ces|aux?|tout|toute?s?|tous|chaque"
    r"|plusieurs)\b)\s*[^\s,;.:]+"
)
_FOLLOWING = (
    r"\s*(?:$|[,;.:–—(]|\s-|\s(?:et|ou|puis|à|en|avec|dans|par|pour|sur|selon|lors|auprès|face|plus|mieux|bien"
    r"|[a-zà-ÿ]+ment)\b)"
)
_ACTION = re.compile(
    rf"(?:de\s+|d['’])?(?P<action>{_REFLEXIVE}(?P<verb>{_WORD})(?:(?<=[êeÊE]tre)\s+{_WORD}"
    rf"|(?:\s+(?:à|en)\s+{_WORD})?(?:\s+[a-zà-ÿ]+(?:er|ir|re))?\s+{_OBJECT}|(?={_FOLLOWING})))",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    rf"(?:\s+(?:[a-zà-ÿ]+ment|bien|mieux|compte|part|face|appel|preuve|garde|(?:en|à|au|hors|sous)\s+{_WORD}))*",
    re.IGNORECASE,
)
"""What may stand between verbs that share one object: « mettre en place et animer un réseau »."""
_GOVERNED = re.compile(
    r"\b(?:de\s+|d['’]|à\s+|pour\s+|sans\s+)(?:[slny]['’]|se\s+|les?\s+|la\s+|y\s+|en\s+)?(?P<verb>[a-zà-ÿ]+)",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"[\W_]*[êe]tre\s+(?:capable|en mesure|en capacité|apte|à même)\s+(?:à\s+|de\s+|d['’])", re.IGNORECASE
)


@dataclass(frozen=True)
class StatementParts:
    """A statement in its parts; None where it has no such part. Each part is printed in the statement as it stands.

    ``actions`` are the other actions, beside that of ``verb``: verbs that share one object are one action.
    """

    verb: str | None
    means: str | None
    purpose: str | None
    actions: tuple[str, ...] = ()


def parse(statement: str) -> StatementParts:
    """The parts of ``statement``: its verb, its means or context, and its purpose up to the end.

    The verb is the infinitive that opens the statement, or that follows the comma of an opening complement; this
    complement is then the means.

    >>> parse("Évaluer ses résultats à l’aide d’outils, afin de progresser.")
    StatementParts(verb='Évaluer', means='à l’aide d’outils', purpose='afin de progresser', actions=())
    >>> parse("En accord avec le client, chiffrer les travaux").verb
    'chiffrer'
    """
    purpose = _first(_PURPOSE_TURNS, statement) or _first(_PURPOSE_POUR, statement)
    end = purpose.start() if purpose else len(statement)
    verb, complement = opening_infinitive(statement), ""
    if verb is None:
        complement, verb = _after_complement(statement[:end])
    means = complement or _means(statement, end)
    actions = tuple(_actions(statement, statement.index(verb) + len(verb), end)) if verb else ()
    return StatementParts(verb=verb, means=_clean(means), purpose=_clean(statement[end:]), actions=actions)


def _actions(statement: str, begin: int, end: int) -> Iterator[str]:
    """The actions after that of the verb that ends at ``begin``; the purpose begins at ``end``.

    An infinitive that a preposition governs, or that takes up the object by a pronoun, is no other action.
    """
    able = _ABLE.match(statement)
    begin = able.end() if able else begin
    since = begin  # the end of the last verb
    for link in _LINK.finditer(statement, begin):
        if statement.count("(", 0, link.start()) > statement.count(")", 0, link.start()):
            continue
        found = _ACTION.match(statement, link.end())
        if not found or not is_infinitive(found["verb"]) or (found.start("action") > link.end() and not able):
            continue
        shared = bool(_NO_OBJECT.fullmatch(statement[since : link.start()]))
        free = link["apart"] or (link.start() < end and not _is_governed(statement[begin : link.start()]))
        if free and (link["apart"] or not shared):
            yield found["action"]
            begin = found.end("verb")
        since = found.end("verb")


def _is_governed(words: str) -> bool:
    return any(is_infinitive(found["verb"]) for found in _GOVERNED.finditer(words))


def _means(statement: str, end: int) -> str:
    """The means or context before the purpose, which begins at ``end``; failing that, one inside the purpose."""
    if found := _first(_MEANS_TURNS, statement[:end]):
        return statement[found.start() : end]
    if found := _first(_MEANS_TURNS, statement[end:], past=_LONGEST_TURN):
        return statement[end + found.start() :]
    return ""


def _after_complement(statement: str) -> tuple[str, str | None]:
    """The complement that opens a statement (« En accord avec le client, »), and the infinitive after it."""
    for comma in re.finditer(r",\s+", statement):
        if verb := opening_infinitive(statement[comma.end() :]):
            return statement[: comma.start()], verb
    return "", None


_LONGEST_HEAD = 120
"""An infinitive that opens a statement stands within so many characters."""


def opening_infinitive(statement: str) -> str | None:
    """The infinitive, with its reflexive pronoun, that opens ``statement``; None if another word does.

    >>> opening_infinitive("S’adapter au canal"), opening_infinitive("Dossier de synthèse")
    ('S’adapter', None)
    """
    found = _HEAD.match(unicodedata.normalize("NFC", statement[:_LONGEST_HEAD]))
    if found is None or not is_infinitive(found[2]):
        return None
    return f"{found[1]}{found[2]}"


def is_infinitive(word: str) -> bool:
    """Whether ``word`` has the form of a French infinitive and is not one of the common nouns that end alike.

    >>> is_infinitive("conclure"), is_infinitive("procédure"), is_infinitive("métier")
    (True, False, False)
    """
    folded = fold(word)
    return bool(_INFINITIVE.search(folded)) and folded not in _NOT_VERBS


def _first(turns: re.Pattern[str], statement: str, past: int = 0) -> re.Match[str] | None:
    """The first turn outside brackets, from ``past`` on; « utilisé par le client » names who acts, not a means."""
    for found in turns.finditer(statement, past):
        before = statement[: found.start()]
        acts = found.groupdict().get("agent") and _PARTICIPLE.search(before)
        if before.count("(") <= before.count(")") and not acts:
            return found
    return None


def _clean(clause: str) -> str | None:
    return clause.strip(" \t\n\u00a0\u202f,;.:") or None

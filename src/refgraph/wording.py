"""How a competence is worded: the infinitive that opens it, the means or context, the purpose.

Decided by the general morphology of French and by closed lists of turns, never by the sentences of one document.
The pattern « verbe d’action + objet + moyens ou contexte + finalité » is the one that France compétences' vademecum
of the RNCP gives for a statement of competence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from refgraph.text import fold

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
cuir avoir cendre gendre poudre foudre maitre lettre livre cuivre ivre
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
    r"|avec (?!aisance|clarté|soin|rigueur|efficacité)"
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


@dataclass(frozen=True)
class Wording:
    """A statement in its parts; None where it has no such part. Each part is printed in the statement as it stands."""

    verb: str | None
    means: str | None
    purpose: str | None


def parse(statement: str) -> Wording:
    """The parts of ``statement``: its verb, its means or context, and its purpose up to the end.

    The verb is the infinitive that opens the statement, or that follows the comma of an opening complement; this
    complement is then the means.

    >>> parse("Évaluer ses résultats à l’aide d’outils, afin de progresser.")
    Wording(verb='Évaluer', means='à l’aide d’outils', purpose='afin de progresser')
    >>> parse("En accord avec le client, chiffrer les travaux").verb
    'chiffrer'
    """
    purpose = _first(_PURPOSE_TURNS, statement) or _first(_PURPOSE_POUR, statement)
    end = purpose.start() if purpose else len(statement)
    verb, complement = opening_infinitive(statement), ""
    if verb is None:
        complement, verb = _after_complement(statement[:end])
    means = complement or _means(statement, end)
    return Wording(verb=verb, means=_clean(means), purpose=_clean(statement[end:]))


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


def opening_infinitive(statement: str) -> str | None:
    """The infinitive, with its reflexive pronoun, that opens ``statement``; None if another word does.

    >>> opening_infinitive("S’adapter au canal"), opening_infinitive("Dossier de synthèse")
    ('S’adapter', None)
    """
    found = _HEAD.match(statement)
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

"""docs/quality.md: how the quality of a référentiel is checked, and every rule, for certifiers and designers."""

from __future__ import annotations

from itertools import groupby

from refgraph.core.french import typeset
from refgraph.graph.validation import read_shapes
from refgraph.knowledge.quality import QualityRule, read_rules

INTRODUCTION = """# La qualité d’un référentiel

Cette page est écrite à partir de `shapes/` par `make docs`. Les textes y sont cités tels que relevés en
novembre 2026 : vérifiez sur Légifrance leur version en vigueur. Aucun délai de procédure n’y figure : ils
changent.

## Contrôler

- `refgraph check` contrôle toutes les certifications chargées ; `--document FICHIER` un référentiel en
  préparation, sans l’ajouter au graphe.
- `--format text|json|ttl|xlsx` ou le suffixe de `--output` choisissent la forme ; `ttl` est un rapport SHACL
  standard.
- La page « Qualité » de l’explorateur montre la même chose, avec des filtres que l’adresse garde.
- Code de sortie : 1 s’il reste un constat *bloquant* que personne n’a accepté, 0 sinon, 2 si une entrée est
  incorrecte.

Un constat a une gravité : *bloquant* (le dossier ne tient pas), *à revoir* (incohérence probable),
*information* (remarque de rédaction, ou silence du document). Ce qu’un document ne dit pas du tout est « non
documenté », ce n’est pas une faute : une fiche sans critères reçoit une information, et aucune de ses
compétences n’est mise en cause.

Nos règles portent sur ce que disent les documents, jamais sur ce qui en est déduit.

`refgraph check FICHIER` contrôle un référentiel où qu’il soit, sans l’ajouter. `--format ttl` ou `jsonld` donne le
rapport SHACL (`sh:ValidationReport`), `sarif` celui que lisent les forges et les éditeurs, à la ligne du document.

## Accepter un constat

`refgraph check accept RÉFÉRENCE --reason "…"` garde la décision dans `acceptances.tsv` (règle, élément,
empreinte de ses mots, auteur, date, raison), à côté de vos données ; avec les données livrées, dans
`~/.local/share/refgraph/`. Le constat reste affiché comme accepté. Il revient quand les mots de l’élément
changent. `refgraph check withdraw RÉFÉRENCE` retire la décision.

## Ajouter vos règles

`refgraph check --shapes DOSSIER` ajoute aux règles livrées les fichiers SHACL (`.ttl`) du dossier. Une règle
est une forme nommée par une IRI ; `sh:message` est la phrase du constat (`{?value}` et `{?count}` y sont
remplacés), `sh:name` le titre, `rgsh:why` la raison, `rgsh:remedy` la correction, `dcterms:source` le texte
d’où elle vient. Écrivez une règle `sh:sparql` sur la certification, avec l’élément en cause dans `?value` :
elle est évaluée une fois, et non une fois par compétence.

Un terme de SHACL, de notre ontologie ou de nos vocabulaires qui n’existe pas est refusé avec son fichier et sa
ligne : la plupart des moteurs l’ignoreraient en silence. Il en va de même d’une valeur qui n’a pas la forme voulue
(`sh:minCount "un"`), d’une règle qui ne vise rien et d’une extension de SHACL qui n’est pas évaluée (`sh:js`,
`sh:rule`, `sh:target`). Pour éteindre une de nos règles, écrivez `rgsh:nom
sh:deactivated true .`

Vos règles voient ce que vous voyez : tous les graphes et ce qui en est déduit, les classes et propriétés d’ELM, de SKOS
ou de CTDL auxquelles les nôtres sont alignées (`elm:Qualification`, `skos:notation`), même si le graphe ne les garde
pas. `owl:imports` mène aux fichiers du même dossier, jamais au réseau ; ce qui n’est pas suivi est dit. Une
gravité à vous (`sh:severity mes:Conseil`) garde son nom et compte comme « à revoir », ou comme celle sous laquelle vous
la placez (`mes:Conseil skos:broader sh:Info .`).

Vos règles sont évaluées par pySHACL, la référence. Les nôtres le sont par shifty, plus rapide : un test montre
que les deux disent la même chose sur l’exemple valide et l’exemple invalide de chaque règle, et sur les
documents livrés.

Au-delà de 200 000 triplets, le contrôle se fait par parts, plusieurs à la fois : une certification, son
document et les listes dont elle dépend. Ce qu’une règle peut regarder se lit dans son texte : celle qui compare des
certifications entre elles, ou dont on ne peut rien dire (il en va de même des vôtres), voit toujours l’ensemble.
`benchmarks/validation.py` mesure la croissance à 10 et 100 fois les cinq documents, et à 1 000 fois avec
`--thousand` : seize millions de triplets, dix minutes de processeur et quatre gigaoctets.

## Verbe, moyens, finalité

Le graphe garde pour chaque compétence le verbe qui dit l’action (`rg:actionVerb`), les autres actions
(`rg:otherAction`), les moyens ou le contexte (`rg:meansClause`) et la finalité (`rg:purposeClause`), reconnus à la
morphologie du verbe et aux tournures du français. Des verbes qui partagent un objet (« accueillir et orienter le
client ») sont une seule action. Une partie qui n’est pas reconnue est absente ; une partie donnée est toujours un
morceau de l’énoncé.
"""


def render() -> str:
    """The page, in Markdown."""
    rules = sorted(read_rules(read_shapes()).values(), key=lambda rule: rule.order)
    parts = [typeset(INTRODUCTION)]
    for kind, found in groupby(rules, key=lambda rule: rule.kind):
        parts += [f"## {kind}\n", *(_rule(rule) for rule in found)]
    return "\n".join(parts)


def _rule(rule: QualityRule) -> str:
    silence = ", « non documenté »" if rule.undocumented else ""
    told = {
        "Gravité": f"{rule.severity.value}{silence}",
        "Pourquoi": rule.why,
        "Source": rule.source,
        "Que faire": rule.remedy,
    }
    facts = [typeset(f"- {name} : {value}") for name, value in told.items() if value]
    return "\n".join([f"### {rule.title} (`{rule.name}`)\n", *facts, ""])

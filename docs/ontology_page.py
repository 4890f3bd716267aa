"""docs/ontology.md: the terms of the ontology, for people who write queries."""

from __future__ import annotations

from collections.abc import Iterable

from refgraph.graph.ontology import read_ontology
from refgraph.knowledge.ontology_terms import OntologyTerm, read_terms

TITLES = {
    "class": "Classes",
    "object property": "Propriétés d’objet",
    "datatype property": "Propriétés de données",
    "annotation": "Annotations",
}

INTRODUCTION = """# L’ontologie de refgraph

Cette page est écrite à partir de `ontology/refgraph.ttl` et `ontology/alignments.ttl` par `make docs`. Les noms locaux
sont un contrat avec les requêtes des utilisateurs\u00a0: un terme peut être déprécié, jamais renommé. Préfixe `rg:`,
espace de noms `https://w3id.org/refgraph/ns#`.

Les mots du document sont dans `dcterms:title`, `rg:statement`, `rg:mentionText` et, pour un groupe de critères, dans
`skos:prefLabel`\u202f; `rdfs:label` est un nom d’affichage. Chaque élément mène par `rg:excerpt` au passage qui le dit.
"""


def render() -> str:
    """The page, in Markdown."""
    entries = read_terms(read_ontology())
    parts = [INTRODUCTION]
    for kind, title in TITLES.items():
        parts += [f"## {title}\n", *(_entry(entry) for entry in entries if entry.kind == kind)]
    return "\n".join(parts)


def _entry(entry: OntologyTerm) -> str:
    lines = [
        f"### `{entry.name}` — {entry.label['fr']}\n",
        f"{entry.definition['fr']}\n",
        f"*{entry.label['en']}.* {entry.definition['en']}\n",
        *_facts(entry),
    ]
    return "\n".join(lines)


def _facts(entry: OntologyTerm) -> Iterable[str]:
    facts = {
        "Exemple": entry.example.get("fr", ""),
        "Sous-terme de": _names(entry.above),
        "De": _names(entry.domain),
        "Vers": _names(entry.range),
        "Inverse": _names(entry.inverse),
        "Caractéristiques": ", ".join(entry.characteristics),
        "Se déduit de": "\u202f; ".join(" puis ".join(f"`{link}`" for link in chain) for chain in entry.chains),
    }
    told = [f"- {name}\u00a0: {value}" for name, value in facts.items() if value]
    return [*told, ""] if told else []


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)

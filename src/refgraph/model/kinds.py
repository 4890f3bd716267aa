"""The kinds of things that people look at: their French names, and the sign by which each is known everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.core.namespaces import RG


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entity.

    ``classes`` are local names of our ontology. ``symbol`` stands in text, ``shape`` and ``colour`` in drawings (the
    colour never alone). ``column`` is the place in the chain certification → regulation, from 0.
    """

    key: str
    classes: tuple[str, ...]
    singular: str
    plural: str
    symbol: str
    shape: str
    colour: str
    column: int


KINDS: tuple[Kind, ...] = (
    Kind("certification", ("Certification",), "Certification", "Certifications", "■", "rect", "#1f4e9c", 0),
    Kind("bloc", ("Bloc",), "Bloc", "Blocs", "◆", "diamond", "#5b3fa0", 1),
    Kind("activity", ("Activity",), "Activité", "Activités", "▲", "triangle", "#7a4b00", 2),
    Kind("subactivity", ("SubActivity",), "Sous-activité", "Sous-activités", "△", "emptyTriangle", "#7a4b00", 2),
    Kind("competence", ("Competence",), "Compétence", "Compétences", "●", "circle", "#0b6b4f", 3),
    Kind("modality", ("AssessmentModality",), "Modalité", "Modalités", "▶", "arrow", "#9a3412", 4),
    Kind("examination", ("Examination",), "Épreuve", "Épreuves", "▷", "emptyArrow", "#9a3412", 4),
    Kind("criteria", ("CriteriaGroup",), "Groupe de critères", "Groupes de critères", "▣", "roundRect", "#8b1a5c", 4),
    Kind("criterion", ("Criterion",), "Critère", "Critères", "▢", "emptyRoundRect", "#8b1a5c", 5),
    Kind("threshold", ("ThresholdCriterion",), "Seuil de réussite", "Seuils de réussite", "≥", "pin", "#8b1a5c", 5),
    Kind("mention", ("RegulatoryMention",), "Mention", "Mentions", "❝", "emptyDiamond", "#334155", 5),
    Kind("regulation", ("Regulation",), "Réglementation", "Réglementations", "§", "pin", "#334155", 6),
    Kind("provision", ("RegulatoryProvision",), "Article", "Articles", "¶", "emptyPin", "#334155", 6),
    Kind("organization", ("Organization",), "Organisme", "Organismes", "⌂", "roundRect", "#4a5160", 1),
    Kind("jury", ("Jury",), "Jury", "Jurys", "♟", "emptyCircle", "#4a5160", 1),
    Kind("route", ("AccessRoute",), "Voie d’accès", "Voies d’accès", "→", "arrow", "#4a5160", 1),
    Kind("registration", ("Registration",), "Enregistrement", "Enregistrements", "✎", "rect", "#4a5160", 1),
    Kind("act", ("RegistrationAct",), "Texte d’enregistrement", "Textes d’enregistrement", "✉", "rect", "#4a5160", 1),
    Kind("habilitation", ("Habilitation",), "Habilitation", "Habilitations", "⚑", "rect", "#4a5160", 1),
    Kind("equivalence", ("Equivalence",), "Équivalence", "Équivalences", "⇄", "rect", "#4a5160", 1),
    Kind("rule", ("ValidationRule",), "Règle de validation", "Règles de validation", "⚖", "rect", "#4a5160", 1),
    Kind("accommodation", ("Accommodation",), "Aménagement", "Aménagements", "✚", "rect", "#4a5160", 1),
    Kind("referential", ("Referential",), "Référentiel", "Référentiels", "▤", "rect", "#4a5160", 1),
    Kind("document", ("SourceDocument",), "Document source", "Documents sources", "▯", "emptyRect", "#4a5160", 7),
    Kind("excerpt", ("Excerpt",), "Extrait", "Extraits", "“", "emptyRect", "#4a5160", 7),
)

OTHER = Kind("concept", (), "Notion", "Notions", "◦", "emptyCircle", "#4a5160", 6)
"""What carries none of our classes of things: a concept of a scheme, a term of another vocabulary."""

UNSEARCHED = frozenset({"excerpt", "document", "referential"})
"""Kinds whose entities no search and no list shows: one comes to them from what they speak of."""

BY_CLASS: dict[str, Kind] = {RG + name: kind for kind in KINDS for name in kind.classes}
BY_KEY: dict[str, Kind] = {kind.key: kind for kind in (*KINDS, OTHER)}

_NARROWER = {"activity": "subactivity", "modality": "examination", "criterion": "threshold", "regulation": "provision"}


def kind_of(classes: set[str]) -> Kind:
    """The kind of an entity with these classes (IRIs): the narrowest of ours, whatever else it is.

    >>> kind_of({RG + "Criterion", RG + "ThresholdCriterion"}).singular
    'Seuil de réussite'
    """
    found = {BY_CLASS[iri].key for iri in classes if iri in BY_CLASS}
    wider = {key for key, narrower in _NARROWER.items() if narrower in found}
    return next((kind for kind in KINDS if kind.key in found - wider), OTHER)

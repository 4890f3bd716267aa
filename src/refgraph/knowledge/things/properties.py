"""How the properties of the graph are read aloud, in both directions, and which of them say nothing to a reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import expand
from refgraph.graph.store import Store

_ONTOLOGY = """SELECT ?property ?label ?inverse ?wider {
  VALUES ?type { owl:ObjectProperty owl:DatatypeProperty } ?property a ?type ; rdfs:label ?label .
  FILTER(LANG(?label) = "fr")
  OPTIONAL { ?property owl:inverseOf ?inverse }
  OPTIONAL { ?property rdfs:subPropertyOf ?wider } }"""

_REVERSED = {
    "rg:assessmentMethod": "méthode de",
    "rg:blocCorrespondsTo": "correspond au bloc",
    "rg:hasNoCounterpartIn": "sans correspondance ici",
    "rg:certificationType": "type de",
    "rg:certifier": "autorité certificatrice de",
    "rg:certifiesCompetence": "est attestée par",
    "rg:concernsRegulation": "concerne",
    "rg:continues": "se poursuit dans",
    "rg:deliveryMode": "mode de passation de",
    "rg:describedIn": "décrit",
    "rg:evaluatedByJury": "évalue (jury)",
    "rg:evaluatorRole": "évaluateur dans",
    "rg:formacode": "formacode de",
    "rg:hasAccessRoute": "est une voie d’accès à",
    "rg:hasAccommodation": "est un aménagement de",
    "rg:hasComponent": "est une composante de",
    "rg:hasCriteriaGroup": "est un groupe de critères de",
    "rg:hasExamination": "est une épreuve de",
    "rg:hasMention": "est imprimée dans",
    "rg:hasRegistration": "est l’enregistrement de",
    "rg:hasValidationRule": "est une règle de",
    "rg:legalBasis": "fonde",
    "rg:level": "niveau de",
    "rg:mentionTarget": "est visée par la mention",
    "rg:mentionsRegulation": "est mentionnée par",
    "rg:nsf": "spécialité de",
    "rg:occupation": "métier visé par",
    "rg:regulatedBy": "réglemente l’activité de",
    "rg:regulator": "est l’autorité de",
    "rg:routeJury": "jury de",
    "rg:routeType": "type de",
    "rg:ruleType": "type de",
    "rg:targetsActivity": "est visée par",
    "rg:targetsSegment": "est la clientèle de",
    "rg:territory": "territoire de",
    "rg:theme": "thème de",
    "rg:thresholdOn": "a pour seuil",
    "rg:trainingPartner": "partenaire habilité de",
    "rg:usesModality": "est utilisée par",
    "rg:actType": "sorte de",
    "rg:collectiveAgreement": "convention collective de",
    "rg:formerCertifier": "ancien certificateur de",
    "rg:habilitatedOrganization": "a reçu l’habilitation",
    "rg:habilitationStatus": "état de",
    "rg:habilitationType": "étendue de",
    "rg:hasEquivalence": "est une équivalence de",
    "rg:hasHabilitation": "est une habilitation pour",
    "rg:hasRegistrationAct": "est un texte d’enregistrement de",
    "rg:register": "répertoire de",
    "rg:registrationType": "type d’enregistrement de",
    "rg:sheetStatus": "état de la fiche de",
    "rg:appliedBy": "applique",
    "rg:expectsPrecision": "précision attendue de",
    "rg:renumberedTo": "reprend l’article",
    "rg:settledTarget": "retenu par la décision",
    "rg:settles": "tranchée par",
    "rg:verifies": "vérifié par",
    "dcterms:isReplacedBy": "remplace",
    "eli:amended_by": "modifie",
    "eli:is_member_of": "a pour version",
    "eli:is_part_of": "comprend",
    "eli:repealed_by": "abroge",
    "eli:transposed_by": "transpose",
    "skos:broader": "comporte l’étape",
}
"""Property without a named inverse → how it is read from its object."""

_FOREIGN = {
    "dcterms:identifier": "identifiant officiel",
    "dcterms:isReplacedBy": "remplacé par",
    "dcterms:source": "source",
    "eli:amended_by": "modifié par",
    "eli:date_applicability": "application",
    "eli:date_document": "signature",
    "eli:date_no_longer_in_force": "fin de validité",
    "eli:date_publication": "publication",
    "eli:first_date_entry_in_force": "entrée en vigueur",
    "eli:id_local": "identifiant local",
    "eli:is_member_of": "version de",
    "eli:is_part_of": "fait partie de",
    "eli:repealed_by": "abrogé par",
    "eli:transposed_by": "transposé par",
    "rdfs:comment": "remarque",
    "skos:broader": "est une étape de",
    "skos:altLabel": "autre nom",
    "adms:status": "état",
    "foaf:page": "page web",
    "rdfs:seeAlso": "voir aussi",
    "dcterms:spatial": "lieu",
    "dcterms:type": "type",
    "skos:definition": "définition",
}
"""Property of another vocabulary that readers see → its French name."""

_SILENT = (
    "rg:statement",
    "rg:excerpt",
    "rg:mainExcerpt",
    "rg:mainExcerpt",
    "rg:order",
    "rg:code",
    "rg:mentionText",
    "rg:actionVerb",
    "rg:otherAction",
    "rg:meansClause",
    "rg:purposeClause",
    "rg:linkSubject",
    "rg:linkObject",
)
"""Ours, but shown elsewhere on the page, or said better by the statement itself."""

_cache: WeakKeyDictionary[Store, Properties] = WeakKeyDictionary()


@dataclass
class Properties:
    """The properties that a reader may see, by IRI."""

    labels: dict[str, str] = field(default_factory=dict)
    inverses: dict[str, str] = field(default_factory=dict)
    wider: dict[str, set[str]] = field(default_factory=dict)

    def label(self, iri: str) -> str | None:
        """How the property is read from its subject; None for one that readers don't see."""
        return self.labels.get(iri)

    def reverse(self, iri: str) -> str | None:
        """How it is read from its object."""
        inverse = self.inverses.get(iri)
        if inverse in self.labels:
            return self.labels[inverse]
        label = self.labels.get(iri)
        return _REVERSES.get(iri) or (f"est l’objet de « {label} »" if label else None)


_REVERSES = {expand(curie): words for curie, words in _REVERSED.items()}


def properties(store: Store) -> Properties:
    """The properties of the ontology in ``store``, read once per store."""
    if store not in _cache:
        _cache[store] = _read(store)
    return _cache[store]


def _read(store: Store) -> Properties:
    found = Properties(labels={expand(curie): words for curie, words in _FOREIGN.items()})
    for prop, label, inverse, wider in store.select(_ONTOLOGY).rows:
        if not isinstance(prop, NamedNode) or not isinstance(label, Literal):
            continue
        found.labels[prop.value] = label.value
        if isinstance(inverse, NamedNode):
            found.inverses |= {prop.value: inverse.value, inverse.value: prop.value}
        if isinstance(wider, NamedNode):
            found.wider.setdefault(prop.value, set()).add(wider.value)
    for curie in _SILENT:
        found.labels.pop(expand(curie), None)
    return found

"""What a correction can be about: the kinds of things in a reading, and where each stands in its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from refgraph.model.records import (
    AccessRoute,
    Accommodation,
    Activity,
    Bloc,
    Competence,
    Component,
    CriteriaGroup,
    Criterion,
    Equivalence,
    Fact,
    Furniture,
    Habilitation,
    Issue,
    Mention,
    Modality,
    Record,
    Registration,
    RegistrationAct,
    Territory,
    ValidationRule,
)

CERTIFICATION = "certification"


@dataclass(frozen=True, slots=True)
class ItemKind:
    """A kind of thing in a reading.

    It stands in the field ``place`` of its owner: the reading, its certification, or an item of the kind ``owner``.
    ``noun`` names it in French; ``main`` is the field that holds its words.
    """

    key: str
    record: type[Record]
    place: str
    noun: str
    owner: str = ""
    main: str = "text"
    is_single: bool = False


def _fact(place: str, noun: str, record: type[Record] = Fact, *, is_single: bool = False) -> ItemKind:
    return ItemKind(f"{CERTIFICATION}.{place}", record, place, noun, CERTIFICATION, is_single=is_single)


_ALL = (
    _fact("title", "l’intitulé de la certification", is_single=True),
    _fact("kind", "le type de la certification", is_single=True),
    _fact("kind_label", "le type imprimé", is_single=True),
    _fact("level", "le niveau", is_single=True),
    _fact("rncp_number", "le numéro RNCP", is_single=True),
    _fact("certifiers", "le certificateur"),
    _fact("signatories", "le signataire"),
    _fact("segments", "la clientèle"),
    _fact("nsf", "le code NSF"),
    _fact("rome", "le code ROME"),
    _fact("formacodes", "le Formacode"),
    _fact("sectors", "le secteur"),
    _fact("jobs", "l’emploi visé"),
    _fact("regulated_activities", "l’activité réglementée"),
    _fact("places", "le lieu"),
    _fact("links", "la certification liée"),
    _fact("pages", "la page"),
    _fact("summary_activities", "l’activité du résumé"),
    _fact("attested_capacities", "la capacité attestée"),
    _fact("objectives", "l’objectif"),
    _fact("entry_requirements", "le prérequis d’entrée"),
    _fact("registration_type", "le type d’enregistrement", is_single=True),
    _fact("sheet_status", "l’état de la fiche", is_single=True),
    _fact("replaced", "l’ancienne certification"),
    _fact("replacing", "la nouvelle certification"),
    _fact("former_certifiers", "l’ancien certificateur"),
    _fact("collective_agreements", "la convention collective"),
    _fact("partial_validation", "la validation partielle", is_single=True),
    _fact("mastery_level", "le niveau de maîtrise", is_single=True),
    _fact("validity", "la durée de validité", is_single=True),
    _fact("renewal", "les modalités de renouvellement", is_single=True),
    _fact("acts", "l’arrêté", RegistrationAct),
    _fact("habilitations", "l’habilitation d’un partenaire", Habilitation),
    ItemKind(f"{CERTIFICATION}.equivalences", Equivalence, "equivalences", "l’équivalence", CERTIFICATION, "target"),
    _fact("registration", "l’enregistrement", Registration, is_single=True),
    _fact("access_routes", "la voie d’accès", AccessRoute),
    _fact("territories", "le territoire", Territory),
    _fact("validation_rules", "la règle de validation", ValidationRule),
    _fact("accommodations", "l’aménagement", Accommodation),
    ItemKind("bloc", Bloc, "blocs", "le bloc"),
    ItemKind("bloc.alternative_titles", Fact, "alternative_titles", "l’autre intitulé", "bloc"),
    ItemKind("bloc.entry_requirements", Fact, "entry_requirements", "le prérequis d’entrée du bloc", "bloc"),
    ItemKind("activity", Activity, "activities", "l’activité"),
    ItemKind("competence", Competence, "competences", "la compétence", main="statement"),
    ItemKind("modality", Modality, "modalities", "la modalité"),
    ItemKind("component", Component, "components", "la composante", "modality"),
    ItemKind("criteria", CriteriaGroup, "criteria_groups", "le groupe de critères"),
    ItemKind("criterion", Criterion, "criteria", "le critère", "criteria"),
    ItemKind("mention", Mention, "mentions", "la mention"),
    ItemKind("furniture", Furniture, "furniture", "l’élément de mise en page", main="kind"),
    ItemKind("issue", Issue, "issues", "la remarque de lecture", main="message"),
)

KINDS: Mapping[str, ItemKind] = MappingProxyType({kind.key: kind for kind in _ALL})
"""Every kind by its key, owners before what they own."""

NESTED: Mapping[str, tuple[ItemKind, ...]] = MappingProxyType(
    {key: tuple(kind for kind in _ALL if kind.owner == key) for key in ("", CERTIFICATION, *KINDS)}
)
"""The kinds that stand inside an item, by the kind of that item."""

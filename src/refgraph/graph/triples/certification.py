"""The certification itself: identity, codes, access routes, registration, rules."""

from __future__ import annotations

import re
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from refgraph.core.french import day
from refgraph.graph.triples.register import write_organization, write_register
from refgraph.graph.triples.sheet import Sheet
from refgraph.graph.triples.terms import boolean, date, french, integer, named, plain, year, years
from refgraph.model import ids
from refgraph.model.records import (
    AccessRoute,
    Accommodation,
    Certification,
    Fact,
    Jury,
    Registration,
    Territory,
    ValidationRule,
)

TEXTS: dict[str, str] = {
    "kind_label": "rg:certificationTypeLabel",
    "signatories": "rg:signatoryRole",
    "sectors": "rg:sector",
    "jobs": "rg:targetJobTitle",
    "regulated_activities": "rg:regulatedActivity",
    "places": "dcterms:spatial",
    "links": "rg:linkedCertification",
    "summary_activities": "rg:summaryActivity",
    "attested_capacities": "rg:attestedCapacity",
    "objectives": "rg:objective",
    "entry_requirements": "rg:entryRequirement",
    "mastery_level": "rg:masteryLevel",
    "renewal": "rg:renewal",
}
"""Field of the record → property that holds its words."""

CONCEPTS: dict[str, tuple[str, str]] = {
    "kind": ("rg:certificationType", "certification-type"),
    "level": ("rg:level", "niveau"),
    "segments": ("rg:targetsSegment", "segment"),
    "registration_type": ("rg:registrationType", "registration-type"),
    "sheet_status": ("rg:sheetStatus", "sheet-status"),
}
"""Field of the record → property and the closed scheme of its values."""

NOMENCLATURES: dict[str, tuple[str, str, str]] = {
    "nsf": ("rg:nsf", "nsf", "rg:TrainingSpecialty"),
    "rome": ("rg:occupation", "rome", "rg:Occupation"),
    "formacodes": ("rg:formacode", "formacode", "skos:Concept"),
    "collective_agreements": ("rg:collectiveAgreement", "idcc", "skos:Concept"),
}
"""Field of the record → property, scheme and class of a concept that is described as the document prints it."""

TERRITORIES: dict[str, str] = {
    "nouvelle-caledonie": "rg:accessibleNewCaledonia",
    "polynesie-francaise": "rg:accessibleFrenchPolynesia",
}

RULE_FACTS: dict[str, tuple[str, Literal | None]] = {
    "all-blocs": ("rg:requiresAllBlocs", boolean(True)),
    "no-partial-bloc": ("rg:allowsPartialBlocValidation", boolean(False)),
    "component-validity": ("rg:componentValidity", None),
}
"""Type of a validation rule → what it says of the certification; None stands for the words of the rule."""

DATES: dict[str, str] = {
    "decision_date": "rg:decisionDate",
    "publication_date": "rg:publicationDate",
    "effect_date": "rg:effectDate",
    "end_date": "rg:endDate",
    "delivery_deadline": "rg:deliveryDeadline",
    "sheet_date": "rg:sheetDate",
    "last_journal_date": "rg:lastJournalDate",
}

ROME_SHEETS = "https://candidat.francetravail.fr/metierscope/fiche-metier/"


def write_certification(sheet: Sheet, certification: Certification) -> None:
    """Say what the document says of the certification as a whole."""
    _identity(sheet, certification)
    _facts(sheet, certification)
    for organization in enumerate(certification.certifiers, 1):
        _certifier(sheet, *organization)
    write_register(sheet, certification)
    if certification.registration:
        _registration(sheet, certification.registration)
    for route in certification.access_routes:
        _access_route(sheet, route)
    for territory in certification.territories:
        _territory(sheet, territory)
    for rule in certification.validation_rules:
        _validation_rule(sheet, rule)
    for accommodation in certification.accommodations:
        _accommodation(sheet, accommodation)


def _identity(sheet: Sheet, certification: Certification) -> None:
    me, title = sheet.certification, certification.title
    name = title.text if title else sheet.untitled
    sheet.begin(me, "rg:Certification", name)
    if title:
        sheet.state(me, "dcterms:title", french(title.text), title)
    sheet.say(me, "rg:describedIn", sheet.document)
    referential = sheet.item(ids.REFERENTIAL)
    sheet.begin(referential, "rg:Referential", f"Référentiel – {name}")
    sheet.say(referential, "rg:describedIn", sheet.document)
    sheet.say(me, "rg:hasReferential", referential)
    if certification.rncp_number:
        number = certification.rncp_number
        printed = number.code or number.text
        sheet.state(me, "rg:rncpNumber", plain(printed), number)
        if register := re.match(r"RNCP|RS", printed):
            sheet.state(me, "rg:register", sheet.concept("register", register[0]), number)


def _facts(sheet: Sheet, certification: Certification) -> None:
    me = sheet.certification
    for field, predicate in TEXTS.items():
        for fact in _all(getattr(certification, field)):
            sheet.state(me, predicate, french(fact.text), fact)
    for field, (predicate, scheme) in CONCEPTS.items():
        for fact in _all(getattr(certification, field)):
            sheet.state(me, predicate, sheet.concept(scheme, fact.code) if fact.code else None, fact)
    for field, (predicate, scheme, kind) in NOMENCLATURES.items():
        for fact in _all(getattr(certification, field)):
            sheet.state(me, predicate, _described(sheet, fact, scheme, kind), fact)
    for fact in certification.pages:
        sheet.state(me, "foaf:page", _page(fact.text), fact)
    if certification.level and certification.level.code in set("12345678"):
        sheet.say(me, "elm:EQFLevel", named(f"eqf:{certification.level.code}"))


def _described(sheet: Sheet, fact: Fact, scheme: str, kind: str) -> NamedNode | None:
    """The concept of a code, with the label that the document prints after it; None where it prints no code."""
    if not fact.code:
        return None
    concept = sheet.concept(scheme, fact.code)
    label = re.sub(rf"^\W*{re.escape(fact.code)}(?!\w)[\s:–-]*", "", fact.text) or fact.code
    sheet.begin(concept, kind, label)
    sheet.say(concept, "skos:prefLabel", french(label))
    sheet.say(concept, "skos:notation", plain(fact.code))
    sheet.say(concept, "skos:inScheme", named(f"voc:{scheme}"))
    if scheme == "rome":
        sheet.say(concept, "rdfs:seeAlso", NamedNode(ROME_SHEETS + quote(fact.code)))
    return concept


def _page(address: str) -> NamedNode | None:
    """The page at a printed address; None where it is no web address: the words stay in the excerpt."""
    if not re.match(r"https?://[^\s/]", address):
        return None
    try:
        return NamedNode(quote(address, safe="%:/?#@!$&'()*+,;=~"))
    except ValueError:
        return None


def _certifier(sheet: Sheet, rank: int, fact: Fact) -> None:
    iri = write_organization(sheet, fact.text, fact.code, fact, ids.certifier(rank))
    sheet.state(sheet.certification, "rg:certifier", iri, fact)


def _registration(sheet: Sheet, registration: Registration) -> None:
    me, effect = sheet.item(registration.id), registration.effect_date
    said = f"Enregistrement à effet du {day(effect)}" if effect else "Enregistrement au répertoire"
    sheet.begin(me, "rg:Registration", said)
    sheet.say(sheet.certification, "rg:hasRegistration", me)
    sheet.say(me, "rg:statement", french(registration.text))
    for field, predicate in DATES.items():
        sheet.say(me, predicate, date(getattr(registration, field)))
    sheet.say(me, "rg:registrationDuration", years(registration.duration_years))
    sheet.say(me, "rg:isActive", boolean(registration.is_active))
    sheet.quote(me, registration)


def _access_route(sheet: Sheet, route: AccessRoute) -> None:
    me = sheet.item(route.id)
    sheet.begin(me, "rg:AccessRoute", route.text)
    sheet.say(sheet.certification, "rg:hasAccessRoute", me)
    sheet.say(me, "rg:routeType", sheet.concept("access-route", route.code))
    sheet.say(me, "rg:statement", french(route.text))
    sheet.say(me, "rg:isOpen", boolean(route.is_open))
    sheet.say(me, "rg:openSince", year(route.open_since))
    sheet.say(me, "rg:routeJury", write_jury(sheet, route.id, route.jury))
    sheet.quote(me, route)


def _territory(sheet: Sheet, territory: Territory) -> None:
    sheet.state(sheet.certification, "rg:territory", sheet.concept("territory", territory.code), territory)
    if territory.code in TERRITORIES:
        sheet.state(sheet.certification, TERRITORIES[territory.code], boolean(territory.is_accessible), territory)


def _validation_rule(sheet: Sheet, rule: ValidationRule) -> None:
    me = sheet.item(rule.id)
    sheet.begin(me, "rg:ValidationRule", rule.text)
    bloc = ids.bloc_of(rule.id)
    sheet.say(sheet.item(bloc) if bloc else sheet.certification, "rg:hasValidationRule", me)
    sheet.say(me, "rg:ruleType", sheet.concept("validation-rule", rule.code))
    sheet.say(me, "rg:statement", french(rule.text))
    sheet.quote(me, rule)
    if rule.code in RULE_FACTS:
        predicate, value = RULE_FACTS[rule.code]
        sheet.say(sheet.certification, predicate, value or french(rule.text))


def _accommodation(sheet: Sheet, accommodation: Accommodation) -> None:
    me = sheet.item(accommodation.id)
    sheet.begin(me, "rg:Accommodation", accommodation.text)
    sheet.say(sheet.certification, "rg:hasAccommodation", me)
    sheet.say(me, "rg:statement", french(accommodation.text))
    sheet.say(me, "rg:legalBasisText", french(accommodation.legal_basis))
    sheet.quote(me, accommodation)


def write_jury(sheet: Sheet, owner: str, jury: Jury | None) -> NamedNode | None:
    """The node of a jury, below the item that it judges; None where the document describes none."""
    if jury is None:
        return None
    me = sheet.item(ids.jury(owner))
    sheet.begin(me, "rg:Jury", jury.text)
    sheet.say(me, "rg:statement", french(jury.text))
    sheet.say(me, "rg:memberCount", integer(jury.member_count))
    sheet.say(me, "rg:memberProfile", french(jury.member_profile))
    return me


def _all(value: Fact | tuple[Fact, ...] | None) -> tuple[Fact, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()

"""What a fiche says as an entry of the register: its history, its texts, who may train or assess, what it equals."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from refgraph.core.french import listing
from refgraph.core.namespaces import organization_iri
from refgraph.graph.triples.sheet import Sheet
from refgraph.graph.triples.terms import boolean, date, french, plain, years
from refgraph.model import ids
from refgraph.model.records import Certification, Equivalence, Habilitation, RegistrationAct, Sourced

ACTIVE = "actif"
"""The state of a habilitation that counts: a partner is one by it alone."""

YES = "oui"
"""The code of a partial validation that is allowed."""


def write_register(sheet: Sheet, certification: Certification) -> None:
    """Say what the register keeps of ``certification`` beside its content."""
    me = sheet.certification
    for fact in certification.replaced:
        sheet.state(me, "rg:replacesNumber", plain(fact.code or fact.text), fact)
    for fact in certification.replacing:
        sheet.state(me, "rg:isReplacedByNumber", plain(fact.code or fact.text), fact)
    if partial := certification.partial_validation:
        value = None if partial.code is None else boolean(partial.code == YES)
        sheet.state(me, "rg:allowsPartialValidation", value, partial)
    if validity := certification.validity:
        duration = years(int(validity.code)) if validity.code and validity.code.isdigit() else None
        sheet.state(me, "rg:validityPeriod", duration, validity)
        sheet.state(me, "rg:validityText", french(validity.text), validity)
    for rank, fact in enumerate(certification.former_certifiers, 1 + len(certification.certifiers)):
        organization = write_organization(sheet, fact.text, fact.code, fact, ids.certifier(rank))
        sheet.state(me, "rg:formerCertifier", organization, fact)
    for act in certification.acts:
        _act(sheet, act)
    for habilitation in certification.habilitations:
        _habilitation(sheet, habilitation)
    for equivalence in certification.equivalences:
        _equivalence(sheet, equivalence)


def write_organization(sheet: Sheet, name: str, number: str | None, sourced: Sourced, local: str) -> NamedNode:
    """The node of an organisation: one across certifications by its SIRET, else ``local``, inside its document only.

    A number of another length stays as it is written: the rules of quality tell it.
    """
    siret = "".join((number or "").split())
    is_siret = re.fullmatch(r"\d{14}", siret) is not None
    iri = NamedNode(organization_iri(f"siret/{siret}")) if is_siret else sheet.item(local)
    sheet.begin(iri, "rg:Organization", name)
    sheet.say(iri, "foaf:name", french(name))
    sheet.say(iri, "rg:siret", plain(siret))
    sheet.quote(iri, sourced)
    return iri


def _act(sheet: Sheet, act: RegistrationAct) -> None:
    me = sheet.item(act.id)
    sheet.begin(me, "rg:RegistrationAct", act.text)
    sheet.say(sheet.certification, "rg:hasRegistrationAct", me)
    sheet.say(me, "rg:actType", sheet.concept("registration-act", act.code))
    sheet.say(me, "rg:statement", french(act.text))
    sheet.say(me, "rg:journalDate", date(act.journal_date))
    sheet.quote(me, act)


def _habilitation(sheet: Sheet, habilitation: Habilitation) -> None:
    me = sheet.item(habilitation.id)
    sheet.begin(me, "rg:Habilitation", f"Habilitation – {habilitation.text}")
    sheet.say(sheet.certification, "rg:hasHabilitation", me)
    organization = ids.organisation(habilitation.id)
    partner = write_organization(sheet, habilitation.text, habilitation.siret, habilitation, organization)
    sheet.say(me, "rg:habilitatedOrganization", partner)
    if habilitation.state == ACTIVE:
        sheet.say(sheet.certification, "rg:trainingPartner", partner)
    sheet.say(me, "rg:habilitationType", _concept(sheet, "habilitation-type", habilitation.code))
    sheet.say(me, "rg:habilitationStatus", _concept(sheet, "habilitation-status", habilitation.state))
    sheet.say(me, "rg:activeSince", date(habilitation.active_since))
    sheet.say(me, "rg:statusChangedOn", date(habilitation.changed_on))
    sheet.quote(me, habilitation)


def _equivalence(sheet: Sheet, equivalence: Equivalence) -> None:
    """The blocs of this certification are linked by their codes in the register; others are known by theirs alone."""
    me = sheet.item(equivalence.id)
    ours = listing(list(equivalence.source_codes)) if equivalence.source_codes else "Certification entière"
    theirs = listing(list(equivalence.target_codes)) if equivalence.target_codes else f"{equivalence.target} entière"
    sheet.begin(me, "rg:Equivalence", f"{ours} = {theirs}")
    sheet.say(sheet.certification, "rg:hasEquivalence", me)
    sheet.say(me, "rg:sourceBlocCode", *map(plain, equivalence.source_codes))
    sheet.say(me, "rg:targetNumber", plain(equivalence.target))
    sheet.say(me, "rg:targetBlocCode", *map(plain, equivalence.target_codes))
    sheet.quote(me, equivalence)


def _concept(sheet: Sheet, scheme: str, code: str | None) -> NamedNode | None:
    return sheet.concept(scheme, code) if code else None

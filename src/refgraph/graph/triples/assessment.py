"""How competences are assessed: modalities with their components, criteria with their thresholds."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode

from refgraph.graph.triples.certification import write_jury
from refgraph.graph.triples.sheet import Sheet, headed
from refgraph.graph.triples.terms import boolean, decimal, french, integer, minutes, plain
from refgraph.model.records import Component, CriteriaGroup, Criterion, Modality, Reading


def write_assessment(sheet: Sheet, reading: Reading) -> None:
    """Say the modalities and criteria groups; their order counts from 1 inside the bloc."""
    ranks: Counter[tuple[str, str]] = Counter()
    for modality in reading.modalities:
        ranks["modality", modality.bloc] += 1
        _modality(sheet, modality, ranks["modality", modality.bloc])
    for group in reading.criteria_groups:
        ranks["criteria", group.bloc] += 1
        _criteria_group(sheet, group, ranks["criteria", group.bloc])


def _modality(sheet: Sheet, modality: Modality, rank: int) -> None:
    me = sheet.item(modality.id)
    kind = "rg:Examination" if modality.is_examination else "rg:AssessmentModality"
    sheet.begin(me, kind, headed(modality.code, modality.title or modality.text))
    _place(sheet, modality, me)
    sheet.say(me, "dcterms:title", french(modality.title))
    sheet.say(me, "rg:statement", french(modality.text))
    sheet.say(me, "rg:modalityTheme", french(modality.theme))
    sheet.say(me, "rg:code", plain(modality.code))
    sheet.say(me, "rg:order", integer(rank))
    sheet.say(me, "rg:duration", minutes(modality.duration_minutes))
    sheet.say(me, "rg:weight", decimal(modality.weight))
    sheet.say(me, "rg:isIndividual", boolean(modality.is_individual))
    sheet.say(me, "rg:deliveryMode", *(sheet.concept("delivery-mode", mode) for mode in modality.delivery_modes))
    sheet.say(me, "rg:continues", sheet.item(modality.continues) if modality.continues else None)
    sheet.say(me, "rg:evaluatedByJury", write_jury(sheet, modality.id, modality.jury))
    for component_rank, component in enumerate(modality.components, 1):
        _component(sheet, me, component, component_rank)
    sheet.quote(me, modality)


def _place(sheet: Sheet, modality: Modality, me: NamedNode) -> None:
    """Tie a modality to what it assesses, and to its bloc where nothing else would lead there."""
    for competence in modality.competences:
        sheet.say(sheet.item(competence), "rg:isAssessedBy", me)
    if modality.is_examination and modality.bloc:
        sheet.say(sheet.item(modality.bloc), "rg:hasExamination", me)
    elif modality.bloc and not modality.competences:
        sheet.say(sheet.item(modality.bloc), "rg:usesModality", me)


def _component(sheet: Sheet, modality: NamedNode, component: Component, rank: int) -> None:
    me = sheet.item(component.id)
    sheet.begin(me, "rg:AssessmentModality", component.text)
    sheet.say(modality, "rg:hasComponent", me)
    sheet.say(me, "rg:statement", french(component.text))
    sheet.say(me, "rg:order", integer(rank))
    sheet.say(me, "rg:assessmentMethod", *(sheet.concept("assessment-method", name) for name in component.methods))
    sheet.say(me, "rg:evaluatorRole", *(sheet.concept("evaluator", name) for name in component.roles))


def _criteria_group(sheet: Sheet, group: CriteriaGroup, rank: int) -> None:
    me = sheet.item(group.id)
    sheet.begin(me, "rg:CriteriaGroup", group.text or f"Groupe de critères n° {rank}, sans intitulé")
    if group.bloc:
        sheet.say(sheet.item(group.bloc), "rg:hasCriteriaGroup", me)
    sheet.say(me, "skos:prefLabel", french(group.text))
    sheet.say(me, "rg:order", integer(rank))
    sheet.say(me, "rg:evaluates", *(sheet.item(competence) for competence in group.competences))
    for criterion_rank, criterion in enumerate(group.criteria, 1):
        _criterion(sheet, me, criterion, criterion_rank)
    sheet.quote(me, group)


def _criterion(sheet: Sheet, group: NamedNode, criterion: Criterion, rank: int) -> None:
    me = sheet.item(criterion.id)
    is_threshold = criterion.minimum_ratio is not None
    sheet.begin(me, "rg:ThresholdCriterion" if is_threshold else "rg:Criterion", criterion.text)
    sheet.say(group, "rg:hasCriterion", me)
    sheet.say(me, "rg:statement", french(criterion.text))
    sheet.say(me, "rg:order", integer(rank))
    sheet.say(me, "rg:minimumRatio", decimal(criterion.minimum_ratio))
    sheet.say(me, "rg:thresholdOn", sheet.item(criterion.threshold_on) if criterion.threshold_on else None)
    sheet.quote(me, criterion)

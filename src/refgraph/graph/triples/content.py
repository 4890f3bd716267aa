"""Blocs, activities and competences, in the order of the document."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from refgraph.graph.triples.sheet import Sheet, headed
from refgraph.graph.triples.terms import boolean, french, integer, plain
from refgraph.model.records import Activity, Bloc, Competence, Reading
from refgraph.model.statement import parse

PARTIAL = boolean(True)
_REGISTER_CODE = re.compile(r"(?:RNCP|RS)\d+BC\d+|BC(?!\d\d$)\d+")


def write_content(sheet: Sheet, reading: Reading) -> None:
    """Say the blocs with what they hold, and what belongs to no bloc."""
    for bloc in reading.blocs:
        _bloc(sheet, bloc)
    for activity in reading.activities:
        _activity(sheet, activity)
    for competence in reading.competences:
        _competence(sheet, competence)


def _bloc(sheet: Sheet, bloc: Bloc) -> None:
    me = sheet.item(bloc.id)
    sheet.begin(me, "rg:Bloc", headed(bloc.code, bloc.text))
    sheet.say(sheet.certification, "rg:hasBloc", me)
    sheet.say(me, "elm:isPartialQualification", PARTIAL)
    sheet.say(me, "rg:order", integer(bloc.number))
    sheet.say(me, "rg:code", plain(bloc.code))
    sheet.say(me, "rg:sourceCode", plain(bloc.source_code))
    sheet.say(me, "rg:blocCode", plain(_register_code(bloc.source_code)))
    sheet.say(me, "dcterms:title", french(bloc.text))
    sheet.say(me, "rg:blocCertificateDelivered", boolean(bloc.certificate_delivered))
    sheet.quote(me, bloc)
    for title in bloc.alternative_titles:
        sheet.state(me, "skos:altLabel", french(title.text), title)
    for requirement in bloc.entry_requirements:
        sheet.state(me, "rg:entryRequirement", french(requirement.text), requirement)


def _register_code(printed: str | None) -> str | None:
    """``printed`` as the register writes it, where it is the code of a bloc there (« RNCP 31919 BC 01 »).

    « BC1 » is kept: the rules of quality tell that a digit is missing.
    """
    code = "".join((printed or "").split())
    return code if _REGISTER_CODE.fullmatch(code) else None


def _activity(sheet: Sheet, activity: Activity) -> None:
    me = sheet.item(activity.id)
    sheet.begin(me, "rg:SubActivity" if activity.parent else "rg:Activity", headed(activity.code, activity.text))
    if activity.parent:
        sheet.say(sheet.item(activity.parent), "rg:hasSubActivity", me)
    elif activity.bloc:
        sheet.say(sheet.item(activity.bloc), "rg:hasActivity", me)
    else:
        sheet.say(sheet.certification, "rg:targetsActivity", me)
    sheet.say(me, "rg:statement", french(activity.text))
    sheet.say(me, "rg:code", plain(activity.code))
    sheet.say(me, "rg:sourceCode", plain(activity.source_code))
    sheet.say(me, "rg:order", integer(activity.order))
    sheet.quote(me, activity)


def _competence(sheet: Sheet, competence: Competence) -> None:
    """A step hangs on its competence only: it is not one more competence of the bloc."""
    me = sheet.item(competence.id)
    sheet.begin(me, "rg:Competence", headed(competence.code, competence.statement))
    if competence.parent:
        sheet.say(me, "skos:broader", sheet.item(competence.parent))
    elif competence.bloc:
        sheet.say(sheet.item(competence.bloc), "rg:hasCompetence", me)
    else:
        sheet.say(sheet.certification, "rg:certifiesCompetence", me)
    sheet.say(me, "rg:statement", french(competence.statement))
    sheet.say(me, "rg:code", plain(competence.code))
    sheet.say(me, "rg:blocLocalCode", plain(competence.local_code))
    sheet.say(me, "rg:sourceCode", plain(competence.source_code))
    sheet.say(me, "rg:order", integer(competence.order))
    for predicate, part in _parts(competence.statement):
        sheet.say(me, predicate, part)
    for activity in competence.activities:
        sheet.say(sheet.item(activity), "rg:mobilises", me)
    sheet.quote(me, competence)


def _parts(statement: str) -> list[tuple[str, Literal | None]]:
    parts = parse(statement)
    return [
        ("rg:actionVerb", french(parts.verb)),
        *(("rg:otherAction", french(action)) for action in parts.actions),
        ("rg:meansClause", french(parts.means)),
        ("rg:purposeClause", french(parts.purpose)),
    ]

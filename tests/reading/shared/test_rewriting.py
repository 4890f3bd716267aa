"""Accents that a Mac writes apart: items say them as others do, passages as they stand in the file."""

from __future__ import annotations

import unicodedata

from refgraph.model.statement import parse
from refgraph.reading.opening import decode
from refgraph.reading.registry import read_document

TABLE = """# CQP Fleuriste – Niveau 4

ACTIVITÉS	COMPÉTENCES	MODALITÉS D'ÉVALUATION	CRITÈRES D'ÉVALUATION
BLOC 1 – Préparer les végétaux			
A1. Réception	C1. Réceptionner les végétaux, afin d'écarter les tiges abîmées.	Étude de cas	<ul><li>Les tiges abîmées sont écartées</li></ul>
"""  # noqa: E501, W291


def test_accents_written_apart_build_as_others() -> None:
    """The verb of a statement was looked for in other characters than it was written in, and the build failed."""
    apart = unicodedata.normalize("NFD", TABLE)
    document = decode(apart.encode(), "mac.md")
    reading, usual = read_document(document), read_document(decode(TABLE.encode(), "mac.md"))
    competence = reading.competences[0]
    assert competence.statement == "Réceptionner les végétaux, afin d'écarter les tiges abîmées."
    assert parse(competence.statement).verb == "Réceptionner"
    assert document.text[competence.source.start : competence.source.end] == competence.source.quote
    assert competence.source.quote == unicodedata.normalize("NFD", usual.competences[0].source.quote)
    assert [bloc.text for bloc in reading.blocs] == [bloc.text for bloc in usual.blocs] == ["Préparer les végétaux"]
    assert reading.issues == usual.issues

"""The view « Couverture »: the matrix of texts and, below it, the passages behind the cell that is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from refgraph.core.table import Table
from refgraph.faces.pages import components, regulation_matrix, regulation_settling, resources, state
from refgraph.knowledge.regulations import Alert, Cited, Evidence, Level, RegulationCoverage, coverage_of, matrix, watch
from refgraph.model import ids

_LEVELS = {
    "certification": Level.CERTIFICATION,
    "bloc": Level.BLOC,
    "competence": Level.COMPETENCE,
    "critere": Level.CRITERION,
}

_SHOWN = {Level.CERTIFICATION: 8, Level.BLOC: 20}
"""How many columns stand on a page, where the columns are what documents hold."""


def render(evidence: Evidence) -> Table:
    """Draw the coverage at the level that the address names; gives back its table, to be taken away."""
    levels = [(key, one.plural, None) for key, one in _LEVELS.items()]
    level = _LEVELS[components.facet("Croiser avec", levels, "par", "certification", case=None, page=None)]
    found, certification = coverage_of(evidence, level), ""
    if level in (Level.COMPETENCE, Level.CRITERION):
        certification = _certification(evidence)
        found = regulation_matrix.of_certification(found, certification)
        components.matrix(regulation_matrix.drawn(found))
    else:
        pager = state.pager("page", len(found.units), _SHOWN[level])
        shown = found.units[(pager.page - 1) * _SHOWN[level] : pager.page * _SHOWN[level]]
        components.matrix(regulation_matrix.drawn(replace(found, units=shown)))
        components.markup(components.part("pager", pager, f"Pages des {level.plural}"))
    _cell(found, evidence)
    return evidence.once(("matrix", level, certification), lambda: matrix(found))


def _certification(evidence: Evidence) -> str:
    """The certification that the address names, else the one that cites most."""
    units = coverage_of(evidence, Level.CERTIFICATION).units
    cited = Counter(each.certification.iri for each in evidence.cited)
    counts = {unit.iri: cited[unit.iri] for unit in units}
    short = {unit.iri: ids.short(unit.iri) for unit in units}
    offered = [(short[unit.iri], unit.label, counts[unit.iri]) for unit in units]
    chosen = components.facet("Certification", offered, "certification", case=None)
    most = max(counts, key=lambda iri: counts[iri])
    return next((iri for iri in counts if short[iri] == chosen), most)


def _cell(found: RegulationCoverage, evidence: Evidence) -> None:
    """The mentions behind the cell that the address names, each with its passage in its document."""
    opened = regulation_matrix.opened(found)
    if opened is None:
        components.empty(
            "Aucune case n’est ouverte.", "Choisissez une case pour lire les passages qui citent le texte."
        )
        return
    row, unit = opened
    components.section(f"{row.label} – {unit.label}")
    mentions = found.cell(row, unit)
    if not mentions:
        components.empty(
            "Non documenté\u00a0: le document ne nomme pas ce texte ici.",
            "Ce silence ne veut pas dire «\u00a0non\u00a0».",
        )
        return
    alerts = watch(evidence)
    for cited in mentions:
        about = [alert for alert in alerts if any(each.iri == cited.iri for each in alert.cited)]
        _mention(cited, about, evidence)


def _mention(cited: Cited, alerts: list[Alert], evidence: Evidence) -> None:
    settled = f"tranchée par {cited.settled}" if cited.settled else None
    components.facts([("Cité dans", cited.owner), ("Par", cited.place.word), ("Mention", settled or str(cited.state))])
    components.passages(resources.passages(cited.iri))
    for alert in alerts:
        tone = "bad" if alert.change.urgency == 1 else "warn" if alert.change.urgency < 6 else "info"
        components.notice(
            f"{alert.change.word.capitalize()}. {alert.happened}", f"Écrire plutôt\u00a0: {alert.instead}.", tone=tone
        )
    if cited.is_open:
        regulation_settling.form(cited, evidence)

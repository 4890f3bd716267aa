"""« Qualité »: what France compétences might object to, and the self-check of the application, with filters."""

from __future__ import annotations

from collections import Counter
from datetime import date

import streamlit as st

from refgraph.core.french import typeset
from refgraph.faces.pages import components, ended, resources, state
from refgraph.graph.validation import Report, Severity, Shapes, read_shapes
from refgraph.knowledge import quality
from refgraph.knowledge.quality import Assessment, CertificationGroup, Finding

TITLE = "Qualité"
URL = "qualite"

_VIEWS = {"constats": "Constats", "dossier": "Auto-contrôle du dossier"}
_SEVERITIES = {"bloquant": Severity.VIOLATION, "a-revoir": Severity.WARNING, "information": Severity.INFO}
_INTRO = (
    "Ce que l’examen d’un dossier pourrait objecter, avec le passage et la correction. "
    "Une fiche muette n’est pas en faute\u00a0: elle est «\u00a0non documentée\u00a0»."
)


def render() -> None:
    """Draw the findings or the self-check, as the address asks."""
    components.heading(TITLE, typeset(_INTRO))
    assessment = _assessment(_decisions())
    ended.tell()
    view = components.tabs("Vues de la qualité", _VIEWS, "vue")
    if view == "dossier":
        _dossier(assessment)
    else:
        _findings(assessment)
    components.text(quality.LAW)


@resources.of_build()
def _checked() -> tuple[Report, Shapes]:
    shapes = read_shapes()
    return quality.report_of(resources.workspace(), resources.store(), shapes), shapes


@resources.of_build(most=4)
def _assessment(decisions: str) -> Assessment:
    """The assessment with the decisions of the file, whose text is the key of the cache."""
    report, shapes = _checked()
    accepted = quality.read_acceptances(resources.workspace().acceptances) if decisions else []
    return quality.told(report, shapes, resources.store(), accepted)


def _decisions() -> str:
    path = resources.workspace().acceptances
    return path.read_text("utf-8") if path.exists() else ""


def states() -> dict[str, Counter[Severity]]:
    """How many findings of each severity are open, by the IRI of the certification."""
    found: dict[str, Counter[Severity]] = {}
    for finding in _assessment(_decisions()).findings:
        if finding.certification and finding.is_open:
            found.setdefault(finding.certification.iri, Counter())[finding.severity] += 1
    return found


def _findings(assessment: Assessment) -> None:
    numbers = assessment.counts
    totals = [(severity.value.capitalize(), numbers[severity]) for severity in Severity]
    components.figures([*totals, ("Acceptés", assessment.accepted)])
    chosen = _filtered(assessment)
    _decide(assessment)
    kept: list[CertificationGroup] = list(quality.group(chosen))
    components.markup(
        components.renderer().page("quality.html.j2", groups=kept, here=state.here, unfolded=_is_narrowed())
    )
    components.downloads("qualite", quality.findings_table(chosen))
    turtle = [("ttl", "Rapport SHACL (Turtle)", ".ttl", "text/turtle", lambda: assessment.report.to_turtle().encode())]
    components.files("qualite-rapport", turtle)


def _is_narrowed() -> bool:
    """Whether the address asks for one kind of finding; else the pieces of information are there, but folded."""
    return any(state.value(param) for param in ("gravite", "regle", "accepter"))


def _filtered(assessment: Assessment) -> tuple[Finding, ...]:
    """The findings that the address asks for; each filter counts what the others leave."""
    found = list(assessment.findings)
    if not state.switch("Montrer aussi les constats acceptés", "acceptes", True):
        found = [one for one in found if one.is_open]
    counted = [(key, kind.value, sum(one.severity is kind for one in found)) for key, kind in _SEVERITIES.items()]
    if severity := components.facet("Gravité", [one for one in counted if one[2]], "gravite"):
        found = [one for one in found if one.severity is _SEVERITIES[severity]]
    if certification := components.facet("Certification", _by_certification(found), "certification"):
        found = [one for one in found if _certification_key(one) == certification]
    rules = {one.rule.name: one.rule.title for one in found}
    choices = [(name, title, sum(one.rule.name == name for one in found)) for name, title in rules.items()]
    if rule := components.facet("Règle", choices, "regle"):
        found = [one for one in found if one.rule.name == rule]
    return tuple(found)


def _by_certification(found: list[Finding]) -> list[tuple[str, str, int | None]]:
    names = {_certification_key(one): one.certification.label if one.certification else "Registre" for one in found}
    return [(key, name, sum(_certification_key(one) == key for one in found)) for key, name in names.items()]


def _certification_key(finding: Finding) -> str:
    return finding.certification.iri.rpartition("/")[2] if finding.certification else "registre"


def _decide(assessment: Assessment) -> None:
    """The form by which the findings that the address names are accepted, or taken back."""
    reference = state.value("accepter")
    if not reference:
        return
    findings = quality.find(assessment, reference)
    path = resources.workspace().acceptances
    components.notice(f"{quality.names(findings)}\u00a0: {findings[0].sentence}", findings[0].rule.title)
    if all(not finding.is_open for finding in findings):
        if st.button("Revenir sur l’acceptation", key="withdraw"):
            quality.take_back(path, findings)
            _done()
        return
    reason = st.text_input("Pourquoi ce constat est accepté", key="reason", placeholder="Une phrase")
    author = st.text_input("Qui l’accepte", key="author", placeholder="Votre nom")
    if st.button("Accepter ce constat", key="accept", disabled=not (reason.strip() and author.strip())):
        quality.accept(path, findings, reason, author, date.today())
        _done()


def _done() -> None:
    state.put(accepter=None)
    st.rerun()


def _dossier(assessment: Assessment) -> None:
    components.figures([(label, f"{found} sur {total}") for label, found, total in assessment.coverage()])
    components.markup(
        components.renderer().page("quality_dossier.html.j2", proofs=quality.by_certification(assessment.proofs))
    )
    components.downloads("auto-controle", quality.proofs_table(assessment.proofs))

"""« Comparer »: certifications or clientèles against each other, on reviewed correspondences unless asked otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from refgraph.core.french import NBSP, listing, number, quote
from refgraph.core.table import Table
from refgraph.faces.pages import (
    compare_aligned,
    compare_dossier,
    compare_matrix,
    compare_states,
    compare_versions,
    compare_whole,
    components,
    ended,
    pairs,
    resources,
    state,
)
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import (
    Core,
    CoverageState,
    Side,
    SideGap,
    assessment_table,
    basis,
    between,
    bridge,
    bridge_table,
    common_core,
    core_table,
    gap,
    gap_aspects,
    gap_table,
    ground_line,
    grounds,
    involved,
    names,
    near,
    standing,
    to_confirm,
)  # fmt: skip
from refgraph.knowledge.correspondences import Correspondences

TITLE = "Comparer"
URL = "comparer"

_PROPOSALS = "propositions"

_VIEWS = {
    "matrice": "Matrice",
    "cote-a-cote": "Côte à côte",
    "socle": "Socle commun",
    "ecarts": "Écarts",
    "evaluation": "Évaluation",
    "passerelle": "Passerelle",
    "correspondance": "Correspondance de blocs",
    "reproduction": "Reproduction littérale",
    "versions": "Versions",
}
_DOSSIER = ("correspondance", "reproduction", "versions")
"""What goes into a dossier of its own, not into the file of the whole comparison."""


def render() -> None:
    """Draw the comparison that the address names."""
    components.heading(TITLE, "Qui couvre qui, ce qui est commun, ce qui manque à l’une ou à l’autre.")
    found = pairs.reviewed()
    offered = names(found.certifications.titles)
    offered |= {one.id: f"{one.id} (brouillon)" for one in resources.drafts() if one.id not in offered}
    unknown = [quote(name) for name in state.values("cote") if name not in offered]
    if unknown:
        components.notice(
            f"Cette adresse nomme ce qui n’est pas dans les données chargées{NBSP}: {listing(unknown)}.",
            "Choisissez dans la liste ce qui est à comparer.",
            tone="warn",
        )
    nearest = near(found.certifications.titles)
    chosen = state.choices("Certifications ou clientèles à comparer", offered, "cote", nearest, tells=False)
    state.switch("Compter aussi les correspondances proposées, non relues", _PROPOSALS)
    proposed = _counts_proposals()
    if unknown:
        chosen = [name for name in state.values("cote") if name in offered]
    if len(chosen) < 2:
        components.empty("Choisissez au moins deux certifications ou clientèles.")
        return
    components.markup(components.part("way", "Inverser l’ordre", state.here(cote=chosen[::-1])))
    sides = found.sides(chosen)
    certifications = involved(sides)
    found = pairs.correspondences(certifications) if proposed else pairs.looked_at(certifications)
    links = found.links(certifications, with_proposals=proposed)
    used = between(sides, links)
    unreviewed = any(not link.reviewed for link in used)
    waiting = to_confirm(sides, found.stale_pairs(certifications))
    components.notice(
        basis(used), *_grounds(sides, links), *waiting, tone="warn" if unreviewed or waiting or not used else "info"
    )
    ended.tell(certifications)
    view = components.tabs("Vues de la comparaison", _VIEWS)
    _DRAW[view](found, sides, links)
    if len(sides) > 2:
        components.section("Ce que l’on sait dans chaque sens")
        components.text(*grounds(sides, links))
    if view not in _DOSSIER:
        compare_whole.render(found, sides, links, [*waiting, *ended.sentences(certifications)])


def _grounds(sides: Sequence[Side], links: Links) -> list[str]:
    """What the comparison rests on, in a line or two: the answer stands in the first screen."""
    return grounds(sides, links) if len(sides) == 2 else [ground_line(sides, links)]


def _counts_proposals() -> bool:
    """Whether the address asks for what nobody has reviewed too."""
    return state.value(_PROPOSALS) == "oui"


def _core(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    core = common_core(sides, links)
    components.figures(
        [
            ("Communes à toutes", len(core.everywhere)),
            ("Communes à plusieurs", len(core.partly)),
            *_alone(core, sides, links),
        ]
    )
    _shown("socle-commun", core_table(core, sides, links))


def _alone(core: Core, sides: Sequence[Side], links: Links) -> Iterator[tuple[str, int]]:
    """Of each side, how many competences are known to be there alone, and how many nobody has reviewed."""
    for side, (_, alone) in zip(sides, core.specific, strict=True):
        others = [other for other in sides if other is not side]
        states = [{standing(one.iri, other.iris, links).state for other in others} for one in alone]
        unreviewed = sum(CoverageState.UNREVIEWED in found for found in states)
        yield f"Sans correspondance, relues{NBSP}: {side.label}", len(states) - unreviewed
        yield f"Non relues{NBSP}: {side.label}", unreviewed


def _gaps(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    source, target = compare_states.direction(sides)
    answer = gap(source, target, links)
    components.figures(
        [
            ("Couvertes", answer.count(CoverageState.COVERED)),
            ("Couvertes en partie", answer.count(CoverageState.PARTIAL)),
            ("Sans correspondance, relues", answer.count(CoverageState.ABSENT)),
            ("Non relues", answer.count(CoverageState.UNREVIEWED)),
        ]
    )
    _to_decide(answer)
    table = gap_table(answer)
    components.table(compare_states.linked(table, answer), table.title)
    components.downloads("ecart", table, word=True)
    _shown("ecart-evaluation", gap_aspects(answer))


def _to_decide(answer: SideGap) -> None:
    """The way to what waits for a decision between the two sides."""
    waiting = sum(one.standing.waiting for one in answer.competences)
    if waiting:
        words = f"Décider des {number(waiting)} propositions en attente" if waiting > 1 else "Décider de la proposition"
        components.markup(components.part("way", words, compare_states.address([answer.source, answer.target])))


def _assessment(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    options = {one.iri: f"{one.name} ({side.label})" for side in sides for one in side.competences}
    if not options:
        components.empty("Aucune compétence n’a été lue dans ces certifications.")
        return
    chosen = state.choice("Compétence à suivre", options, "competence", next(iter(options)))
    if chosen:
        if _counts_proposals():
            links = pairs.correspondences().links(with_proposals=True)  # of all certifications: it is evaluated there
        _shown("evaluation", assessment_table(chosen, found.with_links(chosen, links), links))


def _bridge(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    source, target = compare_states.direction(sides)
    blocs = {bloc.iri: bloc.name for bloc in source.blocs}
    held = state.choices(f"Blocs acquis de {source.label}", blocs, "acquis", list(blocs))
    if not held:
        components.empty("Choisissez les blocs acquis.")
        return
    answer = bridge(source, held, target, links)
    rule = (
        "Le document visé ne permet pas de valider un bloc en partie."
        if answer.rule_is_documented
        else "Le document visé n’en dit rien, mais un bloc se valide en entier (article L6113-1 du Code du travail)."
    )
    components.notice(f"Passerelle vers {target.label}", rule)
    _shown("passerelle", bridge_table(answer))


def _shown(stem: str, table: Table) -> None:
    components.table(table, table.title)
    components.downloads(stem, table, word=True)


_DRAW: Mapping[str, Callable[[Correspondences, Sequence[Side], Links], None]] = {
    "matrice": compare_matrix.render,
    "cote-a-cote": compare_aligned.render,
    "socle": _core,
    "ecarts": _gaps,
    "evaluation": _assessment,
    "passerelle": _bridge,
    "correspondance": compare_dossier.correspondence,
    "reproduction": compare_dossier.reproduction,
    "versions": compare_versions.render,
}

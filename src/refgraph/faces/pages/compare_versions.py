"""« Versions »: the second certification read as the next version of the first, and what that touches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.exports import FORMATS, to_xlsx
from refgraph.core.french import count
from refgraph.core.namespaces import certification_iri
from refgraph.core.table import Cell, Resource, Table
from refgraph.faces.pages import components, resources
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import Side
from refgraph.knowledge.correspondences import Correspondences, carry, followers
from refgraph.knowledge.dossier import to_docx, to_pdf
from refgraph.knowledge.versions import (
    CHANGES,
    Fate,
    Touched,
    VersionDifference,
    VersionKind,
    counts_table,
    fates_table,
    short_table,
    touched_tables,
)
from refgraph.knowledge.versions.items import shown
from refgraph.pipeline.versions import compared, descents_file, say_descent, touched_by


def render(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    """Draw what became of each item of the first side in the second, and offer to take decisions over."""
    named = [side.certifications for side in sides[:2]]
    if any(len(some) != 1 for some in named):
        components.empty("Une version est une certification\u00a0: choisissez-en deux, l’ancienne puis la nouvelle.")
        return
    said = descents_file(resources.workspace())
    state_of = said.stat().st_mtime_ns if said.exists() else 0
    difference = _difference(state_of, *(some[0].iri.rpartition("/")[2] for some in named))
    told = f"De {difference.old.id} (avant) à {difference.new.id} (après), d’après leurs mots, jamais leurs codes."
    components.text(told)
    components.table(counts_table(difference), "Ce que chaque élément est devenu")
    _changes(difference)
    _correct(difference)
    touched = touched_by(resources.workspace(), difference)
    _carry(found, touched)
    tables = touched_tables(touched)
    for table in (_without_ids(tables[0]), *tables[1:]):
        components.section(table.title)
        components.table(table, table.title)
    _files(difference, tables)


@resources.of_build(most=4)
def _difference(said: int, old: str, new: str) -> VersionDifference:
    workspace = resources.workspace()
    return compared(workspace, old, new)


def _changes(difference: VersionDifference) -> None:
    components.section("Ce qui change", "Les mots retirés sont barrés, les mots ajoutés soulignés.")
    kinds = [(kind.name.lower(), kind.plural, len(difference.of(kind))) for kind in VersionKind if difference.of(kind)]
    kind = components.facet("Élément", kinds, "element", "competence")
    shown = next((one for one in VersionKind if one.name.lower() == kind), VersionKind.COMPETENCE)
    counted = difference.counts(shown)
    fates = [(fate.value, fate.of(shown), counted[fate]) for fate in Fate if counted.get(fate)]
    chosen = components.facet("Devenir", fates, "devenir")
    table = fates_table(difference, fates=[Fate(chosen)] if chosen else CHANGES, kind=shown)
    components.table(_linked(table), f"{shown.plural.capitalize()}, avant et après")


def _correct(difference: VersionDifference) -> None:
    """Let a person say what a competence comes from, where its words tell otherwise."""
    olds, news = (
        {one.id: shown(one) for one in version.of(VersionKind.COMPETENCE)}
        for version in (difference.old, difference.new)
    )
    with st.expander("Corriger un devenir"):
        before = st.selectbox(
            "Compétence d’avant", ["", *olds], format_func=lambda one: olds.get(one, _NONE), key="versions.before"
        )
        after = st.selectbox(
            "Compétence d’après", ["", *news], format_func=lambda one: news.get(one, _NONE), key="versions.after"
        )
        signed = st.text_input("Qui le dit", key="versions.author", placeholder="Votre nom")
        if not st.button("Retenir", key="versions.say") or not (before or after):
            return
        try:
            say_descent(resources.workspace(), difference, before, after, signed, date.today())
        except RefgraphError as problem:
            components.error(problem)
            return
        st.rerun()


_NONE = "aucune : elle est nouvelle, ou supprimée"


def _linked(table: Table) -> Table:
    """``table`` with the passages as links to the fiche of what they say."""
    kept = ("devenir", "avant", "apres", "valeurs")
    places = [("passage_avant", "id_avant"), ("passage_apres", "id_apres")]
    columns = [*(table.column(name) for name in kept)]
    columns += [_links(table.column(place), table.column(id)) for place, id in places]
    labels = tuple(table.columns[table.names.index(name)] for name in (*kept, *(place for place, _ in places)))
    rows = tuple(zip(*columns, strict=True))
    return Table(labels, rows, empty=table.empty)


def _without_ids(table: Table) -> Table:
    """``table`` of the decisions without its last two columns, which a file holds."""
    return table.only(range(len(table.columns) - 2))


def _links(places: Sequence[Cell], ids: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(
        Resource(certification_iri(str(id).splitlines()[0]), str(place).splitlines()[0]) if id else ""
        for place, id in zip(places, ids, strict=True)
    )


def _carry(found: Correspondences, touched: Touched) -> None:
    """Offer to take over in one step the decisions that can follow, signed by who does it."""
    fresh = followers(found, touched).fresh
    if not fresh:
        return
    components.section(
        "Reprendre des décisions",
        "Leur compétence dit la même chose dans la nouvelle version\u202f; les autres sont à relire.",
    )
    signed = st.text_input("Relecteur", key="align.reviewer", persist_state="session", placeholder="Votre nom")
    told = count(len(fresh), "décision qui peut suivre", "décisions qui peuvent suivre")
    if not st.button(f"Reprendre {told}", key="versions.carry"):
        return
    try:
        carry(found, touched, signed or "", date.today())
    except RefgraphError as problem:
        components.error(problem)
        return
    components.notice(f"{count(len(fresh), 'décision reprise', 'décisions reprises')} par {signed}.", tone="good")


def _files(difference: VersionDifference, tables: Sequence[Table]) -> None:
    components.section("Emporter", "Tous les éléments dans le classeur\u202f; en Word, ce qui change.")
    xlsx = FORMATS["xlsx"]
    title = f"De {difference.old.id} à {difference.new.id}"
    paper = [counts_table(difference), short_table(difference, CHANGES), *tables]
    whole = [fates_table(difference), counts_table(difference), *tables]
    components.files(
        "versions",
        [
            ("xlsx", xlsx.label, xlsx.suffix, xlsx.media_type, lambda: to_xlsx(*whole)),
            ("docx", "Word", ".docx", components.WORD, lambda: to_docx(title, paper)),
            ("pdf", "PDF", ".pdf", components.PDF, lambda: to_pdf(title, paper)),
        ],
    )

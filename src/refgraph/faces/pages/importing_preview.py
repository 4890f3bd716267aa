"""The preview of an import: what is missing or doubtful, what was read beside the document, what would change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.french import NBSP, count, quote
from refgraph.core.table import Cell, Table
from refgraph.faces.pages import components, correcting, importing_document, importing_kinds, state
from refgraph.graph.validation import Severity
from refgraph.pipeline import desk_of, intake, write_edits
from refgraph.pipeline.intake import Intake, Preview
from refgraph.pipeline.intake.difference import ItemChange
from refgraph.reading.corrections import ITEM
from refgraph.reading.corrections.desk import Desk
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.settling import Edit
from refgraph.workspace import Workspace

_COLUMNS = ("Bloc", "Activités", "Compétences", "Modalités", "Critères")
_MOST, _NAMED = 40, 6


def render(found: Intake) -> None:
    """Draw the documents of ``found``: those that cannot be imported, then the one that is looked at."""
    for told in found.draft.documents:
        if told.refused or told.left_out:
            _tell_aside(found, told)
    if not found.previews:
        components.empty("Aucun document de cet aperçu ne peut être ajouté.", "Annulez, ou reprenez-en un.")
        return
    choices = [(each.told.sha256[:12], each.told.target, None) for each in found.previews]
    chosen = choices[0][0]
    if len(choices) > 1:
        chosen = components.facet("Document", choices, "document", choices[0][0], element=None)
    preview = next(each for each in found.previews if each.told.sha256.startswith(chosen))
    _identity(found, preview)
    _attention(preview)
    _read(found, preview)
    _check(preview)
    _changes(preview)


def _tell_aside(found: Intake, told: intake.DraftDocument) -> None:
    if told.refused and not told.left_out:
        components.notice(f"{told.name} ne peut pas être ajouté.", told.refused, tone="bad")
    else:
        components.notice(f"{told.name} est laissé de côté.")
    label = "Reprendre" if told.left_out else "Laisser de côté"
    if st.button(f"{label}{NBSP}: {told.name}", key=f"import.aside.{told.sha256}"):
        intake.leave_out(found.draft, told.sha256, not told.left_out)
        st.rerun()


def _identity(found: Intake, preview: Preview) -> None:
    told, certification = preview.told, preview.kept.record.certification
    components.section("La certification")
    components.facts(
        [
            ("Document", told.name),
            ("Intitulé", certification.title.text if certification.title else None),
            ("Certification", told.certification),
            ("Pourquoi celle-ci", told.why[0].upper() + told.why[1:] + "."),
            ("Mise en page", preview.kept.reading.document.family),
        ]
    )
    for sentence in preview.duplicates:
        components.notice(sentence, tone="warn")
    with st.expander("C’est une autre certification"), st.form(key=f"import.as.{told.sha256}", border=False):
        id = st.text_input(
            "Son identifiant", value=told.certification, help="Celui d’une certification déjà là, ou un autre."
        )
        if st.form_submit_button("Prendre cet identifiant") and id.strip() != told.certification:
            try:
                intake.choose(found.draft, told.sha256, id.strip())
                st.rerun()
            except RefgraphError as error:
                components.error(error)
    if len(found.draft.documents) > 1 and st.button("Laisser ce document de côté", key=f"import.out.{told.sha256}"):
        intake.leave_out(found.draft, told.sha256)
        state.put(document=None, element=None)
        st.rerun()


def _attention(preview: Preview) -> None:
    components.section("À regarder d’abord")
    if preview.missing:
        components.notice("Ce qui manque", *preview.missing, tone="warn")
    if preview.doubtful:
        more = [f"Et {len(preview.doubtful) - _MOST} de plus."] if len(preview.doubtful) > _MOST else []
        components.notice("Ce qui reste douteux", *preview.doubtful[:_MOST], *more, tone="warn")
    if not preview.missing and not preview.doubtful:
        components.notice("Rien ne manque et rien n’est douteux.", tone="good")
    if preview.deduced:
        title = f"Déduit de la mise en page{NBSP}: {count(len(preview.deduced), 'élément')}"
        rows: list[tuple[Cell, ...]] = [
            (node.kind.noun, str(getattr(node.record, node.kind.main) or ""), node.record.source.line)
            for node in preview.deduced
        ]
        with st.expander(title):
            components.table(Table(columns=("Élément", "Texte", "Ligne"), rows=tuple(rows[: _MOST * 5])))


def _read(found: Intake, preview: Preview) -> None:
    components.section("Ce qui est lu")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (bloc.title or "Hors bloc", *(number or None for number in bloc.counts)) for bloc in preview.blocs
    )
    components.table(Table(columns=_COLUMNS, rows=rows, empty="Aucun bloc n’est lu."), "Par bloc")
    if preview.corrections:
        components.text(
            f"{count(preview.corrections, 'correction compte', 'corrections comptent')}, dites «\u00a0saisi\u00a0»."
        )
    selected = importing_document.render(preview)
    desk = desk_of(found.draft.staged, preview.told.certification)
    if desk and selected:
        _correct(found, preview, desk, selected)
    elif desk:
        importing_kinds.add(desk, f"import.{preview.told.sha256[:12]}", partial(_keep, found.draft.staged, desk))


def _correct(found: Intake, preview: Preview, desk: Desk, selected: str) -> None:
    staged = found.draft.staged
    nodes = [node for node in desk.nodes() if importing_document.name_of(node) == selected]
    if not nodes:
        components.empty("Rien ne se corrige ici.", "Choisissez un autre élément.")
        return
    components.section(
        f"Corriger {nodes[0].kind.noun}", "Ce que vous écrivez est dit «\u00a0saisi\u00a0», et ramène au passage."
    )

    key = f"import.{preview.told.sha256[:12]}.{selected}"
    keep = partial(_keep, staged, desk)
    try:
        correcting.form(desk, nodes, key, lambda edit: keep([edit]))
        if len(nodes) == 1:
            importing_kinds.reshape(preview.kept.document, desk, nodes[0], key, keep)
    except RefgraphError as error:
        components.error(error)


def _keep(staged: Workspace, desk: Desk, edits: Sequence[Edit]) -> None:
    """Write what counts in the draft; an item that is taken out is no longer looked at."""
    write_edits(staged, desk, edits)
    if any(edit.correction.field == ITEM and not edit.correction.after for edit in edits):
        state.put(element=None)
    st.rerun()


def _check(preview: Preview) -> None:
    components.section("Ce que le contrôle trouve")
    if not preview.findings:
        components.notice("Le contrôle ne trouve rien.", tone="good")
        return
    tones = {Severity.VIOLATION: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
    for severity, tone in tones.items():
        places: dict[str, list[str]] = {}
        for each in (one for one in preview.findings if one.severity is severity):
            places.setdefault(each.sentence, []).append(each.place)
        sentences = [_placed(sentence, names) for sentence, names in places.items()]
        if sentences:
            components.notice(f"{severity.value[0].upper()}{severity.value[1:]}", *sentences[:_MOST], tone=tone)


def _placed(sentence: str, names: Sequence[str]) -> str:
    """What the check says, before it where: of many places the first few."""
    told = list(dict.fromkeys(filter(None, names)))
    if not told:
        return sentence
    more = f" et {len(told) - _NAMED} de plus" if len(told) > _NAMED else ""
    return f"{', '.join(told[:_NAMED])}{more}{NBSP}: {sentence}"


def _changes(preview: Preview) -> None:
    components.section("Ce qui change dans votre dossier")
    change = preview.difference
    if not preview.told.replaces:
        components.text("Cette certification n’est pas encore là\u00a0: tout ce qui est lu est ajouté.")
        return
    old = ", ".join(quote(name) for name in preview.told.replaces)
    components.text(
        f"Par rapport à {old}\u00a0: {count(len(change.added), 'élément ajouté', 'éléments ajoutés')}, "
        f"{count(len(change.changed), 'changé')}, {count(len(change.removed), 'retiré')}, "
        f"{change.kept} sans changement."
    )
    for title, some in (("Ajouté", change.added), ("Changé", change.changed), ("Retiré", change.removed)):
        if some:
            with st.expander(f"{title}{NBSP}: {len(some)}", expanded=len(some) <= _MOST):
                components.table(_changed(some))


def _changed(changes: Sequence[ItemChange]) -> Table:
    rows = tuple((KINDS[each.kind].noun, each.before or "–", each.after or "–") for each in changes)
    return Table(columns=("Élément", "Avant", "Après"), rows=rows)

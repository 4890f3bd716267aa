"""What pages are made of. Everything shown is escaped by the templates; pages never write HTML of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.exports import FORMATS, export, file_stem
from refgraph.core.exports.pdf import table_to_pdf
from refgraph.core.exports.word import to_docx
from refgraph.core.french import quote
from refgraph.core.table import Cell, Table
from refgraph.faces.html import MatrixView
from refgraph.faces.pages import state
from refgraph.faces.pages.markup import HEADED
from refgraph.faces.pages.markup import markup as markup
from refgraph.faces.pages.markup import notice as notice
from refgraph.faces.pages.markup import part as part
from refgraph.faces.pages.markup import renderer as renderer
from refgraph.knowledge.things import Context

DOWNLOADS = ("csv", "xlsx", "json")
"""The formats in which every table can be taken away."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of a Word document."""
PDF = "application/pdf"
"""The media type of a PDF."""


def heading(title: str, intro: str = "") -> None:
    """The title of the page (its only h1) and the sentence that says what it is for."""
    markup(part("heading", title, intro))


def section(title: str, intro: str = "") -> None:
    """A heading of the second level."""
    markup(part("section", title, intro))


def text(*paragraphs: str) -> None:
    """Paragraphs of plain text."""
    markup(part("paragraphs", paragraphs))


def figures(pairs: Iterable[tuple[str, Cell]]) -> None:
    """Figures side by side, each with what it counts: ``[("Compétences", 129), …]``."""
    markup(part("figures", list(pairs)))


def facts(pairs: Iterable[tuple[str, Cell]]) -> None:
    """What is known of a thing, as names and values; None shows as « non documenté »."""
    markup(part("facts", list(pairs)))


def table(content: Table, caption: str = "", *, tall: bool = True) -> None:
    """A table with caption and scopes; resources are links to their page. Empty: says what that means."""
    if not content.rows:
        empty(content.empty or "Aucun résultat.")
        return
    markup(part("table", content, caption, tall=tall))


def matrix(view: MatrixView) -> None:
    """A matrix whose cells are links; arrow keys move between them."""
    markup(part("matrix", view))


def tabs(label: str, choices: Mapping[str, str], param: str = "vue") -> str:
    """The views of a page as links, and the id of the one that the address asks for; only that one need be computed."""
    current = state.pick(param, choices, next(iter(choices)))
    first = next(iter(choices))
    state.tell_unknown(label, [wanted] if (wanted := state.value(param)) and wanted not in choices else [])
    links = [
        (key, words, state.here(**{param: None if key == first else key}, page=None)) for key, words in choices.items()
    ]
    markup(part("tabs", label, links, current))
    return current


def facet(
    label: str,
    choices: Sequence[tuple[str, str, int | None]],
    param: str,
    default: str = "",
    *,
    tells: bool = True,
    **others: str | None,
) -> str:
    """One-of-several as links with counts (``(id, words, count or None)``); gives the id chosen.

    Without ``default`` it is a filter: choosing the current one takes it back, and none chosen gives ``""``.
    ``others`` are further changes of the address when one is chosen (``page=None``). A value that is none of
    ``choices`` is said, unless the page ``tells`` it itself.
    """
    if tells and state.value(param) not in {"", *(key for key, _, _ in choices)}:
        state.tell_unknown(label, [state.value(param)])
    current = state.pick(param, [key for key, _, _ in choices], default)
    items = [
        {
            "text": words,
            "count": count,
            "current": key == current,
            "href": state.here(**{param: None if key == (default or current) else key}, **others),
        }
        for key, words, count in choices
    ]
    if items:
        markup(part("facets", label, items))
    return current


def passages(contexts: Sequence[Context], shown: int = 3) -> None:
    """Quotes highlighted in their documents; beyond ``shown`` they are folded away."""
    markup(part("passages", contexts[:shown], contexts[shown:]))


def empty(what: str, *what_to_do: str) -> None:
    """Nothing to show: why, and what to do next."""
    markup(part("note", what, what_to_do, "info", "○"))


def begin() -> None:
    """A page begins: it has no title yet."""
    st.session_state[HEADED] = False


def stopped(title: str, problem: Exception) -> None:
    """A page ended by an error: it still has a title, and says what happened."""
    if not st.session_state.get(HEADED):
        heading(title)
    if isinstance(problem, RefgraphError):
        error(problem)
    else:
        failure()


def error(problem: RefgraphError) -> None:
    """An error that refgraph raised on purpose: its sentence, its place, its remedy."""
    said = f"{problem.place} : {problem.message}" if problem.place else problem.message
    notice(said[:1].upper() + said[1:], *([problem.remedy] if problem.remedy else []), tone="bad")


def failure() -> None:
    """An error that nobody foresaw. The details are in the log, never on the page."""
    notice(
        "Cette page n’a pas pu être affichée.",
        "Vos fichiers et vos décisions enregistrées sont intacts\u00a0: cette page ne fait que les lire.",
        f"Rechargez la page\u202f; si l’erreur revient, relancez {quote('refgraph build')} "
        "et consultez le journal du serveur.",
        tone="bad",
    )


def downloads(
    stem: str, content: Table, formats: Sequence[str] = DOWNLOADS, what: str = "", *, word: bool = False
) -> None:
    """Buttons that write ``content`` as a file only when they are pressed; none where there is nothing to write.

    ``what`` names what is taken away (« les blocs »), where a page has several tables; ``word`` adds a Word document
    and a PDF, for what goes into a dossier.
    """
    if not content.rows:
        return
    offered = [
        (name, FORMATS[name].label, FORMATS[name].suffix, FORMATS[name].media_type, _writer(content, name))
        for name in formats
    ]
    printed = [
        ("docx", "Word", ".docx", WORD, lambda: to_docx(content)),
        ("pdf", "PDF", ".pdf", PDF, lambda: table_to_pdf(content)),
    ]
    files(stem, [*offered, *(printed if word else ())], what, file_stem(stem, day=date.today()))


def files(
    stem: str, choices: Sequence[tuple[str, str, str, str, Callable[[], bytes]]], what: str = "", name: str = ""
) -> None:
    """Download buttons in a row: ``(key, label, suffix, media type, callable that writes)``.

    The files are called ``name``, or ``stem``, which tells these buttons from the others of the page.
    """
    verb = f"Télécharger {what}" if what else "Télécharger"
    with st.container(horizontal=True, gap="small", key=f"rg-files-{stem}"):
        for key, label, suffix, media_type, write in choices:
            st.download_button(
                f"{verb} : {label}",
                data=write,
                file_name=(name or stem) + suffix,
                mime=media_type,
                on_click="ignore",
                key=f"file.{stem}.{key}",
                type="secondary",
            )


def _writer(content: Table, name: str) -> Callable[[], bytes]:
    return lambda: export(content, name)

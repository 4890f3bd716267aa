"""What a document of tables prints that no field of a record takes, told with its place."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.core.french import NBSP, count
from refgraph.core.text import mend, shorten
from refgraph.model.records import Issue
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables.outline import Outline, UnreadColumn, UnreadTable
from refgraph.reading.runs import plain


def told(document: Document, outline: Outline) -> Iterator[Issue]:
    """An issue for each table, column, annex and title inside a table that is not read, and for a title that lacks."""
    if outline.title is None:
        message = "L’intitulé de la certification n’est pas imprimé\u00a0: il reste à indiquer."
        yield Issue(path=document.name, line=1, message=message)
    for table in outline.unread_tables:
        yield _issue(document, table.rows[0], _of_table(document, table))
    for column in outline.unread_columns:
        yield _issue(document, column.cells[0], _of_column(document, column))
    for annex in outline.unread_annexes:
        if annex.lines:
            lines = count(len(annex.lines), "ligne")
            yield _issue(
                document,
                annex.heading,
                f"L’annexe «{NBSP}{_said(document, annex.heading)}{NBSP}» ({lines}) n’est pas lue.",
            )
    for words in outline.deduced[:1]:
        cells = count(len(outline.deduced), "cellule")
        message = f"Une colonne sans intitulé ({cells}) est lue comme celle des compétences\u00a0: "
        yield _issue(document, words, f"{message}ses cellules commencent par un infinitif.")
    for section in outline.sections:
        title = _said(document, section)
        yield _issue(
            document, section, f"Le titre «{NBSP}{title}{NBSP}» dans le tableau n’est rattaché à aucun élément."
        )


def _of_table(document: Document, table: UnreadTable) -> str:
    above = f" sous « {document.passage(*table.above).quote} »" if table.above else ""
    rows = count(len(table.rows), "ligne", "lignes")
    if table.in_annex:
        return f"Le tableau{above} ({rows}) n’est pas lu\u00a0: il fait partie d’une annexe."
    why = "ses intitulés de colonne ne sont pas ceux d’un tableau de compétences."
    return f"Le tableau{above} ({rows}) n’est pas lu\u00a0: {why}"


def _of_column(document: Document, column: UnreadColumn) -> str:
    cells = count(len(column.cells), "cellule")
    if column.title is None:
        words = _said(document, column.cells[0])
        return f"Une colonne sans intitulé ({cells}) n’est pas lue\u00a0: « {words} »."
    name = f"La colonne « {_said(document, column.title)} » ({cells}) n’est pas reprise\u00a0: "
    return name + ("rien ne la représente dans le graphe." if column.role else "son intitulé n’est pas connu.")


def _said(document: Document, words: Slice) -> str:
    return shorten(plain(mend(document.passage(*words).quote)))


def _issue(document: Document, words: Slice, message: str) -> Issue:
    return Issue(path=document.name, line=document.line_at(words[0]), message=message)

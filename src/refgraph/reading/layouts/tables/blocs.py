"""The blocs of a document of tables: one per number, with the titles of the table and of the list."""

from __future__ import annotations

from refgraph.core.errors import RecordError
from refgraph.model import ids
from refgraph.model.records import Bloc, Fact, Issue
from refgraph.reading.document import Document
from refgraph.reading.layouts.tables.outline import BlocTitle, Outline
from refgraph.reading.runs import plain
from refgraph.reading.shared.titles import same_title


def read(document: Document, outline: Outline) -> tuple[list[Bloc], list[Issue]]:
    """The blocs in the order of their numbers, and what is told of them: none, or titles that do not agree.

    Raises:
        RecordError: one number with two titles in the table, or in the list.
    """
    numbers = sorted({title.heading.number for title in outline.bloc_titles})
    if not numbers:
        message = "Aucun bloc de compétences n’est annoncé\u00a0: les compétences sont lues sans bloc."
        line = document.line_at(outline.rows[0].words[0])
        return [], [Issue(path=document.name, line=line, message=message)]
    blocs = [_bloc(document, [title for title in outline.bloc_titles if title.heading.number == n]) for n in numbers]
    return blocs, list(_missing(document, outline))


def _bloc(document: Document, titles: list[BlocTitle]) -> Bloc:
    listed = _one_title(document, [title for title in titles if title.in_list])
    tabled = _one_title(document, [title for title in titles if not title.in_list])
    main = listed or tabled or titles
    texts = {title.words: _text(document, title) for title in titles}
    others = tabled if listed and tabled and not same_title(texts[listed[0].words], texts[tabled[0].words]) else []
    same = [title for title in titles if title is not main[0] and title not in others]
    heading = (tabled or listed)[0].heading
    return Bloc(
        id=ids.bloc(heading.number),
        number=heading.number,
        text=texts[main[0].words],
        code=heading.code,
        source_code=heading.source_code or None,
        alternative_titles=tuple(
            Fact(text=texts[title.words], source=document.passage(*title.words)) for title in others[:1]
        ),
        source=document.passage(*main[0].words),
        other_sources=tuple(document.passage(*title.words) for title in [*same, *others[1:]]),
    )


def _text(document: Document, title: BlocTitle) -> str:
    return plain(document.text[slice(*title.title)])


def _one_title(document: Document, titles: list[BlocTitle]) -> list[BlocTitle]:
    """``titles``, all of one bloc, in the same place: printed twice is no trouble, two titles are."""
    for title in titles[1:]:
        if not same_title(_text(document, title), _text(document, titles[0])):
            lines = [document.line_at(item.words[0]) for item in (titles[0], title)]
            raise RecordError(
                f"le numéro {title.heading.number} désigne deux blocs différents (lignes {lines[0]} et {lines[1]}).",
                place=f"{document.name}, ligne {lines[1]}",
                remedy="Donnez à chaque bloc un numéro qui n’appartient qu’à lui.",
            )
    return titles


def _missing(document: Document, outline: Outline) -> list[Issue]:
    """The blocs that only the list, or only the table, names."""
    listed = {title.heading.number: title for title in outline.bloc_titles if title.in_list}
    tabled = {title.heading.number: title for title in outline.bloc_titles if not title.in_list}
    only_listed = [
        (listed[n], "figure dans la liste des blocs mais pas dans le tableau") for n in listed if n not in tabled
    ]
    only_tabled = [
        (tabled[n], "figure dans le tableau mais pas dans la liste des blocs") for n in tabled if n not in listed
    ]
    return [
        Issue(
            path=document.name,
            line=document.line_at(title.words[0]),
            message=f"Le bloc {title.heading.number} {what}.",
        )
        for title, what in [*only_listed, *(only_tabled if listed else [])]
    ]

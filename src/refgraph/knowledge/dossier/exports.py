"""A dossier as files that a certifier hands in: Word, PDF, Turtle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from refgraph.core.exports import pdf
from refgraph.core.exports.pdf import PrintedPart
from refgraph.core.namespaces import PREFIXES, expand
from refgraph.core.table import Table
from refgraph.knowledge.dossier.correspondence import BlocCorrespondence, Verdict
from refgraph.knowledge.dossier.signatures import Signature


def to_docx(title: str, tables: Sequence[Table], remarks: Sequence[str] = (), annexes: Sequence[Table] = ()) -> bytes:
    """The tables as one Word document under ``title``, its ``remarks`` and contents first, ``annexes`` on new pages."""
    from refgraph.core.exports.word import add_contents, add_part, add_rows, begun, number_pages, saved, word_text

    document = begun(title)
    number_pages(document)
    for remark in (_established(), *remarks):
        document.add_paragraph(word_text(remark)).paragraph_format.space_after = 0
    parts = _parts(tables, annexes)
    if len(parts) > 2:
        add_contents(document, [part.title for part in parts])
    for number, part in enumerate(parts, 1):
        if part.breaks:
            document.add_page_break()  # type: ignore[no-untyped-call]
        add_part(document, part.title, number)
        add_rows(document, part.table)
    return saved(document)


def to_pdf(title: str, tables: Sequence[Table], remarks: Sequence[str] = (), annexes: Sequence[Table] = ()) -> bytes:
    """The same as a PDF: see `refgraph.core.exports.pdf`."""
    return pdf.to_pdf(title, _parts(tables, annexes), (_established(), *remarks))


def _established() -> str:
    return f"Établi le {date.today():%d/%m/%Y} avec refgraph."


def _parts(tables: Sequence[Table], annexes: Sequence[Table]) -> list[PrintedPart]:
    """Each table under its title, the annexes numbered, the first of them on a new page."""
    behind = (
        PrintedPart(f"Annexe {number} – {table.title}", table, breaks=number == 1)
        for number, table in enumerate(annexes, 1)
    )
    return [*(PrintedPart(table.title, table) for table in tables), *behind]


def to_turtle(correspondence: BlocCorrespondence, signature: Signature) -> bytes:
    """The signed correspondence as RDF: the blocs, the alignments, each statement with the passage it stands on."""
    triples = list(_alignments(correspondence))
    first, second = (NamedNode(bloc.iri) for bloc in (correspondence.first, correspondence.second))
    if signature.verdict != Verdict.NONE:
        triples.append(Triple(first, _named("rg:blocCorrespondsTo"), second))
        triples.append(Triple(second, _named("rg:blocCorrespondsTo"), first))
    for bloc in (correspondence.first, correspondence.second):
        for one in bloc.competences:
            me = NamedNode(one.iri)
            triples.append(Triple(me, _named("rg:statement"), Literal(one.statement, language="fr")))
            if one.passage:
                triples.append(Triple(me, _named("dcterms:source"), Literal(str(one.passage), language="fr")))
                triples.append(Triple(me, _named("dcterms:bibliographicCitation"), Literal(one.passage.quote)))
    said = f"Correspondance {signature.verdict}, signée par {signature.person} le {signature.day} : {signature.reason}"
    triples += [Triple(bloc, _named("skos:note"), Literal(said, language="fr")) for bloc in (first, second)]
    prefixes = {name: PREFIXES[name] for name in ("rg", "skos", "dcterms")}
    return pyoxigraph.serialize(dict.fromkeys(triples), format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _alignments(correspondence: BlocCorrespondence) -> list[Triple]:
    return [
        Triple(NamedNode(link.subject), _named(link.predicate), NamedNode(link.object)) for link in correspondence.links
    ]


def _named(curie: str) -> NamedNode:
    return NamedNode(expand(curie))

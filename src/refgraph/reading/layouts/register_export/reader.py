"""From a fiche of the export of the register to a `Reading`."""

from __future__ import annotations

import re

import msgspec

from refgraph.core.errors import DocumentError
from refgraph.core.french import count
from refgraph.model import ids
from refgraph.model.records import Certification, Fact, Reading
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.register_export import entries, facts
from refgraph.reading.layouts.register_export.elements import ExportElement, parse
from refgraph.reading.runs import Block
from refgraph.reading.shared import bloc_content
from refgraph.reading.shared.coverage import passages
from refgraph.reading.shared.drafting import ReadingDraft
from refgraph.reading.shared.titles import Title

NAME = "export"
VERSION = "1"
DESCRIPTION = "Fiches RNCP et RS de l’export XML de France compétences (data.gouv.fr)"

_SIGNS = ("<NUMERO_FICHE>", "<FICHE>", "<INTITULE>")
_HEAD = 20_000
_BLOC_CODE = re.compile(r"(?:(?:RNCP|RS)\d{3,6})?BC(?P<rank>\d{1,2})|(?P<plain>\d{1,2})")
_MOST_NAMED = 4
_BLOCS = "BLOCS_COMPETENCES/BLOC_COMPETENCES"


def recognises(document: Document) -> float:
    """How surely ``document`` is a fiche of the export, from 0 to 1."""
    head = document.text[:_HEAD]
    return 1.0 if head.lstrip("\ufeff \r\n").startswith("<") and all(sign in head for sign in _SIGNS) else 0.0


def read(document: Document, certification_id: str) -> Reading:
    """What the fiche says of the certification ``certification_id``.

    Raises:
        DocumentError: no fiche, several of them, or XML that is broken or declares entities.
    """
    root, tags = parse(document)
    fiches = [*root.all("FICHES/FICHE"), *root.all("FICHE")]
    if len(fiches) != 1:
        raise _refused(document, fiches)
    draft = ReadingDraft(document, NAME)
    draft.furnish_all("balise", tags)
    for version in root.all("FICHES/VERSION_FLUX"):
        draft.furnish("version de l’export", version.start, version.end)
    _blocs(draft, fiches[0])
    summary = fiches[0].first("CAPACITES_ATTESTEES")
    if summary:
        bloc_content.repeated(draft, _entries(draft, summary))
    reading = draft.reading(_certification(document, fiches[0], certification_id))
    _leave(draft, fiches[0], {(one.start, one.end) for one in passages(reading)})
    return msgspec.structs.replace(
        reading, furniture=tuple(draft.furniture), issues=tuple(sorted(draft.issues, key=lambda issue: issue.line))
    )


def _refused(document: Document, fiches: list[ExportElement]) -> DocumentError:
    if not fiches:
        return DocumentError(
            "le fichier ne contient aucune fiche.",
            place=document.name,
            remedy="Fournissez un export avec un élément <FICHE>.",
        )
    numbers = [found.text for fiche in fiches if (found := facts.fact(document, fiche.first("NUMERO_FICHE")))]
    named = ", ".join(numbers[:_MOST_NAMED]) + ("…" if len(numbers) > _MOST_NAMED else "")
    return DocumentError(
        f"ce fichier contient {count(len(fiches), 'fiche', 'fiches')} ({named}), un graphe en prend une par fichier.",
        place=document.name,
        remedy="« refgraph read » montre chacune\u00a0; pour les construire, mettez un élément <FICHE> par fichier.",
    )


def _blocs(draft: ReadingDraft, fiche: ExportElement) -> None:
    document = draft.document
    for order, element in enumerate(fiche.all(_BLOCS), 1):
        code, title = element.first("CODE"), element.first("LIBELLE", "INTITULE")
        if title is None:
            continue
        printed = code.words(document).text if code else ""
        match = _BLOC_CODE.fullmatch(printed)
        number = int(match["rank"] or match["plain"]) if match else order
        words = title.words(document)
        apart = [(code.start, code.end)] if code and printed else []
        bloc = draft.bloc(Block((words,)), number, str(number), printed or None, (words.start, words.end), apart)
        if listed := element.first("LISTE_COMPETENCES"):
            bloc_content.competences(draft, bloc, _entries(draft, listed))
        if assessed := element.first("MODALITES_EVALUATION"):
            bloc_content.modalities(draft, bloc, _entries(draft, assessed))
    if not draft.modalities and (assessed := fiche.first("MODALITES_EVALUATION")):
        bloc_content.modalities(draft, "", _entries(draft, assessed))


def _entries(draft: ReadingDraft, element: ExportElement) -> list[Block]:
    """The entries of a field; the tags that part them are accounted for."""
    words = element.words(draft.document)
    draft.furnish_all("balise", entries.marks(words))
    return entries.of_field(words)


def _certification(document: Document, fiche: ExportElement, certification_id: str) -> Certification:
    title = facts.fact(document, fiche.first("INTITULE"))
    number = facts.fact(document, fiche.first("NUMERO_FICHE"))
    activities = fiche.first("ACTIVITES_VISEES")
    certifiers = (facts.fact(document, one) for one in fiche.all("CERTIFICATEURS/CERTIFICATEUR/NOM_CERTIFICATEUR"))
    regulated = facts.fact(document, fiche.first("REGLEMENTATIONS_ACTIVITES"))
    found_rules = facts.prerequisites(document, fiche)
    return Certification(
        id=certification_id,
        title=title,
        kind=facts.kind(document, fiche),
        level=facts.level(document, fiche),
        segments=Title(document, title.source.start, title.source.end).segments if title else (),
        rncp_number=Fact(text=number.text, code=number.text, source=number.source) if number else None,
        certifiers=tuple(one for one in certifiers if one),
        nsf=tuple(facts.coded(document, fiche.all("CODES_NSF/NSF"))),
        rome=tuple(facts.coded(document, fiche.all("CODES_ROME/ROME"))),
        formacodes=tuple(facts.coded(document, fiche.all("FORMACODES/FORMACODE"))),
        sectors=tuple(facts.listed(document, fiche.first("SECTEURS_ACTIVITE"))),
        jobs=tuple(facts.listed(document, fiche.first("TYPE_EMPLOI_ACCESSIBLES"))),
        regulated_activities=(regulated,) if regulated else (),
        summary_activities=tuple(
            facts.of_block(document, block)
            for block in (entries.of_field(activities.words(document)) if activities else ())
        ),
        registration=facts.registration(document, fiche),
        access_routes=tuple(facts.routes(document, fiche)),
        territories=tuple(facts.territories(document, fiche)),
        validation_rules=tuple(
            msgspec.structs.replace(rule, id=ids.rule(place)) for place, rule in enumerate(found_rules, 1)
        ),
    )


def _leave(draft: ReadingDraft, fiche: ExportElement, taken: set[Slice]) -> None:
    """Account for the fields that were not taken over: one issue names them."""
    spans: list[Slice] = []
    names: dict[str, int] = {}
    for field in fiche.children:
        leaves = [words for leaf in _leaves(field) if (words := leaf.words(draft.document)).text]
        left = [w for w in leaves if not any(start < w.end and w.start < end for start, end in taken)]
        if len(left) < len(leaves):
            for words in left:
                draft.furnish("valeur sans place dans le graphe", words.start, words.end)
        elif left:
            spans += [(words.start, words.end) for words in left]
            names[field.tag] = names.get(field.tag, 0) + len(left)
    told = ", ".join(f"{tag} ({number})" if number > 1 else tag for tag, number in names.items())
    draft.leave(spans, f"Ces rubriques n’ont pas de place dans le graphe et ne sont pas reprises\u00a0: {told}.")


def _leaves(element: ExportElement) -> list[ExportElement]:
    return [leaf for child in element.children for leaf in _leaves(child)] if element.children else [element]

"""From a fiche of the export of the register to a `Reading`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from refgraph.core.errors import DocumentError
from refgraph.core.french import count
from refgraph.model import ids
from refgraph.model.records import Certification, Fact, Reading, ValidationRule
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.register_export import entries, facts, history
from refgraph.reading.layouts.register_export.elements import ExportElement, parse
from refgraph.reading.runs import Block
from refgraph.reading.shared import bloc_content
from refgraph.reading.shared.coverage import passages
from refgraph.reading.shared.drafting import ReadingDraft
from refgraph.reading.shared.titles import Title

NAME = "export"
VERSION = "2"
DESCRIPTION = "Fiches RNCP et RS de l’export XML de France compétences (data.gouv.fr)"

_SIGNS = ("<NUMERO_FICHE>", "<FICHE>", "<INTITULE>")
_HEAD = 20_000
_BLOC_CODE = re.compile(r"(?:(?:RNCP|RS)\d{3,6})?BC(?P<rank>\d{1,2})|(?P<plain>\d{1,2})")
_MOST_NAMED = 4
_BLOCS = "BLOCS_COMPETENCES/BLOC_COMPETENCES"
_TECHNICAL = "donnée technique de l’export, laissée de côté"
_SET_ASIDE = {
    "ID_FICHE": _TECHNICAL,
    "EXISTENCE_PARTENAIRES": _TECHNICAL,
    "STATISTIQUES_PROMOTIONS": "statistiques, laissées de côté",
    "ANNEES_PROMOTIONS_NIVEAU": "statistiques, laissées de côté",
    "CERTIFICATEURS/CERTIFICATEUR/DATE_DERNIERE_MODIFICATION_ETAT": _TECHNICAL,
    "CERTIFICATEURS/CERTIFICATEUR/ETAT_CERTIFICATEUR": _TECHNICAL,
    "CERTIFICATEURS/CERTIFICATEUR/NOM_COMMERCIAL": "nom commercial du certificateur, laissé de côté",
    "CERTIFICATEURS/CERTIFICATEUR/SITE_INTERNET": "site du certificateur, laissé de côté",
    **{f"SI_JURY_{code}/DATE_DERNIERE_MODIFICATION": _TECHNICAL for code in facts.ROUTES},
}
"""Place of a field that has no home by decision → why, as the reading says it."""


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
    rules = _blocs(draft, fiches[0])
    summary = fiches[0].first("CAPACITES_ATTESTEES")
    capacities = bloc_content.repeated(draft, _entries(draft, summary)) if summary else ()
    _set_aside(draft, fiches[0])
    reading = draft.reading(_certification(document, fiches[0], certification_id, capacities, rules))
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
        remedy="« refgraph import » en fait un document pour chacune\u00a0; « refgraph read » les montre.",
    )


def _blocs(draft: ReadingDraft, fiche: ExportElement) -> tuple[ValidationRule, ...]:
    """Draft the blocs with what each holds; gives back the rules that one of them has of its own."""
    document = draft.document
    rules: list[ValidationRule] = []
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
        rules += _conditions(draft, bloc, element)
        if listed := element.first("LISTE_COMPETENCES"):
            bloc_content.competences(draft, bloc, _entries(draft, listed))
        if assessed := element.first("MODALITES_EVALUATION"):
            bloc_content.modalities(draft, bloc, _entries(draft, assessed))
    if not draft.modalities and (assessed := fiche.first("MODALITES_EVALUATION")):
        bloc_content.modalities(draft, "", _entries(draft, assessed))
    return tuple(rules)


def _conditions(draft: ReadingDraft, bloc: str, element: ExportElement) -> Iterator[ValidationRule]:
    """What must be held before one enters a bloc, kept with it, and before one validates it."""
    document = draft.document
    required = tuple(facts.stated(document, element, "PREREQUIS_ENTREE_FORMATION_BLOC"))
    place = next(place for place, known in enumerate(draft.blocs) if known.id == bloc)
    draft.blocs[place] = msgspec.structs.replace(
        draft.blocs[place], entry_requirements=(*draft.blocs[place].entry_requirements, *required)
    )
    for found in facts.stated(document, element, "PREREQUIS_VALIDATION_BLOC"):
        name = ids.prerequisite_rule(bloc)
        yield ValidationRule(id=name, code="prerequisite", text=found.text, source=found.source)


def _entries(draft: ReadingDraft, element: ExportElement) -> list[Block]:
    """The entries of a field; the tags that part them are accounted for."""
    words = element.words(draft.document)
    draft.furnish_all("balise", entries.marks(words))
    return entries.of_field(words)


def _certification(
    document: Document,
    fiche: ExportElement,
    certification_id: str,
    capacities: tuple[Fact, ...],
    rules: tuple[ValidationRule, ...],
) -> Certification:
    title = facts.fact(document, fiche.first("INTITULE"))
    number = facts.fact(document, fiche.first("NUMERO_FICHE"))
    activities = fiche.first("ACTIVITES_VISEES")
    objective = facts.fact(document, fiche.first("OBJECTIFS_CONTEXTE"))
    regulated = facts.fact(document, fiche.first("REGLEMENTATIONS_ACTIVITES"))
    return _entered(
        document,
        fiche,
        Certification(
            id=certification_id,
            title=title,
            kind=facts.kind(document, fiche),
            level=facts.level(document, fiche),
            segments=Title(document, title.source.start, title.source.end).segments if title else (),
            rncp_number=Fact(text=number.text, code=number.text, source=number.source) if number else None,
            kind_label=facts.kind_label(document, fiche),
            certifiers=tuple(history.certifiers(document, fiche, are_active=True)),
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
            attested_capacities=capacities,
            objectives=(objective,) if objective else (),
            entry_requirements=tuple(facts.stated(document, fiche, "PREREQUIS_ENTREE_FORMATION")),
            mastery_level=facts.fact(document, fiche.first("NIVEAU_MAITRISE_COMPETENCES")),
            renewal=facts.fact(document, fiche.first("MODALITES_RENOUVELLEMENT")),
            pages=tuple(history.pages(document, fiche)),
            registration=facts.registration(document, fiche),
            access_routes=tuple(facts.routes(document, fiche)),
            territories=tuple(facts.territories(document, fiche)),
            validation_rules=(*facts.prerequisites(document, fiche), *rules),
        ),
    )


def _entered(document: Document, fiche: ExportElement, found: Certification) -> Certification:
    """``found`` with what the register says of it as one of its entries."""
    return msgspec.structs.replace(
        found,
        former_certifiers=tuple(history.certifiers(document, fiche, are_active=False)),
        registration_type=history.registration_type(document, fiche),
        sheet_status=history.sheet_status(document, fiche),
        replaced=tuple(history.neighbours(document, fiche, "ANCIENNE")),
        replacing=tuple(history.neighbours(document, fiche, "NOUVELLE")),
        collective_agreements=tuple(facts.labelled(document, history.agreements(fiche))),
        partial_validation=history.partial_validation(document, fiche),
        validity=history.validity(document, fiche),
        acts=tuple(history.acts(document, fiche)),
        habilitations=tuple(history.habilitations(document, fiche)),
        equivalences=tuple(history.equivalences(document, fiche)),
    )


def _set_aside(draft: ReadingDraft, fiche: ExportElement) -> None:
    """Account for the fields that the graph leaves out by decision, each under its name (docs/graph.md)."""
    for place, reason in _SET_ASIDE.items():
        for element in fiche.all(place):
            for leaf in element.leaves():
                words = leaf.words(draft.document)
                draft.furnish(reason, words.start, words.end)


def _leave(draft: ReadingDraft, fiche: ExportElement, taken: set[Slice]) -> None:
    """Account for the fields that were not taken over: one issue names them."""
    spans: list[Slice] = []
    names: dict[str, int] = {}
    for field in fiche.children:
        leaves = [words for leaf in field.leaves() if (words := leaf.words(draft.document)).text]
        left = [w for w in leaves if not any(start < w.end and w.start < end for start, end in taken)]
        if len(left) < len(leaves):
            for words in left:
                draft.furnish("valeur sans place dans le graphe", words.start, words.end)
        elif left:
            spans += [(words.start, words.end) for words in left]
            names[field.tag] = names.get(field.tag, 0) + len(left)
    told = ", ".join(f"{tag} ({number})" if number > 1 else tag for tag, number in names.items())
    draft.leave(spans, f"Ces rubriques n’ont pas de place dans le graphe et ne sont pas reprises\u00a0: {told}.")

"""What a fiche says as an entry of the register: its state, its texts, who may train or assess, what it equals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from refgraph.core.text import fold
from refgraph.model import ids
from refgraph.model.records import Equivalence, Fact, Habilitation, Passage, RegistrationAct
from refgraph.reading.document import Document
from refgraph.reading.layouts.register_export.elements import ExportElement
from refgraph.reading.layouts.register_export.facts import fact, iso

_TYPES = {"enregistrement de droit": "de-droit", "enregistrement sur demande": "sur-demande"}
_STATES = {
    "publiee": "publiee",
    "depubliee": "depubliee",
    "archivee": "depubliee",
    "modifications a valider": "modifications",
    "modifications a valider par le ministere": "modifications-ministere",
}
_ACTS = {"GENERAL": "general", "CREATION": "creation", "AUTRE": "autre"}
_SCOPES = {
    "HABILITATION_FORMER": "former",
    "HABILITATION_ORGANISER": "organiser",
    "HABILITATION_ORGA_FORM": "former-organiser",
}
_HABILITATED = {"actif": "actif", "inactif": "inactif", "supprime": "supprime"}
_NEIGHBOURS = (
    "ANCIENNE_CERTIFICATION",
    "ANCIENNES_CERTIFICATIONS",
    "NOUVELLE_CERTIFICATION",
    "NOUVELLES_CERTIFICATIONS",
)
_NUMBER = re.compile(r"(?:RNCP|RS)\d{2,6}")
_YEARS = re.compile(r"(\d{1,2})\s*(?:ans?\b|années?\b)?", re.IGNORECASE)


def registration_type(document: Document, fiche: ExportElement) -> Fact | None:
    """How the certification entered the register; without code where the words are others."""
    return _noted(document, fiche.first("TYPE_ENREGISTREMENT"), _TYPES)


def sheet_status(document: Document, fiche: ExportElement) -> Fact | None:
    """The state of the fiche; without code where the words are others."""
    return _noted(document, fiche.first("ETAT_FICHE"), _STATES)


def partial_validation(document: Document, fiche: ExportElement) -> Fact | None:
    """Whether a part may be validated, with what the fiche says of that part."""
    return _noted(document, fiche.first("VALIDATION_PARTIELLE"), {"oui": "oui", "non": "non"})


def validity(document: Document, fiche: ExportElement) -> Fact | None:
    """How long the certification stays valid; the code is the number of years where nothing else is printed."""
    found = fact(document, fiche.first("DUREE_VALIDITE"))
    match = _YEARS.fullmatch(found.text) if found else None
    return Fact(text=found.text, code=match[1], source=found.source) if found and match else found


def neighbours(document: Document, fiche: ExportElement, sign: str) -> Iterator[Fact]:
    """The certifications before (« ANCIENNE ») or after (« NOUVELLE ») this one, by their numbers."""
    wrappers = (child for child in fiche.children if child.tag in _NEIGHBOURS and child.tag.startswith(sign))
    for element in chain.from_iterable(wrapper.leaves() for wrapper in wrappers):
        found = fact(document, element)
        if found and _NUMBER.fullmatch(found.text):
            yield Fact(text=found.text, code=found.text, source=found.source)


def acts(document: Document, fiche: ExportElement) -> Iterator[RegistrationAct]:
    """The published texts, by kind, in the order of the fiche."""
    found = [
        (code, published)
        for kind, code in _ACTS.items()
        for published in fiche.all(f"PUBLICATION_DECRET_{kind}/PUBLICATION_JO")
    ]
    for number, (code, published) in enumerate(found, 1):
        title, day = fact(document, published.first("TITRE")), fact(document, published.first("DATE_PUBLICATION_JO"))
        if title:
            yield RegistrationAct(
                id=ids.act(number),
                code=code,
                text=title.text,
                journal_date=iso(day.text) if day else None,
                source=title.source,
                other_sources=(day.source,) if day else (),
            )


def habilitations(document: Document, fiche: ExportElement) -> Iterator[Habilitation]:
    """What each partner may do, whatever the state of its habilitation; the rest of its element is one more passage."""
    for number, element in enumerate(fiche.all("PARTENAIRES/PARTENAIRE"), 1):
        said = {child.tag: found for child in element.children if (found := fact(document, child))}
        name = said.pop("NOM_PARTENAIRE", None)
        if name is None:
            continue
        words = {tag: each.text for tag, each in said.items()}
        yield Habilitation(
            id=ids.habilitation(number),
            text=name.text,
            siret=words.get("SIRET_PARTENAIRE"),
            code=_SCOPES.get(words.get("HABILITATION_PARTENAIRE", "")),
            state=_HABILITATED.get(fold(words.get("ETAT_HABILITATION", ""))),
            active_since=iso(words.get("DATE_ACTIF", "")),
            changed_on=iso(words.get("DATE_DERNIERE_MODIFICATION_ETAT", "")),
            source=name.source,
            other_sources=_behind(document, [each.source for each in said.values()]),
        )


def equivalences(document: Document, fiche: ExportElement) -> Iterator[Equivalence]:
    """What the register holds equal; an element without source means the whole certification."""
    for number, element in enumerate(fiche.all("CORRESPONDANCES/CORRESPONDANCE"), 1):
        target = fact(document, element.first("DESTINATION/NUMERO_FICHE"))
        ours = [fact(document, code) for code in element.all("SOURCE/BLOC_COMPETENCES/CODE")]
        theirs = [fact(document, code) for code in element.all("DESTINATION/BLOC_COMPETENCES/CODE")]
        if target:
            yield Equivalence(
                id=ids.equivalence(number),
                target=target.text,
                source_codes=tuple(code.text for code in ours if code),
                target_codes=tuple(code.text for code in theirs if code),
                source=target.source,
                other_sources=tuple(code.source for code in (*ours, *theirs) if code),
            )


def certifiers(document: Document, fiche: ExportElement, *, are_active: bool) -> Iterator[Fact]:
    """The bodies responsible for the certification, with their SIRET, or those that are no longer active."""
    for element in fiche.all("CERTIFICATEURS/CERTIFICATEUR"):
        name, siret = (
            fact(document, element.first("NOM_CERTIFICATEUR")),
            fact(document, element.first("SIRET_CERTIFICATEUR")),
        )
        state = fact(document, element.first("ETAT_CERTIFICATEUR"))
        if name and (state is None or fold(state.text) == "actif") is are_active:
            others = [each.source for each in (siret, None if are_active else state) if each]
            yield Fact(
                text=name.text, code=siret.text if siret else None, source=name.source, other_sources=tuple(others)
            )


def agreements(fiche: ExportElement) -> Iterator[tuple[ExportElement | None, ExportElement | None]]:
    """The code and the label of each collective agreement."""
    for item in fiche.all("CODES_IDCC/IDCC"):
        yield item.first("CODE"), item.first("LIBELLE")
    for path in ("CCN_1", "CCN_2", "CCN_3"):
        for item in fiche.all(path):
            yield item.first("NUMERO"), item.first("LIBELLE")


def pages(document: Document, fiche: ExportElement) -> Iterator[Fact]:
    """The addresses of pages that describe the certification; words that hold no address are kept as one."""
    for element in fiche.all("LIEN_URL_DESCRIPTION"):
        words = element.words(document)
        pieces = [words.cut(*match.span()) for match in re.finditer(r"\S+", words.text)]
        addresses = [piece for piece in pieces if re.match(r"https?://[^\s/]", piece.text)]
        for piece in addresses or ([words] if words.text else []):
            yield Fact(text=piece.text, source=document.passage(piece.start, piece.end))


def _noted(document: Document, element: ExportElement | None, codes: dict[str, str]) -> Fact | None:
    found = fact(document, element)
    return Fact(text=found.text, code=codes.get(fold(found.text)), source=found.source) if found else None


def _behind(document: Document, sources: list[Passage]) -> tuple[Passage, ...]:
    """One passage from the first to the last of ``sources``, with the tags between them."""
    if not sources:
        return ()
    return (document.passage(min(each.start for each in sources), max(each.end for each in sources)),)

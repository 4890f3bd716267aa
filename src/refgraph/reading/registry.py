"""The one way from a file to its reading: chooses the layout family, then adds and checks what all families share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import msgspec

from refgraph.core.errors import DocumentError
from refgraph.core.text import fold, mend
from refgraph.mentions import Lexicon
from refgraph.model.records import Issue, Reading
from refgraph.reading.document import Document, open_document
from refgraph.reading.layouts import columns, fiche, tables
from refgraph.reading.shared.assessment import threshold
from refgraph.reading.shared.citations import mentions
from refgraph.reading.shared.coverage import leftovers
from refgraph.reading.shared.hyphens import mended
from refgraph.reading.shared.integrity import check
from refgraph.reading.shared.titles import rncp_number

NO_CATALOGUE: Mapping[str, str] = MappingProxyType({})
_LEAST_SURE = 0.5
_HEADER_LINES = 40


class Family(Protocol):
    """A layout family: a module with these two functions."""

    def recognises(self, document: Document) -> float:
        """How surely ``document`` is of the family, from 0 to 1."""

    def read(self, document: Document, certification_id: str) -> Reading:
        """All that ``document`` says."""


FAMILIES: Mapping[str, Family] = MappingProxyType({"colonnes": columns, "fiche": fiche, "tableaux": tables})
"""The families that refgraph reads by their French name, each a package under ``sources``."""


def read(path: Path, catalogue: Mapping[str, str] = NO_CATALOGUE) -> Reading:
    """All that the document at ``path`` says.

    Raises:
        DocumentError: the file cannot be opened or decoded, or is of no known family.
        RecordError: the document contradicts itself (a number or code twice).
    """
    return read_document(open_document(path), catalogue)


def read_document(
    document: Document, catalogue: Mapping[str, str] = NO_CATALOGUE, lexicon: Lexicon | None = None
) -> Reading:
    """All that ``document`` says; ``catalogue`` gives the ids of certifications without a number, by file name.

    ``lexicon`` tells the texts that it may cite, those of the shipped register by default.

    Raises:
        DocumentError: the document is of no known family.
        RecordError: the document contradicts itself (a number or code twice).
    """
    reading = family_of(document).read(document, certification_id(document, catalogue))
    check(document, reading)
    reading = mended(document, msgspec.structs.replace(reading, mentions=mentions(document, reading, lexicon)))
    found = (*reading.issues, *leftovers(document, reading), *_pass_marks(document, reading))
    issues = sorted(found, key=lambda issue: issue.line)
    return msgspec.structs.replace(reading, issues=tuple(issues))


def _pass_marks(document: Document, reading: Reading) -> Iterator[Issue]:
    """An issue for each modality that prints a pass mark: only criteria have a field for it."""
    for modality in reading.modalities:
        if threshold(modality.text) is not None:
            message = f"Un seuil de réussite est imprimé dans la modalité, sans critère : « {mend(modality.text)} »"
            yield Issue(path=document.name, line=modality.source.line, message=message)


def family_of(document: Document) -> Family:
    """The family that recognises ``document`` most surely.

    Raises:
        DocumentError: none does.
    """
    best = max(FAMILIES.values(), key=lambda family: family.recognises(document))
    if best.recognises(document) < _LEAST_SURE:
        raise DocumentError(
            f"ce document n’est d’aucune famille connue ({', '.join(FAMILIES)}).",
            place=document.name,
            remedy="Fournissez un référentiel d’activités, de compétences et d’évaluation, ou une fiche RNCP.",
        )
    return best


def certification_id(document: Document, catalogue: Mapping[str, str] = NO_CATALOGUE) -> str:
    """The RNCP number printed in the header, else the id in ``catalogue``, else the file name made safe for an IRI."""
    lines = document.text.split("\n")
    number = rncp_number(document, len("\n".join(lines[:_HEADER_LINES])))
    if number is not None and number.code is not None:
        return number.code
    return catalogue.get(document.name) or _slug(document.stem)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "certification"


def read_catalogue(path: Path) -> dict[str, str]:
    """The ids of certifications by the name of their file, from the TOML file at ``path``.

    Raises:
        DocumentError: the file cannot be read, or an entry lacks ``file`` or ``id``.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
        return {str(entry["file"]): str(entry["id"]) for entry in entries}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise DocumentError(
            "le catalogue ne peut pas être lu.",
            place=f"{path}, ligne\u00a0{line[1]}" if line else str(path),
            remedy="Chaque entrée [[document]] donne « file » et « id ».",
        ) from error

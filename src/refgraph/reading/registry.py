"""The one way from a file to its reading: chooses the layout, then adds and checks what all layouts share."""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from types import MappingProxyType

import msgspec

from refgraph import __version__
from refgraph.core.decoding import text_of
from refgraph.core.errors import DocumentError, LayoutError, LayoutWarning
from refgraph.core.stopping import go_on
from refgraph.core.text import mend, slug
from refgraph.mentions import Lexicon, Recogniser
from refgraph.model.records import Generator, Issue, Reading
from refgraph.reading import guard
from refgraph.reading.discovery import OURS, Discovery, Known, Refused, brought_here, discover
from refgraph.reading.document import Document
from refgraph.reading.layout import LEAST_SURE
from refgraph.reading.opening import open_document
from refgraph.reading.shared import coverage, likeness, residue
from refgraph.reading.shared.assessment import threshold
from refgraph.reading.shared.citations import known_mentions
from refgraph.reading.shared.hyphens import mended
from refgraph.reading.shared.identity import registered
from refgraph.reading.shared.integrity import check
from refgraph.reading.shared.particulars import stated_id
from refgraph.reading.shared.printed import unprinted
from refgraph.reading.shared.rewriting import composed
from refgraph.reading.shared.titles import rncp_number

NO_CATALOGUE: Mapping[str, str] = MappingProxyType({})
_HEADER_LINES = 40
_REMEDY = "Fournissez un référentiel d’activités, de compétences et d’évaluation, ou une fiche RNCP."


@cache
def discovery() -> Discovery:
    """The layouts that are installed, looked for once; each that cannot be used is told in a `LayoutWarning`."""
    found = discover(distributions())
    if not any(known.package == OURS for known in found.known.values()):
        found = Discovery(found.known, (*found.refused, _incomplete()))
    for refused in found.refused:
        warnings.warn(str(refused.error), LayoutWarning, stacklevel=2)
    return found


def signature_of_others() -> str:
    """The layouts of other packages with their versions, one a line: they are loaded to be asked, where there are any.

    What ours read changes with refgraph itself.
    """
    if not brought_here():
        return ""
    others = (known for known in discovery().known.values() if known.package != OURS)
    return "".join(f"{known.sign}\n" for known in others)


def read(path: Path, catalogue: Mapping[str, str] = NO_CATALOGUE) -> Reading:
    """All that the document at ``path`` says.

    Raises:
        DocumentError: the file cannot be opened or decoded, or is of no known layout.
        LayoutError: its layout fails.
        RecordError: the document contradicts itself (a number or code twice).
    """
    return read_document(open_document(path), catalogue)


def read_document(
    document: Document,
    catalogue: Mapping[str, str] = NO_CATALOGUE,
    lexicon: Lexicon | Recogniser | None = None,
    layout: str | None = None,
) -> Reading:
    """All that ``document`` says; ``catalogue`` gives the ids of certifications without a number, by file name.

    ``lexicon`` tells the texts that it may cite, those of the shipped register by default. ``layout`` is the name of
    the layout to read it with, by default the one that recognises it most surely.

    Raises:
        DocumentError: the document is of no known layout.
        LayoutError: there is no layout of that name, or it fails.
        RecordError: the document contradicts itself (a number or code twice).
    """
    chosen, *rivals = [named(layout)] if layout else recognised(document)
    recogniser = Recogniser.of(lexicon)
    reading = read_with(chosen, document, catalogue, recogniser)
    made = Generator(layout=chosen.sign, lexicon=recogniser.lexicon.checksum)
    reading = msgspec.structs.replace(reading, generator=made)
    return _with_issues(reading, (_rivalry(document, chosen, rival) for rival in rivals))


def read_with(
    known: Known,
    document: Document,
    catalogue: Mapping[str, str] = NO_CATALOGUE,
    lexicon: Lexicon | Recogniser | None = None,
) -> Reading:
    """What ``known`` reads in ``document``, checked, with what all layouts share (see `read_document`)."""
    go_on()
    reading = guard.reading(known, document, certification_id(document, catalogue))
    go_on()
    check(document, reading)
    reading = composed(document.text, _with_issues(reading, _unprinted(document, reading)))
    reading = mended(document, msgspec.structs.replace(reading, mentions=known_mentions(document, reading, lexicon)))
    for left in (coverage.leftovers, residue.leftovers, _pass_marks):
        reading = _with_issues(reading, left(document, reading))
    return _with_issues(reading, (Issue(path=document.name, line=1, message=remark) for remark in document.remarks))


def _with_issues(reading: Reading, issues: Iterable[Issue]) -> Reading:
    """``reading`` with ``issues`` as well, in the order of the document."""
    found = sorted((*reading.issues, *issues), key=lambda issue: issue.line)
    return msgspec.structs.replace(reading, issues=tuple(found))


def _unprinted(document: Document, reading: Reading) -> Iterator[Issue]:
    """An issue for each item that says what its passages do not print."""
    for item, text in unprinted(reading):
        message = f"Le passage cité n’imprime pas « {mend(text)} » : cela reste à vérifier."
        yield Issue(path=document.name, line=item.source.line, message=message)


def recognised(document: Document) -> list[Known]:
    """The layouts that recognise ``document``, the surest first, and of two that are as sure, ours.

    One that fails is left aside with a `LayoutWarning`.

    Raises:
        DocumentError: none does.
        LayoutError: there is no layout at all.
    """
    known = discovery().known.values()
    if not known:
        raise _incomplete().error
    sure = {one.name: _sureness(one, document) for one in known}
    found = sorted((one for one in known if sure[one.name] >= LEAST_SURE), key=lambda one: -sure[one.name])
    if not found:
        what, remedy = likeness.of(document) or ("", _REMEDY)
        seems = f"\u00a0; il semble être {what}" if what else ""
        raise DocumentError(
            f"ce document n’est d’aucune mise en page connue ({', '.join(sure)}){seems}.",
            place=document.name,
            remedy=remedy,
        )
    return found


def named(layout: str) -> Known:
    """The layout of that name.

    Raises:
        LayoutError: there is none, or it cannot be used.
    """
    found = discovery()
    if layout in found.known:
        return found.known[layout]
    for refused in found.refused:
        if refused.name == layout:
            raise refused.error
    raise LayoutError(
        f"aucune mise en page ne s’appelle « {layout} ».",
        remedy=f"Choisissez parmi\u00a0: {', '.join(found.known)}.",
    )


def _sureness(known: Known, document: Document) -> float:
    go_on()
    try:
        return guard.sureness(known, document)
    except LayoutError as error:
        warnings.warn(str(error), LayoutWarning, stacklevel=2)
        return 0.0


def _rivalry(document: Document, chosen: Known, rival: Known) -> Issue:
    """An issue that says that another layout recognises the document too: a person has to look which is right."""
    message = (
        f"La mise en page « {rival.name} » ({rival.origin}) reconnaît aussi ce document, "
        f"lu ici comme « {chosen.name} » ({chosen.origin})."
    )
    return Issue(path=document.name, line=1, message=message)


def _incomplete() -> Refused:
    """Why ours are not there: what is installed is older than this code, or a part of it."""
    return Refused(
        name="",
        origin=f"{OURS} {__version__}",
        error=LayoutError(
            "les mises en page de refgraph ne sont pas installées.",
            place=f"paquet {OURS} {__version__}",
            remedy="Réinstallez refgraph\u00a0: « make app », ou « pip install --no-deps --no-build-isolation -e . ».",
        ),
    )


def _pass_marks(document: Document, reading: Reading) -> Iterator[Issue]:
    """An issue for each modality that prints a pass mark: only criteria have a field for it."""
    for modality in reading.modalities:
        if threshold(modality.text) is not None:
            message = f"Un seuil de réussite est imprimé dans la modalité, sans critère : « {mend(modality.text)} »"
            yield Issue(path=document.name, line=modality.source.line, message=message)


def certification_id(document: Document, catalogue: Mapping[str, str] = NO_CATALOGUE) -> str:
    """The id in ``catalogue``, which a person chose; else the number that the header prints, else the file name made
    safe for an IRI."""
    if chosen := catalogue.get(document.name):
        return chosen
    return printed_id(document) or slug(document.stem) or "certification"


def printed_id(document: Document) -> str | None:
    """The number under which the register has the certification, as the header prints it; in the model of refgraph,
    the id that stands beside its facts."""
    if (stated := stated_id(document.text)) is not None:
        return stated
    header = "\n".join(document.text.split("\n")[:_HEADER_LINES])
    number = rncp_number(document, len(header))
    number = number or registered(document, 0, len(header))
    if number is not None and number.code is not None:
        return number.code
    return None


def read_catalogue(path: Path) -> dict[str, str]:
    """The ids of certifications by the name of their file, from the TOML file at ``path``.

    Raises:
        DocumentError: the file cannot be read, or an entry lacks ``file`` or ``id``.
    """
    text = text_of(path, DocumentError)
    try:
        entries = tomllib.loads(text).get("document", [])
        return {str(entry["file"]): str(entry["id"]) for entry in entries}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise DocumentError(
            "le catalogue ne peut pas être lu.",
            place=f"{path}, ligne\u00a0{line[1]}" if line else str(path),
            remedy="Chaque entrée [[document]] donne « file » et « id ».",
        ) from error

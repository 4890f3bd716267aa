"""A layout asked as one that may be anybody's: what it answers is looked at before anything rests on it."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from numbers import Real

import msgspec

from refgraph.core.errors import LayoutError, LayoutWarning, RecordError, RefgraphError
from refgraph.model.records import Basis, DocumentInfo, Passage, Reading
from refgraph.reading import recordfile
from refgraph.reading.discovery import Known, cause
from refgraph.reading.document import Document
from refgraph.reading.shared.coverage import passages

PATIENCE = 30.0
"""Seconds after which a person is told which layout is still at work, and on what."""

_READ = (Basis.EXTRAIT, Basis.DEDUIT)
"""How a reader may know something; the rest is said by people and other sources."""


def sureness(known: Known, document: Document) -> float:
    """How surely ``known`` recognises ``document``, from 0 to 1.

    Raises:
        LayoutError: it fails, answers with anything but a number from 0 to 1, or changes the document.
    """
    with _asked(known, document):
        answer: object = known.layout.recognises(document)
    if not isinstance(answer, Real) or not 0 <= float(answer) <= 1:
        raise _error(known, document, f"recognises rend {_shown(answer)} au lieu d’un nombre de 0 à 1.")
    return float(answer)


def reading(known: Known, document: Document, certification_id: str) -> Reading:
    """What ``known`` reads in ``document``, each field of the kind that it should be.

    Raises:
        LayoutError: it fails, gives no reading of this document, claims what no reader can know, or changes the
            document.
        RefgraphError: what it says of the document.
    """
    with _asked(known, document):
        answer: object = known.layout.read(document, certification_id)
    if not isinstance(answer, Reading):
        raise _error(known, document, f"read rend {_shown(answer)} au lieu d’une lecture (Reading).")
    found = _typed(known, document, answer)
    expected = DocumentInfo(name=document.name, sha256=document.sha256, family=known.name)
    if found.document != expected or found.certification.id != certification_id:
        raise _error(known, document, "la lecture est celle d’un autre document, famille ou certification.")
    for passage in passages(found):
        if wrong := _wrong(document, passage):
            raise _error(known, document, f"le passage « {passage.quote} » (ligne {passage.line}) {wrong}.")
    return found


def _typed(known: Known, document: Document, answer: Reading) -> Reading:
    """``answer`` as its file would give it back: a list as a tuple, and nothing that is no record."""
    try:
        return recordfile.parse(msgspec.json.encode(answer), "lecture")
    except RecordError as error:
        raise _error(known, document, f"{error.place}\u00a0: {error.message}") from error
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise _error(known, document, f"la lecture ne peut pas être enregistrée ({cause(error)}).") from error


def _wrong(document: Document, passage: Passage) -> str | None:
    """What is wrong with ``passage``, as the end of a French sentence."""
    if passage.basis not in _READ:
        return f"est dit « {passage.basis} », un lecteur ne dit que « {' » ou « '.join(_READ)} »"
    if not 0 <= passage.start <= passage.end <= len(document.text):
        return "n’est pas dans le document"
    if document.line_at(passage.start) != passage.line:
        return f"est à la ligne {document.line_at(passage.start)} du document"
    return None


@contextmanager
def _asked(known: Known, document: Document) -> Iterator[None]:
    """Run code of ``known`` on ``document``: its own faults are told as such, and how long it takes as well."""
    before = (document.name, document.text, document.sha256)
    watch = threading.Timer(PATIENCE, _tell_slow, (known, document))
    watch.daemon = True
    watch.start()
    try:
        yield
    except RefgraphError:
        raise
    except (Exception, SystemExit) as error:
        raise _error(known, document, f"la mise en page échoue ({cause(error)}).") from error
    finally:
        watch.cancel()
    if (document.name, document.text, document.sha256) != before:
        raise _error(known, document, "la mise en page a changé le document qu’elle lit.")


def _tell_slow(known: Known, document: Document) -> None:
    place = f"{document.name}, mise en page « {known.name} » ({known.origin})"
    warnings.warn(f"{place}\u00a0: la lecture dure plus de {PATIENCE:.0f}\u00a0s.", LayoutWarning, stacklevel=1)


def _shown(answer: object) -> str:
    return "rien" if answer is None else f"« {answer} »" if isinstance(answer, Real) else type(answer).__name__


def _error(known: Known, document: Document, message: str) -> LayoutError:
    return LayoutError(
        message,
        place=f"{document.name}, mise en page « {known.name} » ({known.origin})",
        remedy="Choisissez une autre mise en page (--layout), et signalez-le à l’auteur du paquet.",
    )

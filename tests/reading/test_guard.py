"""Layouts that lie, fail, dawdle or meddle: what they answer is refused with their name before anything rests on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from refgraph.core.errors import DocumentError, LayoutError, LayoutWarning
from refgraph.model.records import Basis, Bloc, Certification, DocumentInfo, Fact, Reading
from refgraph.reading import guard
from refgraph.reading.discovery import Known
from refgraph.reading.document import Document
from refgraph.reading.opening import decode

DOCUMENT = decode("CQP Boulanger\nBLOC 1 Pétrir\n".encode(), "boulanger.txt")
WHO = "boulanger.txt, mise en page « essai » (acme 1.0) : "
REMEDY = " Choisissez une autre mise en page (--layout), et signalez-le à l’auteur du paquet."


def honest(document: Document, certification_id: str) -> Reading:
    return Reading(
        document=DocumentInfo(name=document.name, sha256=document.sha256, family="essai"),
        certification=Certification(
            id=certification_id, title=Fact(text="CQP Boulanger", source=document.passage(0, 13))
        ),
        blocs=(Bloc(id="bloc/1", number=1, text="Pétrir", code="1", source=document.passage(14, 27)),),
    )


class Essai:
    NAME, VERSION, DESCRIPTION = "essai", "1", "Essais"

    def __init__(self, read: Callable[[Document, str], Any] = honest, sure: Callable[[Document], Any] = lambda _: 1.0):
        self.read, self.recognises = read, sure


def known(**functions: Callable[..., Any]) -> Known:
    return Known(Essai(**functions), "acme", "1.0")


def changed(**fields: object) -> Callable[[Document, str], Reading]:
    return lambda document, name: msgspec.structs.replace(honest(document, name), **fields)


def with_title(**fields: object) -> Callable[[Document, str], Reading]:
    def read(document: Document, name: str) -> Reading:
        found = honest(document, name)
        assert found.certification.title is not None
        source = msgspec.structs.replace(found.certification.title.source, **fields)
        title = Fact(text="CQP Boulanger", source=source)
        return msgspec.structs.replace(found, certification=Certification(id=name, title=title))

    return read


def _fail(*_: object) -> None:
    raise ZeroDivisionError("division by zero\nand more")


def _leave(*_: object) -> None:
    raise SystemExit(3)


def _for_ever(document: Document, name: str) -> Reading:
    return _for_ever(document, name)


def _meddle(document: Document, *_: object) -> Reading:
    object.__setattr__(document, "text", "CQP Boulanger\nBLOC 1 Vendre\n")
    return honest(document, "b")


def test_an_honest_reading_passes() -> None:
    """What a layout reads comes through unchanged."""
    assert guard.reading(known(), DOCUMENT, "b") == honest(DOCUMENT, "b")
    assert guard.sureness(known(sure=lambda _: 1), DOCUMENT) == 1.0


READINGS: dict[str, tuple[Callable[[Document, str], Any], str]] = {
    "nothing": (lambda *_: None, "read rend rien au lieu d’une lecture (Reading)."),
    "another type": (lambda *_: {"blocs": []}, "read rend dict au lieu d’une lecture (Reading)."),
    "a fault": (_fail, "la mise en page échoue (ZeroDivisionError\u00a0: division by zero and more)."),
    "an exit": (_leave, "la mise en page échoue (SystemExit\u00a0: 3)."),
    "endless recursion": (
        _for_ever,
        "la mise en page échoue (RecursionError\u00a0: maximum recursion depth exceeded).",
    ),
    "a text for a number": (
        lambda document, name: msgspec.structs.replace(
            honest(document, name),
            blocs=(msgspec.structs.replace(honest(document, name).blocs[0], number="premier"),),
        ),
        "lecture, bloc 1, champ « number »\u00a0: un nombre entier est attendu, le fichier donne un texte.",
    ),
    "what no file can hold": (
        changed(mentions=(object(),)),
        "la lecture ne peut pas être enregistrée (TypeError\u00a0: Encoding objects of type object is unsupported).",
    ),
    "another family": (
        changed(document=DocumentInfo(name="boulanger.txt", sha256=DOCUMENT.sha256, family="fiche")),
        "la lecture est celle d’un autre document, famille ou certification.",
    ),
    "another certification": (
        lambda document, _: honest(document, "autre"),
        "la lecture est celle d’un autre document, famille ou certification.",
    ),
    "what only a person can say": (
        with_title(basis=Basis.SAISI),
        "le passage « CQP Boulanger » (ligne 1) est dit « saisi », un lecteur ne dit que « extrait » ou « déduit ».",
    ),
    "the end of the document from behind": (
        with_title(start=-28, end=-15),
        "le passage « CQP Boulanger » (ligne 1) n’est pas dans le document.",
    ),
    "beyond the end": (with_title(end=99), "le passage « CQP Boulanger » (ligne 1) n’est pas dans le document."),
    "another line": (
        with_title(line=2),
        "le passage « CQP Boulanger » (ligne 2) est à la ligne 1 du document.",
    ),
}


@pytest.mark.parametrize("case", READINGS)
def test_what_is_no_reading_is_refused(case: str) -> None:
    """A fault of somebody's reader is told with document, layout, package and remedy, never as a fault of refgraph."""
    read, message = READINGS[case]
    with pytest.raises(LayoutError) as refused:
        guard.reading(known(read=read), DOCUMENT, "b")
    assert str(refused.value) == WHO + message + REMEDY


def test_a_document_changed_under_our_hands_is_refused() -> None:
    """Passages must lead to what the file says, not to what a layout wrote over it."""
    for call in (
        lambda document: guard.reading(known(read=_meddle), document, "b"),
        lambda document: guard.sureness(known(sure=_meddle), document),
    ):
        with pytest.raises(LayoutError, match="la mise en page a changé le document qu’elle lit"):
            call(decode("CQP Boulanger\nBLOC 1 Pétrir\n".encode(), "boulanger.txt"))


def test_what_a_layout_says_of_the_document_is_passed_on() -> None:
    """A refusal of the document is no fault of the layout."""

    def refuse(document: Document, _: str) -> Reading:
        raise DocumentError("le document n’a pas de bloc.", place=document.name)

    with pytest.raises(DocumentError, match=r"^boulanger\.txt : le document n’a pas de bloc\.$"):
        guard.reading(known(read=refuse), DOCUMENT, "b")


def test_lists_become_tuples() -> None:
    """What would change after it was read is taken as it is now."""
    found = guard.reading(known(read=changed(blocs=list(honest(DOCUMENT, "b").blocs))), DOCUMENT, "b")
    assert found == honest(DOCUMENT, "b")


@pytest.mark.parametrize(
    ("answer", "shown"),
    [(1.1, "« 1.1 »"), (-1, "« -1 »"), (float("nan"), "« nan »"), ("sûr", "str"), (None, "rien")],
)
def test_what_is_no_sureness_is_refused(answer: object, shown: str) -> None:
    """A layout cannot be surer than certain, nor sure of nothing."""
    with pytest.raises(LayoutError) as refused:
        guard.sureness(known(sure=lambda _: answer), DOCUMENT)
    assert str(refused.value) == f"{WHO}recognises rend {shown} au lieu d’un nombre de 0 à 1.{REMEDY}"


def test_whoever_waits_is_told_for_what(monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout that does not come to an end is named, so that a person knows what to stop."""
    monkeypatch.setattr(guard, "PATIENCE", 0.05)

    def dawdle(document: Document) -> float:
        with pytest.warns(LayoutWarning, match=r"^boulanger.txt, mise en page « essai » \(acme 1.0\)\u00a0: la"):
            time.sleep(1)
        return 0.5

    assert guard.sureness(known(sure=dawdle), DOCUMENT) == 0.5

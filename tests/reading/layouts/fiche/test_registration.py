"""Which of several arrêtés is the registration of a fiche."""

from __future__ import annotations

from refgraph.reading.layouts.fiche import registration
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.opening import decode

FIRST = "Arrêté du 3 mai 2020 publié au JO du 9 mai 2020, jusqu’au 9 mai 2025"
SECOND = "Arrêté du 4 mai 2020 publié au JO du 9 mai 2020, jusqu’au 9 mai 2025"
LATER = "Arrêté du 5 mai 2020 publié au JO du 9 mai 2020, jusqu’au 9 mai 2026"


def decided(*sections: tuple[str, str]) -> str | None:
    """The day of the arrêté that is taken from sections (key and text) printed one below the other."""
    document = decode("\n".join(text for _, text in sections).encode(), "fiche.txt")
    found: list[Section] = []
    start = 0
    for key, text in sections:
        found.append(Section(key, (start, start), start, start + len(text)))
        start += len(text) + 1
    taken = registration.read(document, found)
    return taken.decision_date if taken else None


def test_the_arrete_in_force_the_longest_is_the_registration() -> None:
    """Whichever section prints it; of two that end on one day it is that of the section « création »."""
    assert decided(("creation", FIRST), ("others", LATER)) == "2020-05-05"
    assert decided(("others", SECOND), ("creation", FIRST)) == "2020-05-03"
    assert decided(("creation", FIRST), ("others", SECOND)) == "2020-05-03"
    assert decided(("others", "Sans objet")) is None

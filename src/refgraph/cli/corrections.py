"""What became of corrections, told on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from refgraph.core.french import NBSP, count

if TYPE_CHECKING:
    from refgraph.reading.corrections import Correction, CorrectionOutcome


def corrections_told(outcomes: Iterable[CorrectionOutcome]) -> Iterator[str]:
    """What a build says of the corrections of one document: how many count, and each that someone has to decide."""
    from refgraph.reading.corrections import Status, sentence

    found = list(outcomes)
    applied = sum(each.status is Status.APPLIED for each in found)
    needless = sum(each.status is Status.NEEDLESS for each in found)
    if applied:
        yield f"{count(applied, 'correction appliquée', 'corrections appliquées')} (« refgraph correct list »)"
    if needless:
        said = "correction n’est plus nécessaire", "corrections ne sont plus nécessaires"
        yield f"{count(needless, *said)}{NBSP}: c’est ce qui est lu maintenant"
    for each in found:
        if each.is_open:
            yield f"{each.status.value} [{each.correction.key}]{NBSP}: {sentence(each)}"
    if any(each.is_open for each in found):
        yield "(« refgraph correct settle RÉFÉRENCE » en décide ; d’ici là, ces corrections ne comptent pas)"


def unplaced_told(corrections: Iterable[Correction]) -> Iterator[str]:
    """The corrections of certifications that no document describes."""
    from refgraph.reading.corrections import sentence_of

    for each in corrections:
        yield f"aucun document ne décrit {each.certification} [{each.key}]{NBSP}: {sentence_of(each)}"

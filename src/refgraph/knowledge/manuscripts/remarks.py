"""What there is to tell the author, sentence by sentence, each at the item that it is about.

The words of others are never in a remark: it names the passage where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.core.french import NBSP, count, day, percent
from refgraph.core.namespaces import item_iri
from refgraph.knowledge.certifications import ComparedCertification
from refgraph.knowledge.excerpts import Excerpt
from refgraph.knowledge.manuscripts.beside import Beside
from refgraph.knowledge.manuscripts.nearest import Nearest

LITERAL = "Code du travail, article R. 6113-8-1"


@dataclass(frozen=True)
class Remark:
    """One ``sentence`` about the ``item`` (its id; empty: the certification), of a ``kind`` in French."""

    item: str
    kind: str
    sentence: str


def notes(found: Beside) -> list[tuple[str, str]]:
    """The remarks as they stand in the margins of a manuscript that goes out."""
    return [(one.item, f"{one.kind}{NBSP}: {one.sentence}") for one in remarks(found)]


def remarks(found: Beside) -> list[Remark]:
    """All that there is to tell of a manuscript, the gravest kind first."""
    start = len(found.iri) + 1
    told = [(iri[start:], kind, sentence) for iri, kind, sentence in _told(found)]
    return [Remark(*one) for one in dict.fromkeys(told)]


def _told(found: Beside) -> Iterator[tuple[str, str, str]]:
    for copy in found.copies:
        where = _named(copy.second.certification, copy.second.passage)
        words = f"{count(copy.words, 'mot')} de suite"
        yield copy.first.iri, "Reproduction littérale", f"{copy.kind}{NBSP}: {words}, comme {where} ({LITERAL})."
    for finding in found.findings:
        yield finding.place.iri, finding.rule.title, finding.sentence
    for alert in found.alerts:
        since = f" ({day(alert.day.isoformat())})" if alert.day else ""
        for one in alert.cited:
            said = f"«{NBSP}{one.words}{NBSP}»{NBSP}: {alert.happened}{since} {alert.instead}"
            yield one.owner.iri, f"Texte {alert.change.word}", " ".join(said.split())
    for gap in found.gaps:
        iri = item_iri(found.record.certification.id, gap.competence.id)
        yield iri, "À compléter", f"Aucun{_e(gap.lacking)} {gap.lacking} n’est documenté{_e(gap.lacking)}."
    for near in found.nearest:
        yield near.competence.iri, "Compétence proche", f"{_near(near)}."


def _near(one: Nearest) -> str:
    where = _named(one.certification, one.other.passage)
    return f"Proche à {percent(one.likeness)} de {one.other.code or 'la compétence'}, {where}"


def _named(certification: ComparedCertification, passage: Excerpt | None) -> str:
    return f"{certification.title} ({passage or certification.iri.rpartition('/')[2]})"


def _e(noun: str) -> str:
    return "e" if noun.startswith("modalité") else ""

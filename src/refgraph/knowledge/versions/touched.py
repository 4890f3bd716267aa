"""What a new version touches: the decisions and signatures on the old one, and the comparisons that rest on them.

Nothing is carried over by itself: a decision on a competence whose words are the same can follow by a person's word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from refgraph.core.errors import MappingError
from refgraph.core.namespaces import item_iri
from refgraph.core.table import Cell, Resource, Table
from refgraph.graph.sssom import MappingRow, compress, decompress, version
from refgraph.knowledge.decisions import WORDS, Decision, decision_of, relation
from refgraph.knowledge.dossier import Signature
from refgraph.knowledge.versions.difference import Fate, ItemFate, VersionDifference
from refgraph.knowledge.versions.items import VersionKind
from refgraph.knowledge.wording import marked

FOLLOWS, LOOK, GONE = "peut suivre", "à relire", "sans suite"


@dataclass(frozen=True)
class TouchedDecision:
    """A decision on a competence of the old version, and what became of it; ``end`` is ``subject`` or ``object``."""

    row: MappingRow
    end: str
    fates: tuple[ItemFate, ...]

    @property
    def state(self) -> str:
        """Whether it can follow as it stands, is to be looked at again, or has nothing to follow to."""
        if not any(each.new for each in self.fates):
            return GONE
        return FOLLOWS if self.is_same else LOOK

    @property
    def is_same(self) -> bool:
        """Whether the competence says what it said when it was decided on, in one place of the new version."""
        if len(self.fates) != 1 or self.fates[0].fate not in (Fate.IDENTICAL, Fate.MOVED):
            return False
        return self.row[f"{self.end}_source_version"] in ("", version(_statement(self.fates[0].old[0].text)))

    def carried(self, successor: str, reviewer: str, day: date) -> MappingRow:
        """The decision on the competence of the certification ``successor``, as ``reviewer`` takes it over.

        Raises:
            MappingError: nobody signs, or the competence does not say the same.
        """
        if not reviewer.strip():
            raise MappingError("la reprise n’est pas signée.", remedy="Donnez le nom du relecteur.")
        new = self.fates[0].new if self.fates else None
        if not self.is_same or new is None:
            raise MappingError(
                f"{self.row[f'{self.end}_id']} ne dit plus la même chose.", remedy="Relisez la paire, puis décidez."
            )
        statement = _statement(new.text)
        earlier = self.row.reviewer
        told = f"Reprise de {self.row[f'{self.end}_id']}, décidé par {earlier} le {self.row['review_date']}."
        return self.row.with_slots(
            **{
                f"{self.end}_id": compress(item_iri(successor, new.id)),
                f"{self.end}_label": statement,
                f"{self.end}_source": compress(item_iri(successor, "")).rstrip("/"),
                f"{self.end}_source_version": version(statement),
                "reviewer_label": reviewer.strip(),
                "reviewer_id": "",
                "review_date": day.isoformat(),
                "comment": " ".join((self.row["comment"], told)).strip(),
                "record_id": "",
            }
        ).oriented()


@dataclass(frozen=True)
class TouchedSignature:
    """A signed verdict on a bloc of the old version, and what became of the bloc and of its competences."""

    signature: Signature
    bloc: str
    fates: tuple[ItemFate, ...]
    competences: tuple[ItemFate, ...]


@dataclass(frozen=True)
class Touched:
    """All that a difference of versions touches."""

    difference: VersionDifference
    decisions: tuple[TouchedDecision, ...]
    signatures: tuple[TouchedSignature, ...]

    @property
    def following(self) -> list[TouchedDecision]:
        """The decisions that can follow as they stand."""
        return [each for each in self.decisions if each.state == FOLLOWS]


def touched(difference: VersionDifference, rows: Iterable[MappingRow], signatures: Iterable[Signature]) -> Touched:
    """What of the decisions ``rows`` and of the ``signatures`` is about the old version of ``difference``."""
    own = f"{compress(item_iri(difference.old.id, ''))}".rstrip("/") + "/"
    decisions = [
        TouchedDecision(row, end, _fates(difference, row[f"{end}_id"].removeprefix(own)))
        for row in rows
        for end in ("subject", "object")
        if row[f"{end}_id"].startswith(own) and decision_of(row) is not None
    ]
    verdicts = [
        TouchedSignature(
            one, bloc, _fates(difference, bloc.removeprefix(own)), _of_bloc(difference, bloc.removeprefix(own))
        )
        for one in signatures
        for bloc in (one.first, one.second)
        if bloc.startswith(own)
    ]
    return Touched(difference, tuple(decisions), tuple(verdicts))


def touched_tables(found: Touched) -> list[Table]:
    """What is touched: the decisions with the old words and the new ones, the signatures, the comparisons."""
    return [_decisions(found), _signatures(found), _comparisons(found)]


def _decisions(found: Touched) -> Table:
    columns = (
        "Décision", "Suite", "Avant", "Après", "En face", "Relation", "Par", "Le", "Identifiant avant",
        "Identifiant après",
    )  # fmt: skip
    rows = tuple(_decision(found, each) for each in found.decisions)
    return Table(columns, rows, title="Décisions touchées", empty="Aucune décision ne porte sur la version d’avant.")


def _decision(found: Touched, each: TouchedDecision) -> tuple[Cell, ...]:
    row, other = each.row, "object" if each.end == "subject" else "subject"
    decision = decision_of(row)
    news = [one.new for one in each.fates if one.new]
    old, new = marked(row[f"{each.end}_label"], "\n".join(_statement(one.text) for one in news))
    return (
        WORDS[decision] if decision else "",
        each.state,
        old,
        new,
        row[f"{other}_label"],
        relation(row) if decision is not Decision.REJECT else "",
        row.reviewer,
        date.fromisoformat(row["review_date"]) if row["review_date"] else None,
        row[f"{each.end}_id"].removeprefix("rgid:"),
        "\n".join(f"{found.difference.new.id}/{one.id}" for one in news),
    )


def _signatures(found: Touched) -> Table:
    columns = ("Bloc d’avant", "Bloc d’après", "En face", "Verdict", "Signé par", "Le", "Suite")
    rows = tuple(_signature(each) for each in found.signatures)
    return Table(columns, rows, title="Signatures touchées", empty="Aucun verdict ne porte sur la version d’avant.")


def _signature(each: TouchedSignature) -> tuple[Cell, ...]:
    one = each.signature
    other = one.second if each.bloc == one.first else one.first
    changed = [fate for fate in each.competences if fate.fate is not Fate.IDENTICAL]
    after = "\n".join(fate.new.text for fate in each.fates if fate.new)
    told = "mêmes compétences\u00a0: à signer de nouveau" if not changed else "compétences changées\u00a0: à relire"
    return (
        each.bloc.removeprefix("rgid:"),
        after or "supprimé",
        Resource(decompress(other), other.removeprefix("rgid:")),
        one.verdict,
        one.person,
        date.fromisoformat(one.day),
        told if after else GONE,
    )


def _comparisons(found: Touched) -> Table:
    """The certifications that decisions tie to the old version, and how many of these wait for a look."""
    counted: dict[str, Counter[str]] = {}
    for each in found.decisions:
        other = "object" if each.end == "subject" else "subject"
        counted.setdefault(each.row[f"{other}_source"], Counter())[each.state] += 1
    rows = tuple(
        (
            Resource(decompress(source), source.removeprefix("rgid:")),
            counts[FOLLOWS],
            counts[LOOK],
            counts[GONE],
        )
        for source, counts in sorted(counted.items())
    )
    columns = ("Comparée à", "Décisions qui peuvent suivre", "À relire", "Sans suite")
    return Table(columns, rows, title="Comparaisons à revoir", empty="Aucune ne repose sur la version d’avant.")


def _fates(difference: VersionDifference, id: str) -> tuple[ItemFate, ...]:
    return tuple(difference.successors(id))


def _of_bloc(difference: VersionDifference, bloc: str) -> tuple[ItemFate, ...]:
    """What became of the competences of an old bloc, and what came into those that it became."""
    after = {each.new.id for each in difference.successors(bloc) if each.new}
    return tuple(
        each
        for each in difference.of(VersionKind.COMPETENCE)
        if any(one.bloc == bloc for one in each.old) or (each.new and each.new.bloc in after)
    )


def carried(found: Touched, successor: str, reviewer: str, day: date) -> list[MappingRow]:
    """All decisions that can follow, on the competences of the certification ``successor``.

    Raises:
        MappingError: nobody signs.
    """
    return [each.carried(successor, reviewer, day) for each in _distinct(found.following)]


def _distinct(found: Sequence[TouchedDecision]) -> list[TouchedDecision]:
    """Those of different rows: of one between two competences of the old version neither end has changed."""
    return [each for at, each in enumerate(found) if all(each.row is not other.row for other in found[:at])]


def _statement(text: str) -> str:
    """The statement of a competence, without its steps."""
    return text.partition("\n")[0]

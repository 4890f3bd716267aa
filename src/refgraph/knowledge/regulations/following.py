"""Decisions on mentions when a document changes: they follow the words that they were taken on, or wait.

A decision stands where its mention still has its words. Else it follows to the one other mention of these words that
nobody decided on. What neither stands nor follows is kept in the file, tells nothing of the document, and is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from refgraph.core.text import fold, mend
from refgraph.knowledge.regulations.settlements import COLUMNS, Settlement
from refgraph.model.records import Reading

_Key = tuple[str, str]
_CERTIFICATION, _MENTION = COLUMNS.index("certification"), COLUMNS.index("mention")


def stands(settlement: Settlement, reading: Reading) -> bool:
    """Whether ``reading`` is of the certification of ``settlement`` and prints its words where it says."""
    return settlement.certification == reading.certification.id and any(
        mention.id == settlement.mention and _folded(mention.text) == _folded(settlement.words)
        for mention in reading.mentions
    )


@dataclass(frozen=True)
class FollowedSettlements:
    """The text of a file of decisions after following, and each decision that moved with the mention it is on now."""

    text: str
    moves: tuple[tuple[Settlement, str], ...] = ()


def follow_settlements(
    text: str, settlements: Sequence[Settlement], readings: Iterable[Reading]
) -> FollowedSettlements:
    """``text``, the file of ``settlements``, with the mentions that moved as they are now; the rest as it was."""
    wanted = _moves(settlements, {reading.certification.id: reading for reading in readings})
    if not wanted:
        return FollowedSettlements(text)
    lines = [_moved(line, wanted) for line in text.splitlines(keepends=True)]
    moves = [(one, wanted[key]) for one in settlements if (key := (one.certification, one.mention)) in wanted]
    return FollowedSettlements("".join(lines), tuple(moves))


def _moves(settlements: Sequence[Settlement], readings: Mapping[str, Reading]) -> Mapping[_Key, str]:
    """The mention that each decision follows to, by its certification and the mention that it was on."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, reading in readings.items():
        for mention in reading.mentions:
            places[name, _folded(mention.text)].append(mention.id)
    standing: set[_Key] = set()
    loose = []
    for one in settlements:
        if one.certification in readings and stands(one, readings[one.certification]):
            standing.add((one.certification, one.mention))
        else:
            loose.append(one)
    found = {}
    for one in loose:
        now = places.get((one.certification, _folded(one.words)), [])
        if len(now) == 1:
            found[one.certification, one.mention] = now[0]
    return _without_clashes(found, {(one.certification, one.mention) for one in loose}, standing)


def _without_clashes(found: Mapping[_Key, str], loose: set[_Key], standing: set[_Key]) -> Mapping[_Key, str]:
    """``found`` without the moves to a mention that another decision is on, or moves to."""
    while True:
        taken = Counter([(certification, now) for (certification, _), now in found.items()])
        taken.update(standing | (loose - found.keys()))
        kept = {key: now for key, now in found.items() if taken[key[0], now] == 1}
        if len(kept) == len(found):
            return kept
        found = kept


def _moved(line: str, wanted: Mapping[_Key, str]) -> str:
    fields = line.split("\t")
    if len(fields) == len(COLUMNS) and not line.startswith("#"):
        key = fields[_CERTIFICATION].strip(), fields[_MENTION].strip()
        if key in wanted:
            fields[_MENTION] = fields[_MENTION].replace(key[1], wanted[key])
    return "\t".join(fields)


def _folded(words: str) -> str:
    return fold(mend(words))

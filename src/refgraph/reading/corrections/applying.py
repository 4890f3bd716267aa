"""The record: what was read with what people corrected, and what became of each correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from refgraph.core.errors import RecordError
from refgraph.model.records import Reading
from refgraph.reading.corrections.correction import ITEM, Correction
from refgraph.reading.corrections.draft import CorrectionDraft, Unfit
from refgraph.reading.corrections.fields import fields_of
from refgraph.reading.corrections.items import OWNER, parsed
from refgraph.reading.corrections.judging import judged
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.outcome import Applied, CorrectionOutcome, Status
from refgraph.reading.corrections.words import words
from refgraph.reading.document import Document
from refgraph.reading.shared import integrity

_RANK = {key: place for place, key in enumerate(KINDS)}


def apply(document: Document, reading: Reading, corrections: Iterable[Correction]) -> Applied:
    """The record that ``corrections`` make of the ``reading`` of ``document``.

    A correction counts where its item is found and says what was read then; where it already says what is corrected,
    none is needed. Any other is left out and told, and so is one that contradicts another or breaks the record. What
    counts makes its item « saisi ». The order of ``corrections`` does not matter.
    """
    told = [each for each in corrections if each.certification == reading.certification.id]
    if not told:
        return Applied(reading)
    draft, outcomes = worked(document, reading, told)
    return Applied(draft.record(), outcomes)


def worked(
    document: Document, reading: Reading, told: Sequence[Correction]
) -> tuple[CorrectionDraft, tuple[CorrectionOutcome, ...]]:
    """The draft on which corrections of this certification have been made (see `apply`), and what became of each."""
    broken: dict[Correction, str] = _contradictions(told)
    while True:
        draft = CorrectionDraft(document, reading)
        outcomes = _run(draft, told, broken)
        culprit = _culprit(document, reading, draft.record(), told, broken)
        if culprit is None:
            return draft, tuple(outcomes[each] for each in told)
        broken[culprit[0]] = culprit[1]


def _run(
    draft: CorrectionDraft, told: Sequence[Correction], broken: dict[Correction, str]
) -> dict[Correction, CorrectionOutcome]:
    """Make ``told`` on ``draft``: new items first, so that links find them, and removals last."""
    found: dict[Correction, CorrectionOutcome] = {}
    additions = sorted((each for each in told if each.field == ITEM and each.after), key=_order)
    twins = {each.key: each for each in reversed(told)}
    for each in additions * 2:  # an item may be linked to one of its own kind that comes after it
        if each is twins[each.key] and (each not in found or found[each].status is Status.UNFIT):
            found[each] = _outcome(draft, each, broken)
    others = [each for each in told if each not in found and each is twins[each.key]]
    for each in sorted(others, key=lambda one: (one.field == ITEM, _order(one))):
        found[each] = _outcome(draft, each, broken)
    return {each: replace(found[twins[each.key]], correction=each) for each in told}


def _order(correction: Correction) -> tuple[object, ...]:
    said = (correction.quote, correction.near, correction.field, correction.before, correction.after)
    return _RANK[correction.kind], said


def _outcome(draft: CorrectionDraft, correction: Correction, broken: dict[Correction, str]) -> CorrectionOutcome:
    try:
        judgement = judged(draft, correction)
    except Unfit as unfit:
        return CorrectionOutcome(correction, Status.UNFIT, unfit.now, unfit.why)
    if correction in broken:
        return CorrectionOutcome(correction, Status.UNFIT, judgement.now, broken[correction])
    if not correction.author and judgement.status is Status.APPLIED:
        return CorrectionOutcome(correction, Status.UNDECIDED, judgement.now)
    judgement.act()
    return CorrectionOutcome(correction, judgement.status, judgement.now)


def _contradictions(corrections: Sequence[Correction]) -> dict[Correction, str]:
    """The signed corrections that say different things of one field."""
    said: dict[tuple[str, ...], list[Correction]] = defaultdict(list)
    for each in corrections:
        kind = KINDS[each.kind]
        has_many = each.field != ITEM and fields_of(kind)[each.field].has_many
        told = parsed(kind, each.after) if each.field == ITEM and each.after else {}
        which = str([told.get(name) for name in ("id", OWNER, kind.main)])
        if each.author and not has_many:
            said[each.kind, words(each.quote), words(each.near), each.field, which].append(each)
    return {
        each: "deux corrections de ce champ se contredisent"
        for group in said.values()
        if len({one.after for one in group}) > 1
        for each in group
    }


def _culprit(
    document: Document, reading: Reading, record: Reading, told: Sequence[Correction], broken: dict[Correction, str]
) -> tuple[Correction, str] | None:
    """A correction that takes part in what breaks ``record``, and how it breaks; None where it holds together."""
    why = _fault(document, record)
    if why is None:
        return None
    for each in reversed(told):
        if each not in broken:
            draft = CorrectionDraft(document, reading)
            _run(draft, told, broken | {each: ""})
            if _fault(document, draft.record()) != why:
                return each, why
    raise RecordError(why, place=document.name)


def _fault(document: Document, record: Reading) -> str | None:
    try:
        integrity.check(document, record)
    except RecordError as error:
        return error.message
    return None

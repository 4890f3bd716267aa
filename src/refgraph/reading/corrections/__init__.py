"""What people corrected in what was read: kept one a line, found again by words, and applied to every new reading."""

from __future__ import annotations

from refgraph.reading.corrections.applying import apply
from refgraph.reading.corrections.correction import ITEM, Correction, QuoteSelector
from refgraph.reading.corrections.diff import Difference, diff
from refgraph.reading.corrections.outcome import Applied, CorrectionOutcome, Status, sentence, sentence_of, subject

__all__ = [
    "ITEM",
    "Applied",
    "Correction",
    "CorrectionOutcome",
    "Difference",
    "QuoteSelector",
    "Status",
    "apply",
    "diff",
    "sentence",
    "sentence_of",
    "subject",
]

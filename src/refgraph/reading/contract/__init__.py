"""What every layout has to keep, as a test class that the author of one runs on his own documents (docs/layouts.md)."""

from __future__ import annotations

from refgraph.reading.contract.suite import LayoutContract
from refgraph.reading.contract.transcript import transcript

__all__ = ["LayoutContract", "transcript"]

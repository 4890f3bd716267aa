"""A page of the site before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from refgraph.core.table import Table


@dataclass(frozen=True)
class SitePage:
    """A page before it is rendered. ``iri`` is that of the entity that it is about; ``table`` can be downloaded.

    ``beside`` are other files in its folder: name and content.
    """

    path: str
    title: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    iri: str = ""
    table: Table | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)

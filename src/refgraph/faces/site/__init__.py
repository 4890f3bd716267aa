"""The whole graph as plain, accessible HTML that any web server, or a folder on a disk, can publish."""

from __future__ import annotations

from refgraph.faces.site.writing import MARK, Written, write

__all__ = ["MARK", "Written", "write"]

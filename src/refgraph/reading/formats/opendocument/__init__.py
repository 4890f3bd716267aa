"""Texts (.odt) and workbooks (.ods) of LibreOffice, by a walk over their own XML (OASIS OpenDocument 1.3)."""

from refgraph.reading.formats.opendocument.opening import read

__all__ = ["read"]

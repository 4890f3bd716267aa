"""HTML as people save it: web pages, and what Word and LibreOffice write; its tags are no words of the document."""

from refgraph.reading.formats.markup.opening import is_html, read

__all__ = ["is_html", "read"]

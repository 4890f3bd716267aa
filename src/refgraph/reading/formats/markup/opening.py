"""The way into an HTML file: whether it is one, its characters, then its parts."""

from __future__ import annotations

import codecs
import re

from refgraph.core.errors import DocumentError
from refgraph.core.french import count
from refgraph.reading.formats import plain
from refgraph.reading.formats.canvas import Canvas, Words
from refgraph.reading.formats.markup.flow import PageFlow
from refgraph.reading.formats.markup.tree import TreeBuilder
from refgraph.reading.formats.rendition import Rendition

_HEAD = 4_096
_PAGE = re.compile(rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    rb"(?:\s|<!--.*?-->)*<(?:head|body|meta|title|main|article|section|header|div|p|h[1-6]|table|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n[ \t]*)*?Content-Type:\s*multipart/related", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SUFFIXES = (".html", ".htm", ".xhtml")


def is_html(raw: bytes, name: str) -> bool:
    """Whether a file is HTML: it says so first, or by its name and begins with a tag that lays out a page."""
    head = raw.removeprefix(codecs.BOM_UTF8)[:_HEAD]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.replace(b"\0", b"")[2:]
    if _PAGE.match(head) or _ARCHIVE.match(head):
        return True
    return name.lower().endswith(_SUFFIXES) and _FRAGMENT.match(head) is not None


def read(raw: bytes, name: str) -> Rendition:
    """The HTML file ``name``, or the page of a web archive (.mht).

    Raises:
        DocumentError: its characters cannot be told, or an archive holds no page.
    """
    builder = TreeBuilder()
    builder.feed(_decoded(*_page(raw, name), name))
    builder.close()
    flow = PageFlow()
    canvas = Canvas()
    for part in flow.parts(builder.root):
        if isinstance(part, Words):
            canvas.paragraph(part)
        else:
            canvas.table(*part)
    told = count(
        builder.hidden, "partie masquée ou menu de la page, non repris", "parties masquées ou menus, non repris"
    )
    return Rendition(canvas.text, tuple(canvas.elements), canvas.places, (f"{told}.",) if builder.hidden else ())


def _page(raw: bytes, name: str) -> tuple[bytes, str | None]:
    """The bytes of the page, and the characters that an archive says it is written in."""
    if not _ARCHIVE.match(raw[:_HEAD]):
        return raw, None
    import email.policy  # takes as long to load as all the rest, for the rare archive

    for part in email.message_from_bytes(raw, policy=email.policy.default).walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            return content, part.get_content_charset()
    raise DocumentError(
        "l’archive web ne contient aucune page.", place=name, remedy="Enregistrez la page en HTML ou en PDF."
    )


def _decoded(raw: bytes, charset: str | None, name: str) -> str:
    """The characters of a page: a byte-order mark, an archive or the page itself says which they are, else UTF-8."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    said = _CHARSET.search(raw[:_HEAD])
    label = charset or (said[1].decode("ascii") if said else "")
    if raw.startswith(codecs.BOM_UTF8) or not label or label.lower() in ("utf-8", "utf8"):
        return plain.decoded(raw, name)
    try:
        found = codecs.lookup(label)
        if found.name in ("iso8859-1", "ascii"):  # browsers read these as Windows-1252 (WHATWG Encoding, §4.2)
            found = codecs.lookup("cp1252")
        return raw.decode(found.name, "replace")
    except LookupError as error:
        raise DocumentError(
            f"les caractères « {label} » de la page ne sont pas connus.", place=name, remedy="Enregistrez-la en UTF-8."
        ) from error

"""What the styles of an OpenDocument file give: bold, hidden, heading levels, lists (OpenDocument 1.3, part 3, §16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from refgraph.reading.formats.archive import Archive, XmlElement
from refgraph.reading.formats.canvas import BULLET
from refgraph.reading.formats.opendocument.names import number, q

CONTENT, STYLES = "content.xml", "styles.xml"
_STYLE, _LIST = q("style:style"), q("text:list-style")
_NUMBER, _BULLET, _IMAGE = (q(f"text:list-level-style-{kind}") for kind in ("number", "bullet", "image"))
_OUTLINE, _OUTLINE_LEVEL = q("text:outline-style"), q("text:outline-level-style")
_SPACE_OF_SYMBOLS = range(0xE000, 0xF900)
OUTLINE = ""
"""The name under which the list of numbered headings stands."""


@dataclass(frozen=True, slots=True)
class OpenStyle:
    """What one style says, with its parents; None where none of them says it."""

    bold: bool | None = None
    is_hidden: bool = False
    list_name: str | None = None
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class OpenLevel:
    """A level of a list: its bullet, or how it counts (« 1 », « a », « I »…), from where, and what stands around."""

    bullet: str = ""
    form: str = ""
    before: str = ""
    behind: str = ""
    start: int = 1
    shown_levels: int = 1


@dataclass
class OpenStyles:
    """The styles by family and name, the levels of each list style, and the names of tables that are not shown."""

    styles: dict[tuple[str, str], OpenStyle] = field(default_factory=dict)
    lists: dict[str, Mapping[int, OpenLevel]] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)

    def of(self, family: str, name: str | None) -> OpenStyle:
        """The style of that family and name; an empty one where there is none."""
        return self.styles.get((family, name or ""), OpenStyle())


def read_styles(archive: Archive) -> OpenStyles:
    """The styles of the whole file, those of its content among them."""
    found = OpenStyles()
    said: dict[tuple[str, str], XmlElement] = {}
    for part in (STYLES, CONTENT):
        if part in archive:
            for style in archive.elements(part, (_STYLE, _LIST, _OUTLINE)):
                if style.tag == _STYLE:
                    key = (style.get(q("style:family"), ""), style.get(q("style:name"), ""))
                    said[key] = style
                    found.styles[key] = _own(style, found)
                    if any(one.get(q("table:display")) == "false" for one in style):
                        found.hidden_tables.add(key[1])
                elif style.tag == _LIST:
                    found.lists[style.get(q("style:name"), "")] = dict(_levels(style))
                else:
                    found.lists[OUTLINE] = dict(_levels(style))
    return found


def _own(style: XmlElement, found: OpenStyles) -> OpenStyle:
    """What ``style`` says, or its parent: parents stand before in every file that is written."""
    above = found.of(style.get(q("style:family"), ""), style.get(q("style:parent-style-name")))
    properties = style.find(q("style:text-properties"))
    weight = properties.get(q("fo:font-weight")) if properties is not None else None
    is_hidden = properties is not None and properties.get(q("text:display")) == "none"
    level = style.get(q("style:default-outline-level"), "")
    return OpenStyle(
        bold=above.bold if weight is None else weight in ("bold", "600", "700", "800", "900"),
        is_hidden=above.is_hidden or is_hidden,
        list_name=style.get(q("style:list-style-name"), above.list_name),
        outline=int(level) if level.isdigit() else above.outline,
    )


def _levels(style: XmlElement) -> Iterator[tuple[int, OpenLevel]]:
    for level in style:
        rank = number(level, "text:level")
        if level.tag == _BULLET:
            sign = level.get(q("text:bullet-char"), "")
            yield rank, OpenLevel(bullet=BULLET if not sign or ord(sign[0]) in _SPACE_OF_SYMBOLS else sign)
        elif level.tag == _IMAGE:
            yield rank, OpenLevel(bullet=BULLET)
        elif level.tag in (_NUMBER, _OUTLINE_LEVEL):
            yield (
                rank,
                OpenLevel(
                    form=level.get(q("style:num-format"), ""),
                    before=level.get(q("style:num-prefix"), ""),
                    behind=level.get(q("style:num-suffix"), ""),
                    start=number(level, "text:start-value"),
                    shown_levels=number(level, "text:display-levels"),
                ),
            )

"""A whole comparison to take away: one workbook, or one Word document, with every view."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.core.exports import FORMATS, to_xlsx
from refgraph.faces.pages import components
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import Side, basis, between, grounds, report, whole
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.dossier import to_docx


def render(found: Correspondences, sides: Sequence[Side], links: Links, remarks: Sequence[str]) -> None:
    """Offer every view of the comparison in one file with its ``remarks``; it is written only when it is asked for."""
    intro = "Le classeur a toutes les vues, chaque ligne avec son passage ; Word se lit, le détail en annexe."
    components.section("Emporter toute la comparaison", intro)
    xlsx = FORMATS["xlsx"]
    files = [
        ("xlsx", xlsx.label, xlsx.suffix, xlsx.media_type, lambda: to_xlsx(*whole(sides, links, remarks=remarks))),
        ("docx", "Word", ".docx", components.WORD, lambda: _word(found, sides, links, remarks)),
    ]
    components.files("comparaison", files, "toute la comparaison")


def _word(found: Correspondences, sides: Sequence[Side], links: Links, remarks: Sequence[str]) -> bytes:
    read, annexes = report(sides, links)
    told = [basis(between(sides, links)), *grounds(sides, links), *remarks]
    title = " · ".join(side.label for side in sides)
    return to_docx(title, [read[0], found.sources(sides), *read[1:]], told, annexes)

"""A whole comparison to take away: one workbook, or one Word document, with every view."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.core.exports import FORMATS, to_xlsx
from refgraph.faces.pages import components
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import Side, whole
from refgraph.knowledge.dossier import to_docx


def render(sides: Sequence[Side], links: Links, remarks: Sequence[str]) -> None:
    """Offer every view of the comparison in one file with its ``remarks``; it is written only when it is asked for."""
    intro = "Toutes les vues en un seul fichier, chaque ligne avec son passage."
    components.section("Emporter toute la comparaison", intro)
    title = " · ".join(side.label for side in sides)
    xlsx = FORMATS["xlsx"]
    files = [
        ("xlsx", xlsx.label, xlsx.suffix, xlsx.media_type, lambda: to_xlsx(*whole(sides, links, remarks=remarks))),
        ("docx", "Word", ".docx", components.WORD, lambda: to_docx(title, whole(sides, links, remarks=remarks))),
    ]
    components.files("comparaison", files, "toute la comparaison")

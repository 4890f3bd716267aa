"""A whole comparison to take away: one workbook, or one Word document, with every view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from refgraph.core.exports import FORMATS, file_stem, to_xlsx
from refgraph.core.table import Table
from refgraph.faces.pages import components
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import Side, basis, between, grounds, report, whole
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.dossier import to_docx, to_pdf


def render(found: Correspondences, sides: Sequence[Side], links: Links, remarks: Sequence[str]) -> None:
    """Offer every view of the comparison in one file with its ``remarks``; it is written only when it is asked for."""
    intro = "Le classeur a toutes les vues, chaque ligne avec son passage ; Word et PDF se lisent, le détail en annexe."
    components.section("Emporter toute la comparaison", intro)
    xlsx = FORMATS["xlsx"]
    files = [
        ("xlsx", xlsx.label, xlsx.suffix, xlsx.media_type, lambda: to_xlsx(*whole(sides, links, remarks=remarks))),
        ("docx", "Word", ".docx", components.WORD, lambda: to_docx(*_printed(found, sides, links, remarks))),
        ("pdf", "PDF", ".pdf", components.PDF, lambda: to_pdf(*_printed(found, sides, links, remarks))),
    ]
    stem = file_stem("comparaison", *(side.name for side in sides), day=date.today())
    components.files("comparaison", files, "toute la comparaison", stem)


def _printed(
    found: Correspondences, sides: Sequence[Side], links: Links, remarks: Sequence[str]
) -> tuple[str, list[Table], list[str], list[Table]]:
    """The title of the document, its tables, what is said first, and its annexes."""
    read, annexes = report(sides, links)
    told = [basis(between(sides, links)), *grounds(sides, links), *remarks]
    title = " · ".join(side.label for side in sides)
    return title, [read[0], found.sources(sides), *read[1:]], told, annexes

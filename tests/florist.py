"""A référentiel of a trade that is in none of the documents, short enough to be corrected by hand."""

from __future__ import annotations

from datetime import date

from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.corrections import Correction
from refgraph.reading.document import Document
from refgraph.reading.opening import decode

HEAD = """# CQP Fleuriste

| Activités | Compétences | Modalités d'évaluation | Critères d'évaluation |
|---|---|---|---|
"""
FIRST_BLOC = "| BLOC 1 – Composer des bouquets | | | |\n"
ROWS = (
    "| A1. Préparer les fleurs | C1. Trier les tiges selon leur fraîcheur | Mise en situation pratique (2 heures) "
    "| Les tiges abîmées sont écartées |\n",
    "| A2. Mettre en eau | C2. Recouper les tiges en biais avant leur mise en eau "
    "| Mise en situation pratique (2 heures) | L'eau est propre |\n",
    "| A3. Assembler | C3. Lier un bouquet rond en respectant la commande "
    "| Entretien avec un jury de deux professionnels | Le bouquet tient debout |\n",
)
SECOND_BLOC = """| BLOC 2 – Vendre en boutique | | | |
| A4. Conseiller | C4. Conseiller le client selon l'occasion et le code de commerce | Questionnaire | Le prix est dit |
"""
TEXT = HEAD + FIRST_BLOC + "".join(ROWS) + SECOND_BLOC
C1 = "C1. Trier les tiges selon leur fraîcheur"
C2 = "C2. Recouper les tiges en biais avant leur mise en eau"
C3 = "C3. Lier un bouquet rond en respectant la commande"
PRACTICE = "Mise en situation pratique (2 heures)"


def read(text: str = TEXT) -> tuple[Document, Reading]:
    """The document of ``text`` and what is read of it, as the certification « fleuriste »."""
    document = decode(text.encode(), "fleuriste.md")
    return document, registry.read_document(document)


def correction(
    kind: str, quote: str, field: str, before: str = "", after: str = "", *, near: str = "", author: str = "Ada"
) -> Correction:
    """A correction that ``author`` signs."""
    return Correction(
        certification="fleuriste",
        kind=kind,
        quote=quote,
        near=near,
        field=field,
        before=before,
        after=after,
        author=author,
        day=date(2026, 11, 21),
        reason="relu sur l’original",
    )

"""What the model of a référentiel says beside its table: a row an item, a column a field, in French.

The table of four columns shows words, not which of them are one thing: ids, links, orders, what was understood of a
modality, and the facts of the certification stand here, so that a record comes back as it went. One declaration serves
who writes the model and who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from refgraph.model.records import (
    AccessRoute,
    Accommodation,
    Activity,
    Assertion,
    Bloc,
    Competence,
    Component,
    CriteriaGroup,
    Criterion,
    Fact,
    Mention,
    Modality,
    Record,
    Registration,
    Sourced,
    Territory,
    ValidationRule,
)

COLUMNS = ("Activités", "Compétences", "Modalités d’évaluation", "Critères d’évaluation")
"""The titles of the columns of the table."""
SHEETS = ("Certification", "Blocs et activités", "Liste des compétences", "Évaluation")
"""The sheets of the workbook behind that of the table; a Word document has them one below the other."""
NOTE = (
    "Ces listes précisent le tableau\u00a0: identifiants, liens, faits. Le tableau l’emporte\u00a0: une ligne "
    "dont il ne dit plus les mots est laissée de côté, et signalée à la lecture."
)
IDENTIFIER = "Identifiant dans refgraph"
OWNER, ID, DEDUCED = "Élément", "Identifiant", "Déduit"
FACT_HEADINGS = ("Rubrique", "Valeur", "Code")

FACTS = {
    "title": "Intitulé",
    "kind": "Type",
    "level": "Niveau",
    "rncp_number": "Numéro au répertoire",
    "certifiers": "Certificateur",
    "signatories": "Signataire",
    "segments": "Clientèle ou segment",
    "nsf": "Code NSF",
    "rome": "Code ROME",
    "formacodes": "Formacode",
    "sectors": "Secteur d’activité",
    "jobs": "Métier visé",
    "regulated_activities": "Activité réglementée",
    "places": "Lieu",
    "links": "Lien avec d’autres certifications",
    "pages": "Page web",
    "summary_activities": "Activité résumée",
}
"""The fields of a certification that hold facts, each row of the list of facts being one."""
FACT_OF = {label: field for field, label in FACTS.items()}
"""The field of a fact by its title."""
SINGLE_FACTS = ("title", "kind", "level", "rncp_number")
"""The fields that hold one fact; the others hold several."""

_JURY = {
    "jury.text": "Jury",
    "jury.member_count": "Membres du jury",
    "jury.member_profile": "Profil des membres du jury",
}


RELATIONS = {
    "mobilises": "mobilise",
    "isAssessedBy": "est évaluée par",
    "evaluates": "évalue",
    "thresholdOn": "a un seuil sur",
}
"""The relations of `Assertion`, in French."""


@dataclass(frozen=True, eq=False)
class Particulars:
    """A list: its title, the sheet that it stands in, the record that a row is, and the French title of each field.

    ``place`` is the field of the reading, or of its certification, that holds the records; for one
    that ``is_part``, of the record that its rows name by id. ``words`` are the French words of the values of a field
    that are names.
    """

    title: str
    sheet: str
    record: type[Record]
    place: str
    fields: Mapping[str, str]
    is_part: bool = False
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        """The titles of its columns; the first says which list it is."""
        owner = [OWNER] if self.is_part else []
        deduced = [DEDUCED] if issubclass(self.record, Sourced) else []
        first, *others = (*owner, *self.fields.values(), *deduced)
        return (f"{self.title}\u00a0: {first[:1].lower()}{first[1:]}", *others)


def _list(
    title: str, sheet: int, record: type[Record], place: str, fields: Mapping[str, str], **said: Any
) -> Particulars:
    return Particulars(title, SHEETS[sheet], record, place, fields, **said)


_ID_BLOC = {"id": ID, "bloc": "Bloc"}

LISTS = (
    _list(
        "Enregistrement",
        0,
        Registration,
        "certification.registration",
        {
            "id": ID,
            "text": "Texte",
            "decision_date": "Date de décision",
            "publication_date": "Date de publication",
            "effect_date": "Date d’effet",
            "end_date": "Date de fin",
            "duration_years": "Durée en années",
        },
    ),
    _list(
        "Voies d’accès",
        0,
        AccessRoute,
        "certification.access_routes",
        {
            "id": ID,
            "code": "Code",
            "text": "Voie",
            "is_open": "Ouverte",
            "open_since": "Ouverte depuis",
            **_JURY,
        },
    ),
    _list(
        "Territoires",
        0,
        Territory,
        "certification.territories",
        {"code": "Code", "text": "Texte", "is_accessible": "Accessible"},
    ),
    _list(
        "Règles de validation",
        0,
        ValidationRule,
        "certification.validation_rules",
        {"id": ID, "code": "Règle", "text": "Texte"},
    ),
    _list(
        "Aménagements",
        0,
        Accommodation,
        "certification.accommodations",
        {"id": ID, "text": "Texte", "legal_basis": "Texte de référence"},
    ),
    _list(
        "Textes cités",
        0,
        Mention,
        "mentions",
        {"id": ID, "text": "Mots du document", "owner": "Élément qui les contient"},
    ),
    _list(
        "Blocs",
        1,
        Bloc,
        "blocs",
        {
            "id": ID,
            "number": "Numéro",
            "code": "Code",
            "source_code": "Code imprimé",
            "text": "Intitulé",
            "certificate_delivered": "Certificat délivré",
        },
    ),
    _list("Autres intitulés", 1, Fact, "alternative_titles", {"text": "Intitulé", "code": "Code"}, is_part=True),
    _list(
        "Activités",
        1,
        Activity,
        "activities",
        {
            **_ID_BLOC,
            "parent": "Activité au-dessus",
            "order": "Rang",
            "code": "Code",
            "source_code": "Code imprimé",
            "text": "Activité",
        },
    ),
    _list(
        "Compétences",
        2,
        Competence,
        "competences",
        {
            **_ID_BLOC,
            "parent": "Compétence au-dessus",
            "order": "Rang",
            "code": "Code",
            "local_code": "Code dans le bloc",
            "source_code": "Code imprimé",
            "statement": "Énoncé",
            "activities": "Activités liées",
        },
    ),
    _list(
        "Modalités",
        3,
        Modality,
        "modalities",
        {
            **_ID_BLOC,
            "code": "Code",
            "title": "Titre",
            "theme": "Thème",
            "text": "Modalité",
            "competences": "Compétences évaluées",
            "is_examination": "Épreuve",
            "duration_minutes": "Durée en minutes",
            "weight": "Poids dans la note",
            "is_individual": "Individuelle",
            **_JURY,
            "delivery_modes": "Mode de passation",
            "continues": "Suite de",
        },
    ),
    _list(
        "Composantes",
        3,
        Component,
        "components",
        {"id": ID, "text": "Composante", "methods": "Méthodes", "roles": "Intervenants"},
        is_part=True,
    ),
    _list(
        "Groupes de critères",
        3,
        CriteriaGroup,
        "criteria_groups",
        {**_ID_BLOC, "text": "Titre du groupe", "competences": "Compétences évaluées", "continues": "Suite de"},
    ),
    _list(
        "Critères",
        3,
        Criterion,
        "criteria",
        {"id": ID, "text": "Critère", "minimum_ratio": "Seuil", "threshold_on": "Composante du seuil"},
        is_part=True,
    ),
    _list(
        "Liens déduits ou saisis",
        3,
        Assertion,
        "links",
        {
            "subject": "De",
            "relation": "Relation",
            "object": "Vers",
            "basis": "Connu",
            "ground": "D’après",
            "author": "Saisi par",
            "date": "Saisi le",
        },
        words={"relation": RELATIONS},
    ),
)
"""Every list, owners before their parts, in the order of the sheets."""


def stated_id(text: str) -> str | None:
    """The id of the certification that the text of a document says beside its facts."""
    found = re.search(rf"^{IDENTIFIER}\n(?P<id>[A-Za-z0-9][A-Za-z0-9._-]*)$", text, re.MULTILINE)
    return found["id"] if found else None


def printed_forms(code: str | None, local_code: str | None, text: str) -> tuple[str, ...]:
    """How the table of the model prints words with their codes, the form that it writes first.

    >>> printed_forms("C1", "B1-1", "Vendre")[0], printed_forms(None, None, "Vendre")
    ('C1 (B1.1). Vendre', ('Vendre',))
    """
    text = " ".join(text.split())
    local = (local_code or "").replace("-", ".")
    whole = f"{code} ({local})" if code and local else code or local
    if not whole or text.startswith(whole):
        return (text,)
    return (f"{whole}. {text}", *(f"{code}. {text}" for _ in [0] if code and local), text)

"""An intact référentiel, made by hand, of a trade that is in none of the documents: no rule finds anything in it."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Triple

from refgraph.graph.ontology import read_vocabularies
from refgraph.graph.triples import to_graph
from refgraph.model.records import (
    AccessRoute,
    Accommodation,
    Activity,
    Bloc,
    Certification,
    Competence,
    Component,
    CriteriaGroup,
    Criterion,
    DocumentInfo,
    Fact,
    Jury,
    Mention,
    Modality,
    Passage,
    Reading,
    Registration,
    ValidationRule,
)

ID = "RNCP40001"

TEXT = """RNCP40001 Titre Menuisier – Niveau 4
Certificateur : Chambre des menuisiers, SIRET 78464668900041
NSF 234, ROME H2206, Formacode 22415, clientèle : particuliers, lien : CAP Menuisier
Activité réglementée : sécurité des machines
Décision du 1er juin 2024 publiée le 10 juin 2024, effet le 11 juin 2024, jusqu’au 11 juin 2027
Accès par la VAE devant un jury de trois professionnels
Tous les blocs sont exigés
Les épreuves sont aménagées pour les candidats en situation de handicap
BLOC 1 Préparer le bois
A1 Débit
C1 Choisir les bois selon leur origine, afin de limiter leur empreinte carbone
C2 Débiter les pièces à l’aide d’une machine numérique, en vue de réduire les chutes
Épreuve pratique devant un jury, 80 % de la note
Quiz, 20 % de la note
Les règles de santé et de sécurité sont appliquées
60 % de bonnes réponses au quiz
BLOC 2 Poser les ouvrages
A2 Pose
C3 Tracer l’emplacement sur un plan coté, afin de situer l’ouvrage
C4 Fixer les ouvrages au moyen de chevilles, dans le but de garantir leur tenue selon le DTU 36.2
Mise en situation devant un jury
L’ouvrage posé est d’aplomb
"""


def passage(quote: str) -> Passage:
    start = TEXT.index(quote)
    return Passage(start=start, end=start + len(quote), line=TEXT.count("\n", 0, start) + 1, quote=quote)


def fact(text: str, code: str | None = None) -> Fact:
    return Fact(text=text, code=code, source=passage(text))


def competence(bloc: int, code: str, order: int, activity: str) -> Competence:
    line = next(line for line in TEXT.splitlines() if line.startswith(f"{code} "))
    return Competence(
        id=f"bloc/{bloc}/competence/{code}",
        bloc=f"bloc/{bloc}",
        statement=line.removeprefix(f"{code} "),
        order=order,
        code=code,
        activities=(activity,),
        source=passage(line),
    )


def bloc(number: int, title: str) -> Bloc:
    source = passage(f"BLOC {number} {title}")
    return Bloc(id=f"bloc/{number}", number=number, text=title, code=str(number), source=source)


def activity(bloc: int, code: str, text: str) -> Activity:
    source = passage(f"{code} {text}")
    return Activity(
        id=f"bloc/{bloc}/activity/{code}", bloc=f"bloc/{bloc}", text=text, order=1, code=code, source=source
    )


def modality(bloc: int, number: int, text: str, method: str, codes: tuple[str, ...], weight: str = "") -> Modality:
    name = f"bloc/{bloc}/modality/m{number:02}"
    roles = ("jury",) if "jury" in text else ()
    return Modality(
        id=name,
        bloc=f"bloc/{bloc}",
        text=text,
        source=passage(text),
        competences=tuple(f"bloc/{bloc}/competence/{code}" for code in codes),
        components=(Component(id=f"{name}-1", text=text, methods=(method,), roles=roles),),
        is_examination=bool(weight),
        weight=Decimal(weight) if weight else None,
        delivery_modes=("presentiel",) if weight else (),
        jury=Jury(text="jury", member_count=3) if "jury" in text else None,
    )


def criteria(bloc: int, codes: tuple[str, ...], *texts: str) -> CriteriaGroup:
    name = f"bloc/{bloc}/criteria/g01"
    items = tuple(
        Criterion(
            id=f"{name}/{number:02}",
            text=text,
            source=passage(text),
            minimum_ratio=Decimal("0.60") if "%" in text else None,
            threshold_on=f"bloc/{bloc}/modality/m02-1" if "%" in text else None,
        )
        for number, text in enumerate(texts, 1)
    )
    covered = tuple(f"bloc/{bloc}/competence/{code}" for code in codes)
    return CriteriaGroup(id=name, bloc=f"bloc/{bloc}", competences=covered, criteria=items, source=items[0].source)


def joiners() -> Reading:
    return Reading(
        document=DocumentInfo(name="menuisier.txt", sha256="0" * 64, family="fiche"),
        certification=Certification(
            id=ID,
            title=fact("Titre Menuisier"),
            kind=fact("Titre Menuisier", "Titre"),
            level=fact("Niveau 4", "4"),
            rncp_number=fact("RNCP40001", "RNCP40001"),
            certifiers=(fact("Chambre des menuisiers", "78464668900041"),),
            segments=(fact("particuliers", "particuliers"),),
            nsf=(fact("NSF 234", "234"),),
            rome=(fact("ROME H2206", "H2206"),),
            formacodes=(fact("Formacode 22415", "22415"),),
            links=(fact("CAP Menuisier"),),
            regulated_activities=(fact("sécurité des machines"),),
            registration=Registration(
                id="registration/2024-06-11",
                text="Décision du 1er juin 2024",
                decision_date="2024-06-01",
                publication_date="2024-06-10",
                effect_date="2024-06-11",
                end_date="2027-06-11",
                source=passage("Décision du 1er juin 2024"),
            ),
            access_routes=(
                AccessRoute(
                    id="access/VAE",
                    code="VAE",
                    text="Accès par la VAE",
                    is_open=True,
                    jury=Jury(text="jury de trois professionnels", member_count=3),
                    source=passage("Accès par la VAE"),
                ),
            ),
            validation_rules=(
                ValidationRule(
                    id="rule/1",
                    code="all-blocs",
                    text="Tous les blocs sont exigés",
                    source=passage("Tous les blocs sont exigés"),
                ),
            ),
            accommodations=(
                Accommodation(
                    id="accommodation/1",
                    text="Les épreuves sont aménagées pour les candidats en situation de handicap",
                    source=passage("Les épreuves sont aménagées pour les candidats en situation de handicap"),
                ),
            ),
        ),
        blocs=(bloc(1, "Préparer le bois"), bloc(2, "Poser les ouvrages")),
        activities=(activity(1, "A1", "Débit"), activity(2, "A2", "Pose")),
        competences=(
            competence(1, "C1", 1, "bloc/1/activity/A1"),
            competence(1, "C2", 2, "bloc/1/activity/A1"),
            competence(2, "C3", 1, "bloc/2/activity/A2"),
            competence(2, "C4", 2, "bloc/2/activity/A2"),
        ),
        modalities=(
            modality(
                1, 1, "Épreuve pratique devant un jury, 80 % de la note", "epreuve-pratique", ("C1", "C2"), "0.80"
            ),
            modality(1, 2, "Quiz, 20 % de la note", "quiz", ("C1", "C2"), "0.20"),
            modality(2, 1, "Mise en situation devant un jury", "mise-en-situation", ("C3", "C4")),
        ),
        criteria_groups=(
            criteria(
                1,
                ("C1", "C2"),
                "Les règles de santé et de sécurité sont appliquées",
                "60 % de bonnes réponses au quiz",
            ),
            criteria(2, ("C3", "C4"), "L’ouvrage posé est d’aplomb"),
        ),
        mentions=(Mention(id="mention/1", text="DTU 36.2", owner="bloc/2/competence/C4", source=passage("DTU 36.2")),),
    )


def graph() -> list[Triple]:
    """The intact graph, with the vocabularies that its concepts come from."""
    return [*to_graph(joiners()), *read_vocabularies()]

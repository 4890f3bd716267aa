"""Statements of many trades, so that the parts are found by morphology and not by the sentences of one document."""

import pytest

from refgraph.model.statement import is_infinitive, opening_infinitive, parse

VERBS = """
Réaliser Définir Prévoir Concevoir Prendre Peindre Joindre Résoudre Perdre Répandre Mettre Combattre Connaître
Paraître Être Etre Conduire Traduire Construire Inscrire Lire Dire Faire Extraire Croire Suivre Vivre
Interrompre Convaincre Conclure Accueillir Vérifier Étudier Négocier Certifier Réduire Suffire Souder Câbler
"""
NOUNS = """
Dossier Métier Procédure Mesure Culture Titre Cadre Ordre Lettre Mémoire Territoire Inventaire Salaire Avenir
Miroir Couloir Comptoir Registre Paramètre Centre Manière Livre Chiffre Analyse Gestion
"""


@pytest.mark.parametrize("word", VERBS.split())
def test_infinitives_of_all_groups_are_known_by_their_ending(word: str) -> None:
    """Protects the rule « verbe d’action à l’infinitif » from refusing a verb of the third group."""
    assert is_infinitive(word)


@pytest.mark.parametrize("word", NOUNS.split())
def test_nouns_that_end_like_a_verb_are_not_taken_for_one(word: str) -> None:
    """Protects a noun phrase (« Procédure de… ») from passing for an action."""
    assert not is_infinitive(word)


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("Poser les canalisations", "Poser"),
        ("– représenter son entreprise", "représenter"),
        ("S’adapter au chantier", "S’adapter"),
        ("S'exprimer à l'oral", "S'exprimer"),
        ("Se conformer aux consignes", "Se conformer"),
        ("En dialogue avec le client, établir un devis", None),
        ("Réalisation des soudures", None),
        ("", None),
    ],
)
def test_the_verb_is_the_first_word_or_nothing(statement: str, verb: str | None) -> None:
    """Protects the data: no verb is invented for a statement that does not open with one."""
    assert opening_infinitive(statement) == verb


@pytest.mark.parametrize(
    ("statement", "means", "purpose"),
    [
        (
            "Tailler les arbustes à l’aide d’un sécateur désinfecté, afin d’éviter les maladies.",
            "à l’aide d’un sécateur désinfecté",
            "afin d’éviter les maladies",
        ),
        ("Laver le linge en respectant les symboles d’entretien", "en respectant les symboles d’entretien", None),
        ("Repérer les fuites pour les réparer", None, "pour les réparer"),
        ("Acheter du pain pour la cantine", None, None),
        ("Rédiger un avis de façon à convaincre le lecteur", None, "de façon à convaincre le lecteur"),
        ("Contrôler les pièces dans le but d’une mise en service", None, "dans le but d’une mise en service"),
        ("Organiser une veille visant à intégrer les nouveautés", None, "visant à intégrer les nouveautés"),
        ("Conduire la presse", None, None),
        ("Choisir un outil en s’adaptant au bois", "en s’adaptant au bois", None),
        ("En accord avec le client, chiffrer les travaux", "En accord avec le client", None),
        (
            "Trier le linge afin de gagner du temps dans un atelier",
            "dans un atelier",
            "afin de gagner du temps dans un atelier",
        ),
        ("S’adapter à l’outil utilisé par le client", None, None),
        ("Régler la machine (à l’aide du manuel) et les outils", None, None),
        ("Accueillir un usager en situation de handicap", None, None),
    ],
)
def test_means_and_purpose_are_printed_in_the_statement(statement: str, means: str | None, purpose: str | None) -> None:
    """Protects the parts that the pages show: found by their turn, cut where the other begins."""
    parsed = parse(statement)
    assert (parsed.means, parsed.purpose) == (means, purpose)
    assert all(part in statement for part in (parsed.means, parsed.purpose) if part)


@pytest.mark.parametrize(
    ("statement", "actions"),
    [
        ("Tracer l’emplacement et percer les murs au plan coté", ("percer les murs",)),
        ("Travailler en équipe de manière suivie, partager et accéder aux plans par le réseau", ("partager",)),
        ("Écouter le patient et reformuler clairement", ("reformuler",)),
        (
            "Souder les tubes puis contrôler les cordons ; ranger l’atelier",
            ("contrôler les cordons", "ranger l’atelier"),
        ),
        ("Tailler la vigne, greffer et palisser", ("greffer",)),
        ("Être capable de gérer les stocks et d’animer une équipe", ("animer une équipe",)),
        ("Livrer les colis pour tenir les délais - être ponctuel", ("être ponctuel",)),
        ("Planifier les travaux (terrasser, fonder) et encadrer l’équipe", ("encadrer l’équipe",)),
    ],
)
def test_the_other_actions_of_a_statement(statement: str, actions: tuple[str, ...]) -> None:
    """Protects « une compétence par énoncé »: another action is found with an object of its own or without."""
    assert parse(statement).actions == actions


@pytest.mark.parametrize(
    "statement",
    [
        "Accueillir et orienter le client",
        "Nettoyer soigneusement et désinfecter les locaux",
        "Tailler, greffer et palisser la vigne",
        "Mettre en place et animer un réseau de bénévoles",
        "S’exprimer et reformuler à l’oral",
        "Réparer ou remplacer la pièce",
        "Connaître la consigne et la respecter",
        "Être capable de chercher la panne et de la réparer",
        "Former les apprentis à débiter et assembler le bois",
        "Rédiger un plan permettant de réduire les coûts et améliorer la qualité",
        "Vendre les produits, afin de fidéliser la clientèle et développer le rayon",
        "Respecter le cadre juridique et réglementaire de la branche",
        "Contrôler la facture et procédure du chantier, métier et dossier",
    ],
)
def test_verbs_that_share_an_object_are_one_action(statement: str) -> None:
    """Protects the author of an ordinary pair, of a purpose or of a subordinate verb from being accused."""
    assert parse(statement).actions == ()


@pytest.mark.parametrize(
    ("statement", "means"),
    [
        ("Créer un univers graphique cohérent avec l’identité de la marque", None),
        ("Conseiller une famille avec tact", None),
        ("Contrôler les pièces avec un pied à coulisse", "avec un pied à coulisse"),
    ],
)
def test_what_an_adjective_governs_or_how_one_behaves_is_no_means(statement: str, means: str | None) -> None:
    """Protects « non documenté »: no tool and no context are said here."""
    assert parse(statement).means == means

"""The command `refgraph`: each sub-command lives in a module of its own, imported only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("read", "Lire des référentiels et montrer tout ce qu’ils disent"),
    "init": ("init", "Faire un dossier de données à vous"),
    "where": ("where", "Dire quels dossiers sont utilisés"),
    "import": ("importing", "Ajouter des référentiels, après avoir vu ce qui est lu"),
    "draft": ("draft", "Suivre un référentiel en cours d’écriture, à côté de tous les autres"),
    "withdraw": ("withdraw", "Retirer une certification, sans perdre ce qui en a été décidé"),
    "build": ("build", "Construire le graphe à partir des documents"),
    "correct": ("correct", "Corriger ce qui a été lu d’un document, et décider de ce qui ne convient plus"),
    "check": ("check", "Contrôler la qualité du graphe"),
    "reason": ("reason", "Comparer ce que le graphe déduit à un raisonneur de référence"),
    "query": ("query", "Poser une question enregistrée, ou les lister"),
    "sparql": ("sparql", "Poser une requête SPARQL"),
    "align": ("align", "Proposer des compétences qui se correspondent"),
    "review": ("review", "Décider des correspondances proposées"),
    "compare": ("compare", "Comparer des certifications compétence par compétence"),
    "diff": ("diff", "Comparer deux versions d’une certification, et voir ce que cela touche"),
    "timeline": ("timeline", "Donner la chronologie d’une certification, d’après ses documents"),
    "dossier": ("dossier", "Préparer un dossier : correspondances signées, reproduction littérale"),
    "regulations": ("regulations", "Montrer les textes cités, ce qu’ils sont devenus et ce que les documents taisent"),
    "journal": ("journal", "Lister les décisions prises et défaites"),
    "doctor": ("doctor", "Vérifier le dossier de données, et le réparer"),
    "backup": ("backup", "Sauvegarder le dossier de données"),
    "restore": ("restore", "Reprendre une sauvegarde"),
    "template": ("template", "Écrire le modèle de référentiel, vide ou rempli d’une certification"),
    "export": ("export", "Exporter le graphe en RDF"),
    "explore": ("explore", "Ouvrir l’explorateur dans le navigateur"),
    "site": ("site", "Écrire tout le graphe en pages HTML à publier"),
    "serve": ("serve", "Servir le graphe par HTTP (SPARQL, questions, fiches)"),
    "push": ("push", "Charger les graphes sur un serveur SPARQL"),
}
"""Name of each command: the module of this package that defines it as ``command``, and its line in the help."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code.

    0: done; 1: the check found violations; 2: bad input; 70: a fault of refgraph itself; 130: interrupted.
    """
    from refgraph.cli.shell import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments), COMMANDS))

"""The words of click in French: it takes them from gettext by the language of the machine, refgraph speaks French."""

from __future__ import annotations

import sys

_WORDS: dict[str, str] = {
    "Usage:": "Utilisation\u00a0:",
    "Options": "Options\u00a0",
    "Commands": "Commandes\u00a0",
    "Positional arguments": "Arguments\u00a0",
    "Show this message and exit.": "Afficher cette aide.",
    "Show the version and exit.": "Afficher la version.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "Error: {message}": "Erreur\u00a0: {message}",
    "Try '{command} {option}' for help.": "Pour l’aide\u00a0: « {command} {option} ».",
    "Aborted!": "Interrompu.",
    "argument": "l’argument",
    "option": "l’option",
    "parameter": "le paramètre",
    "default: {default}": "par défaut\u00a0: {default}",
    "required": "obligatoire",
    "env var: {var}": "variable\u00a0: {var}",
    "Missing argument": "Il manque l’argument",
    "Missing option": "Il manque l’option",
    "Missing parameter": "Il manque le paramètre",
    "Missing command.": "Il manque une commande.",
    "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
    "Choose from:\n\t{choices}": "Choix possibles\u00a0:\n\t{choices}.",
    "No such option {name!r}.": "L’option {name} n’existe pas.",
    "No such command {name!r}.": "La commande {name} n’existe pas.",
    "Did you mean {possibility}?": "Vouliez-vous {possibility}\u00a0?",
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous l’une de\u00a0: {possibilities}\u00a0?)",
    "Got unexpected extra argument ({args})": "Argument en trop\u00a0: {args}.",
    "Got unexpected extra arguments ({args})": "Arguments en trop\u00a0: {args}.",
    "Option {name!r} does not take a value.": "L’option {name} ne prend pas de valeur.",
    "Option {name!r} requires an argument.": "L’option {name} attend une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L’option {name} attend {nargs} valeurs.",
    "Argument {name!r} takes {nargs} values.": "L’argument {name} attend {nargs} valeurs.",
    "Invalid value for {param_hint}: {message}": "Valeur incorrecte pour {param_hint}\u00a0: {message}",
    "Invalid value: {message}": "Valeur incorrecte\u00a0: {message}",
    "{value!r} is not a valid {number_type}.": "« {value} » n’est pas un nombre ({number_type}).",
    "{value!r} is not a valid boolean. Recognized values: {states}": "« {value} » n’est ni oui ni non ({states}).",
    "{value!r} is not {choice}.": "« {value} » n’est pas {choice}.",
    "{value!r} is not one of {choices}.": "« {value} » n’est pas un choix possible ({choices}).",
    "{value} is not in the range {range}.": "{value} n’est pas dans l’intervalle {range}.",
    "{name} {filename!r} does not exist.": "« {filename} » n’existe pas.",
    "{name} {filename!r} is a file.": "« {filename} » est un fichier, un dossier est attendu.",
    "{name} {filename!r} is a directory.": "« {filename} » est un dossier, un fichier est attendu.",
    "{name} {filename!r} is not readable.": "« {filename} » ne peut pas être lu.",
    "{name} {filename!r} is not writable.": "« {filename} » ne peut pas être écrit.",
    "Could not open file {filename!r}: {message}": "Le fichier « {filename} » ne peut pas être ouvert\u00a0: {message}",
    "file": "le fichier",
    "File": "le fichier",
    "directory": "le dossier",
    "Directory": "le dossier",
    "Path": "le chemin",
    "path": "le chemin",
}


def translate(message: str) -> str:
    """``message`` of click in French, or as it is where no translation is known."""
    return _WORDS.get(message, message)


def _translate_count(singular: str, plural: str, count: int) -> str:
    return translate(singular if count == 1 else plural)


def speak_french() -> None:
    """Make click speak French from now on.

    Its modules import ``gettext`` by name, so the name is replaced where they use it; what a later version renames
    stays English and is seen by the tests of the command line.
    """
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "click":
            for word, function in (("_", translate), ("ngettext", _translate_count)):
                if hasattr(module, word):
                    setattr(module, word, function)

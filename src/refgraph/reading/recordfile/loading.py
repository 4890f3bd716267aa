"""A record file read back, with errors that say in French where a hand has slipped."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from refgraph.core.errors import RecordError
from refgraph.model.records import Reading

_PARTS = {
    "document": "document",
    "certification": "certification",
    "blocs": "bloc",
    "activities": "activité",
    "competences": "compétence",
    "modalities": "modalité",
    "criteria_groups": "groupe de critères",
    "criteria": "critère",
    "components": "composante",
    "mentions": "mention",
    "furniture": "ligne sans contenu",
    "issues": "remarque",
    "access_routes": "voie d’accès",
    "source": "passage",
    "other_sources": "autre passage",
}

_KINDS = {
    "str": "un texte",
    "int": "un nombre entier",
    "bool": "true ou false",
    "array": "une liste",
    "object": "un objet",
}
_KINDS |= {"decimal": "un nombre", "null": "null"}

_ERRORS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"missing required field `(.+?)`"), "il manque le champ « {0} »"),
    (re.compile(r"contains unknown field `(.+?)`"), "le champ « {0} » n’est pas connu"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "{0} est attendu, le fichier donne {1}"),
    (re.compile(r"Invalid enum value '(.+?)'"), "« {0} » n’est pas une valeur permise"),
    (re.compile(r"Invalid decimal string"), "un nombre est attendu"),
)
_PLACE = re.compile(r" - at `\$(.*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
NEWLINE = b"\n"
_BYTE = re.compile(r"\(byte (\d+)\)")


def load(path: Path) -> Reading:
    """The reading kept in the record file at ``path``.

    Raises:
        RecordError: no such file, broken JSON (with its line), a field missing, unknown or of the wrong kind.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RecordError("la fiche ne peut pas être ouverte.", place=path.name) from error
    return parse(raw, path.name)


def parse(raw: bytes, name: str) -> Reading:
    """The reading that the JSON text ``raw`` holds; ``name`` is the name of its file, for errors (see `load`)."""
    try:
        return msgspec.json.decode(raw, type=Reading)
    except msgspec.ValidationError as error:
        raise RecordError(
            f"{_reason(str(error))}.",
            place=f"{name}{_readable_place(str(error))}",
            remedy="Corrigez ce champ dans la fiche.",
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(
            "le JSON est mal formé (guillemet, virgule ou accolade).",
            place=f"{name}{_broken_line(raw, str(error))}",
            remedy="Corrigez la ligne, ou retirez la fiche pour relire le document.",
        ) from error


def _reason(message: str) -> str:
    for pattern, french in _ERRORS:
        if found := pattern.search(message):
            return french.format(*(_kinds(group) for group in found.groups()))
    return "la valeur n’est pas permise"


def _kinds(words: str) -> str:
    """``str | null`` as « un texte ou null »; a name of a field as it is."""
    return " ou ".join(_KINDS.get(word, word) for word in words.split(" | "))


def _readable_place(message: str) -> str:
    """``$.blocs[0].number`` as « , bloc 1, champ « number » »."""
    found = _PLACE.search(message)
    steps = _STEP.findall(found[1]) if found else []
    words: list[str] = []
    for place, (name, index) in enumerate(steps):
        if index:
            words[-1] = f"{words[-1]} {int(index) + 1}" if index.isdigit() else words[-1]
        elif name in _PARTS:
            words.append(_PARTS[name])
        else:
            words.append(f"champ « {name} »" if place == len(steps) - 1 or not words else name)
    return "".join(f", {word}" for word in words)


def _broken_line(raw: bytes, message: str) -> str:
    found = _BYTE.search(message)
    end = len(raw.rstrip()) if found is None else int(found[1])
    return f", ligne {raw.count(NEWLINE, 0, end) + 1}"

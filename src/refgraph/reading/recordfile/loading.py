"""A record file read back, with errors that say in French where a hand has slipped."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

from refgraph.core.errors import RecordError
from refgraph.model.records import Reading, Record

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


class Unknown(NamedTuple):
    """A field of a record file that this version does not know: where it stands, its name and its JSON."""

    place: str
    name: str
    value: str


def load_older(path: Path) -> tuple[Reading, list[Unknown]]:
    """The reading in a record file that any version wrote, and what it says in fields that this one does not know.

    Raises:
        RecordError: as `load`, but for unknown fields.
    """
    try:
        raw = path.read_bytes()
        told = json.loads(raw, parse_float=Decimal)
    except OSError as error:
        raise RecordError("la fiche ne peut pas être ouverte.", place=path.name) from error
    except ValueError:
        return parse(raw, path.name), []
    unknown: list[Unknown] = []
    known = _known(told, Reading, "", unknown)
    return parse(msgspec.json.encode(known), path.name), unknown


def _known(value: Any, hint: Any, place: str, unknown: list[Unknown]) -> Any:
    """``value`` without the fields that the records of ``hint`` have not; these are told in ``unknown``."""
    records = [each for each in (hint, *get_args(hint)) if isinstance(each, type) and issubclass(each, Record)]
    if isinstance(value, list):
        return [_known(each, hint, f"{place} {number}", unknown) for number, each in enumerate(value, 1)]
    if not isinstance(value, dict) or not records:
        return value
    hints = get_type_hints(records[0])
    extra = {name: each for name, each in value.items() if name not in hints}
    unknown += [Unknown(place.strip(", "), name, json.dumps(each, default=str)) for name, each in extra.items()]
    return {
        name: _known(each, hints[name], f"{place}, {_PARTS.get(name, name)}", unknown)
        for name, each in value.items()
        if name in hints
    }


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

"""SSSOM files: a YAML header behind ``#``, then tab-separated rows in canonical order, one line each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from refgraph.core.decoding import text_of
from refgraph.core.errors import MappingError
from refgraph.core.french import listing, quote
from refgraph.core.text import one_line
from refgraph.graph.sssom.mapping import BUILT_IN, PROPAGATED, REQUIRED, SLOTS, MappingRow, MappingSet
from refgraph.model.records import Issue

_NUMBERS = {"confidence": (0.0, 1.0), "reviewer_agreement": (-1.0, 1.0), "similarity_score": (0.0, 1.0)}
_CURIES = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_DATES = ("mapping_date", "publication_date", "review_date")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UNEVEN = "la ligne n’a pas le même nombre de cellules que l’en-tête\u00a0; complétez-la."
_CUT = "|"
_YAML = ("yml", "yaml")


@dataclass(frozen=True)
class Scan:
    """A mapping file as far as it can be read, and what is wrong with it: one sentence per bad line."""

    mappings: MappingSet
    issues: tuple[Issue, ...]
    lines: tuple[int, ...] = ()
    """The line of each row in the file."""
    is_whole: bool = True
    """Whether the last line ends as a line does: where it doesn't, the file may have been cut."""


def read(path: Path) -> MappingSet:
    """The mappings of the SSSOM file at ``path``.

    Raises:
        MappingError: the file, or at least one of its rows, is not valid SSSOM; each fault is told in a sentence.
    """
    found = scan(path)
    if found.issues:
        told = (f"ligne\u00a0{issue.line}\u00a0: {issue.message}" for issue in found.issues)
        raise MappingError("\n".join(told), place=str(path))
    return found.mappings


def scan(path: Path) -> Scan:
    """What the SSSOM file at ``path`` says; faulty rows are left out and told.

    Raises:
        MappingError: the file cannot be opened, is no UTF-8, or has no readable header.
    """
    beside = next((other for name in _beside(path) if (other := path.with_name(name)).is_file()), None)
    return parse(text_of(path, MappingError), str(path), text_of(beside, MappingError) if beside else "")


def parse(text: str, place: str, beside: str = "") -> Scan:
    """What an SSSOM ``text`` says; ``place`` names it in messages, ``beside`` is the YAML of its metadata file, if any.

    What the header says of all rows (`PROPAGATED`) is in each row that doesn't say otherwise.

    Raises:
        MappingError: no readable header.
    """
    lines = text.splitlines(keepends=True)
    height = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    metadata = _header("".join(line[1:] for line in lines[:height]), place, beside)
    shared = {slot: str(metadata[slot]) for slot in SLOTS if slot in PROPAGATED and metadata.get(slot)}
    table = list(_cells(lines[height:], height))
    names = list(table[0][1]) if table else []
    issues = [Issue(path=place, line=height + 1, message=message) for message in _wrong_columns(names, metadata)]
    rows: list[MappingRow] = []
    places: list[int] = []
    for line, cells in [] if issues else table[1:]:
        own = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
        row = MappingRow(shared | own)
        faults = list(_faults(row, metadata)) if len(cells) == len(names) else [_UNEVEN]
        issues += [Issue(path=place, line=line, message=message) for message in faults]
        if not faults:
            rows.append(row)
            places.append(line)
    return Scan(MappingSet(metadata, tuple(rows)), tuple(issues), tuple(places), text.endswith(("\n", "\r")))


def _cells(lines: Sequence[str], height: int) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that isn't blank, with its number; a quotation mark never joins two lines."""
    delimiter = "," if lines and "\t" not in lines[0] and "," in lines[0] else "\t"
    for number, line in enumerate(lines, height + 1):
        if line.strip("\r\n"):
            try:
                yield number, next(csv.reader([line], delimiter=delimiter))
            except csv.Error:  # a cell of more than 131,072 characters
                yield number, []


def write(mappings: MappingSet) -> str:
    """``mappings`` as an SSSOM file: sorted keys, columns in use, sorted rows; the same set gives one text."""
    out = io.StringIO()
    header = yaml.safe_dump(dict(mappings.metadata), allow_unicode=True, sort_keys=True, width=10_000)
    out.writelines(f"# {line}\n" for line in header.splitlines())
    used = {name for row in mappings.rows for name in row.slots} | set(REQUIRED)
    extensions = sorted(used - set(SLOTS))
    columns = [*(slot for slot in SLOTS if slot in used), *extensions]
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    for row in sorted(mappings.rows, key=lambda row: row.key):
        writer.writerow([one_line(row[name]) for name in columns])
    return out.getvalue()


def split(value: str) -> list[str]:
    """The values of a slot that may hold several.

    >>> split("a|b\\\\|c")
    ['a', 'b|c']
    """
    return [part.replace("\0", _CUT) for part in value.replace("\\|", "\0").split(_CUT) if part]


def join(values: list[str]) -> str:
    """Several values as one slot."""
    return _CUT.join(value.replace(_CUT, "\\|") for value in values)


def _beside(path: Path) -> list[str]:
    """The names of the file that holds the metadata of the table at ``path``, where that has none (SSSOM, external)."""
    stem = path.name.removesuffix(path.suffix)
    short = stem.removesuffix(".sssom")
    found = [
        f"{name}{end}.{kind}" for name in (stem, short) for end in ("", ".meta", "-meta", "_meta") for kind in _YAML
    ]
    return list(dict.fromkeys([*found, f"{short}.sssom.yml", f"{short}.sssom.yaml"]))


def _header(text: str, place: str, beside: str) -> dict[str, Any]:
    try:
        header = yaml.safe_load(text) or {}
        header = {**(yaml.safe_load(beside) or {}), **header} if isinstance(header, dict) else header
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise MappingError(
            "l’en-tête YAML du fichier SSSOM est illisible.",
            place=f"{place}, ligne\u00a0{mark.line + 1}" if mark else place,
            remedy="Corrigez-le\u00a0: une clé par ligne, suivie de «\u00a0: » et de sa valeur.",
        ) from error
    missing = [key for key in ("license", "mapping_set_id") if not isinstance(header, dict) or not header.get(key)]
    if missing or not isinstance(header.get("curie_map") or {}, dict):
        raise MappingError(
            f"l’en-tête SSSOM ne donne pas {', '.join(missing or ['curie_map'])}.",
            place=place,
            remedy="Ajoutez ces clés en tête du fichier, derrière «\u00a0#\u00a0», ou dans un .yml de même nom.",
        )
    _require_built_in(header.get("curie_map") or {}, place)
    return dict(header)


def _require_built_in(declared: Mapping[str, str], place: str) -> None:
    """Refuse a prefix that everybody knows under another address: what it names would not be what is written."""
    for prefix, address in BUILT_IN.items():
        if declared.get(prefix, address) != address:
            raise MappingError(
                f"l’en-tête donne au préfixe «\u00a0{prefix}\u00a0» une autre adresse que SSSOM.",
                place=place,
                remedy=f"Écrivez {address}.",
            )


def _wrong_columns(names: Sequence[str], metadata: Mapping[str, Any]) -> Iterator[str]:
    missing = [quote(name) for name in REQUIRED if name not in names]
    if missing:
        yield f"colonnes absentes\u00a0: {listing(missing)}\u00a0; ajoutez-les."
    for name in dict.fromkeys(names):
        near = get_close_matches(name, SLOTS, n=1, cutoff=0.85) if name not in SLOTS else []
        if near and near[0] not in names and name not in _declared(metadata):
            yield f"la colonne {quote(name)} n’est pas de SSSOM\u00a0; vouliez-vous écrire {quote(near[0])}\u00a0?"
        if not name.strip():
            yield "une colonne n’a pas de nom\u00a0; nommez-la ou retirez-la."
        if names.count(name) > 1:
            yield f"la colonne {quote(name)} est donnée deux fois\u00a0; gardez-en une."


def _declared(metadata: Mapping[str, Any]) -> set[str]:
    """The columns beside those of SSSOM that the header defines."""
    found = metadata.get("extension_definitions") or []
    return {str(one.get("slot_name")) for one in found if isinstance(one, dict)}


def _faults(row: MappingRow, metadata: Mapping[str, Any]) -> Iterator[str]:
    for name in REQUIRED:
        if not row[name]:
            yield f"{quote(name)} est vide\u00a0; remplissez la cellule."
    prefixes = MappingSet(metadata).prefixes
    for name in _CURIES:
        prefix, colon, _ = row[name].partition(":")
        if row[name] and (not colon or prefix not in prefixes):
            yield f"{quote(row[name])} ({name}) n’a pas de préfixe déclaré dans l’en-tête\u00a0; écrivez préfixe:nom."
    for name, (least, most) in _NUMBERS.items():
        if row[name] and not _within(row[name], least, most):
            yield f"{quote(row[name])} ({name}) n’est pas un nombre de {least:g} à {most:g}\u00a0; corrigez-le."
    for name in _DATES:
        if row[name] and not _is_day(row[name]):
            yield f"{quote(row[name])} ({name}) n’est pas une date\u00a0; écrivez AAAA-MM-JJ."
    for name, value in row.slots.items():
        if _CONTROL.search(value):
            yield f"{quote(name)} contient un caractère invisible\u00a0; retapez la cellule."


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _within(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
    except ValueError:
        return False

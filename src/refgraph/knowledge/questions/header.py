"""The header of a `.rq` file: lines ``#+ key: value`` that grlc reads as YAML, with keys of ours that it ignores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from refgraph.core.errors import QueryError

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "aucune donnée": "Les documents chargés ne contiennent aucun cas de ce genre.",
        "paramètre trop étroit": "Le choix fait est peut-être trop étroit\u00a0: élargissez-le.",
        "alignements non revus": "Les rapprochements qui répondraient n’ont pas encore été relus.",
        "non documenté dans la source": "Les documents ne le disent pas\u00a0; cela ne veut dire ni « non » ni 0.",
    }
)
"""What an empty answer can mean, by the words that a header uses, with the sentence that a reader gets."""

_FOR_A_CHOICE: Mapping[str, str] = MappingProxyType(
    {
        **MEANINGS,
        "aucune donnée": "Pour ce choix, les documents chargés ne contiennent aucun cas de ce genre.",
        "non documenté dans la source": (
            "Pour ce choix, les documents ne le disent pas\u00a0; cela ne veut dire ni « non » ni 0."
        ),
    }
)
"""The same where a person has chosen a value: what is said holds for it, and not for all documents."""

_SEPARATOR = " – "

_OURS = frozenset({"empty", "columns", "several", "labels"})
_GRLC = frozenset(
    {
        "summary",
        "description",
        "endpoint",
        "endpoint-method",
        "endpoint_in_url",
        "pagination",
        "method",
        "tags",
        "defaults",
        "enumerate",
        "transform",
        "mime",
    }
)


@dataclass(frozen=True)
class Header:
    """What a header says. ``labels`` and ``defaults`` go by the bare name of a parameter, ``columns`` by variable.

    ``empty`` is the sentence for an empty answer, ``empty_for_choice`` that where a person has chosen a value.
    """

    summary: str
    description: str = ""
    tags: tuple[str, ...] = ()
    empty: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)
    enumerations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    several: tuple[str, ...] = ()
    empty_for_choice: str = ""


def read_header(text: str) -> Header:
    """The header of the query ``text``.

    Raises:
        QueryError: no header, broken YAML, an unknown key, or a value of the wrong form, with the line in the file.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.startswith("#+")]
    if not lines:
        raise QueryError(
            "l’en-tête manque.", place="ligne 1", remedy="Commencez par « #+ summary: La question\u00a0? »."
        )
    try:
        # Texts as they are written: 06 is no octal number, 12:30 no sexagesimal one, « oui » no boolean.
        content = yaml.load("\n".join(line[2:] for _, line in lines), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        number, line = lines[min(mark.line, len(lines) - 1)] if mark else lines[0]
        raise QueryError(
            "l’en-tête n’est pas du YAML valable.",
            place=f"ligne {number}",
            remedy="Remplacez les tabulations par des espaces."
            if "\t" in line
            else "Mettez entre guillemets un texte qui contient « : ».",
        ) from error
    return _checked(content, lines)


def _checked(content: Any, lines: list[tuple[int, str]]) -> Header:
    if not isinstance(content, dict) or not content.get("summary"):
        raise QueryError(
            "l’en-tête ne donne pas la question.", place=f"ligne {lines[0][0]}", remedy="Ajoutez « #+ summary: … »."
        )
    reader = _Reader(content, lines)
    reader.refuse_unknown()
    return Header(
        summary=reader.text("summary"),
        description=reader.text("description"),
        tags=reader.texts("tags"),
        empty=_empty(reader, MEANINGS),
        empty_for_choice=_empty(reader, _FOR_A_CHOICE),
        defaults={name: reader.scalar("defaults", value) for name, value in reader.pairs("defaults").items()},
        enumerations={
            name: tuple(reader.scalar("enumerate", value) for value in values)
            for name, values in reader.pairs("enumerate", or_names=True).items()
            if isinstance(values, list)
        },
        columns={name: reader.scalar("columns", value) for name, value in reader.pairs("columns").items()},
        labels={name: reader.scalar("labels", value) for name, value in reader.pairs("labels").items()},
        several=reader.texts("several"),
    )


def _empty(reader: _Reader, meanings: Mapping[str, str]) -> str:
    """The sentence for an empty answer: the meaning named, and what the header adds after a dash."""
    written = reader.text("empty")
    if not written:
        return ""
    name, _, more = written.partition(_SEPARATOR)
    if name not in MEANINGS:
        raise reader.error("empty", f"« {name} » n’est pas un sens connu (connus\u00a0: {', '.join(MEANINGS)})")
    return f"{name.capitalize()}. {meanings[name]}{' ' + more if more else ''}"


@dataclass
class _Reader:
    """The content of a header, read with the line of each key at hand for errors."""

    content: dict[str, Any]
    lines: list[tuple[int, str]]

    def refuse_unknown(self) -> None:
        unknown = sorted(str(key) for key in self.content if key not in _OURS | _GRLC)
        if unknown:
            raise self.error(unknown[0], f"la clé « {unknown[0]} » n’est pas connue")

    def text(self, key: str) -> str:
        return self.scalar(key, self.content.get(key, ""))

    def scalar(self, key: str, value: Any) -> str:
        if isinstance(value, dict | list):
            raise self.error(key, f"« {key} » attend un texte")
        return " ".join(str(value).split())

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.content.get(key) or []
        if not isinstance(values, list):
            raise self.error(key, f"« {key} » attend une liste")
        return tuple(self.scalar(key, value) for value in values)

    def pairs(self, key: str, or_names: bool = False) -> dict[str, Any]:
        """A mapping, or grlc's list of one-pair mappings, as one mapping.

        ``or_names`` passes over bare names: grlc fills the values of these from the data, as a form does here.
        """
        values = self.content.get(key) or {}
        parts = values if isinstance(values, list) else [values]
        parts = [part for part in parts if not (or_names and isinstance(values, list) and isinstance(part, str))]
        if not all(isinstance(part, dict) for part in parts):
            raise self.error(key, f"« {key} » attend des couples « nom: valeur »")
        return {str(name): value for part in parts for name, value in part.items()}

    def error(self, key: str, message: str) -> QueryError:
        line = next((number for number, line in self.lines if line[2:].strip().startswith(key)), self.lines[0][0])
        return QueryError(f"{message}.", place=f"ligne {line}", remedy="Corrigez l’en-tête.")

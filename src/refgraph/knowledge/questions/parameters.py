"""The parameters of a question, found in its variables.

``?_name_type`` must be given, ``?__name_type`` may be; the type is a word of `kinds.KINDS`. So that grlc binds an IRI,
a thing of the graph may be typed ``iri`` as grlc does: ``?_segment_iri`` is a segment by its name,
``?_first_iri_certification`` a certification by its last part. ``?_word_fr`` is a text in French,
``?_word_text_wording`` the pattern that finds a text however it is printed. Without a type the
value is a text, as in grlc; a name that says another kind must therefore have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from refgraph.core.errors import QueryError
from refgraph.core.text import fold
from refgraph.knowledge.questions.header import Header
from refgraph.knowledge.questions.kinds import KINDS

_PARAMETER = re.compile(r"(?P<mark>__?)(?P<name>[a-zA-Z0-9]+)(?:_(?P<type>[a-zA-Z0-9]+))?(?:_(?P<more>[a-zA-Z0-9]+))?")
"""grlc's own rule: mark, name without underscore, type, and one more part."""

_GRLC_TYPES = {"literal": "text", "string": "text", "number": "decimal", "int": "integer", "float": "decimal"}

_SAID = {fold(kind.label): key for key, kind in KINDS.items()} | _GRLC_TYPES | {key: key for key in KINDS}
"""The kind that a name says: its own word, grlc's, or the French one without accents."""


@dataclass(frozen=True)
class Parameter:
    """A value that a question asks for.

    ``variable`` is its variable without ``?``; ``kind`` a key of `kinds.KINDS`; ``label`` what a form shows;
    ``options`` the values that the header enumerates, if it does; ``language`` that of a text, where it is fixed.
    """

    name: str
    variable: str
    kind: str
    label: str
    required: bool
    several: bool = False
    default: str | None = None
    options: tuple[str, ...] = ()
    language: str = ""


def parameters(variables: Iterable[str], header: Header) -> tuple[Parameter, ...]:
    """The parameters among ``variables`` (without ``?``), required ones first, each list in the order of the names.

    Raises:
        QueryError: a variable that starts with an underscore but is no parameter, an unknown type, the name of a kind
            without a type, a name twice, or a name in the header that no variable has.
    """
    found = [_parameter(variable, header) for variable in sorted(variables) if variable.startswith("_")]
    names = [parameter.name for parameter in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise QueryError(
            f"le paramètre « {twice} » a deux variables.", remedy="Donnez-leur un seul nom et un seul type."
        )
    for key, used in (("defaults", header.defaults), ("enumerate", header.enumerations), ("several", header.several)):
        unknown = next((name for name in used if name not in names), None)
        if unknown:
            raise QueryError(f"« {key} » nomme « {unknown} », qui n’est pas un paramètre de la requête.")
    return tuple(sorted(found, key=lambda parameter: (not parameter.required, parameter.name)))


def _parameter(variable: str, header: Header) -> Parameter:
    found = _PARAMETER.fullmatch(variable)
    if not found:
        raise QueryError(
            f"la variable ?{variable} n’a pas la forme d’un paramètre.",
            remedy="Son nom n’a que des lettres et des chiffres, par exemple ?_certification_iri.",
        )
    name, language = found["name"], _language(found["type"], found["more"])
    if not found["type"]:
        _refuse_name_of_kind(found["mark"], name, header)
    kind = "text" if language else _kind(name, found["type"], found["more"])
    if kind not in KINDS:
        raise QueryError(
            f"le type « {kind} » de ?{variable} n’est pas connu.", remedy=f"Types\u00a0: {', '.join(KINDS)}."
        )
    parameter = Parameter(
        name=name,
        variable=variable,
        kind=kind,
        label=header.labels.get(name, KINDS[kind].label.capitalize()),
        required=found["mark"] == "_",
        several=name in header.several,
        default=header.defaults.get(name),
        options=header.enumerations.get(name, ()),
        language=language,
    )
    _check_values(parameter)
    return parameter


def _refuse_name_of_kind(mark: str, name: str, header: Header) -> None:
    """Refuse the name of a kind without a type: the text that it would be is equal to nothing in the graph.

    An empty answer would then say that the documents are silent. Values that the header enumerates for a French word
    are texts by intent, as grlc's users write them.
    """
    kind = _SAID.get(fold(name), "text")
    if kind == "text" or (name not in KINDS and name in header.enumerations):
        return
    word = "iri" if KINDS[kind].is_choice else kind
    typed = f"?{mark}{name}_iri_{kind}" if word == "iri" and name != kind else f"?{mark}{name}_{word}"
    raise QueryError(
        f"le paramètre ?{mark}{name} porte le nom d’un type ({KINDS[kind].label}), mais n’a pas de type.",
        remedy=f"Écrivez {typed}, ou ?{mark}{name}_text si c’est un texte qui est attendu.",
    )


def _check_values(parameter: Parameter) -> None:
    """Refuse a value of the header that ``parameter`` could not take; what the graph offers is not known here."""
    kind = KINDS[parameter.kind]
    default = [parameter.default] if parameter.default else []
    for text in [*parameter.options, *default]:
        try:
            if kind.parse:
                kind.parse(text)
        except ValueError as error:
            raise QueryError(
                f"« {text} », donné à « {parameter.name} », n’est pas une valeur du type « {kind.label} ».",
                remedy=f"Exemple\u00a0: {kind.example}.",
            ) from error
    if parameter.options and parameter.default and parameter.default not in parameter.options:
        raise QueryError(
            f"la valeur par défaut « {parameter.default} » de « {parameter.name} » n’est pas énumérée.",
            remedy=f"Valeurs énumérées\u00a0: {', '.join(parameter.options)}.",
        )


def _language(written: str | None, more: str | None) -> str:
    """The language that a type of two letters stands for in grlc, or an empty text."""
    return written if written and len(written) == 2 and written.islower() and not more else ""


def _kind(name: str, written: str | None, more: str | None) -> str:
    if written == "iri":
        return more or name
    if written == "text" and more == "wording":
        return more
    if written == "xsd" and more:
        return _GRLC_TYPES.get(more, more)
    return _GRLC_TYPES.get(written or "text", written or "text")

"""What is told of a result whose rule has no ``sh:message``: a French sentence for each constraint of SHACL."""

from __future__ import annotations

from pyoxigraph import NamedNode

from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.report import SH
from refgraph.graph.validation.shapes import Shapes

_MESSAGES: dict[str, str] = {
    "MinCount": "Il faut au moins {minCount} valeur(s) pour « {path} »\u00a0; il y en a {{?count}}.",
    "MaxCount": "Il faut au plus {maxCount} valeur(s) pour « {path} »\u00a0; il y en a {{?count}}.",
    "MinLength": "« {{?value}} » compte moins de {minLength} caractères.",
    "MaxLength": "« {{?value}} » compte plus de {maxLength} caractères.",
    "Pattern": "« {{?value}} » n’a pas la forme attendue (expression {pattern}).",
    "Datatype": "« {{?value}} » n’est pas du type attendu ({datatype}).",
    "Class": "« {{?value}} » n’est pas de la classe attendue ({class}).",
    "NodeKind": "« {{?value}} » n’est pas de la sorte attendue.",
    "In": "« {{?value}} » n’est pas dans la liste permise.",
    "HasValue": "La valeur attendue ({hasValue}) manque.",
    "MinInclusive": "« {{?value}} » est inférieur à {minInclusive}.",
    "MaxInclusive": "« {{?value}} » est supérieur à {maxInclusive}.",
    "MinExclusive": "« {{?value}} » n’est pas supérieur à {minExclusive}.",
    "MaxExclusive": "« {{?value}} » n’est pas inférieur à {maxExclusive}.",
    "UniqueLang": "Deux valeurs sont dans la même langue.",
    "LanguageIn": "« {{?value}} » n’est pas dans une langue permise.",
    "Equals": "Les valeurs ne sont pas les mêmes que celles de {equals}.",
    "Disjoint": "« {{?value}} » est aussi une valeur de {disjoint}.",
    "LessThan": "« {{?value}} » n’est pas avant la valeur de {lessThan}.",
    "LessThanOrEquals": "« {{?value}} » vient après la valeur de {lessThanOrEquals}.",
    "Closed": "Une propriété n’est pas permise ici\u00a0: {path}.",
    "Or": "Aucune des conditions de la règle n’est remplie.",
    "And": "L’une des conditions de la règle n’est pas remplie.",
    "Not": "L’élément remplit la condition que la règle exclut.",
    "Xone": "Il faut remplir une des conditions de la règle, et une seule.",
    "QualifiedMinCount": "Trop peu de valeurs pour « {path} » remplissent la condition de la règle.",
    "QualifiedMaxCount": "Trop de valeurs pour « {path} » remplissent la condition de la règle.",
}
"""Component without « ConstraintComponent » → sentence; a field is a parameter of the shape, ``path`` its path."""


def default_message(component: str, shape: ObjectTerm, path: str, shapes: Shapes) -> str:
    """The sentence for ``component`` (an IRI) of ``shape``; empty where the rule's own name has to do."""
    template = _MESSAGES.get(component.removeprefix(SH).removesuffix("ConstraintComponent"), "")
    said = shapes.described.get(shape, {})
    parameters = {
        predicate.value.removeprefix(SH): getattr(values[0], "value", "")
        for predicate, values in said.items()
        if predicate.value.startswith(SH)
    }
    return template.format_map(_Known(parameters | {"path": path.strip("<>")}))


def is_told(shape: ObjectTerm, shapes: Shapes) -> bool:
    """Whether ``shape``, or a constraint that is a part of it, has a message of its own."""
    message = NamedNode(f"{SH}message")
    said = shapes.described.get(shape, {})
    parts = [part for values in said.values() for part in values]
    return message in said or any(message in shapes.described.get(part, {}) for part in parts)


class _Known(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"

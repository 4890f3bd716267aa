"""The register checked before it is used: what contradicts itself is refused with its line, what has aged is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core import assets
from refgraph.core.errors import RegisterError
from refgraph.core.french import NBSP
from refgraph.core.namespaces import ID, PREFIXES, RG, VOC
from refgraph.knowledge.regulations.terms import require_known_terms
from refgraph.knowledge.regulations.unique import clashes
from refgraph.mentions.lexicon import parse_register

if TYPE_CHECKING:
    from refgraph.graph.validation import Result, Shapes

STALE_AFTER = timedelta(days=365)
"""A verification older than a year is told."""

_VERIFIED_ON = NamedNode(f"{RG}verifiedOn")
_TYPES = NamedNode(f"{VOC}regulation-type")
_REGULATION = NamedNode(f"{RG}Regulation")
_VERIFIES = NamedNode(f"{RG}verifies")


@dataclass(frozen=True)
class Stale:
    """A verification that is too old: its name, its day, and how many texts rest on it."""

    verification: str
    day: date
    texts: int


def register_path() -> Path:
    """The register that ships with refgraph."""
    return assets.ontology() / "regulations.ttl"


def read_register(path: Path | None = None) -> list[Triple]:
    """The triples of the shipped register, with those of the file at ``path``, once all have passed their check.

    A file that declares the types of texts is a register of its own, and stands alone.

    Raises:
        RegisterError: it cannot be read, holds no text, uses a term that nobody defines, was verified on a day to come,
            has two entries for one thing, or breaks a rule of ``shapes/regulations.ttl``; the place is file and line.
    """
    path = path or register_path()
    own = triples = parse_register(path)
    if _REGULATION not in {triple.object for triple in triples}:
        raise RegisterError(
            "ce fichier ne décrit aucun texte (rg:Regulation).",
            place=path.name,
            remedy="Ajoutez-en d’après le modèle de docs/regulations.md.",
        )
    if not any(triple.subject == _TYPES for triple in triples):
        triples = list(dict.fromkeys([*parse_register(register_path()), *triples]))
    found = violations(triples)
    if found:
        raise _refusal(found[0], len(found) - 1, path)
    for clash in clashes(triples):
        raise RegisterError(
            _shortened(clash.sentence.format(other=clash.other)), place=_place(clash.iri, path), remedy=clash.remedy
        )
    if path != register_path():
        require_known_terms(path)
        _require_past(own, path)
    return triples


def _require_past(triples: list[Triple], path: Path) -> None:
    """Nothing, if nobody claims to have verified a text on a day to come.

    The shipped register is not asked: the clock of a machine may be late.
    """
    for triple in triples:
        subject, day = triple.subject, triple.object
        if triple.predicate != _VERIFIED_ON or not isinstance(subject, NamedNode) or not isinstance(day, Literal):
            continue
        if date.fromisoformat(day.value) > date.today():
            raise RegisterError(
                f"cette vérification est datée d’un jour à venir ({day.value}).",
                place=_place(subject.value, path),
                remedy="Écrivez le jour où le texte a été relu à sa source (rg:verifiedOn).",
            )


def violations(triples: list[Triple]) -> list[Result]:
    """What ``shapes/regulations.ttl`` finds wrong with a register, in the order of the report."""
    from refgraph.graph.validation import Severity, check

    return [result for result in check(triples, _shapes()).results if result.severity is Severity.VIOLATION]


def _shapes() -> Shapes:
    from refgraph.graph.validation.shapes import Shapes, read_file

    return Shapes((read_file(assets.shapes() / "regulations.ttl", shipped=True),))


def stale(triples: list[Triple], day: date) -> list[Stale]:
    """The verifications that are older than a year on ``day``, oldest first."""
    old = {
        triple.subject: date.fromisoformat(triple.object.value)
        for triple in triples
        if triple.predicate == _VERIFIED_ON and isinstance(triple.object, Literal)
        if day - date.fromisoformat(triple.object.value) > STALE_AFTER
    }
    texts = [triple.subject for triple in triples if triple.predicate == _VERIFIES]
    found = [Stale(str(node.value).rpartition("/")[2], when, texts.count(node)) for node, when in old.items()]  # type: ignore[union-attr]
    return sorted(found, key=lambda each: (each.day, each.verification))


def line_of(iri: str, path: Path) -> int | None:
    """The line of the Turtle file at ``path`` on which ``iri`` is first described, counted from 1."""
    forms = [f"<{iri}>"]
    text = path.read_text("utf-8-sig")
    for prefix, namespace in re.findall(r"@prefix\s+([\w-]*):\s*<([^>]+)>", text, re.IGNORECASE):
        if iri.startswith(namespace):
            local = re.escape(iri.removeprefix(namespace))
            forms.append(re.sub(r"(?:\\)?([/.,;()'!$&*+=?#@%~])", r"\\\\?\1", f"{prefix}:{local}"))
    forms[0] = re.escape(forms[0])
    described = re.compile(rf"^\s*(?:{'|'.join(forms)})(?=\s)", re.MULTILINE)
    match = described.search(text)
    return text.count("\n", 0, match.start() + len(match.group()) - len(match.group().lstrip())) + 1 if match else None


def _refusal(result: Result, others: int, path: Path) -> RegisterError:
    iri = getattr(result.focus, "value", str(result.focus))
    more = f" ({others} autre{'s' if others > 1 else ''} défaut{'s' if others > 1 else ''})" if others else ""
    return RegisterError(
        f"{_shortened(result.message).rstrip('.')}{more}.", place=_place(iri, path), remedy=_remedy(result)
    )


def _place(iri: str, path: Path) -> str:
    line = line_of(iri, path)
    return f"{path.name}, ligne{NBSP}{line}, {_shortened(iri)}" if line else f"{path.name}, {_shortened(iri)}"


def _remedy(result: Result) -> str:
    said = _shapes().described.get(result.shape, {}).get(NamedNode(f"{PREFIXES['rgsh']}remedy"), [])
    return next((remedy.value for remedy in said if isinstance(remedy, Literal)), "")


def _shortened(text: str) -> str:
    """``text`` with the IRIs of the register and of its terms cut to what a person writes."""
    text = text.replace(f"{ID}regulation/", "").replace(f"{ID}verification/", "").replace(f"{ID}organization/", "")
    for prefix in ("rg", "eli", "dcterms"):
        text = text.replace(PREFIXES[prefix], f"{prefix}:")
    return text.replace("<", "").replace(">", "")

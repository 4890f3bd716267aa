"""A fault planted in an intact référentiel: each rule finds its own, once, at the right entity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from refgraph.core.namespaces import ID, PREFIXES, SHAPES, VOC, certification_iri
from refgraph.graph.validation import Shapes, check, read_shapes
from tests.knowledge.quality import joiners

ME = certification_iri(joiners.ID)
PLANTED = Path(__file__).parent / "planted.txt"
REGISTER = "register-"
"""The rules of the register of regulations have faults of their own, in tests/knowledge/regulations."""


@dataclass
class Fault:
    rule: str
    entity: str
    out: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


def iri_of(name: str) -> str:
    """``<bloc/1>`` and ``.`` below the certification; ``id:`` and ``voc:`` with slashes; or a prefixed name."""
    name = name.strip("<>")
    if name == ".":
        return ME
    if name.startswith("../"):
        return certification_iri(name.removeprefix("../"))
    for prefix, space in (("id:", ID), ("voc:", VOC)):
        if name.startswith(prefix):
            return space + name.removeprefix(prefix)
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon else f"{ME}/{name}"


def faults() -> list[Fault]:
    found: list[Fault] = []
    for line in PLANTED.read_text("utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "=":
            rule, entity = rest.split()
            found.append(Fault(rule, entity))
        elif sign == "-":
            found[-1].out.append(rest)
        elif sign == "+":
            found[-1].added.append(rest)
    return found


def turtle(statement: str) -> list[Triple]:
    names = re.sub(r"(?<=[ ,])?((?:id|voc):[^\s;,]+)", lambda found: f"<{iri_of(found[1])}>", statement)
    names = re.sub(r"<(?!http)([^>]*)>", lambda found: f"<{iri_of(found[1])}>", names)
    prologue = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())
    return [quad.triple for quad in parse(prologue + names, format=RdfFormat.TURTLE)]


def planted(fault: Fault) -> list[Triple]:
    triples = joiners.graph()
    for pattern in fault.out:
        subject, predicate, value = (part for part in pattern.split())
        gone = [
            triple
            for triple in triples
            if triple.subject == NamedNode(iri_of(subject))
            and triple.predicate == NamedNode(iri_of(predicate))
            and (value == "*" or triple.object == NamedNode(iri_of(value)))
        ]
        assert gone, f"nothing to take out: {pattern}"
        triples = [triple for triple in triples if triple not in gone]
    return triples + [triple for statement in fault.added for triple in turtle(statement)]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return read_shapes()


def test_every_rule_has_a_planted_fault(shapes: Shapes) -> None:
    """A rule without a fault here could be one that never fires."""
    rules = [rule.value.removeprefix(SHAPES) for rule in shapes.rules]
    assert sorted(fault.rule for fault in faults()) == sorted(rule for rule in rules if not rule.startswith(REGISTER))


def test_the_intact_file_has_no_finding(shapes: Shapes) -> None:
    """Rules are silent on a référentiel that keeps them all: neither a fault nor a remark."""
    assert check(joiners.graph(), shapes).results == ()


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.rule)
def test_a_planted_fault_is_found_once_at_its_entity(fault: Fault, shapes: Shapes) -> None:
    """One fault, one finding: the value of a rule on the whole certification, or else the focus node."""
    rule = NamedNode(SHAPES + fault.rule)
    found = [result for result in check(planted(fault), shapes).results if result.shape == rule]
    entities = [each.value if each.path is None and isinstance(each.value, NamedNode) else each.focus for each in found]
    assert entities == [NamedNode(iri_of(fault.entity))]


@pytest.mark.parametrize("weight", ["80.0", "0.0"])
def test_a_weight_that_is_no_share_is_one_fault(weight: str, shapes: Shapes) -> None:
    """The sum of the bloc is wrong because of that weight: it is told once."""
    fault = Fault(
        "weight-range",
        "bloc/1/modality/m01",
        ["<bloc/1/modality/m01> rg:weight *"],
        [f"<bloc/1/modality/m01> rg:weight {weight} ."],
    )
    assert [each.shape.value for each in check(planted(fault), shapes).results] == [f"{SHAPES}weight-range"]


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("Tracer l’ouvrage au plan coté selon le RGGA, afin de le situer", ["acronym-typo"]),
        ("Tracer l’ouvrage selon les règles du rgdp, afin de le situer", ["acronym-typo"]),
        ("Tracer l’ouvrage selon le règlement de l’AFM, afin de le situer", ["acronym-typo"]),
        ("Tracer l’ouvrage selon le guide de l’AFM-Téléthon, afin de le situer", []),
        ("Tracer l’ouvrage selon le dispositif KCY, afin de le situer", ["acronym-typo"]),
        ("Savoir-être au plan coté, afin de situer l’ouvrage", ["verb-observable"]),
        ("Prendre conscience des cotes selon le plan, afin de situer l’ouvrage", ["verb-observable"]),
        ("Avoir conscience des cotes selon le plan, afin de situer l’ouvrage", ["verb-observable"]),
        ("Être en capacité de tracer l’ouvrage selon le plan, afin de le situer", ["verb-observable"]),
    ],
)
def test_a_wording_has_its_one_remark(statement: str, rules: list[str], shapes: Shapes) -> None:
    """Variants of a fault are told as the fault is, and once."""
    from refgraph.model.statement import parse as parts

    verb = parts(statement).verb
    said = f'rg:statement "{statement}"@fr ; rg:actionVerb "{verb}"@fr ; rg:meansClause "selon"@fr'
    added = [f"<bloc/2/competence/C3> {said} ."]
    out = ["<bloc/2/competence/C3> rg:statement *", "<bloc/2/competence/C3> rg:actionVerb *"]
    found = check(planted(Fault("", "", out, added)), shapes).results
    assert [each.shape.value.removeprefix(SHAPES) for each in found] == rules

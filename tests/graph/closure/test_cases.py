"""One case file per kind of axiom: ontology, data, what follows, and the sentence of a refusal; owlrl must agree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, Triple, parse

from refgraph.core.errors import InconsistentGraphError
from refgraph.graph.closure import infer, refuse_inconsistent
from refgraph.graph.closure.axioms import read_axioms
from refgraph.graph.closure.oracle import reason_with_owlrl
from refgraph.graph.ontology import read_ontology

CASES = sorted(Path(__file__).parent.joinpath("cases").glob("*.trig"))
BEYOND_OWLRL = {"functional", "functional-literal", "functional-inferred", "inverse-functional"} | {
    "ill-typed", "wrong-datatype", "no-language", "text-for-link"
}  # fmt: skip
"""Contradictions that owlrl answers by owl:sameAs, or not at all."""


@dataclass(frozen=True)
class Case:
    ontology: list[Triple]
    asserted: list[Triple]
    inferred: list[Triple]
    refusal: str | None


def read_case(path: Path) -> Case:
    graphs: dict[str, list[Triple]] = {"ontology": [], "asserted": [], "inferred": [], "expected": []}
    for quad in parse(path.read_bytes(), RdfFormat.TRIG):
        graphs[str(quad.graph_name)[1:-1].removeprefix("http://example.org/")].append(quad.triple)
    refusals = [one.object.value for one in graphs.pop("expected") if isinstance(one.object, Literal)]
    return Case(refusal=refusals[0] if refusals else None, **graphs)


def name(path: Path) -> str:
    return path.stem


def test_every_case_is_found() -> None:
    """A case that discovery misses would never run again."""
    assert len(CASES) == 31


@pytest.mark.parametrize("path", CASES, ids=name)
def test_what_follows_is_what_a_person_wrote_down(path: Path) -> None:
    """The rules compiled from each kind of axiom give just the triples of the case file."""
    case = read_case(path)
    assert set(infer(case.ontology, case.asserted)) == set(case.inferred)


@pytest.mark.parametrize("path", [path for path in CASES if path.stem not in BEYOND_OWLRL], ids=name)
def test_owlrl_agrees(path: Path) -> None:
    """The quick closure is the reference's, triple for triple, and so are its contradictions."""
    case = read_case(path)
    reasoning = reason_with_owlrl(case.ontology, case.asserted)
    assert reasoning.inferred == infer(case.ontology, case.asserted)
    assert bool(reasoning.errors) == (case.refusal is not None)


@pytest.mark.parametrize("path", CASES, ids=name)
def test_a_contradiction_is_refused_with_its_sentence(path: Path) -> None:
    """The offender and the values are named in French; a consistent graph passes."""
    case = read_case(path)
    if case.refusal is None:
        refuse_inconsistent(case.ontology, case.asserted, case.inferred)
        return
    with pytest.raises(InconsistentGraphError) as refused:
        refuse_inconsistent(case.ontology, case.asserted, case.inferred)
    assert refused.value.message.startswith(case.refusal)


def test_cases_cover_each_kind_of_axiom_of_the_ontology() -> None:
    """An axiom kind may enter the ontology only with a case that proves its rule."""
    cases = [read_axioms(read_case(path).ontology) for path in CASES]
    ontology = read_axioms(read_ontology())
    assert ontology.pairs.keys() <= {kind for case in cases for kind in case.pairs}
    covered = {kind for case in cases for kind in case.marks}
    declared = {"Class", "AnnotationProperty", "Ontology"}
    assert {kind for kind in ontology.marks if kind.partition("#")[2] not in declared} <= covered
    assert {len(links) for _, links in ontology.chains} <= {len(links) for case in cases for _, links in case.chains}
    assert any(len(members) > 2 for case in cases for members in case.disjoint)

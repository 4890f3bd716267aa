"""The names that users' queries rest on, from the tables of the vocabulary."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from refgraph.core.namespaces import expand
from refgraph.graph.closure.axioms import (
    ASYMMETRIC,
    CLASS,
    DATA,
    FUNCTIONAL,
    INVERSE_FUNCTIONAL,
    IRREFLEXIVE,
    OBJECT,
    Axioms,
    compact,
    read_axioms,
)
from refgraph.graph.ontology import read_ontology

KINDS = {"class": CLASS, "object": OBJECT, "data": DATA}
CHARACTERISTICS = {"FP": FUNCTIONAL, "IFP": INVERSE_FUNCTIONAL, "Irr": IRREFLEXIVE, "Asym": ASYMMETRIC}


def table() -> list[dict[str, str]]:
    with (Path(__file__).parent / "contract.tsv").open(encoding="utf-8") as stream:
        next(stream)
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return [{key.lstrip("# "): value for key, value in row.items()} for row in rows]


@pytest.fixture(scope="module")
def axioms() -> Axioms:
    return read_axioms(read_ontology())


def told(axioms: Axioms, kind: str, name: str) -> set[str]:
    return {compact(other) for one, other in axioms.paired(kind) if compact(one) == name}


def test_the_whole_table_is_found() -> None:
    """A row that is lost would never be checked again."""
    kinds = [row["kind"] for row in table()]
    assert {kind: kinds.count(kind) for kind in KINDS} == {"class": 33, "object": 52, "data": 38}


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['name']}{'-chain' if row['chains'] else ''}")
def test_a_term_keeps_its_name_and_its_axioms(axioms: Axioms, row: dict[str, str]) -> None:
    """A query written against the tables goes on working: kind, hierarchy, domain, range, characteristics, chains."""
    name = row["name"]
    assert name in {compact(term) for term in axioms.marked(KINDS[row["kind"]])}
    above = told(axioms, "rdfs:subClassOf", name) | told(axioms, "rdfs:subPropertyOf", name)
    assert set(row["super"].split()) <= above
    for column, kind in (("domain", "rdfs:domain"), ("range", "rdfs:range"), ("inverse", "owl:inverseOf")):
        assert set(row[column].split()) <= told(axioms, kind, name)
    for mark in row["characteristics"].split():
        assert name in {compact(term) for term in axioms.marked(CHARACTERISTICS[mark])}
    chains = {" ".join(map(compact, links)) for head, links in axioms.chains if compact(head) == name}
    assert {chain for chain in row["chains"].split(";") if chain} <= chains


def test_classes_of_things_share_nothing(axioms: Axioms) -> None:
    """A competence that is also a bloc is a mistake of the data."""
    assert [len(members) for members in axioms.disjoint] == [21]


def test_the_keys_are_published() -> None:
    """RNCP number, bloc code and SIRET identify, for whoever reads the ontology."""
    keys = {each.subject for each in read_ontology() if compact(each.predicate.value) == "owl:hasKey"}
    assert keys == {NamedNode(expand(f"rg:{name}")) for name in ("Certification", "Bloc", "Organization")}

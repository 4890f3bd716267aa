"""What follows from the asserted graph, and whether it contradicts itself.

The rules are those of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules)
for the kinds of axiom that the ontology uses, compiled to SPARQL updates. Different IRIs name different things: what
OWL would answer by ``owl:sameAs`` is an inconsistency here. Keys (``owl:hasKey``) are published for others and checked
by shapes; no rule is made of them.
"""

from __future__ import annotations

from refgraph.graph.closure.axioms import named_in_axioms, object_properties
from refgraph.graph.closure.consistency import Consistency, Contradiction, refuse, refuse_inconsistent
from refgraph.graph.closure.engine import Program, infer
from refgraph.graph.closure.joins import Joins, Joints
from refgraph.graph.closure.keeping import is_kept
from refgraph.graph.closure.terms import DeclaredTerms, refuse_undeclared

__all__ = [
    "Consistency",
    "Contradiction",
    "DeclaredTerms",
    "Joins",
    "Joints",
    "Program",
    "infer",
    "is_kept",
    "named_in_axioms",
    "object_properties",
    "refuse",
    "refuse_inconsistent",
    "refuse_undeclared",
]

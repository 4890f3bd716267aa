"""Rules of a user's that have nothing to check."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.namespaces import graph_iri
from refgraph.graph.store.embedded import EmbeddedStore
from refgraph.graph.validation import read_shapes
from refgraph.knowledge.quality import idle
from tests.knowledge.quality import joiners

RULE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rg: <https://w3id.org/refgraph/ns#> .
@prefix mine: <https://example.org/rules#> .
mine:a a sh:NodeShape ; {target} ; sh:nodeKind sh:IRI ; sh:message "x" .
"""


@pytest.mark.parametrize(
    ("target", "silence"),
    [
        ("sh:targetClass mine:Atelier", ["aucun élément du graphe n’est de la classe « mine:Atelier »."]),
        ("sh:targetSubjectsOf mine:taille", ["aucun élément du graphe n’a de propriété « mine:taille »."]),
        ("sh:targetNode mine:moi", ["le graphe ne dit rien de « mine:moi »."]),
        ("sh:targetClass rg:Bloc", []),
    ],
)
def test_a_rule_about_nothing_is_told(tmp_path: Path, target: str, silence: list[str]) -> None:
    """A class of the user's own that the graph does not have is no fault, and no rule that is kept either."""
    path = tmp_path / "miennes.ttl"
    path.write_text(RULE.format(target=target), "utf-8")
    store = EmbeddedStore.of({graph_iri("certification/x"): joiners.graph()})
    start = f"{path}, ligne\u00a04\u00a0: cette règle n’a rien à contrôler, "
    assert idle(read_shapes([tmp_path]), store) == [start + each for each in silence]

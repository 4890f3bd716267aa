"""The five documents, read and aligned once for all tests of this folder."""

from __future__ import annotations

import pytest

from refgraph.graph.sssom import compress
from refgraph.knowledge.proposals import Item, propose
from refgraph.knowledge.proposals.proposal import Proposal
from tests.knowledge.proposals import scoring


@pytest.fixture(scope="session")
def items() -> list[Item]:
    return scoring.five_items()


@pytest.fixture(scope="session")
def proposals(items: list[Item]) -> list[Proposal]:
    return propose(items)


@pytest.fixture(scope="session")
def by_pair(proposals: list[Proposal]) -> dict[frozenset[str], Proposal]:
    """Proposals by both CURIEs, in either order."""
    return {frozenset((compress(one.subject.iri), compress(one.object.iri))): one for one in proposals}

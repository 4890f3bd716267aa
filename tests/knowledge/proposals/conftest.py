"""The five documents, read and aligned once for all tests of this folder."""

import sys
from pathlib import Path

import pytest

from refgraph.knowledge.proposals import propose

sys.path.insert(0, str(Path(__file__).parent))

import scoring


@pytest.fixture(scope="session")
def items():
    return scoring.five_items()


@pytest.fixture(scope="session")
def proposals(items):
    return propose(items)


@pytest.fixture(scope="session")
def by_pair(proposals):
    """Proposals by both CURIEs, in either order."""
    return {frozenset((scoring.compress(one.subject.iri), scoring.compress(one.object.iri))): one for one in proposals}

"""The version of a bloc that a verdict was signed on: a checksum of its words, wherever they stand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from refgraph.core.namespaces import item_iri
from refgraph.graph.sssom import compress
from refgraph.knowledge.certifications.model import ComparedBloc
from refgraph.model.records import Reading


def bloc_version(bloc: ComparedBloc) -> str:
    """The version of a bloc: a checksum that changes when a statement, its order or their number does."""
    return _checksum(_words(one.statement, one.steps) for one in bloc.competences)


def bloc_version_of_0_1(bloc: ComparedBloc) -> str:
    """The version that 0.1 signed, which changed with the IRIs of the competences too."""
    return _checksum(f"{one.iri} {_words(one.statement, one.steps)}" for one in bloc.competences)


def bloc_versions(record: Reading) -> dict[str, str]:
    """The version of each bloc of ``record`` that has competences, by its CURIE."""
    steps, words = defaultdict[str | None, list[str]](list), defaultdict[str, list[str]](list)
    for one in record.competences:
        if one.is_step:
            steps[one.parent].append(one.statement)
    for one in record.competences:
        if not one.is_step:
            words[one.bloc].append(_words(one.statement, steps[one.id]))
    own = record.certification.id
    return {compress(item_iri(own, bloc.id)): _checksum(words[bloc.id]) for bloc in record.blocs if words[bloc.id]}


def _words(statement: str, steps: Sequence[str]) -> str:
    return " ".join((*statement.split(), *steps))


def _checksum(competences: Iterable[str]) -> str:
    told = "\n".join(competences)
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()[:16]}"

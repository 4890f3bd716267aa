"""Where the weights of the model come from: fitted on judged pairs, and measured on pairs that the fit has not seen.

Two protocols. One pair of certifications is left out at a time: how good the weights are on a new pair of them whose
words are known. One certification is left out at a time, with its four pairs: how good they are on a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np

from refgraph.graph.sssom import compress
from refgraph.knowledge.proposals import model, thesaurus
from refgraph.knowledge.proposals.candidates import candidates
from refgraph.knowledge.proposals.features import NAMES, measure
from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.meaning import understand
from refgraph.knowledge.proposals.thesaurus import Terms, Thesaurus
from refgraph.knowledge.proposals.views import look
from tests.knowledge.proposals import scoring

PENALTY = 0.1


@dataclass(frozen=True)
class Training:
    """Pairs of the judged certifications, whether a person judged them exact or close, and what they are told by.

    ``features`` holds one matrix per way of measuring: the real one first, then the same pairs as a certification would
    look of whose trade the thesaurus knows half, or that lists no criteria. Weights fitted on all of them do not lean
    on what another trade will not have.
    """

    owners: list[str]
    pairs: np.ndarray
    features: list[np.ndarray]
    good: np.ndarray

    @property
    def scopes(self) -> np.ndarray:
        """For each pair its two certifications, as one word."""
        return np.asarray([" ".join(sorted((self.owners[a], self.owners[b]))) for a, b in self.pairs])

    def among(self, relations: Mapping[scoring.Pair, str]) -> np.ndarray:
        """Which pairs are of the pairs of certifications that ``relations`` judge."""
        judged = {frozenset(map(scoring.certification, pair)) for pair in relations}
        owners = [scoring.certification(compress(owner)) for owner in self.owners]
        return np.asarray([frozenset((owners[a], owners[b])) in judged for a, b in self.pairs])


def training(items: Sequence[Item]) -> Training:
    relations = {**scoring.judged("three-pairs"), **scoring.judged("seven-pairs")}
    vocabulary, owners = thesaurus.load(), [item.certification for item in items]
    pairs = candidates(look(items, vocabulary).content, owners)
    names = [compress(item.iri) for item in items]
    good = np.asarray([relations.get((names[a], names[b])) in scoring.POSITIVE for a, b in pairs], dtype=float)
    mute = [replace(item, criteria=()) for item in items]
    ways = [(items, vocabulary), (items, half(vocabulary, 0)), (items, half(vocabulary, 1)), (mute, vocabulary)]
    return Training(owners, pairs, [_features(some, known, pairs) for some, known in ways], good)


def half(vocabulary: Thesaurus, which: int) -> Thesaurus:
    """``vocabulary`` with about half of its concepts, the same on every run; 0 and 1 make up the whole."""

    def keep(concept: str) -> bool:
        return concept in vocabulary.neutral or sha256(concept.encode()).digest()[0] % 2 == which

    def cut(terms: Terms) -> Terms:
        kept = {term: tuple(filter(keep, concepts)) for term, concepts in terms.items()}
        return {term: concepts for term, concepts in kept.items() if concepts}

    return replace(vocabulary, actions=cut(vocabulary.actions), topics=cut(vocabulary.topics))


def _features(items: Sequence[Item], vocabulary: Thesaurus, pairs: np.ndarray) -> np.ndarray:
    everyone = {item.certification for item in items}
    meanings = understand(items, thesaurus.load().labels.values(), everyone)
    return measure(look(items, vocabulary), meanings, pairs)


def fit(of: Training, seen: np.ndarray) -> model.Weights:
    """The weights that the pairs ``seen`` (mask) give, step by step."""
    good = np.tile(of.good[seen], len(of.features))

    def step(columns: list[np.ndarray]) -> tuple[np.ndarray, float]:
        return logistic(np.concatenate([one[seen] for one in columns]), good, PENALTY * len(columns))

    pair, pair_bias = step(of.features)
    around = [model.neighbourhood(one @ pair + pair_bias, of.pairs, of.owners) for one in of.features]
    near, near_bias = step(around)
    echo, echo_bias = step([model.echo(one @ near + near_bias, of.pairs, of.owners) for one in around])
    return model.Weights(
        pair=_named(NAMES, pair), pair_bias=round(pair_bias, 2),
        around=_named(model.AROUND, near), around_bias=round(near_bias, 2),
        echo=_named(model.ECHO, echo), echo_bias=round(echo_bias, 2),
    )  # fmt: skip


def _named(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    return dict(zip(names, weights.round(2).tolist(), strict=True))


def logistic(features: np.ndarray, good: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Logistic regression with a small ridge and no weight below zero, by Newton steps on the weights that are free."""
    design = np.column_stack((features, np.ones(len(features))))
    ridge = np.append(np.full(features.shape[1], penalty), 0.0)
    theta = np.zeros(design.shape[1])

    def cost(at: np.ndarray) -> float:
        return float(np.sum(np.logaddexp(0, design @ at) - good * (design @ at)) + ridge @ at**2 / 2)

    for _ in range(200):
        chance = 1 / (1 + np.exp(-design @ theta))
        slope = design.T @ (chance - good) + ridge * theta
        free = (theta > 0) | (slope < 0)
        free[-1] = True
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(ridge + 1e-9)
        step = np.zeros_like(theta)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        ahead = _descend(cost, theta, step)
        if np.abs(ahead - theta).max() < 1e-8:
            break
        theta = ahead
    return theta[:-1], float(theta[-1])


def _descend(cost: Callable[[np.ndarray], float], theta: np.ndarray, step: np.ndarray) -> np.ndarray:
    """``theta`` after as much of ``step`` as lowers the cost, weights kept at zero or above."""
    for halvings in range(40):
        ahead: np.ndarray = theta - 0.5**halvings * step
        ahead[:-1] = np.maximum(ahead[:-1], 0.0)
        if cost(ahead) < cost(theta):
            return ahead
    return theta


def confidences(of: Training, weights: model.Weights) -> np.ndarray:
    return model.confidences(of.features[0], of.pairs, of.owners, weights)


def without_each_pair(of: Training) -> np.ndarray:
    """The confidence of each pair by weights fitted on the other pairs of certifications."""
    said = np.zeros(len(of.pairs))
    for scope in np.unique(of.scopes):
        hidden = of.scopes == scope
        said[hidden] = confidences(of, fit(of, ~hidden))[hidden]
    return said


def without_each_certification(of: Training) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By certification: which pairs are its own, and the confidence of all by weights fitted on the others' pairs."""
    owners = np.asarray(of.owners)
    told = {}
    for certification in dict.fromkeys(of.owners):
        hidden = (owners[of.pairs] == certification).any(axis=1)
        told[certification] = hidden, confidences(of, fit(of, ~hidden))
    return told

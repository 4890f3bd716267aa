"""How good the proposed correspondences are on judged pairs, and how their cost grows with the certifications.

usage: alignment.py [--fit]      --fit shows the weights that the judged pairs give, instead of measuring

Cost is told as a ratio to the time of the five documents in the same run.
"""

from __future__ import annotations

import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "alignment"))

import scoring  # noqa: E402

from refgraph.alignment import Item, model, propose, thesaurus  # noqa: E402
from refgraph.alignment.candidates import candidates  # noqa: E402
from refgraph.alignment.features import NAMES, measure  # noqa: E402
from refgraph.alignment.views import look  # noqa: E402
from refgraph.sssom import compress  # noqa: E402

SIZES = (50, 200, 1000)
PENALTY = 0.1


def figures(items: list[Item]) -> None:
    proposals = propose(items)
    for name in ("three-pairs", "seven-pairs"):
        print(f"-- {name}")
        for key, value in asdict(scoring.score(items, proposals, scoring.judged(name))).items():
            print(f"   {key:18} {value:.3f}" if isinstance(value, float) else f"   {key:18} {value}")


def growth(items: list[Item]) -> None:
    reference = clock(items)
    print(f"-- five certifications, {len(items)} competences: {reference:.2f} s, all pairs")
    for size in SIZES:
        many = invented(items, size)
        print(f"   {size} certifications, {len(many)} competences: {clock(many) / reference:.1f} times that")


def clock(items: list[Item]) -> float:
    start = time.perf_counter()
    propose(items, least=0.5)
    return time.perf_counter() - start


def invented(items: list[Item], size: int) -> list[Item]:
    """``size`` certifications of 25 competences whose words come from the five and from the thesaurus, shuffled."""
    chance = Random(6113)
    labels = sorted(thesaurus.load().labels.values())
    words = [word for item in items for word in item.statement.split()]
    made = []
    for number in range(size):
        for order, item in enumerate(chance.sample(items, 25)):
            statement = " ".join([*chance.sample(words, 12), *chance.sample(labels, 3)])
            certification = f"https://w3id.org/refgraph/id/certification/X{number}"
            iri = f"{certification}/bloc/1/competence/k{order:02}"
            made.append(replace(item, iri=iri, certification=certification, statement=statement, steps=()))
    return made


def fit(items: list[Item]) -> None:
    relations = {**scoring.judged("three-pairs"), **scoring.judged("seven-pairs")}
    views = look(items, thesaurus.load())
    owners = [item.certification for item in items]
    pairs = candidates(views.content, owners)
    names = [compress(item.iri) for item in items]
    good = np.asarray([relations.get((names[a], names[b])) in scoring.POSITIVE for a, b in pairs], dtype=float)
    features = measure(views, pairs)
    weights, bias = logistic(features, good)
    print("PAIR_WEIGHTS", dict(zip(NAMES, weights.round(2).tolist(), strict=True)), "PAIR_BIAS", round(bias, 2))
    around = model.neighbourhood(features @ weights + bias, pairs, owners)
    weights, bias = logistic(around, good)
    print("NEIGHBOURHOOD_WEIGHTS", weights.round(2).tolist(), "NEIGHBOURHOOD_BIAS", round(bias, 2))


def logistic(features: np.ndarray, good: np.ndarray) -> tuple[np.ndarray, float]:
    from scipy.optimize import minimize

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        logits = features @ theta[:-1] + theta[-1]
        error = 1 / (1 + np.exp(-logits)) - good
        cost = np.logaddexp(0, logits) - good * logits
        gradient = np.append(features.T @ error + PENALTY * theta[:-1], error.sum())
        return float(cost.sum() + PENALTY * (theta[:-1] ** 2).sum() / 2), gradient

    bounds = [*[(0, None)] * features.shape[1], (None, None)]
    theta = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return theta[:-1], float(theta[-1])


if __name__ == "__main__":
    found = scoring.five_items()
    if "--fit" in sys.argv:
        fit(found)
    else:
        figures(found)
        growth(found)

"""How good the proposed correspondences are on judged pairs, seen and unseen, and how their cost grows.

usage: alignment.py [--fit]      --fit shows the weights that the judged pairs give, instead of measuring

Unseen: the weights are fitted again without the pairs that they are measured on. Cost is told as a ratio to the time of
the five documents in the same run.
"""

from __future__ import annotations

import sys
import time
from dataclasses import asdict, fields, replace
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from refgraph.knowledge.proposals import Item, propose, thesaurus  # noqa: E402
from tests.knowledge.proposals import fitting, scoring  # noqa: E402

SIZES = (50, 200, 1000)


def figures(items: list[Item]) -> None:
    proposals = propose(items)
    for name in ("three-pairs", "seven-pairs"):
        print(f"-- {name}, by weights fitted on all judged pairs")
        for key, value in asdict(scoring.score(items, proposals, scoring.judged(name))).items():
            print(f"   {key:18} {value:.3f}" if isinstance(value, float) else f"   {key:18} {value}")


def unseen(items: list[Item]) -> None:
    of = fitting.training(items)
    everything = np.ones(len(of.pairs), dtype=bool)
    print("-- all ten pairs of certifications: average precision, best F1, right of those given 0.9 or more")
    tell("fitted on all", of.good, fitting.confidences(of, fitting.fit(of, everything)))
    said = fitting.without_each_pair(of)
    tell("each pair of certifications left out", of.good, said)
    for name in ("three-pairs", "seven-pairs"):
        inside = of.among(scoring.judged(name))
        tell(f"  of these {name}", of.good[inside], said[inside])
    for certification, (own, told) in fitting.without_each_certification(of).items():
        tell(f"left out: {certification.rpartition('/')[2][:30]}", of.good[own], told[own])


def tell(name: str, good: np.ndarray, said: np.ndarray) -> None:
    precision, f1 = scoring.ranked(good, said)
    sure = said >= 0.9
    print(f"   {name:40} {precision:.3f} {f1:.3f} {int(good[sure].sum())}/{int(sure.sum())}")


def growth(items: list[Item]) -> None:
    reference = clock(items)
    print(f"-- five certifications, {len(items)} competences: {reference:.2f} s, all pairs")
    for size in SIZES:
        many = invented(items, size)
        print(f"   {size} certifications, {len(many)} competences: {clock(many) / reference:.1f} times that")


def clock(items: list[Item]) -> float:
    start = time.perf_counter()
    propose(items)  # with the threshold of the application
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
    of = fitting.training(items)
    weights = fitting.fit(of, np.ones(len(of.pairs), dtype=bool))
    for field in fields(weights):
        print(f"    {field.name}={getattr(weights, field.name)},")


if __name__ == "__main__":
    found = scoring.five_items()
    if "--fit" in sys.argv:
        fit(found)
    else:
        figures(found)
        unseen(found)
        growth(found)

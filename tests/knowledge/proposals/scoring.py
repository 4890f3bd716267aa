"""How good proposals are against pairs that a person judged: precision, recall and ranks, ties counted together."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from refgraph.graph.sssom import compress
from refgraph.knowledge.proposals.items import Item, from_readings
from refgraph.knowledge.proposals.proposal import Proposal

ROOT = Path(__file__).parents[3]
JUDGED = Path(__file__).parent / "judged"
POSITIVE = ("exact", "close")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Score:
    pairs: int
    positives: int
    average_precision: float
    best_f1: float
    exact_on_top: float
    exact_f1: float
    first_of_three: float
    sure: int
    right_of_sure: float


def five_items() -> list[Item]:
    import tomllib

    from refgraph.reading import registry

    catalogue = tomllib.loads((ROOT / "data" / "catalogue.toml").read_text("utf-8"))
    ids = {document["file"]: document["id"] for document in catalogue["document"]}
    return from_readings(registry.read(path, ids) for path in sorted((ROOT / "data" / "sources").glob("*.txt")))


def judged(name: str) -> dict[Pair, str]:
    with (JUDGED / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return {(row["subject_id"], row["object_id"]): row["relation"] for row in csv.DictReader(file, delimiter="\t")}


def certification(curie: str) -> str:
    return curie.partition("/")[0]


def score(items: list[Item], proposals: list[Proposal], relations: dict[Pair, str]) -> Score:
    """``relations`` holds the judged pairs of certain pairs of certifications; what it doesn't list is unrelated."""
    names = [compress(item.iri) for item in items]
    scope = {(certification(a), certification(b)) for a, b in relations}
    pairs = [(a, b) for a in names for b in names if (certification(a), certification(b)) in scope]
    said = {(compress(one.subject.iri), compress(one.object.iri)): one for one in proposals}
    assert not relations.keys() - set(pairs), "a judged pair is not in the documents"
    confidence = {pair: said[pair].confidence if pair in said else 0.0 for pair in pairs}
    positive = {pair for pair, relation in relations.items() if relation in POSITIVE}
    exact = {pair for pair, relation in relations.items() if relation == "exact"}
    precision, f1 = ranked(
        np.asarray([pair in positive for pair in pairs], dtype=float), np.asarray([confidence[pair] for pair in pairs])
    )
    best_first = sorted(pairs, key=lambda pair: -confidence[pair])
    claimed = {pair for pair in pairs if pair in said and said[pair].predicate == "skos:exactMatch"}
    sure = [pair for pair in pairs if confidence[pair] >= 0.9]
    top = best_first[: max(1, round(100 * len(positive) / 97))]
    return Score(
        pairs=len(pairs),
        positives=len(positive),
        average_precision=precision,
        best_f1=f1,
        exact_on_top=len(exact & set(top)) / len(exact),
        exact_f1=2 * len(claimed & exact) / (len(claimed) + len(exact)),
        first_of_three=_first_of_three(best_first, positive),
        sure=len(sure),
        right_of_sure=sum(pair in positive for pair in sure) / max(1, len(sure)),
    )


def ranked(good: np.ndarray, said: np.ndarray) -> tuple[float, float]:
    """Average precision and best F1 of the order that ``said`` gives to pairs of which some are ``good`` (0 or 1)."""
    order = np.argsort(-said, kind="stable")
    last = np.append(np.diff(said[order]) != 0, True)
    found, seen = np.cumsum(good[order])[last], np.arange(1, len(said) + 1)[last]
    precision, recall = found / seen, found / good.sum()
    average = np.sum(np.diff(recall, prepend=0.0) * precision)
    return float(average), float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-12)))


def _first_of_three(best_first: list[Pair], positive: set[Pair]) -> float:
    hits: dict[Pair, list[bool]] = defaultdict(list)
    for left, right in best_first:
        hits[left, certification(right)].append((left, right) in positive)
        hits[right, certification(left)].append((left, right) in positive)
    asked = [row for row in hits.values() if any(row)]
    return sum(any(row[:3]) for row in asked) / len(asked)

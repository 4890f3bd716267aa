"""Partners one to one, so that all together are as alike as can be.

The method is that of Kuhn and Munkres with potentials (H. W. Kuhn, 1955; J. Munkres, 1957). The library that has it,
scipy, is 140 MB and takes longer to load than the whole of a comparison of two versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import inf

Gains = Mapping[tuple[int, int], float]
"""What each pair (left, right) is worth, above 0; a pair that is not there cannot be."""


def assigned(gains: Gains) -> dict[int, int]:
    """The partner of each left end, so that the sum of the gains is the greatest; who gains by none has none.

    >>> assigned({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
    {0: 1, 1: 0}
    """
    found: dict[int, int] = {}
    for lefts, rights in _apart(gains):
        found |= _best(lefts, rights, gains)
    return dict(sorted(found.items()))


def _apart(gains: Gains) -> list[tuple[list[int], list[int]]]:
    """The ends that pairs tie together, group by group: groups know nothing of each other."""
    beside: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for left, right in gains:
        beside["left", left].append(("right", right))
        beside["right", right].append(("left", left))
    seen: set[tuple[str, int]] = set()
    groups = []
    for start in beside:
        if start in seen:
            continue
        seen.add(start)
        waiting, group = [start], [start]
        while waiting:
            for other in beside[waiting.pop()]:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
                    group.append(other)
        groups.append(tuple(sorted(number for side, number in group if side == wanted) for wanted in ("left", "right")))
    return [(lefts, rights) for lefts, rights in groups]


def _best(lefts: list[int], rights: list[int], gains: Gains) -> dict[int, int]:
    if len(lefts) > len(rights):
        turned = {(right, left): gain for (left, right), gain in gains.items()}
        return {left: right for right, left in _best(rights, lefts, turned).items()}
    costs = [[-gains.get((left, right), 0.0) for right in rights] for left in lefts]
    partners = _cheapest(costs)
    return {lefts[row]: rights[column] for row, column in enumerate(partners) if (lefts[row], rights[column]) in gains}


def _cheapest(costs: list[list[float]]) -> list[int]:
    """The column of each row, no more rows than columns, so that the sum of the costs is the least."""
    width = len(costs[0])
    row_of = [-1] * width
    above, beside = [0.0] * len(costs), [0.0] * width
    for added in range(len(costs)):
        row, column = added, -1
        slack, before, is_used = [inf] * width, [-1] * width, [False] * width
        reached: list[tuple[int, int]] = []
        while True:
            reached.append((row, column))
            line, potential = costs[row], above[row]
            step, following = inf, -1
            for each in range(width):
                if is_used[each]:
                    continue
                rest = line[each] - potential - beside[each]
                if rest < slack[each]:
                    slack[each], before[each] = rest, column
                if slack[each] < step:
                    step, following = slack[each], each
            for passed, through in reached:
                above[passed] += step
                if through >= 0:
                    beside[through] -= step
            slack = [value if is_used[each] else value - step for each, value in enumerate(slack)]
            column = following
            is_used[column] = True
            if row_of[column] < 0:
                break
            row = row_of[column]
        while column >= 0:
            previous = before[column]
            row_of[column] = row_of[previous] if previous >= 0 else added
            column = previous
    columns = [-1] * len(costs)
    for column, row in enumerate(row_of):
        if row >= 0:
            columns[row] = column
    return columns

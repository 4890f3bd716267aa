"""Criteria cells: which entries are headings, and which criteria stand below each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from refgraph.reading.runs import Block

_DASHES = re.compile(r"[-–—−]")


@dataclass
class HeadedCriteria:
    """A heading (none: the criteria have none) and its criteria."""

    heading: Block | None
    items: list[Block] = field(default_factory=list)


def groups(blocks: list[Block]) -> list[HeadedCriteria]:
    """The groups of a criteria cell.

    A heading is an entry with entries below it: an inner list, dashes below a round bullet of the same list, or what
    follows bold words or a colon up to the next heading.
    A heading without criteria of its own (it stands above other headings) is a group without items.
    """
    ranks = _ranks(blocks)
    found: list[HeadedCriteria] = []
    heading_rank = -1
    for place, (block, rank) in enumerate(zip(blocks, ranks, strict=True)):
        below = ranks[place + 1] if place + 1 < len(blocks) else None
        if below is not None and _is_heading(block, rank, blocks[place + 1], below, blocks):
            found.append(HeadedCriteria(block))
            heading_rank = rank if below > rank else -1
        else:
            if not found or (rank <= heading_rank and not block.is_tail and found[-1].heading and found[-1].items):
                found.append(HeadedCriteria(None))
                heading_rank = -1
            found[-1].items.append(block)
    return found


def _ranks(blocks: list[Block]) -> list[int]:
    """How deep each entry stands; where one list mixes round bullets and dashes, dashes stand below."""
    dashed = [bool(_DASHES.fullmatch(block.marker)) for block in blocks]
    bulleted = {block.depth for block, is_dash in zip(blocks, dashed, strict=True) if block.marker and not is_dash}
    return [
        2 * block.depth + (1 if is_dash and block.depth in bulleted else 0)
        for block, is_dash in zip(blocks, dashed, strict=True)
    ]


def _is_heading(block: Block, rank: int, below: Block, rank_below: int, blocks: list[Block]) -> bool:
    if block.is_tail:
        return False
    if rank_below > rank:
        return True
    is_set_off = block.is_bold and not all(other.is_bold for other in blocks)
    return (is_set_off and not below.is_bold) or (rank_below == rank and block.text.endswith(":"))

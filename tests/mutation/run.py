"""The run: a sample of faults, each tried, those that lived, and the rate. Started by ``__main__`` in a copy."""

from __future__ import annotations

import argparse
import compileall
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from py_compile import PycInvalidationMode

from tests.mutation.coverage import Map, file_of
from tests.mutation.mutant import Mutant, by_site
from tests.mutation.preparation import Preparation
from tests.mutation.rooms import ROOT, Room, equivalents, key, mutants_of, room_of, sources
from tests.mutation.trial import NoTestError, noted, planted, watched

WANTED = 0.9
"""The share of faults that the tests must see."""
_PATIENCE, _AT_LEAST = 4.0, 120.0
"""A run does not end when it takes so many times what it takes without a fault, and so many seconds."""


class UntriableError(Exception):
    """The tests of a room say nothing about a fault."""


class Trials:
    """Tries faults, and knows which functions the tests of each room come to without any."""

    def __init__(self) -> None:
        # By content, not by time: a fault and its repair come within one second.
        compileall.compile_dir(ROOT / "src", quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        self.preparation = Preparation()
        self.preparation.load_libraries()
        self.maps: dict[Room, Map] = {}

    def map_of(self, room: Room) -> Map:
        """What each test of the room comes to without a fault.

        Raises:
            UntriableError: a test fails without a fault, twice, so that its failing with one says nothing.
        """
        if room not in self.maps:
            outcome = noted(room)
            if outcome.failed:  # once is the machine's doing: tests with a limit in seconds fail when it is busy
                outcome = noted(room)
            if outcome.failed:
                raise UntriableError(f"{outcome.failed} fails without a fault")
            self.maps[room] = Map(outcome.reaches)
        return self.maps[room]

    def killer(self, mutant: Mutant) -> str | None:
        """The first test that fails with the fault planted; None where all pass that could come to it.

        Raises:
            UntriableError: a test fails without a fault.
            NoTestError: no test could run with the fault, for nothing loads any more.
        """
        room = room_of(mutant.path)
        where = self.map_of(room)
        chosen = where.chosen(mutant.path, mutant.line)
        files = sorted({*map(file_of, chosen)})
        with planted(mutant):
            patience = max(_AT_LEAST, _PATIENCE * where.seconds(chosen))
            return watched([*files, *room.options], chosen, patience).failed


def sample(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """``count`` faults at random, at most one of each site, in the order of the files."""
    chance, sites = random.Random(seed), by_site(mutants)
    taken = [chance.choice(site) for site in chance.sample(sites, min(count, len(sites)))]
    return sorted(taken, key=lambda mutant: (mutant.path, mutant.line))


def main(arguments: Sequence[str]) -> int:
    """Print the faults that lived and the rate; 1 where it is lower than `WANTED`, or where some could not be tried."""
    chosen = _arguments(arguments)
    known = equivalents()
    files = [path for path in sources() if path.startswith(tuple(chosen.within))]
    possible = [mutant for path in files for mutant in mutants_of(path) if key(mutant) not in known]
    if chosen.line:
        possible = [mutant for mutant in possible if mutant.line in chosen.line]
    if chosen.kind:
        possible = [mutant for mutant in possible if mutant.operator in chosen.kind]
    mutants = sample(possible, chosen.count, chosen.seed) if chosen.count else possible
    print(f"{len(mutants)} faults of {len(possible)}, seed {chosen.seed}", flush=True)
    trials, tried, died, untried = Trials(), Counter[str](), Counter[str](), Counter[str]()
    in_build = trials.preparation.in_build
    first, second = ([one for one in mutants if (one.path in in_build) is is_first] for is_first in (True, False))
    for number, mutant in enumerate([*first, *second], 1):
        if number == len(first) + 1:
            trials.preparation.hold_build()
        started, room = time.monotonic(), room_of(mutant.path).path
        try:
            killer = trials.killer(mutant)
        except UntriableError as error:
            untried[room] += 1
            print(f"{number}\tnot tried: {error}\t{mutant}", flush=True)
            continue
        except NoTestError:  # nobody needs a test to see it: it counts neither way
            print(f"{number}\tnothing loads\t{mutant}", flush=True)
            continue
        tried[room] += 1
        died[room] += bool(killer)
        if chosen.verbose or not killer:
            said = f"died of {killer}" if killer else "LIVED"
            print(f"{number}\t{time.monotonic() - started:.0f} s\t{said}\t{mutant}", flush=True)
    return _tell(tried, died, untried)


def _tell(tried: Counter[str], died: Counter[str], untried: Counter[str]) -> int:
    for room, number in sorted(tried.items()):
        print(f"{room}: {died[room]} of {number} died")
    for room, number in sorted(untried.items()):
        print(f"{room}: {number} not tried, for a test of the room fails without a fault")
    rate = died.total() / max(1, tried.total())
    print(f"{died.total()} of {tried.total()} died: {rate:.1%} (wanted: {WANTED:.0%})")
    return int(rate < WANTED or untried.total() > 0)


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("within", nargs="*", default=[""], help="paths from the top of the project that faults lie in")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200, help="how many faults are tried; 0: all of them")
    parser.add_argument("--line", type=int, action="append", help="only faults of this line")
    parser.add_argument("--kind", action="append", help="only faults of this kind, as the run prints it")
    parser.add_argument("--verbose", action="store_true", help="tell what each fault died of")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

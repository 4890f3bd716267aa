"""What is left of decisions when processes are killed, disks refuse, and two people write at once.

usage: durability.py [--kills 300] [--decisions 500] [--seed 1] [--only kills --only writers …] [--kind sign --kind …]

Children are forked, do one kind of work again and again on a data folder of their own, and tell each decision once it
is taken; they are killed (SIGKILL) at an instant drawn at random. Then each call of each kind of work that writes
(`refusing.c`: write, sync, rename, link, new file or folder, truncation, removal) is refused in turn: that one alone,
as a failing disk does (EIO), and that one with all after it, as a full disk does (ENOSPC). After each: whether every
decision that was ever told stands, whether what was refused does not, whether every file can be read, nothing half
written is left, the journal tells nothing that was refused, the same work then passes; where all kinds are tried, the
folder builds in the end. First, two processes take decisions of each kind at once. The counts are printed; the exit
code is 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from refgraph.core.errors import RefgraphError
from refgraph.core.ledger import read
from refgraph.pipeline import build, intake
from refgraph.pipeline.doctor import ailments
from refgraph.workspace import Workspace
from refgraph.workspace.transaction import recover

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.decisions import WORK, prune, workspace
from benchmarks.refusing import load, refusing

FULL, FAILING = (errno.ENOSPC, True), (errno.EIO, False)
DECIDED = [kind for kind, work in WORK.items() if work.is_decision and kind not in ("import", "withdraw")]


@dataclass
class Trial:
    """A data folder under trial: what was told of it so far, the counts, and what was wrong."""

    space: Workspace
    kinds: list[str]
    told: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    last: int = 0

    def number(self) -> int:
        """A number that nothing has had yet."""
        self.last += 1
        return self.last

    def look(self, kind: str, where: str) -> set[int]:
        """Look at the folder after an accident; the numbers of ``kind`` that stand."""
        try:
            recover(self.space.data)
            watched = {kind, *(each for each in self.kinds if each in DECIDED)}
            found = {each: WORK[each].found(self.space) for each in watched}
            self.problems += [f"{kind}, {where}: {each.sentence}" for each in ailments(self.space)]
            for draft in intake.drafts(self.space):
                intake.look(draft)
                intake.discard(draft)
        except (RefgraphError, AssertionError, OSError) as error:
            self.problems.append(f"{kind}, {where}: unreadable: {type(error).__name__}: {error}")
            return set()
        for each, numbers in found.items():
            if lost := self.told[each] - numbers:
                self.problems.append(f"{kind}, {where}: lost of {each}: {sorted(lost)}")
                self.told[each] -= lost
        return found[kind]

    def tidy(self, kind: str) -> None:
        """Take away what has been looked at."""
        prune(self.space)
        for each in {kind} - {*DECIDED}:
            self.told[each] &= WORK[each].found(self.space)


def child(space: Workspace, kind: str, first: int, most: int = 10_000) -> tuple[int, int]:
    """Fork a process that does ``kind`` of work from number ``first`` on, and tells each in a pipe once it is done; the
    process and the pipe."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 0
    try:
        os.close(reading)
        for number in range(first, first + most):
            WORK[kind].do(space, number)
            os.write(writing, f"{number}\n".encode())
    except BaseException as error:  # noqa: BLE001 - a forked process never comes back
        print(f"{kind}: {type(error).__name__}: {error}", file=sys.stderr)
        status = 3
    os._exit(status)


def told_in(pipe: int) -> set[int]:
    """The numbers that a child has told."""
    with os.fdopen(pipe, "rb") as file:
        return {int(line) for line in file.read().split(b"\n")[:-1]}


def kills(trial: Trial, count: int, rng: random.Random) -> None:
    """Kill ``count`` children, each kind in turn, at random instants."""
    longest = {kind: seconds(trial, kind) for kind in trial.kinds}
    for at in range(count):
        kind = trial.kinds[at % len(trial.kinds)]
        process, pipe = child(trial.space, kind, trial.last + 1)
        time.sleep(rng.uniform(0.0, 1.5 * longest[kind]))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        told = told_in(pipe)
        trial.counts["kills"] += 1
        trial.counts[f"done before ({kind})"] += len(told)
        trial.told[kind] |= told if WORK[kind].is_decision else set()
        stands = trial.look(kind, "killed")
        trial.last = max([trial.last, *told, *stands]) + 1
        trial.tidy(kind)


def seconds(trial: Trial, kind: str) -> float:
    """How long one of ``kind`` takes."""
    begun = time.perf_counter()
    WORK[kind].do(trial.space, trial.number())
    return max(0.02, time.perf_counter() - begun)


def faults(trial: Trial) -> None:
    """Refuse each call that writes, one after the other, until the work passes without meeting the refusal."""
    for kind in trial.kinds:
        WORK[kind].do(trial.space, trial.number())  # what is made once is there
        for fault in (FULL, FAILING):
            place = 1
            while refused(trial, kind, place, *fault):
                place += 1


def refused(trial: Trial, kind: str, place: int, code: int, lasting: bool) -> bool:
    """Do ``kind`` of work with its call number ``place`` refused, and look; whether it came to that."""
    where = f"call {place} {errno.errorcode[code]}"
    number = trial.number()
    act = WORK[kind].prepare(trial.space, number)
    before, error = journal(trial.space), None
    with refusing(place, code, lasting=lasting) as calls:
        try:
            act()
        except Exception as raised:  # noqa: BLE001 - looked at below
            error = raised
    trial.counts[f"refused ({kind}, {errno.errorcode[code]})"] += bool(calls.refused)
    if error is not None and not isinstance(error, RefgraphError):
        trial.problems.append(f"{kind}, {where}: {type(error).__name__}: {error}")
    if error is None and WORK[kind].is_decision:
        trial.told[kind].add(number)
    is_pending = error is not None and "sera" in str(error)
    stands = trial.look(kind, where)
    if error is not None and WORK[kind].is_decision and not is_pending:
        if number in stands:
            trial.problems.append(f"{kind}, {where}: refused, and yet it stands: {error}")
        if kind in DECIDED and journal(trial.space) != before:
            trial.problems.append(f"{kind}, {where}: refused, and yet the journal tells it")
    leftovers(trial, kind, where)
    if error is not None:
        again(trial, kind, where)
    trial.tidy(kind)
    return bool(calls.refused)


def journal(space: Workspace) -> Counter[str]:
    """What the journal says in the end: the lines that files gained and did not lose."""
    told: Counter[str] = Counter()
    path = space.data / "journal.tsv"
    for line in read(path) if path.exists() else ():
        told[f"{line.file}\t{line.line}"] += 1 if line.change == "+" else -1
    return +told


def leftovers(trial: Trial, kind: str, where: str) -> None:
    """Files written aside that nobody removed."""
    folders = (trial.space.data, trial.space.sources, trial.space.mappings, trial.space.withdrawn)
    for folder in (each for each in folders if each.is_dir()):
        for path in folder.glob(".*-????????"):
            trial.problems.append(f"{kind}, {where}: {path.name} is left")
            path.unlink()


def again(trial: Trial, kind: str, where: str) -> None:
    """The same work on a disk that takes everything again."""
    number = trial.number()
    try:
        WORK[kind].do(trial.space, number)
    except Exception as error:  # noqa: BLE001 - told
        trial.problems.append(f"{kind}, after {where}: {type(error).__name__}: {error}")
        return
    if WORK[kind].is_decision:
        trial.told[kind].add(number)
        trial.look(kind, f"after {where}")


def writers(trial: Trial, count: int) -> None:
    """Two processes that take ``count`` decisions of each kind at once."""
    for kind in (each for each in trial.kinds if each in DECIDED):
        firsts = (1_000_000, 2_000_000)
        children = [child(trial.space, kind, first, count) for first in firsts]
        told = [told_in(pipe) for _, pipe in children]
        for process, _ in children:
            os.waitpid(process, 0)
        stands = {number for number in trial.look(kind, "written at once") if number >= firsts[0]}
        trial.counts[f"written at once ({kind})"] = len(stands)
        if len(stands) != 2 * count or told[0] | told[1] != stands:
            trial.problems.append(f"{kind}: {len(stands)} decisions stand of {2 * count}")


def runs(asked: argparse.Namespace) -> Iterator[tuple[str, Callable[[Trial], None]]]:
    """What was asked for, by name."""
    rng = random.Random(asked.seed)
    yield "writers", lambda trial: writers(trial, asked.decisions)
    yield "faults", faults
    yield "kills", lambda trial: kills(trial, asked.kills, rng)


def main() -> int:
    """Run what is asked for, print the counts and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--decisions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("kills", "faults", "writers"), action="append")
    parser.add_argument("--kind", choices=list(WORK), action="append")
    asked = parser.parse_args()
    if not asked.only or "faults" in asked.only:
        load()
    failed = False
    for name, run in runs(asked):
        if not asked.only or name in asked.only:
            begun = time.perf_counter()
            with tempfile.TemporaryDirectory() as folder, workspace(Path(folder)) as space:
                trial = Trial(space, asked.kind or list(WORK))
                run(trial)
                if not asked.kind:
                    build(space)
            print(f"{name} ({time.perf_counter() - begun:.0f} s)", flush=True)
            for what, times in trial.counts.items():
                print(f"  {what}: {times}")
            for what, times in Counter(trial.problems).items():
                print(f"  WRONG {times} × {what}")
            print(f"  wrong: {len(trial.problems)}", flush=True)
            failed |= bool(trial.problems)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

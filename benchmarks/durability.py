"""What is left of decisions when processes are killed, disks refuse, and two people write at once.

usage: durability.py [--kills 300] [--decisions 500] [--seed 1] [--only kills|faults|writers]

Children are forked, do one kind of work again and again on a data folder of their own, and tell each decision that was
taken; they are killed (SIGKILL) at an instant drawn at random. Then each write, sync, rename and truncation of each
kind of work is refused in turn, as a full disk does (ENOSPC), and as a failing one (EIO). After each: whether every
decision that was told stands in its file, every file can be read, and the folder builds. Last, two processes write
decisions of each kind at once. The counts are printed; the exit code is 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from refgraph.core.errors import RefgraphError
from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.adhoc.saving import save
from refgraph.knowledge.decisions.register import DecisionRegister
from refgraph.knowledge.dossier.signatures import Signature, Signatures
from refgraph.knowledge.quality import acceptance
from refgraph.knowledge.questions import read_catalogue
from refgraph.knowledge.regulations import Settlement, read_settlements, write_settlement
from refgraph.pipeline import build, intake
from refgraph.pipeline.doctor import ailments
from refgraph.pipeline.inputs import background_of
from refgraph.reading.corrections import Correction
from refgraph.reading.corrections import file as corrections
from refgraph.workspace import Workspace
from refgraph.workspace.transaction import recover

DAY = date(2026, 11, 30)
TEXT = """# CQP {name}

| Activités | Compétences | Modalités d'évaluation | Critères d'évaluation |
|---|---|---|---|
| BLOC 1 – Fabriquer | | | |
| A1. Préparer | C1. Préparer le poste de {name} | Mise en situation pratique | Le poste est propre |
"""
FAULTS = (errno.ENOSPC, errno.EIO)
CALLS = ("write", "fsync", "replace", "rename", "link", "mkstemp")


def imported(space: Workspace, number: int) -> None:
    """Import a certification of its own: preview, then confirmation."""
    name = f"essai-{number}"
    found = intake.propose(space, [(f"{name}.md", TEXT.format(name=name).encode())])
    intake.confirm(found.draft)


def reviewed(space: Workspace, number: int) -> None:
    """Accept a correspondence."""
    slots = {
        "subject_id": f"rgid:certification/a/bloc/1/competence/C{number}",
        "predicate_id": "skos:closeMatch",
        "object_id": f"rgid:certification/b/bloc/1/competence/C{number}",
        "mapping_justification": "semapv:ManualMappingCuration",
        "reviewer_label": "Ada",
        "review_date": DAY.isoformat(),
    }
    DecisionRegister(space.mappings / "competences.sssom.tsv").record([MappingRow(slots)])


def settled(space: Workspace, number: int) -> None:
    """Settle which text a mention means."""
    register = background_of(space, space.checksums()).register
    write_settlement(
        space.settlements,
        Settlement(
            certification="a",
            mention=f"mention/{number}",
            words="le code",
            target=min(register.texts),
            settled_by="Ada",
            settled_on=DAY,
        ),
        register,
    )


def signed(space: Workspace, number: int) -> None:
    """Sign a verdict on two blocs."""
    one = Signature(
        first=f"rgid:certification/a/bloc/{number}",
        second=f"rgid:certification/b/bloc/{number}",
        verdict="Équivalence proposée",
        person="Ada",
        day=DAY.isoformat(),
        reason="relu",
        first_version="1",
        second_version="1",
    )
    signatures = Signatures(space.mappings / "correspondances.json")
    from refgraph.core import files

    with files.locked(signatures.path):
        signatures._put(one)


def corrected(space: Workspace, number: int) -> None:
    """Correct the words of an item."""
    one = Correction(
        certification="a",
        kind="competence",
        quote=f"Énoncé {number}",
        near="",
        field="statement",
        before=f"Énoncé {number}",
        after="Autre",
        author="Ada",
        day=DAY,
        reason="relu",
    )
    corrections.add(space.corrections, [one])


def accepted(space: Workspace, number: int) -> None:
    """Accept a finding."""
    one = acceptance.Acceptance(
        rule="r", entity=f"certification/a/{number}", checksum="c", accepted_by="Ada", accepted_on=DAY, reason="vu"
    )
    acceptance.add(space.acceptances, [one])


def saved(space: Workspace, number: int) -> None:
    """Keep a question."""
    save(space.own_queries, "essais", f"question {number}", "SELECT ?s WHERE { ?s a rg:Bloc }")


def built(space: Workspace, number: int) -> None:
    """Build, with something new to build each time."""
    (space.sources / "livre.md").write_text(TEXT.format(name=f"livre-{number}"), "utf-8")
    build(space)


WORK: dict[str, Callable[[Workspace, int], None]] = {
    "import": imported,
    "review": reviewed,
    "settle": settled,
    "sign": signed,
    "correct": corrected,
    "accept": accepted,
    "save": saved,
    "build": built,
}


def found(space: Workspace, kind: str) -> set[int]:
    """The numbers of the decisions of a kind that stand in the folder."""

    def numbers(told: Iterator[str]) -> set[int]:
        return {int("".join(char for char in one.rsplit("/", 1)[-1] if char.isdigit())) for one in told}

    match kind:
        case "import":
            return numbers(path.name for path in space.sources.glob("essai-*.md"))
        case "review":
            rows = DecisionRegister(space.mappings / "competences.sssom.tsv").load().rows
            return numbers(row["subject_id"] for row in rows)
        case "settle":
            register = background_of(space, space.checksums()).register
            return numbers(each.mention for each in read_settlements(space.settlements, register))
        case "sign":
            return numbers(each.first for each in Signatures(space.mappings / "correspondances.json").load())
        case "correct":
            return numbers(each.quote for each in corrections.read_corrections(space.corrections))
        case "accept":
            return numbers(each.entity for each in acceptance.read_acceptances(space.acceptances))
        case "save":
            catalogue = read_catalogue(space.own_queries)
            assert not catalogue.broken
            return numbers(each.name for each in catalogue.questions if each.name.startswith("question-"))
    return set()


def wrong(space: Workspace, kind: str, told: set[int]) -> list[str]:
    """What is lost or broken in the folder after a child has ended."""
    recover(space.data)
    sick = [each.sentence for each in ailments(space)]
    try:
        lost = told - found(space, kind) if kind != "build" else set()
    except (RefgraphError, AssertionError) as error:
        return [*sick, f"unreadable: {error}"]
    return sick + ([f"lost: {sorted(lost)}"] if lost else [])


def child(space: Workspace, kind: str, first: int, most: int = 10_000) -> tuple[int, int]:
    """Fork a process that takes decisions from ``first`` on, and tells each in a pipe once it is taken; the process
    and the pipe."""
    read, write = os.pipe()
    process = os.fork()
    if process:
        os.close(write)
        return process, read
    status = 0
    try:
        os.close(read)
        for number in range(first, first + most):
            WORK[kind](space, number)
            os.write(write, f"{number}\n".encode())
    except BaseException as error:  # noqa: BLE001 - a forked process never comes back
        print(f"{kind}: {type(error).__name__}: {error}", file=sys.stderr)
        status = 3
    os._exit(status)


def told_in(pipe: int) -> set[int]:
    """The numbers that a child has told."""
    with os.fdopen(pipe, "rb") as file:
        return {int(line) for line in file.read().split(b"\n")[:-1]}


@contextlib.contextmanager
def workspace() -> Iterator[Workspace]:
    """A data folder of its own, with one document."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        (data / "sources").mkdir(parents=True)
        (data / "mappings").mkdir()
        (data / "sources" / "livre.md").write_text(TEXT.format(name="relieur"), "utf-8")
        space = Workspace(data=data, cache=Path(name) / "cache", endpoint=None)
        build(space)
        yield space


def kills(space: Workspace, count: int, rng: random.Random, kinds: list[str]) -> tuple[Counter[str], list[str]]:
    """Kill ``count`` children, each kind in turn, at random instants; what is wrong after each."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    numbers = dict.fromkeys(kinds, 1)
    longest = {kind: once(space, kind, numbers) for kind in kinds}
    for at in range(count):
        kind = kinds[at % len(kinds)]
        process, pipe = child(space, kind, numbers[kind])
        time.sleep(rng.uniform(0.0, 1.3 * longest[kind]))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        told = told_in(pipe)
        counts["kills"] += 1
        counts[f"decisions told ({kind})"] += len(told)
        problems += [f"{kind}: {each}" for each in wrong(space, kind, told)]
        numbers[kind] = max([numbers[kind], *told, *found(space, kind)]) + 1
        if kind == "import":
            prune(space)
    return counts, problems


def prune(space: Workspace) -> None:
    """Keep the folder small: what was imported has been looked at."""
    for path in list(space.sources.glob("essai-*.md"))[3:]:
        path.unlink()


def once(space: Workspace, kind: str, numbers: dict[str, int]) -> float:
    """Seconds that one decision takes."""
    begun = time.perf_counter()
    WORK[kind](space, numbers[kind])
    numbers[kind] += 1
    return max(0.02, time.perf_counter() - begun)


def faults(space: Workspace, kinds: list[str]) -> tuple[Counter[str], list[str]]:
    """Refuse each system call that writes, one after the other, until the work passes without meeting it."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    number = 100_000
    for kind in kinds:
        for code in FAULTS:
            for place in range(400):
                number += 1
                before = {path: path.read_bytes() for path in decision_files(space)}
                met, taken, error = refused(space, kind, number, place, code)
                counts[f"refused ({kind})"] += met
                if error is not None and not isinstance(error, RefgraphError | OSError):
                    problems.append(f"{kind}, write {place}: {type(error).__name__}: {error}")
                problems += [
                    f"{kind}, write {place} ({errno.errorcode[code]}): {each}"
                    for each in wrong(space, kind, {number} if taken else set())
                ]
                problems += [
                    f"{kind}, write {place}: {path.name} lost what it held"
                    for path, held in before.items()
                    if not taken and kind != "build" and not path.exists() and held
                ]
                if kind == "import":
                    prune(space)
                if not met:
                    break
    return counts, problems


def decision_files(space: Workspace) -> list[Path]:
    """The files of decisions that there are."""
    named = [space.settlements, space.corrections, space.acceptances, space.data / "journal.tsv"]
    return [path for path in (*named, *space.mappings.glob("*.*")) if path.is_file()]


def refused(space: Workspace, kind: str, number: int, place: int, code: int) -> tuple[bool, bool, Exception | None]:
    """Do the work with its write number ``place`` refused: whether it came to that, whether the decision was taken,
    and what was raised."""
    seen, met = 0, False
    real = {name: getattr(tempfile if name == "mkstemp" else os, name) for name in CALLS}

    def guarded(name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal seen, met
            seen += 1
            if seen == place + 1:
                met = True
                raise OSError(code, os.strerror(code), str(given[0]) if given else "")
            return real[name](*given, **named)

        return call

    for name in CALLS:
        setattr(tempfile if name == "mkstemp" else os, name, guarded(name))
    try:
        WORK[kind](space, number)
    except Exception as error:  # noqa: BLE001 - looked at by the caller
        return met, False, error
    finally:
        for name, call in real.items():
            setattr(tempfile if name == "mkstemp" else os, name, call)
    return met, True, None


def writers(space: Workspace, count: int, kinds: list[str]) -> tuple[Counter[str], list[str]]:
    """Two processes that take ``count`` decisions of each kind at once."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    for kind in kinds:
        firsts = (1_000_000, 2_000_000)
        children = [child(space, kind, first, count) for first in firsts]
        told = [told_in(pipe) for _, pipe in children]
        for process, _ in children:
            os.waitpid(process, 0)
        stands = {number for number in found(space, kind) if number >= firsts[0]}
        counts[f"written at once ({kind})"] = len(stands)
        if len(stands) != 2 * count or told[0] | told[1] != stands:
            problems.append(f"{kind}: {len(stands)} decisions stand of {2 * count}")
    return counts, problems


def main() -> int:
    """Run what is asked for, print the counts and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--decisions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("kills", "faults", "writers"))
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    decided = [kind for kind in WORK if kind not in ("import", "build")]
    runs: dict[str, Callable[[Workspace], tuple[Counter[str], list[str]]]] = {
        "writers": lambda space: writers(space, asked.decisions, [kind for kind in decided if kind != "save"]),
        "faults": lambda space: faults(space, list(WORK)),
        "kills": lambda space: kills(space, asked.kills, rng, list(WORK)),
    }
    failed = False
    for name, run in runs.items():
        if asked.only in (None, name):
            begun = time.perf_counter()
            with workspace() as space:
                counts, problems = run(space)
            print(f"{name} ({time.perf_counter() - begun:.0f} s)", flush=True)
            for what, times in counts.items():
                print(f"  {what}: {times}")
            for what, times in Counter(problems).items():
                print(f"  WRONG {times} × {what}")
            print(f"  wrong: {len(problems)}", flush=True)
            failed |= bool(problems)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

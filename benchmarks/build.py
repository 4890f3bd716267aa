"""What a change costs: the next question after it against the same question before, and a build against bare loading.

usage: build.py [SIZE…]      how many référentiels, 5 by default; more are the shipped ones under other names

Times are seconds of the processor of the commands as users run them, with their start and all their processes;
memory is the peak of the largest of these; the ratio is what counts.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from refgraph.core import assets
from refgraph.reading import registry
from refgraph.workspace import Workspace

QUESTION = "etapes"
TIMES = 3


def furnish(data: Path, size: int) -> Workspace:
    """A workspace of ``size`` référentiels: the shipped ones again and again, each time under another id."""
    shutil.copytree(assets.data() / "mappings", data / "mappings")
    (data / "sources").mkdir()
    ids = registry.read_catalogue(assets.data() / "catalogue.toml")
    entries = ["issued = 2026-11-21"]
    shipped = sorted((assets.data() / "sources").glob("*.txt"))
    for number in range(size):
        path, round_ = shipped[number % len(shipped)], number // len(shipped)
        name = f"{number:04}_{path.name}" if round_ else path.name
        text = path.read_text("utf-8")
        (data / "sources" / name).write_text(text.replace("31919", str(40000 + round_)) if round_ else text)
        if path.name in ids:
            entries.append(f'[[document]]\nfile = "{name}"\nid = "{ids[path.name]}{f"-{round_}" if round_ else ""}"')
    (data / "catalogue.toml").write_text("\n".join(entries) + "\n")
    return Workspace(data=data, cache=data.parent / "cache", endpoint=None)


def spent(workspace: Workspace, *command: str) -> float:
    """Seconds of the processor that a command takes."""
    return used(workspace, *command)[0]


def used(workspace: Workspace, *command: str) -> tuple[float, float]:
    """Seconds of the processor and MB at the peak that a command takes."""
    environment = {**os.environ, "REFGRAPH_CACHE": str(workspace.cache)}
    told = [sys.executable, "-m", "refgraph.cli", "--data", str(workspace.data), *command]
    running = subprocess.Popen(told, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, told)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def asked(workspace: Workspace) -> float:
    return spent(workspace, "query", QUESTION)


def decide(workspace: Workspace) -> None:
    """Take the first decision back."""
    path = workspace.mappings / "competences.sssom.tsv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    del lines[next(number for number, line in enumerate(lines) if not line.startswith("#")) + 1]
    path.write_text("".join(lines), "utf-8")


def save(workspace: Workspace) -> None:
    workspace.own_queries.mkdir(exist_ok=True)
    workspace.own_queries.joinpath("mienne.rq").write_text("#+ summary: Moi ?\nSELECT ?s { ?s a rg:Bloc }", "utf-8")


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "a decision": decide,
    "an accepted finding": lambda own: own.acceptances.write_text("# rien\n", "utf-8"),
    "a saved question": save,
    "a stray file": lambda own: (own.data / "notes.md").write_text("à relire", "utf-8"),
}


def loading(workspace: Workspace) -> float:
    """Seconds of the processor to parse the quads of the build and to load them into a new store, nothing else."""
    key = workspace.key()
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "all.nq"
        ox.Store.read_only(str(workspace.builds.folder / key)).dump(str(dump), ox.RdfFormat.N_QUADS)
        script = (
            "import sys, pyoxigraph as ox\n"
            "for _ in ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_QUADS): pass\n"
            "ox.Store(sys.argv[2]).bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)\n"
        )
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", script, str(dump), f"{folder}/store"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def spent_on_a_word(workspace: Workspace) -> float:
    """The build after one word of one document has changed."""
    path = changed(workspace)
    text = path.read_text("utf-8")
    path.write_text(text.replace("clientèle", "patientèle", 1), "utf-8")
    return spent(workspace, "build")


def alone(workspace: Workspace) -> float:
    """The build from nothing of that document alone."""
    with tempfile.TemporaryDirectory() as folder:
        own = Workspace(data=Path(folder) / "data", cache=Path(folder) / "cache", endpoint=None)
        own.sources.mkdir(parents=True)
        shutil.copy(workspace.catalogue, own.data)
        shutil.copy(changed(workspace), own.sources)
        return spent(own, "build")


def changed(workspace: Workspace) -> Path:
    return next(workspace.sources.glob("002_*"))


def measure(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir()
        workspace = furnish(Path(folder) / "data", size)
        whole, memory = used(workspace, "build")
        bare = loading(workspace)
        print(f"{size} référentiels: build from nothing / parse and bulk load {whole / bare:.1f} ({whole:.1f} s)")
        print(f"   a référentiel {whole / size:.2f} s, peak {memory:.0f} MB")
        print(f"   one word changed / the build of that one alone {spent_on_a_word(workspace) / alone(workspace):.2f}")
        print(f"   build again, nothing changed / build from nothing {spent(workspace, 'build') / whole:.2f}")
        before = min(asked(workspace) for _ in range(TIMES))
        for name, change in CHANGES.items():
            change(workspace)
            first = asked(workspace)
            print(f"   question after {name} / before {first / before:.2f} ({first:.2f} s)", flush=True)


def main() -> None:
    for size in map(int, sys.argv[1:] or ["5"]):
        measure(size)


if __name__ == "__main__":
    main()

"""What the store and the build cost: opening it, saved questions against bare Oxigraph, and the stages of a build.

Times are told as ratios to a named reference of the same run; seconds stand beside them to give a scale.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from refgraph.core import assets
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.store import EmbeddedStore
from refgraph.knowledge import questions as saved
from refgraph.pipeline import Build, build
from refgraph.workspace import Workspace

ANSWERS = Path(__file__).parents[1] / "tests" / "knowledge" / "questions" / "answers"
OPENING = "import time; started = time.perf_counter()\nfrom refgraph.workspace import Workspace\n"
OPENED = "store = Workspace().open_store(); store.ask('ASK {{ ?s a rg:Bloc }}')\nprint(time.perf_counter() - started)"
FLOOR = 0.0003
"""A small query may cost this many seconds more than the bare engine, whatever its ratio."""


def shortest(work: Callable[[], Any], times: int = 15) -> float:
    """The shortest of ``times`` runs after one that warms up, in seconds of processor time."""
    work()
    durations = []
    for _ in range(times):
        started = time.process_time()
        work()
        durations.append(time.process_time() - started)
    return min(durations)


def fetched(bare: ox.Store, query: str) -> list[tuple[object, ...]]:
    """The rows of ``query`` on the engine alone."""
    solutions = bare.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(row) for row in solutions]


def asked() -> list[tuple[saved.Question, dict[str, Any]]]:
    """Each question whose answer was found by hand, with the first values of its cases."""
    catalogue = saved.read_catalogue()
    return [
        (catalogue.find(f"{path.stem}/{name}"), cases[0].get("values", {}))
        for path in sorted(ANSWERS.glob("*.yaml"))
        for name, cases in yaml.safe_load(path.read_text("utf-8")).items()
    ]


def stages(workspace: Workspace) -> Build:
    """Build from nothing, and tell what part of it each stage takes."""
    marks: list[tuple[str, float]] = []
    done = build(workspace, lambda stage: marks.append((stage, time.perf_counter())))
    marks.append(("", time.perf_counter()))
    total = marks[-1][1] - marks[0][1]
    print(f"build of the five from nothing   {total:6.2f} s   {total / 3:5.2f} of the budget of 3 s")
    for (stage, started), (_, ended) in pairwise(marks):
        print(f"   {stage:40} {(ended - started) / total:5.2f} of the build")
    return done


def opening(workspace: Workspace) -> None:
    """Open the built store in a new process, imports included."""
    code = OPENING + OPENED.format()
    environment = {"REFGRAPH_CACHE": str(workspace.cache), "PATH": ""}
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, env=environment, capture_output=True, check=True).stdout for _ in range(5)]
    seconds = statistics.median(map(float, runs))
    print(f"opening in a new process         {seconds:6.3f} s   {seconds / 0.3:5.2f} of the budget of 0.3 s")


def questions(folder: Path) -> None:
    """Ask every question through refgraph and on the bare engine, same store, same text with its values."""
    store, bare = EmbeddedStore.open(folder), ox.Store.read_only(str(folder))
    over, ratios = [], []
    for question, values in asked():
        text = saved.bound_query(question, saved.values_of(store, question, values))
        reference = shortest(partial(fetched, bare, text))
        bindings = saved.values_of(store, question, values)
        ours = shortest(partial(saved.ask, store, question, bindings))
        ratios.append(ours / reference)
        if ours > 2 * reference and ours > reference + FLOOR:
            over.append(f"{question.name} {ours / reference:.2f} ({reference * 1000:.2f} ms bare)")
    print(f"saved questions / bare pyoxigraph, {len(ratios)} questions")
    print(f"   median {statistics.median(ratios):.2f}, worst {max(ratios):.2f}")
    print(f"   over 2.0 and over + 0.3 ms: {', '.join(over) or 'none'}")


def main() -> None:
    """Measure on the shipped documents in a cache of its own."""
    with tempfile.TemporaryDirectory() as cache:
        workspace = Workspace(data=assets.data(), cache=Path(cache), endpoint=None)
        done = stages(workspace)
        opening(workspace)
        questions(workspace.builds.folder / done.key)


if __name__ == "__main__":
    main()

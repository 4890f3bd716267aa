"""The explorer in a real browser: first page, page switch, rerun, search; memory; twenty sessions at once.

Each figure is the median of several tries, printed beside its limit and as a ratio against a bare Streamlit page
measured in the same run. ``--certifications 1000`` measures on copies of the shipped five.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from pyoxigraph import NamedNode, Triple

from refgraph.core import assets
from refgraph.core.namespaces import ID, graph_iri
from refgraph.knowledge.search import Index
from refgraph.pipeline import build
from refgraph.workspace import Workspace

READY = "[data-testid=stApp][data-test-script-state=notRunning]"
TRIES = 7
OWN = re.compile(rf"{ID}(certification|document)/[^/]+")
LIMITS = {"first page": 2.0, "page switch": 0.5, "rerun": 0.25, "search": 0.15}
BARE = "import streamlit as st\nst.html('<h1>Bare</h1>')\n"


@contextmanager
def serving(command: list[str], variables: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server that Streamlit runs on ``port``, from when it answers until the end of the block."""
    process = subprocess.Popen(
        command, env=os.environ | variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(3000):
            assert process.poll() is None, "the server ended"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait()


def multiplied(folder: Path, cache: Path, count: int) -> None:
    """In ``cache`` the store of ``folder``: the shipped data, its certifications copied until there are ``count``."""
    shutil.copytree(assets.data(), folder)
    workspace = Workspace(data=folder, cache=cache, endpoint=None)
    graphs = build(workspace).graphs
    names = [name for name in graphs if name.startswith("certification/")]
    many = dict(graphs)
    for copy in range(1, count // len(names)):
        for name in names:
            many[f"{name}-s{copy}"] = [renamed(triple, copy) for triple in graphs[name]]
            inferred = name.replace("certification/", "inferred/")
            many[f"{inferred}-s{copy}"] = [renamed(triple, copy) for triple in graphs[inferred]]
    (folder / "many.txt").write_text(str(count))  # the key of other inputs
    key = workspace.key()
    workspace.builds.write(key, {graph_iri(name): triples for name, triples in many.items()})
    Index.kept(workspace.builds.open(key), workspace.search_index(key)).close()
    workspace.builds.publish(key)


Part = TypeVar("Part")
"""What a term of a triple may be."""


def renamed(triple: Triple, copy: int) -> Triple:
    subject, value = triple.subject, triple.object
    return Triple(copied(subject, copy), triple.predicate, copied(value, copy))


def copied(term: Part, copy: int) -> Part | NamedNode:
    """A node of a certification or a document as its copy; any other term as it is."""
    if isinstance(term, NamedNode) and (found := OWN.match(term.value)):
        return NamedNode(f"{found[0]}-s{copy}{term.value[found.end() :]}")
    return term


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def drawn(page: Page) -> None:
    page.locator("h1").first.wait_for()
    page.locator(READY).wait_for()


def timed(action: Callable[[], object], done: Callable[[], None]) -> float:
    begun = time.perf_counter()
    action()
    done()
    return time.perf_counter() - begun


def first_page(browser: Browser, base: str) -> float:
    """From an empty cache to a readable title."""
    page = browser.new_context().new_page()
    took = timed(lambda: page.goto(base), page.locator("h1").first.wait_for)
    page.context.close()
    return took


def switches(page: Page, base: str) -> list[float]:
    """From a click in the menu to the title of the other page."""
    page.goto(base)
    drawn(page)
    took = []
    for name in ["Explorer", "Requêtes"] * TRIES:
        link = page.locator("[data-testid=stTopNavLink]", has_text=name)
        title = page.locator("h1", has_text=name)
        took.append(timed(link.click, title.wait_for))
        page.locator(READY).wait_for()
    return took


def reruns(page: Page, base: str) -> list[float]:
    """From choosing a filter to the list that it leaves."""
    page.goto(f"{base}/explorer")
    drawn(page)
    took = []
    for name, kind in [("Blocs", "bloc"), ("Compétences", "competence")] * TRIES:
        link = page.get_by_role("link", name=name).first
        chosen = page.locator(".rg-facets a[aria-current]", has_text=name)
        took.append(timed(link.click, chosen.first.wait_for))
        page.locator(READY).wait_for()
        assert kind in page.url
    return took


def searches(page: Page, base: str) -> list[float]:
    """From a word put into the empty box to the first result that has it."""
    page.goto(f"{base}/explorer")
    drawn(page)
    box = page.get_by_role("searchbox").first
    took = []
    for word in ["risque", "client", "conformité", "quiz", "portefeuille", "besoin", "crédit"]:
        hit = page.locator(".rg-hits mark").first
        took.append(timed(partial(box.fill, word), hit.wait_for))
        box.fill("")
        hit.wait_for(state="detached")
        page.wait_for_timeout(200)
    return took


def memory(process: subprocess.Popen[bytes]) -> int:
    """Resident memory of the server and its children, in MB."""
    own = [process.pid, *children(process.pid)]
    total = 0
    for pid in own:
        status = Path(f"/proc/{pid}/status")
        if status.exists():
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            total += int(lines.get("VmRSS", "0 kB").split()[0])
    return total // 1024


def children(pid: int) -> list[int]:
    """The processes that ``pid`` and its threads started, and those that these started."""
    direct = [int(one) for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]
    return direct + [grandchild for child in direct for grandchild in children(child)]


def many_sessions(browser: Browser, base: str, sessions: int) -> tuple[int, float]:
    """How many of the sessions that start at once end with a comparison drawn, and the slowest of them in seconds."""
    address = f"{base}/comparer?cote=RNCP31919&cote=cqp-charge-affaires-entreprises"
    pages = [browser.new_page() for _ in range(sessions)]
    begun, took = time.perf_counter(), []
    for page in pages:
        page.goto(address, wait_until="commit", timeout=120_000)
    for page in pages:
        page.locator(".rg-matrix tbody tr").first.wait_for(timeout=120_000)
        took.append(time.perf_counter() - begun)
    return len(took), max(took, default=0.0)


def launch(playwright: Playwright) -> Browser:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--certifications", type=int, default=5, help="so many, made by copying the five")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        bare = Path(cache) / "bare.py"
        bare.write_text(BARE)
        reference_port, port = free_port(), free_port()
        streamlit = ["streamlit", "run", str(bare), "--server.headless=true", f"--server.port={reference_port}"]
        variables = {"REFGRAPH_CACHE": cache}
        explore = ["refgraph.cli", "explore", "--port", str(port)]
        if options.certifications > 5:
            variables["REFGRAPH_DATA"] = f"{cache}/data"
            multiplied(Path(cache) / "data", Path(cache), options.certifications)
        else:
            build(Workspace(cache=Path(cache), endpoint=None))
        with sync_playwright() as playwright:
            browser = launch(playwright)
            with serving([sys.executable, "-m", *streamlit], {}, reference_port):
                reference = statistics.median(
                    first_page(browser, f"http://127.0.0.1:{reference_port}") for _ in range(3)
                )
            with serving([sys.executable, "-m", *explore], variables, port) as process:
                base = f"http://127.0.0.1:{port}"
                fresh = first_page(browser, base)
                page = browser.new_page()
                measured = {
                    "first page": [first_page(browser, base) for _ in range(5)],
                    "page switch": switches(page, base),
                    "rerun": reruns(page, base),
                    "search": searches(page, base),
                }
                report(measured, reference)
                ratio = fresh / statistics.median(measured["first page"])
                print(f"first page of a fresh server: {fresh:.3f} s, × {ratio:.2f} a warm one (limit 4)")
                print(f"memory of the server: {memory(process)} MB (limit 400)")
                if options.sessions:
                    sessions_report(options.sessions, *many_sessions(browser, base, options.sessions))
                    print(f"memory after them: {memory(process)} MB")
                browser.close()


def report(measured: dict[str, list[float]], reference: float) -> None:
    print(f"bare Streamlit page: {reference:.2f} s (reference)")
    for name, tries in measured.items():
        median = statistics.median(tries)
        verdict = "ok" if median <= LIMITS[name] else "OVER"
        print(f"{name}: {median:.3f} s (limit {LIMITS[name]}, {verdict}), × {median / reference:.2f} a bare page")


def sessions_report(sessions: int, finished: int, slowest: float) -> None:
    print(f"{finished} of {sessions} sessions at once finished a comparison, the slowest in {slowest:.1f} s")


if __name__ == "__main__":
    main()

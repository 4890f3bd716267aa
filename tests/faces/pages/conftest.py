"""The explorer as people use it: the real application on the five documents, in a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from refgraph.graph import sssom
from refgraph.pipeline import Build
from refgraph.workspace import CACHE, DATA, Workspace
from tests.faces.pages.conversation import Conversation

PATIENCE = 30_000
"""In milliseconds: a busy machine is slow, not wrong."""
LONG = 4 * PATIENCE
expect.set_options(timeout=PATIENCE)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
DRAWN = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 30))"
"""Waits until the page has drawn what has come: Streamlit gathers it for ten milliseconds first."""
STILL = """async () => {
    const moving = () => document.getAnimations().filter((one) => one.effect.target.matches("details"));
    while (moving().length) await Promise.allSettled(moving().map((one) => one.finished));
}"""
"""Waits until no expander is on its way: what is in it moves under the pointer for half a second."""


@pytest.fixture(autouse=True)
def same_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's test runner puts its script in the place of ``__main__``, where processes started later look."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


class Explorer:
    """A page of the explorer in the browser, and what a test asks of it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.conversation = Conversation(page)
        self.faults: list[str] = []
        self.tolerated: set[str] = set()
        """Rules of axe that a widget of Streamlit breaks and that we can't mend."""
        page.on("request", self._refuse_external)
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, address: str = "") -> None:
        """Go to a page by its address and wait until it is drawn."""
        self.conversation.begin()
        self.page.goto(f"{self.base}/{address}")
        self.settled()

    def reload(self) -> None:
        """Load the page again and wait until it is drawn."""
        self.conversation.begin()
        self.page.reload()
        self.settled()

    def settled(self) -> None:
        """Wait until the server has answered the last thing done to the page, and the page has drawn the answer.

        Long work, which a busy machine shows with its progress, is waited for.
        """
        self.conversation.wait_for_answer(LONG)
        self.page.evaluate(DRAWN)
        self.page.locator(READY).wait_for()
        self.page.locator("h1").first.wait_for()

    def follow(self, name: str, exact: bool = False) -> None:
        """Click a link by its words."""
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.settled()

    def unfold(self, name: str) -> None:
        """Open an expander by its words, and wait until it stands open."""
        self.page.get_by_text(name).click()
        self.page.evaluate(STILL)

    def sees(self, words: str) -> None:
        """The content says ``words`` or soon will; any kind of space is a space."""
        expect(self._content()).to_contain_text(words, use_inner_text=True)

    def words(self) -> str:
        """All that the content says now, with plain spaces."""
        return self._content().inner_text().replace("\u00a0", " ").replace("\u202f", " ")

    def title(self) -> str:
        """The words of the only h1."""
        assert self.page.locator("h1").count() == 1
        return self.page.locator("h1").inner_text()

    def check(self) -> None:
        """This state is accessible: no violation of WCAG 2.2 AA or of axe's best practices."""
        self.settled()
        self.page.evaluate(STILL)
        self.page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
        broken = [one for one in found["violations"] if one["id"] not in self.tolerated]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in broken] == []

    def _content(self) -> Locator:
        return self.page.locator("[data-testid=stMain]")

    def _refuse_external(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.base, self.base.replace("http", "ws", 1), "data:", "blob:")):
            self.faults.append(f"external request: {url}")


UNREVIEWED = {"rgid:charge-clientele-particuliers-n6", "rgid:charge-clientele-particuliers-banque-assurance-n6"}
"""Two certifications (CURIEs) whose correspondences nobody has reviewed in the explorer under test."""


@pytest.fixture(scope="session")
def explorer_data(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the explorer under test: a copy, that decisions taken in a test may change.

    Nobody has decided there on `UNREVIEWED`: the five as they ship leave nearly nothing to decide.
    """
    data = Path(shutil.copytree(workspace.data, tmp_path_factory.mktemp("explorer") / "data"))
    path = data / "mappings" / "competences.sssom.tsv"
    shipped = sssom.read(path)
    kept = tuple(row for row in shipped.rows if {curie.partition("/")[0] for curie in row.pair} != UNREVIEWED)
    path.write_text(sssom.write(replace(shipped, rows=kept)), "utf-8")
    return data


@pytest.fixture(scope="session")
def explorer_address(workspace: Workspace, built: Build, explorer_data: Path) -> Iterator[str]:
    """The address of `refgraph explore` on the five, running for the whole run."""
    assert built.records
    with serving(["refgraph.cli", "explore", "--port", "{port}"], explorer_data, workspace.cache) as address:
        yield address


@contextmanager
def serving(command: list[str], data: Path, cache: Path) -> Iterator[str]:
    """The address where the Python module and arguments of ``command`` serve; ``{port}`` stands for a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    variables = {DATA: str(data), CACHE: str(cache), "XDG_DATA_HOME": str(data.parent / "home")}
    words = [word.replace("{port}", port) for word in command]
    process = subprocess.Popen([sys.executable, "-m", *words], env=os.environ | variables, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server that ``process`` runs answers at ``url``."""
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The Chromium of the system, silent on the network."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    names = "MAP evil.example 127.0.0.1, MAP refgraph.example 127.0.0.1"  # what a hostile DNS may say
    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", f"--host-resolver-rules={names}", *quiet]
    return {**browser_type_launch_args, "executable_path": _chromium(), "args": arguments}


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), "")
    assert found, "these tests need Chromium: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """A French reader's laptop."""
    return {**browser_context_args, "viewport": {"width": 1366, "height": 900}, "locale": "fr-FR"}


@pytest.fixture(scope="session")
def reader(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[BrowserContext]:
    """One reader's browser for the whole run: what it has loaded it keeps; each page is a session of its own."""
    context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def explorer(reader: BrowserContext, explorer_address: str) -> Iterator[Explorer]:
    """The explorer; at the end of each test: accessible, nothing asked of the outside, no error in the console."""
    page = reader.new_page()
    one = Explorer(page, explorer_address)
    yield one
    one.check()
    page.close()
    assert one.faults == []

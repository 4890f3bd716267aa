"""Takes the pictures of docs/screenshots/ again: each page of the explorer, at 1366 and 390 px, on the shipped data."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
WIDTHS = {1366: 900, 390: 844}
COLOURS = 192
HEAVIEST = 200_000
LONG_WORK = 120_000
"""Milliseconds that a page may compute before its picture is taken; meanwhile it shows progress, and « Annuler »."""

ADDRESSES = {
    "accueil": "",
    "explorer": "explorer",
    "fiche": "explorer?fiche=certification/cqp-charge-affaires-entreprises/bloc/1/competence/C4&profondeur=2",
    "comparer": "comparer",
    "aligner": "aligner",
    "requetes": "requetes",
    "question": "requetes?question=competences-par-bloc&certification=RNCP31919",
    "reglementation": "reglementation",
    "qualite": "qualite",
    "aide": "aide",
}
"""Name of the picture and address of the page."""

READY = "[data-testid=stApp][data-test-script-state=notRunning]"


@contextmanager
def explorer() -> Iterator[str]:
    """The address of an explorer that runs meanwhile, on a store of its own."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as cache:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "refgraph.cli", "explore", "--port", str(port)]
        process = subprocess.Popen(command, env=os.environ | {"REFGRAPH_CACHE": cache})
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the explorer does not answer")


def picture(browser: Browser, url: str, width: int) -> bytes:
    """A page as an optimised PNG."""
    page = browser.new_page(viewport={"width": width, "height": WIDTHS[width]}, locale="fr-FR", reduced_motion="reduce")
    page.goto(url)
    page.locator("h1").first.wait_for()
    page.locator(READY).wait_for()
    page.wait_for_timeout(700)
    page.get_by_role("button", name="Annuler", exact=True).wait_for(state="hidden", timeout=LONG_WORK)
    page.locator(READY).wait_for()
    page.wait_for_timeout(700)
    raw = page.screenshot()
    page.close()
    written = io.BytesIO()
    Image.open(io.BytesIO(raw)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()


def main() -> None:
    """Take every picture; a page that the menu does not have yet is left out."""
    FOLDER.mkdir(exist_ok=True)
    with explorer() as base, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, address in ADDRESSES.items():
            for width in WIDTHS:
                taken = picture(browser, f"{base}/{address}", width)
                target = FOLDER / f"{name}-{width}.png"
                target.write_bytes(taken)
                print(f"{target.name}: {len(taken) // 1000} kB{' (too heavy)' if len(taken) > HEAVIEST else ''}")


if __name__ == "__main__":
    main()

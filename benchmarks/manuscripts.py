"""What a save of a draft costs: the view beside it, against reading its file alone.

``python -m benchmarks.manuscripts`` takes the five shipped certifications, and one of them as the draft, reworded a
little at each save. It prints the median of ten saves of the view beside it (findings, gaps, nearest competences,
literal reproductions, texts, self-check) as a ratio to one plain reading of the same document, in the same process.
With ``--beside N`` each shipped document is copied under other names until there are N.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from refgraph.core import assets
from refgraph.pipeline.manuscripts import keep, look
from refgraph.reading import registry
from refgraph.reading.opening import decode
from refgraph.workspace import Workspace

_SAVES = 10
_DRAFTED = "003"


def main() -> None:
    """Print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--beside", type=int, default=5, metavar="N", help="Certifications beside the draft.")
    wanted = parser.parse_args().beside
    with tempfile.TemporaryDirectory() as top:
        workspace = _workspace(Path(top), wanted)
        [path] = assets.data().glob(f"sources/{_DRAFTED}_*")
        text = path.read_text("utf-8")
        readings, views = [], []
        for number in range(_SAVES + 1):
            raw = text.replace("client", f"client n{number}", 3).encode()
            begun = time.process_time()
            registry.read_document(decode(raw, "essai.txt"))
            read = time.process_time()
            one = keep(workspace, "essai.txt", raw)
            kept = time.process_time()
            found = look(workspace, one.id, date(2026, 12, 1))
            readings.append(read - begun)
            views.append(time.process_time() - kept)
        told = f"{len(workspace.received())} certifications, {len(found.copies)} copies, {len(found.nearest)} nearest"
        first, view, reading = views[0], statistics.median(views[1:]), statistics.median(readings[1:])
        print(f"{told}: view {view / reading:.2f} x one reading ({view:.3f} s of CPU; the first {first:.2f} s)")


def _workspace(top: Path, wanted: int) -> Workspace:
    data = Path(shutil.copytree(assets.data(), top / "data"))
    originals = sorted(data.glob("sources/*.txt"))
    for number in range(wanted - len(originals)):
        source = originals[number % len(originals)]
        (data / "sources" / f"copie-{number:03}.txt").write_bytes(source.read_bytes())
    names = "".join(
        f'\n[[document]]\nfile = "copie-{number:03}.txt"\nid = "copie-{number:03}"\n'
        for number in range(wanted - len(originals))
    )
    with (data / "catalogue.toml").open("a", encoding="utf-8") as file:
        file.write(names)
    return Workspace(data=data, cache=top / "cache", endpoint=None)


if __name__ == "__main__":
    main()

"""``python -m tests.mutation``: plant faults at random in the rooms that carry truth, and see which the tests miss.

The project is copied into a temporary folder first and everything runs there: a fault is never planted in place.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copied(target: Path) -> None:
    """What git tracks, or would, as it stands."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, copy = ROOT / name, target / name
        if source.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        target = Path(folder) / "refgraph"
        copied(target)
        paths = os.pathsep.join((str(target / "src"), str(target)))
        settings = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "TMPDIR": folder}
        command = [sys.executable, "-m", "tests.mutation.run", *sys.argv[1:]]
        return subprocess.run(command, cwd=target, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

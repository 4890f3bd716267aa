"""What every run of tests would do again and that no fault changes: heavy imports, and the build of the documents."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import pkgutil
import shutil
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.mutation.rooms import ROOT

_WINGS = ("core", "mentions", "model", "reading", "graph", "workspace", "knowledge", "pipeline")
_READ_LATER = ("docx", "openpyxl", "hypothesis", "yaml")
"""What the product or its tests import inside functions."""


class Preparation:
    """Holds in this process, which every run of tests is a copy of, what the runs need and no fault touches."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="prepared-"))

    def load_libraries(self) -> None:
        """Import what refgraph imports, except refgraph: each run imports it with its fault."""
        for name in self._elsewhere(_libraries):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)

    @cached_property
    def in_build(self) -> frozenset[str]:
        """The modules that take part in a build: with a fault in one of them, everything is built again."""
        return frozenset(self._elsewhere(_modules_of_a_build))

    def hold_build(self) -> None:
        """Let the tests find the shipped documents built. From here on no fault `in_build` is seen any more."""
        cache = self.folder / "cache"
        self._elsewhere(lambda: _build(cache))
        from refgraph import pipeline
        from refgraph.core import assets

        really = pipeline.build

        def build(workspace: Any, *arguments: Any) -> Any:
            if workspace.data == assets.data():
                shutil.copytree(cache, workspace.cache, dirs_exist_ok=True)
            return really(workspace, *arguments)

        setattr(pipeline, "build", build)  # noqa: B010 - the type checker knows it as a function of its own

    def _elsewhere(self, work: Callable[[], Any]) -> Any:
        """What ``work`` gives back in a process of its own, so that nothing it imports stays here."""
        path = self.folder / "told"
        child = os.fork()
        if child == 0:
            try:
                path.write_bytes(pickle.dumps(work()))
                os._exit(0)
            finally:
                os._exit(1)
        if os.waitpid(child, 0)[1] != 0:
            raise RuntimeError("the project without a fault cannot be prepared")
        return pickle.loads(path.read_bytes())  # noqa: S301 - written by this run


def _libraries() -> list[str]:
    import refgraph

    for wing in _WINGS:
        package = importlib.import_module(f"refgraph.{wing}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in _READ_LATER:
        importlib.import_module(name)
    return [name for name in sys.modules if name.split(".")[0] not in (refgraph.__name__, "tests", "__main__")]


def _modules_of_a_build() -> list[str]:
    for name in ("refgraph.pipeline", "refgraph.reading.layouts"):  # layouts are found when a document is read
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(module.name)
    files = [module.__file__ for name, module in sys.modules.items() if name.startswith("refgraph.")]
    return [Path(file).relative_to(ROOT).as_posix() for file in files if file]


def _build(cache: Path) -> None:
    from refgraph.core import assets
    from refgraph.pipeline import build
    from refgraph.workspace import Workspace

    build(Workspace(cache=cache, data=assets.data(), endpoint=None))

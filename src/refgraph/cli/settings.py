"""The options that hold for every command: the data folder, the server, the detail of errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refgraph.core.errors import StoreError

if TYPE_CHECKING:
    from refgraph.graph.store import Store
    from refgraph.workspace import Workspace

_EVERYWHERE = ("--data", "--endpoint", "--debug")
_WITH_VALUE = ("--data", "--endpoint")


class Settings:
    """The options that hold for every command."""

    def __init__(self, data: Path | None, endpoint: str | None) -> None:
        self._data = data
        self._endpoint = endpoint

    def workspace(self) -> Workspace:
        """The folders and the server that the options and the environment name.

        Raises:
            StoreError: there is no such data folder.
        """
        from refgraph.workspace import Workspace

        given = {"data": self._data, "endpoint": self._endpoint}
        workspace = Workspace(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
        if not workspace.data.is_dir():
            raise StoreError(
                "ce dossier de données n’existe pas.", place=str(workspace.data), remedy="Vérifiez --data."
            )
        return workspace

    def open_store(self, tell: Callable[[str], None]) -> Store:
        """The store of the workspace, built first where it is out of date; ``tell`` hears what is done."""
        return self.open_for((), tell)[0]

    def open_for(self, names: Iterable[str], tell: Callable[[str], None]) -> tuple[Store, Workspace]:
        """The store that knows what ``names`` say, and the workspace that it is of: drafts are in one of their own."""
        workspace = self.workspace()
        if workspace.manuscripts.is_dir() and (told := list(names)):
            from refgraph.pipeline.manuscripts import for_names

            workspace = for_names(workspace, told)
        return self._opened(workspace, tell), workspace

    def _opened(self, workspace: Workspace, tell: Callable[[str], None]) -> Store:
        if workspace.is_ready():
            return workspace.open_store()
        from refgraph.pipeline import ensure

        return ensure(workspace, tell)


def hoist(arguments: list[str]) -> list[str]:
    """``arguments`` with the options of the whole first, wherever they were typed before ``--``.

    Raises:
        click.UsageError: one of them has lost its value.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments[:end])
    for argument in waiting:
        name, has_value, _ = argument.partition("=")
        if name not in _EVERYWHERE:
            rest.append(argument)
            continue
        first.append(argument)
        if name in _WITH_VALUE and not has_value:
            value = next(waiting, None)
            if value is None:
                raise click.UsageError(f"L’option {name} attend une valeur.")
            first.append(value)
    return [*first, *rest, *arguments[end:]]

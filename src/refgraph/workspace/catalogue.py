"""The text of ``catalogue.toml`` with other ids: entries and remarks that are not concerned stay as they are."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Mapping

_ENTRY = re.compile(r"^\[\[document\]\][^\n]*\n(?:(?!\[).*(?:\n|\Z))*", re.MULTILINE)


def catalogued(text: str, named: Mapping[str, str], gone: Collection[str] = ()) -> str:
    """``text`` with the ids ``named`` by file name in place of what it says of these files, and without those ``gone``.

    >>> print(catalogued('issued = 2026-11-21\\n', {"a.txt": "boulanger"}), end="")
    issued = 2026-11-21
    <BLANKLINE>
    [[document]]
    file = "a.txt"
    id = "boulanger"
    """
    concerned = {*named, *gone}
    kept = _ENTRY.sub(lambda entry: "" if _file(entry[0]) in concerned else entry[0], text).rstrip()
    new = [
        f"[[document]]\nfile = {json.dumps(file, ensure_ascii=False)}\nid = {json.dumps(id)}\n"
        for file, id in named.items()
    ]
    return "\n\n".join([*([kept + ("" if new else "\n")] if kept else []), *new])


def _file(entry: str) -> str:
    [found] = tomllib.loads(entry)["document"]
    return str(found.get("file", ""))

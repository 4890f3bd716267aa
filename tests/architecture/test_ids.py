"""Ids are spelt in one place, so that the scheme on which IRIs and decisions rest can be read and changed there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.house import modules

_SPELT = re.compile(
    r"(?:^|/)(?:bloc|activity|competence|modality|criteria|mention|rule|accommodation|access|registration|certifier"
    r"|excerpt)/|/(?:jury|settlement)$|^[kams]\d\d$"
)


def spelt(source: str) -> Iterator[str]:
    """The texts of a module, its docstrings aside, that spell a part of an id; prose with spaces does not."""
    pieces: set[ast.AST] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            pieces.update(node.values)
            parts = [part.value if isinstance(part, ast.Constant) else "00" for part in node.values]
            text = "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in pieces:
            text = node.value
        else:
            continue
        if not re.search(r"\s", text) and _SPELT.search(text):
            yield text


def test_ids_are_spelt_in_one_place() -> None:
    """No layout, no graph, no question and no page makes or takes apart an id by itself."""
    found = {module: list(spelt(path.read_text("utf-8"))) for module, path in modules().items()}
    assert len(found.pop("model.ids")) == 21
    assert {module: texts for module, texts in found.items() if texts} == {}


def test_spelt_ids_are_seen() -> None:
    """An id made of pieces or compared with a piece is seen; a sentence, an address and a media type are not."""
    source = "f'bloc/{n}'\nf'{b}/competence/{c}'\nf'k{n:02}'\n'/modality/'\nf'{o}/jury'\n'un bloc/1 lu'\n'text/html'\n"
    assert list(spelt(source)) == ["bloc/00", "00/competence/00", "k00", "/modality/", "00/jury"]

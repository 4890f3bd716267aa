"""What every answer about texts starts from: what is cited, the register, the store, and the day of the question."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from refgraph.core.namespaces import graph_iri
from refgraph.graph.store import Store
from refgraph.knowledge.regulations.check import Stale, stale
from refgraph.knowledge.regulations.citing import Cited, select_cited
from refgraph.knowledge.regulations.register import Register, register_of
from refgraph.mentions import Lexicon, lexicon_of

_T = TypeVar("_T")


@dataclass(frozen=True)
class Evidence:
    """The mentions of ``store`` and its register, looked at on ``day``; ``old`` are the verifications to be redone.

    ``lexicon`` holds the names of the register's texts.
    """

    store: Store
    cited: tuple[Cited, ...]
    register: Register
    day: date
    old: tuple[Stale, ...] = ()
    lexicon: Lexicon | None = None
    _known: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, compute: Callable[[], _T]) -> _T:
        """What ``compute`` gives, worked out once for ``key`` as long as this evidence lives: nothing of it changes."""
        if key not in self._known:
            self._known[key] = compute()
        found: _T = self._known[key]
        return found

    def source(self, question: str) -> tuple[tuple[str, str], ...]:
        """Where an answer to ``question`` comes from, as a table says it."""
        told = (
            ("Date", f"{self.day:%d/%m/%Y}"),
            ("Registre", f"{len(self.register.texts)} textes, articles et versions"),
        )
        redo = (("À revérifier", f"{len(self.old)} vérification(s) de plus d’un an"),) if self.old else ()
        return (("Question", question), *told, *redo)


def evidence_of(store: Store, day: date) -> Evidence:
    """What ``store`` says of cited texts; the register is its graph ``regulations``.

    Raises:
        StoreError: the store fails.
    """
    triples = store.export(graph_iri("regulations"))
    cited, old = tuple(select_cited(store)), tuple(stale(triples, day))
    return Evidence(store, cited, register_of(triples), day, old, lexicon_of(triples))
